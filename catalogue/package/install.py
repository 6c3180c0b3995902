"""The package in use on a station: swapped in one step, the previous one kept and fallen back to.

A folder holds `current.sqlite` and `previous.sqlite`. Whatever happens in between, one of them is whole.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from catalogue.package.layout import not_written
from catalogue.package.manifest import refused, version_numbers
from catalogue.package.open import Package, open_package
from contract.failures import Failed, FailureCode

CURRENT = "current.sqlite"
PREVIOUS = "previous.sqlite"
INCOMING = "incoming.sqlite"


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)  # ext4 may forget the new name otherwise
    finally:
        os.close(handle)


def copy_in(source: Path, target: Path) -> None:
    with source.open("rb") as coming, target.open("wb") as going:
        shutil.copyfileobj(coming, going, 1 << 20)
        going.flush()
        os.fsync(going.fileno())


def installed_version(folder: Path, trusted_keys: Sequence[bytes]) -> str | None:
    try:
        package = open_installed(folder, trusted_keys)
    except Failed:
        return None
    version = package.version
    package.close()
    return version


def install_package(file: Path, folder: Path, trusted_keys: Sequence[bytes]) -> str:
    """Check `file` wholly, then make it the package of `folder`; returns its version. The same version again is fine.

    Failed: PACKAGE_* when it is missing, damaged, not signed, wrongly counted or older than the one in use; DISK_FULL
    or DISK_READ_ONLY when it cannot be kept. In every failure the package in use stays as it was.
    """
    incoming = folder / INCOMING
    try:
        if not file.is_file():
            raise refused(FailureCode.PACKAGE_MISSING, f"there is no package {file.name}")
        folder.mkdir(parents=True, exist_ok=True)
        copy_in(file, incoming)  # what is checked is what is installed, even if `file` changes meanwhile
        package = open_package(incoming, trusted_keys, thorough=True)
        version = package.version
        package.close()
        in_use = installed_version(folder, trusted_keys)
        if in_use is not None and version_numbers(version) < version_numbers(in_use):
            raise refused(FailureCode.PACKAGE_OLDER, f"version {version} is older than {in_use}, which is in use")
        if in_use is not None and (folder / CURRENT).exists():
            keep_previous(folder, trusted_keys)
        os.replace(incoming, folder / CURRENT)
        sync_folder(folder)
    except OSError as error:
        raise not_written(error, "the package") from None
    finally:
        incoming.unlink(missing_ok=True) if os.access(folder, os.W_OK) else None
    return version


def keep_previous(folder: Path, trusted_keys: Sequence[bytes]) -> None:
    """Keep the one in use as the previous one, unless it is the broken one."""
    try:
        open_package(folder / CURRENT, trusted_keys).close()
    except Failed:
        return
    spare = folder / "previous.new"
    spare.unlink(missing_ok=True)
    os.link(folder / CURRENT, spare)
    os.replace(spare, folder / PREVIOUS)


def open_installed(folder: Path, trusted_keys: Sequence[bytes], *, thorough: bool = False) -> Package:
    """Open the package in use, or the previous one when that cannot be trusted.

    Failed with the reason of the current one when neither opens: PACKAGE_MISSING, PACKAGE_DAMAGED, PACKAGE_SIGNATURE,
    PACKAGE_COUNTS. `Package.path.name` tells which of the two it is.
    """
    try:
        return open_package(folder / CURRENT, trusted_keys, thorough=thorough)
    except Failed as failed:
        try:
            return open_package(folder / PREVIOUS, trusted_keys, thorough=thorough)
        except Failed:
            raise failed from None

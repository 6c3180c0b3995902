"""Files on a USB stick: whole under their name, or not there; what a pulled, full or locked stick answers is said."""

import contextlib
import errno
import os
import shutil
from pathlib import Path

from contract.courier import BUNDLE_ID, FOLDER
from contract.failures import Failed, FailureCode, Retry
from offline_queue.disk import UNFINISHED, sync_folder, write_all

ROOM_FOR_MANIFEST = 64 * 1024
ROOM_A_FILE = 160
"""A line of the manifest."""


class StickFull(Exception):
    """No room for this file and the manifest after it."""


class Stick:
    """The folder of bundles on a mounted stick. Methods raise Failed(COURIER_STICK)."""

    def __init__(self, mounted: Path) -> None:
        self.path = mounted / FOLDER

    def bundles(self) -> list[Path]:
        """Folders with the name of a finished bundle."""
        try:
            if not self.path.is_dir():
                return []
            return sorted(path for path in self.path.iterdir() if BUNDLE_ID.fullmatch(path.name) and path.is_dir())
        except OSError as error:
            raise stick_failed(error, self.path) from error

    def begin(self, bundle_id: str) -> Path:
        """A folder for a new bundle; unfinished ones of former exports go."""
        try:
            self.path.mkdir(exist_ok=True)
            for path in self.path.glob(f"*{UNFINISHED}"):
                shutil.rmtree(path)
            folder = self.path / f"{bundle_id}{UNFINISHED}"
            folder.mkdir()
            return folder
        except OSError as error:
            raise stick_failed(error, self.path) from error

    def write(self, folder: Path, name: str, content: bytes, files_so_far: int = -1) -> None:
        """Durable on return. Raises StickFull when it, or the manifest of so many files, would not fit; then it is not
        there. `files_so_far` below 0: this is the manifest."""
        path = folder / name
        unfinished = folder / f"{name}{UNFINISHED}"
        try:
            stat = os.statvfs(folder)
            needed = len(content) + (ROOM_FOR_MANIFEST + files_so_far * ROOM_A_FILE if files_so_far >= 0 else 0)
            if stat.f_bavail * stat.f_frsize < needed:
                raise StickFull
            fd = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            try:
                write_all(fd, (content,))
                os.fsync(fd)
            finally:
                os.close(fd)
            os.rename(unfinished, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StickFull from None
            raise stick_failed(error, self.path) from error

    def finish(self, folder: Path) -> Path:
        """Give a bundle its name, durably."""
        finished = folder.with_name(folder.name.removesuffix(UNFINISHED))
        try:
            sync_folder(folder)
            os.rename(folder, finished)
            sync_folder(self.path)
        except OSError as error:
            raise stick_failed(error, self.path) from error
        return finished

    def read(self, path: Path, limit: int) -> bytes | None:
        """At most `limit` bytes; None when there is no such file, or a longer one."""
        try:
            with open(path, "rb") as file:
                content = file.read(limit + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise stick_failed(error, self.path) from error
        return content if len(content) <= limit else None

    def remove(self, bundle: Path) -> None:
        try:
            shutil.rmtree(bundle)
            sync_folder(self.path)
        except OSError as error:
            raise stick_failed(error, self.path) from error


def stick_failed(error: OSError, where: Path) -> Failed:
    return Failed(
        FailureCode.COURIER_STICK,
        f"the stick at {where} answered: {os.strerror(error.errno or 0)}",
        "see whether it is plugged in, mounted, writable and has room; nothing changed at the station",
        Retry.LATER,
    )

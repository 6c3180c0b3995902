"""Whether this data directory still lies where it was enrolled: what tells this computer from others, and the witness.

A copied disk or a restored backup would give numbers twice (docs/sync-protocol.md §4). The witness is a file that names
its own inode and the machine: a copy of it is another inode, or lies on another machine.
"""

import contextlib
import hashlib
import os
from enum import StrEnum
from pathlib import Path

import msgspec

from contract.failures import Failed, FailureCode, Retry
from offline_queue.disk import disk_failed, make_folder, sync_folder, write_all
from offline_queue.identity import FOLDER

WITNESS = "witness"
COPIED = "copied"
CONTEXT = b"XDZ machine v1\x00"
MACHINE_ID = Path("/etc/machine-id")
NETWORK_CARDS = Path("/sys/class/net")
_SMALL = 4096


class _Witness(msgspec.Struct, frozen=True, kw_only=True):
    inode: int
    machine: str


class Place(StrEnum):
    KNOWN = "known"
    NEW = "new"
    """There is no witness yet."""
    OTHER = "other"
    """A copy, or another machine."""


def machine_digest() -> bytes:
    """SHA-256 over the machine id and the built-in network cards' addresses; empty when nothing tells it from others.

    Only what every user may read, so that the answer does not depend on who asks.
    """
    parts: list[str] = []
    with contextlib.suppress(OSError):
        parts.append(MACHINE_ID.read_text("ascii", "replace")[:_SMALL].strip())
    with contextlib.suppress(OSError):
        for card in sorted(NETWORK_CARDS.iterdir()):
            # plugged adapters come and go; what sits on the PCI bus belongs to the machine
            if "/pci" in os.path.realpath(card / "device") and "/usb" not in os.path.realpath(card / "device"):
                parts.append((card / "address").read_text("ascii", "replace")[:_SMALL].strip())
    known = [part for part in parts if part]
    return hashlib.sha256(CONTEXT + "".join(f"{part}\n" for part in known).encode()).digest() if known else b""


def look_around(data_dir: Path) -> Place:
    """Compare the witness with where it lies. One that cannot be read counts as another place."""
    path = data_dir / FOLDER / WITNESS
    try:
        with open(path, "rb") as file:
            inode = os.fstat(file.fileno()).st_ino
            witness = msgspec.json.decode(file.read(_SMALL), type=_Witness)
    except FileNotFoundError:
        return Place.NEW
    except (OSError, msgspec.MsgspecError):
        return Place.OTHER
    same = (witness.inode, witness.machine) == (inode, machine_digest().hex())
    return Place.KNOWN if same else Place.OTHER


def settle_here(data_dir: Path) -> None:
    """This is the place from now on: a new witness, and no mark of being a copy. Raises Failed."""
    folder = data_dir / FOLDER
    make_folder(folder)
    unfinished = folder / f".{WITNESS}.part"
    try:
        fd = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        try:
            witness = _Witness(inode=os.fstat(fd).st_ino, machine=machine_digest().hex())
            write_all(fd, (msgspec.json.encode(witness),))
            os.fsync(fd)
        finally:
            os.close(fd)
        os.rename(unfinished, folder / WITNESS)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(folder / COPIED)
        sync_folder(folder)
    except OSError as error:
        raise disk_failed(error, folder) from error


def mark_copied(data_dir: Path) -> None:
    """The centre said so; it stays until the station is enrolled again, or the centre thinks otherwise."""
    folder = data_dir / FOLDER
    try:
        os.close(os.open(folder / COPIED, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600))
        sync_folder(folder)
    except OSError as error:
        raise disk_failed(error, folder) from error


def is_copied(data_dir: Path) -> bool:
    """Whether this place takes nothing new until the centre has settled it."""
    return (data_dir / FOLDER / COPIED).exists() or look_around(data_dir) is Place.OTHER


def copied() -> Failed:
    return Failed(
        FailureCode.STATION_COPIED,
        "this station is a copy of another one, or was set back to an older state",
        "connect it to the centre, which settles it; when it stays, let it deliver what waits and enrol it again",
        Retry.LATER,
    )

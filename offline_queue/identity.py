"""Who this station is: its Ed25519 key and what the centre said at enrolment, in `<data_dir>/identity/`."""

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.failures import Failed, FailureCode, Retry
from contract.hpke_suites import PUBLIC_BYTES
from contract.sync import CentreKey, EnrolAnswer, NumberBlock
from offline_queue.disk import disk_failed, make_folder, sync_folder, write_all

FOLDER = "identity"
KEY = "station.key"
IDENTITY = "identity.json"


class StoredIdentity(msgspec.Struct, frozen=True, kw_only=True):
    centre: str
    """Base address of the centre."""
    ca_file: str = ""
    """PEM file of the only certificate authority to trust; "": the system's."""
    enrolled_at: datetime
    answer: EnrolAnswer
    blocks: tuple[NumberBlock, ...] = ()
    """All number blocks of the epoch as the news named them last; empty: the answer's one."""


@dataclass(frozen=True)
class StationIdentity:
    """The station's key never leaves this object; what it signs does."""

    stored: StoredIdentity
    _key: Ed25519PrivateKey

    @property
    def answer(self) -> EnrolAnswer:
        return self.stored.answer

    @property
    def station_id(self) -> str:
        return self.stored.answer.station_id

    @property
    def epoch(self) -> int:
        return self.stored.answer.epoch

    @property
    def blocks(self) -> tuple[NumberBlock, ...]:
        """Number blocks of this epoch; the one of the enrolment is always among them."""
        return tuple({block.first: block for block in (self.answer.numbers, *self.stored.blocks)}.values())

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def sealing_key(self, at: datetime) -> CentreKey:
        """The newest valid key of the best suite known here. Raises Failed(SEAL_FAILED) when there is none.

        The clock may lie by years: when no key is valid now, the newest is taken all the same, because a resident must
        not be sent away for a flat clock battery.
        """
        keys = [k for k in self.answer.keys if k.use == "seal" and len(k.public) == _KNOWN.get(k.suite)]
        valid = [k for k in keys if k.valid_from <= at and (k.valid_to is None or at < k.valid_to)]
        if not keys:
            raise Failed(
                FailureCode.SEAL_FAILED,
                "the centre gave no key that this software can seal to",
                "enrol again: ./station enrol --centre URL --code CODE",
                Retry.NEVER,
            )
        return max(valid or keys, key=lambda k: (k.suite, k.valid_from))

    def receipt_key(self, key_id: str) -> bytes | None:
        """Raw Ed25519 public key with which the centre signs its receipts."""
        return next((k.public for k in self.answer.keys if k.use == "receipt" and k.key_id == key_id), None)


_KNOWN = {suite.value: size for suite, size in PUBLIC_BYTES.items()}


def load_identity(data_dir: Path) -> StationIdentity:
    """Raises Failed: STATION_NOT_ENROLLED, or CONFIG_INVALID when the files cannot be read."""
    folder = data_dir / FOLDER
    try:
        stored = msgspec.json.decode((folder / IDENTITY).read_bytes(), type=StoredIdentity)
        key = Ed25519PrivateKey.from_private_bytes((folder / KEY).read_bytes())
    except FileNotFoundError:
        raise Failed(
            FailureCode.STATION_NOT_ENROLLED,
            f"no identity in {folder}",
            "enrol it with a code of the district: ./station enrol --centre URL --code CODE",
            Retry.NEVER,
        ) from None
    except (OSError, ValueError) as error:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"the identity in {folder} cannot be read: {type(error).__name__}",
            "restore the folder from its backup or enrol again; sealed files stay where they are",
            Retry.NEVER,
        ) from None
    return StationIdentity(stored, key)


def stamp_of_identity(data_dir: Path) -> tuple[int, int]:
    """Changes whenever the sync process stored a new identity; cheap to ask. (0, 0): there is none."""
    try:
        stat = os.stat(f"{data_dir}/{FOLDER}/{IDENTITY}")
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_ino


def load_or_make_key(data_dir: Path, *, anew: bool = False) -> Ed25519PrivateKey:
    """The station's key, made durable before anybody hears of it; `anew` replaces one that is there. Raises Failed."""
    folder = data_dir / FOLDER
    make_folder(data_dir)
    make_folder(folder)
    try:
        if anew or not (folder / KEY).exists():
            replace_file(folder, KEY, Ed25519PrivateKey.generate().private_bytes_raw())
        return Ed25519PrivateKey.from_private_bytes((folder / KEY).read_bytes())
    except ValueError:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"{folder / KEY} is not a key of 32 bytes",
            "move it away and enrol again",
            Retry.NEVER,
        ) from None
    except OSError as error:
        raise disk_failed(error, folder) from error


def store_identity(data_dir: Path, stored: StoredIdentity) -> None:
    """Durable on return. Raises Failed."""
    try:
        replace_file(data_dir / FOLDER, IDENTITY, msgspec.json.format(msgspec.json.encode(stored), indent=2))
    except OSError as error:
        raise disk_failed(error, data_dir / FOLDER) from error


def replace_file(folder: Path, name: str, content: bytes) -> None:
    """The old content or the new, never a mixture; readable by its owner only. Raises OSError."""
    unfinished = folder / f".{name}.part"
    fd = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        try:
            write_all(fd, (content,))
            os.fsync(fd)
        finally:
            os.close(fd)
        os.rename(unfinished, folder / name)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
        raise
    sync_folder(folder)

"""The centre's keys as files of the data directory, outer and inner zone apart, each 0600.

    keys/outer/  token.key  receipt-<id>.key (Ed25519)  seal-<id>.pub
    keys/inner/  seal-<id>.key (HPKE)  field.key  lookup.key  secret.key

The outer folder never holds what opens a submission; in production the two folders are on two machines.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contract.failures import Failed, FailureCode, Retry
from contract.hpke_suites import PRIVATE_BYTES, PrivateKey, load_private, public_of
from contract.submission import Suite
from contract.sync import CentreKey

SUITES_MADE = (Suite.X25519, Suite.MLKEM768_X25519)
RETIRED = "retired"
_SECRET_BYTES = 32


def key_id_of(public: bytes) -> str:
    """Eight bytes of the public key's SHA-256 in hex: the same key has the same name everywhere."""
    return hashlib.sha256(public).hexdigest()[:16]


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Ed25519; False for a wrong signature and for a public key that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _write_secret(path: Path, secret: bytes) -> None:
    """Create a file that only the owner reads, durable before its name is used; an existing one is never replaced."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read_secret(path: Path, size: int = _SECRET_BYTES) -> bytes:
    try:
        secret = path.read_bytes()
    except OSError as error:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"the key file {path.name} cannot be read: {error.strerror}",
            "run `python -m centre init --data DIR`, or put the key file back from the backup",
            Retry.NEVER,
        ) from None
    if len(secret) != size:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"the key file {path.name} has {len(secret)} bytes, not {size}",
            "put the key file back from the backup",
            Retry.NEVER,
        )
    return secret


@dataclass(frozen=True)
class OuterKeys:
    """What the intake may know: token and receipt keys, and the public halves of the sealing keys."""

    folder: Path

    @cached_property
    def token(self) -> bytes:
        return _read_secret(self.folder / "token.key")

    @cached_property
    def _receipts(self) -> list[tuple[str, Ed25519PrivateKey, bytes, datetime]]:
        """Newest last: that one signs receipts."""
        found = []
        paths = sorted(self.folder.glob("receipt-*.key"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        for path in paths or [self.folder / "receipt.key"]:
            private = Ed25519PrivateKey.from_private_bytes(_read_secret(path))
            public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            made = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
            found.append((key_id_of(public), private, public, made))
        return found

    @property
    def _receipt(self) -> tuple[str, Ed25519PrivateKey, bytes, datetime]:
        return self._receipts[-1]

    @property
    def news_key_id(self) -> str:
        """The oldest that is not retired: a station that was away for long knows it, and learns the newer by news."""
        return self._receipts[0][0]

    def sign_news(self, message: bytes) -> bytes:
        return self._receipts[0][1].sign(message)

    @property
    def receipt_key_id(self) -> str:
        return self._receipt[0]

    def sign_receipt(self, message: bytes) -> bytes:
        return self._receipt[1].sign(message)

    def public_keys(self) -> tuple[CentreKey, ...]:
        """Everything a station needs: each sealing and receipt key that is not retired."""
        found = [
            CentreKey(key_id=key_id, use="receipt", suite=0, public=public, valid_from=made)
            for key_id, _, public, made in reversed(self._receipts)
        ]
        for path in sorted(self.folder.glob("seal-*.pub")):
            suite, raw = path.read_bytes()[0], path.read_bytes()[1:]
            made = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
            found.append(CentreKey(key_id=key_id_of(raw), use="seal", suite=suite, public=raw, valid_from=made))
        return tuple(found)


@dataclass(frozen=True)
class InnerKeys:
    """What opens submissions and the personal columns. Never in a process of the outer zone."""

    folder: Path

    @cached_property
    def field(self) -> bytes:
        return _read_secret(self.folder / "field.key")

    @cached_property
    def lookup(self) -> bytes:
        return _read_secret(self.folder / "lookup.key")

    @cached_property
    def secret(self) -> str:
        return _read_secret(self.folder / "secret.key").hex()

    @cached_property
    def _seal_keys(self) -> dict[str, tuple[Suite, PrivateKey]]:
        found: dict[str, tuple[Suite, PrivateKey]] = {}
        for path in sorted(self.folder.glob("seal-*.key")):
            suite = Suite(path.read_bytes()[0])
            raw = _read_secret(path, 1 + PRIVATE_BYTES[suite])[1:]
            found[key_id_of(public_of(suite, raw))] = suite, load_private(suite, raw)
        return found

    def seal_key(self, key_id: str) -> tuple[Suite, PrivateKey] | None:
        """The key that a header names, or None: it is not (or no longer) here."""
        if key_id not in self._seal_keys:
            self.__dict__.pop("_seal_keys")  # one may have been made since: stations seal to it as soon as they know it
        return self._seal_keys.get(key_id)


def make_keys(data: Path) -> bool:
    """Make what is missing below `data`/keys; True when something was made. Never replaces a key."""
    outer, inner = data / "keys" / "outer", data / "keys" / "inner"
    made = False
    for folder in (data / "keys", outer, inner):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in (outer / "token.key", inner / "field.key", inner / "lookup.key", inner / "secret.key"):
        if not path.exists():
            _write_secret(path, secrets.token_bytes(_SECRET_BYTES))
            made = True
    if not any(outer.glob("receipt-*.key")):
        make_receipt_key(data)
        made = True
    held = set()
    for path in inner.glob("seal-*.key"):
        suite, raw = Suite(path.read_bytes()[0]), path.read_bytes()[1:]
        held.add(suite)
        beside = outer / f"{path.stem}.pub"
        retired = outer / RETIRED / beside.name
        if not beside.exists() and not retired.exists():  # stopped between the two files
            _write_secret(beside, bytes([suite]) + public_of(suite, raw))
    for suite in SUITES_MADE:
        if suite not in held:
            make_seal_key(data, suite)
            made = True
    return made


def make_seal_key(data: Path, suite: Suite) -> str:
    """A new sealing key beside the others (several are valid at once); gives its id."""
    raw = secrets.token_bytes(PRIVATE_BYTES[suite])
    public = public_of(suite, raw)
    key_id = key_id_of(public)
    _write_secret(data / "keys" / "inner" / f"seal-{key_id}.key", bytes([suite]) + raw)
    _write_secret(data / "keys" / "outer" / f"seal-{key_id}.pub", bytes([suite]) + public)
    return key_id


def make_receipt_key(data: Path) -> str:
    """A new key that signs receipts from the next start of the server on; gives its id."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_id = key_id_of(public)
    _write_secret(data / "keys" / "outer" / f"receipt-{key_id}.key", private.private_bytes_raw())
    return key_id


def retire_key(data: Path, key_id: str) -> None:
    """Not given to stations any more, and signs nothing. A sealing key still opens what was sealed to it.

    Raises ValueError: there is no such key, or it is the last of its use.
    """
    outer = data / "keys" / "outer"
    for pattern in ("receipt-*.key", "seal-*.pub"):
        paths = {path.stem.partition("-")[2]: path for path in outer.glob(pattern)}
        if key_id in paths:
            if len(paths) == 1:
                raise ValueError(f"{key_id} is the last of its use: make another first")
            (outer / RETIRED).mkdir(mode=0o700, exist_ok=True)
            paths[key_id].rename(outer / RETIRED / paths[key_id].name)
            return
    raise ValueError(f"there is no key {key_id}")

"""What a package says about itself, and the signature over it. Pure: no file is opened here.

The signature covers the manifest; the manifest holds the digest of each kind's list of digests, or of its list of
buckets where there are many pieces; the list holds the digest of each piece. So opening costs one signature whatever
the size, and every piece is proved when read.
"""

import hashlib
import re

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from contract.catalogue import EXPECTED_COUNTS
from contract.failures import Failed, FailureCode, Retry

FORMAT = 2
PACKAGE_CONTEXT = b"XDZ content package v1\x00"
REMEDY = "keep the package in use; get the right one from the district centre"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of content: how many pieces, and the SHA-256 (hex) of its list of digests or of buckets."""

    count: int
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    version: str
    sources: str
    """SHA-256 (hex) of the sources it was built from."""
    counts: dict[str, int]
    kinds: dict[str, Kind]


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong in a package or its sources."""

    code: str
    where: str
    message: str


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def version_numbers(version: str) -> tuple[int, ...]:
    """ "2026.11.1" → (2026, 11, 1). Raises ValueError for anything else."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){2}", version, re.ASCII):
        raise ValueError(f"not a version: {version[:40]!r}")
    return tuple(int(part) for part in version.split("."))


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """Eight bytes of the key's SHA-256 in hex: tells keys apart, proves nothing."""
    return sha256(public)[:16]


def key_from_text(text: str) -> bytes:
    """32 bytes from hex, as public keys stand in a configuration file. Raises ValueError."""
    public = bytes.fromhex(text.strip())
    if len(public) != 32:
        raise ValueError("not an Ed25519 public key: 64 hex digits are needed")
    return public


def refused(code: FailureCode, why: str) -> Failed:
    return Failed(code, why, REMEDY, Retry.NEVER)


def signed(manifest: Manifest, key: Ed25519PrivateKey) -> tuple[bytes, bytes]:
    """The manifest's bytes and the signature over them."""
    body = msgspec.json.encode(manifest, order="sorted")
    return body, key.sign(PACKAGE_CONTEXT + body)


def verified(body: bytes, signature: bytes, trusted_keys: tuple[bytes, ...]) -> Manifest:
    """The manifest, if one of `trusted_keys` (32 raw bytes each) signed it. Failed(PACKAGE_SIGNATURE, _DAMAGED)."""
    for public in trusted_keys:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, PACKAGE_CONTEXT + body)
        except (InvalidSignature, ValueError):
            continue
        try:
            manifest = msgspec.json.decode(body, type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise refused(FailureCode.PACKAGE_DAMAGED, f"manifest does not decode: {error}") from None
        if manifest.format != FORMAT:
            raise refused(FailureCode.PACKAGE_DAMAGED, f"package format {manifest.format}, this program reads {FORMAT}")
        return manifest
    raise refused(FailureCode.PACKAGE_SIGNATURE, "signed by none of the trusted keys, or changed since it was signed")


def count_breaches(counts: dict[str, int], declared: dict[str, int] | None = None) -> list[Breach]:
    """Counts against EXPECTED_COUNTS, and forms and divisions against what the sources declare."""
    wanted = EXPECTED_COUNTS | (declared or {})
    return [
        Breach(
            code=FailureCode.PACKAGE_COUNTS.value,
            where=name,
            message=f"{name}: {counts.get(name, 0)}, must be {number}",
        )
        for name, number in wanted.items()
        if counts.get(name) != number
    ]

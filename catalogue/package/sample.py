"""The sample package of the repository, signed with a key made on this machine: for the demo and the tests only.

A real station trusts the district's key from its configuration and never reads this folder.
"""

import contextlib
import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from catalogue.package.build import build_package
from catalogue.package.manifest import public_bytes
from catalogue.package.open import open_package
from catalogue.package.sources import digest_of_sources
from contract.failures import Failed, FailureCode, Retry

CONTENT = Path(__file__).resolve().parents[2] / "assets" / "content"
"""Sources of the content, in the repository."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    path: Path
    trusted_keys: tuple[bytes, ...]


def load_key(path: Path) -> Ed25519PrivateKey:
    """An Ed25519 signing key in PEM. Failed(PACKAGE_SIGNATURE) when the file holds none."""
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise Failed(
            FailureCode.PACKAGE_SIGNATURE,
            f"{path.name}: no signing key in it ({error})",
            "give a PEM file with an unencrypted Ed25519 key",
            Retry.NEVER,
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Failed(
            FailureCode.PACKAGE_SIGNATURE, f"{path.name}: not an Ed25519 key", "give an Ed25519 key", Retry.NEVER
        )
    return key


def sample_key(folder: Path) -> Ed25519PrivateKey:
    """The machine's own sample signing key, made on first use, readable by its owner only."""
    path = folder / "sample_signing_key.pem"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        fresh = path.with_suffix(f".{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        with contextlib.suppress(FileExistsError):  # two starts at once: the first one's key wins
            os.link(fresh, path)
        fresh.unlink()
    return load_key(path)


def ensure_sample(folder: Path, content: Path = CONTENT) -> Sample:
    """The sample package in `folder`, built when it is absent, damaged or not of these sources."""
    key = sample_key(folder)
    sample = Sample(path=folder / "content.sqlite", trusted_keys=(public_bytes(key),))
    try:
        package = open_package(sample.path, sample.trusted_keys)
        current = package.sources == digest_of_sources(content)
        package.close()
    except Failed:
        current = False
    if not current:
        build_package(content, sample.path, key)
    return sample

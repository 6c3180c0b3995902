"""The HPKE suites of an envelope (RFC 9180) and the raw bytes of their keys (docs/envelope.md §4).

Pure: keys come in as bytes. A private key is any random bytes of `PRIVATE_BYTES[suite]`; whoever makes one draws them.
"""

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contract.submission import Suite

PublicKey = x25519.X25519PublicKey | hpke.MLKEM768X25519PublicKey
PrivateKey = x25519.X25519PrivateKey | hpke.MLKEM768X25519PrivateKey

_MLKEM_PUBLIC, _MLKEM_SEED, _X25519 = 1184, 64, 32

PUBLIC_BYTES = {Suite.X25519: _X25519, Suite.MLKEM768_X25519: _MLKEM_PUBLIC + _X25519}
PRIVATE_BYTES = {Suite.X25519: _X25519, Suite.MLKEM768_X25519: _MLKEM_SEED + _X25519}
OVERHEAD_BYTES = {Suite.X25519: 32 + 16, Suite.MLKEM768_X25519: 1088 + 32 + 16}
"""Encapsulated key and tag: how much longer the sealed body is than what was sealed."""

_SUITES = {
    Suite.X25519: hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM),
    Suite.MLKEM768_X25519: hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM),
}


def hpke_suite(suite: Suite) -> hpke.Suite:
    """Raises ValueError for a reserved suite."""
    if suite not in _SUITES:
        raise ValueError(f"suite {suite.value} is reserved")
    return _SUITES[suite]


def load_public(suite: Suite, raw: bytes) -> PublicKey:
    """A public key from its raw bytes; the hybrid's are ML-KEM-768 (1184) then X25519 (32). Raises ValueError."""
    if len(raw) != PUBLIC_BYTES.get(suite):
        raise ValueError(f"a public key of suite {suite.value} cannot have {len(raw)} bytes")
    if suite is Suite.X25519:
        return x25519.X25519PublicKey.from_public_bytes(raw)
    return hpke.MLKEM768X25519PublicKey(
        mlkem.MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC]),
        x25519.X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]),
    )


def load_private(suite: Suite, raw: bytes) -> PrivateKey:
    """A private key from its raw bytes; the hybrid's are the ML-KEM seed (64) then X25519 (32). Raises ValueError."""
    if len(raw) != PRIVATE_BYTES.get(suite):
        raise ValueError(f"a private key of suite {suite.value} cannot have {len(raw)} bytes")
    if suite is Suite.X25519:
        return x25519.X25519PrivateKey.from_private_bytes(raw)
    return hpke.MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.from_seed_bytes(raw[:_MLKEM_SEED]),
        x25519.X25519PrivateKey.from_private_bytes(raw[_MLKEM_SEED:]),
    )


def public_of(suite: Suite, private_raw: bytes) -> bytes:
    """Raw public bytes that belong to raw private bytes. Raises ValueError."""
    load_private(suite, private_raw)
    x_public = x25519.X25519PrivateKey.from_private_bytes(private_raw[-_X25519:]).public_key()
    x_raw = x_public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    if suite is Suite.X25519:
        return x_raw
    return mlkem.MLKEM768PrivateKey.from_seed_bytes(private_raw[:_MLKEM_SEED]).public_key().public_bytes_raw() + x_raw

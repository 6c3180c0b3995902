"""Personal columns: AES-256-GCM at rest, and a keyed hash beside those that must be found again.

    sealed value = version 1 | nonce 12 | ciphertext and tag;  associated data = the place it stands in

The place (table, column, row) is bound, so a value that is copied to another row does not open there.
"""

import hashlib
import hmac
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from centre.site.keys import InnerKeys

_VERSION = b"\x01"
_NONCE_BYTES = 12


class FieldUnreadable(Exception):
    """The stored bytes do not open with this key in this place."""


@cache
def inner_keys() -> InnerKeys:
    return InnerKeys(settings.INNER_KEYS)


def seal_field(plain: bytes, place: str) -> bytes:
    """`place` names table, column and row, e.g. "case.application:0192…"."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(inner_keys().field).encrypt(nonce, plain, place.encode())


def open_field(sealed: bytes, place: str) -> bytes:
    """Raises FieldUnreadable: other key, other place, or changed bytes."""
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION:
        raise FieldUnreadable("unknown version")
    try:
        return AESGCM(inner_keys().field).decrypt(
            sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :], place.encode()
        )
    except (InvalidTag, ValueError):
        raise FieldUnreadable("the bytes do not open with this key in this place") from None


def lookup_hash(text: str, purpose: str) -> bytes:
    """Keyed hash to find a value by; `purpose` keeps equal texts of different columns apart."""
    return hmac.new(inner_keys().lookup, f"{purpose}\x00{text}".encode(), hashlib.sha256).digest()

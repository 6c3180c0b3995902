"""Draft ↔ sealed bytes under a code of twelve digits (docs/draft.md). Nothing is kept at the station.

    version (1) · day of expiry since 2020 (2) · salt (16) · ChaCha20-Poly1305 of zstd(CBOR)

The key is Argon2id of the code: with 128 MiB a guess, all codes take one computer some ten thousand years. The salt
makes it fresh for every draft, so the nonce may stand still; what stands before the box is authenticated with it.
"""

import os
import secrets
from datetime import date, timedelta

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from contract import wire
from contract.draft import (
    CODE_DIGITS,
    KEPT_DAYS,
    MOST_FRAMES,
    PART_BYTES,
    PLAIN_LIMIT,
    Draft,
    DraftTrouble,
    day_number,
    day_numbered,
)

VERSION = 1
SALT_BYTES = 16
HEAD_BYTES = 1 + 2 + SALT_BYTES
TAG_BYTES = 16
NONCE = bytes(12)
WINDOW = 4 * PLAIN_LIMIT
"""Bytes that a compressed draft may ask to keep in memory while it is read."""
MEMORY_KIB, ITERATIONS, LANES = 128 * 1024, 3, 2


class DraftRefused(Exception):
    def __init__(self, trouble: DraftTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def seal_draft(draft: Draft, today: date) -> tuple[bytes, str, date]:
    """Sealed bytes, the code, the last day it is taken. Raises DraftRefused(TOO_LARGE).

    Half a second on a station: never on the window's thread.
    """
    plain = wire.encode(draft)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    until = today + timedelta(days=KEPT_DAYS)
    head = bytes([VERSION]) + day_number(until).to_bytes(2, "big") + os.urandom(SALT_BYTES)
    small = zstandard.ZstdCompressor(level=19).compress(plain)
    if len(plain) > PLAIN_LIMIT or len(head) + len(small) + TAG_BYTES > MOST_FRAMES * PART_BYTES:
        raise DraftRefused(DraftTrouble.TOO_LARGE)
    return head + ChaCha20Poly1305(_key(code, head[3:])).encrypt(NONCE, small, head), code, until


def expiry_of(sealed: bytes) -> date:
    """The last day, not yet authenticated: to say 已过期 before a code is asked. Raises DraftRefused(DAMAGED)."""
    if not HEAD_BYTES + TAG_BYTES < len(sealed) <= MOST_FRAMES * PART_BYTES or sealed[0] != VERSION:
        raise DraftRefused(DraftTrouble.DAMAGED)
    return day_numbered(int.from_bytes(sealed[1:3], "big"))


def open_draft(sealed: bytes, code: str, today: date) -> Draft:
    """Raises DraftRefused. What comes out was made by whoever knows the code, which may be anybody: bounded."""
    if today > expiry_of(sealed):
        raise DraftRefused(DraftTrouble.EXPIRED)
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdecimal()):
        raise DraftRefused(DraftTrouble.WRONG_CODE)
    head, box = sealed[:HEAD_BYTES], sealed[HEAD_BYTES:]
    try:
        small = ChaCha20Poly1305(_key(code, head[3:])).decrypt(NONCE, box, head)
    except InvalidTag:
        raise DraftRefused(DraftTrouble.WRONG_CODE) from None
    try:
        # read as a stream: what a frame says of its own size is not believed
        plain = zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(small).read(PLAIN_LIMIT + 1)
        return wire.decode(plain, Draft, limit=PLAIN_LIMIT)
    except (zstandard.ZstdError, ValueError):
        raise DraftRefused(DraftTrouble.DAMAGED) from None


def _key(code: str, salt: bytes) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY_KIB)
    return kdf.derive(code.encode("ascii"))

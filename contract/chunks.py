"""Scans as sealed, content-addressed chunks (docs/envelope.md §7, docs/sync-protocol.md §6). Pure.

A file is cut into pieces of CHUNK_PLAIN bytes. Piece n is AES-256-GCM under the scan's own key, which stands in the
sealed body only; the nonce is n, so a piece cannot take another's place. A chunk's name is the SHA-256 of its sealed
bytes. No chunk is longer than CHUNK_LIMIT.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from contract import wire
from contract.submission import Scan

CHUNK_LIMIT = 256 * 1024
CHUNK_PLAIN = CHUNK_LIMIT - 16
"""Bytes of the file in a chunk: with the tag it is exactly CHUNK_LIMIT."""
CHUNKS_OF_ONE = 400
"""Chunks that one submission may name in its header."""
KEY_BYTES = 32
CONTEXT = b"XDZ chunk v1\x00"

CHUNKS_MISSING_PATH = "/intake/v1/chunks/missing"
"""POST ChunkQuestion → ChunkAnswer: which of these does the centre not hold?"""
CHUNKS_PATH = "/intake/v1/chunks"
"""POST ChunkUpload → ChunkAnswer; answered when the chunks are durable."""
ASKED_LIMIT = 1000
UPLOAD_USUAL = 4
"""Chunks in one upload: at most 1 MiB, so that a cut line costs little. What every centre takes."""
UPLOAD_LIMIT = 16
"""Chunks in one upload on a line that is quick, to a centre that says it takes so many."""


class ChunkQuestion(msgspec.Struct, frozen=True, kw_only=True):
    chunks: tuple[bytes, ...]
    """SHA-256 each, at most ASKED_LIMIT."""


class ChunkUpload(msgspec.Struct, frozen=True, kw_only=True):
    chunks: tuple[bytes, ...]
    """Sealed chunks, 1 to UPLOAD_LIMIT; their names are their digests, so none is sent."""


class ChunkAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """To a question: those that are missing. To an upload: those of it that could not be stored (mostly none)."""

    missing: tuple[bytes, ...]
    time: datetime


class ChunkDamaged(ValueError):
    """A chunk, or the file made of them, is not what the scan says."""


_UPLOAD_HEAD = b"\xa1\x66chunks"
"""Canonical CBOR of a map with the one field `chunks`."""


def encode_upload(chunks: Sequence[bytes]) -> bytes:
    """What `wire.encode(ChunkUpload(chunks=chunks))` gives, copying the bytes once."""
    parts = [_UPLOAD_HEAD, _head(4, len(chunks))]
    for chunk in chunks:
        parts += (_head(2, len(chunk)), chunk)
    return b"".join(parts)


def decode_upload(encoded: bytes, limit: int) -> tuple[bytes | memoryview, ...]:
    """The chunks of a ChunkUpload, as views of `encoded` where it has no other field. Raises wire.Undecodable."""
    at = len(_UPLOAD_HEAD) + 1
    count = encoded[at - 1] - 0x80 if len(encoded) >= at else -1
    if len(encoded) > limit or not encoded.startswith(_UPLOAD_HEAD) or not 0 <= count < 24:
        return wire.decode(encoded, ChunkUpload, limit=limit).chunks
    view = memoryview(encoded)
    chunks = []
    for _ in range(count):
        # a byte string of any length that fits; that its head is the shortest is proved by writing it again
        low = encoded[at] - 0x40 if at < len(encoded) else -1
        width = {24: 1, 25: 2, 26: 4}.get(low, 0)
        size = int.from_bytes(view[at + 1 : at + 1 + width], "big") if width else low
        start = at + 1 + width
        if not 0 <= low <= 26 or size > len(encoded) - start or encoded[at:start] != _head(2, size):
            raise wire.Undecodable("not the canonical encoding of an upload")
        chunks.append(view[start : start + size])
        at = start + size
    if at != len(encoded):
        raise wire.Undecodable("bytes after the value")
    return tuple(chunks)


def _head(major: int, size: int) -> bytes:
    """The shortest head of a CBOR value with a length below 2**32."""
    if size < 24:
        return bytes([major << 5 | size])
    width = 1 if size < 1 << 8 else 2 if size < 1 << 16 else 4
    return bytes([major << 5 | 24 + width.bit_length() - 1]) + size.to_bytes(width, "big")


def seal_scan(name: str, media_type: str, content: bytes, key: bytes) -> tuple[Scan, list[bytes]]:
    """The scan's entry for the body, and its sealed chunks. `key`: KEY_BYTES random bytes, never used twice.

    Raises ValueError: empty, more than CHUNKS_OF_ONE chunks, or a key of another length.
    """
    if len(key) != KEY_BYTES or not 0 < len(content) <= CHUNKS_OF_ONE * CHUNK_PLAIN:
        raise ValueError(f"a scan of {len(content)} bytes")
    aead = AESGCM(key)
    pieces = memoryview(content)
    sealed = [
        aead.encrypt(_nonce(place), pieces[at : at + CHUNK_PLAIN], CONTEXT)
        for place, at in enumerate(range(0, len(content), CHUNK_PLAIN))
    ]
    scan = Scan(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        key=key,
        chunks=tuple(hashlib.sha256(chunk).digest() for chunk in sealed),
    )
    return scan, sealed


def open_scan(scan: Scan, sealed: Iterable[bytes]) -> bytes:
    """The file in clear, from its chunks in order. Raises ChunkDamaged; memory is bounded by the scan's size."""
    if len(scan.key) != KEY_BYTES or not 0 < scan.size <= CHUNKS_OF_ONE * CHUNK_PLAIN:
        raise ChunkDamaged("the scan's entry makes no sense")
    aead = AESGCM(scan.key)
    pieces: list[bytes] = []
    for place, chunk in enumerate(sealed):
        if place >= len(scan.chunks) or hashlib.sha256(chunk).digest() != scan.chunks[place]:
            raise ChunkDamaged("a chunk is not the one the scan names")
        try:
            pieces.append(aead.decrypt(_nonce(place), chunk, CONTEXT))
        except InvalidTag:
            raise ChunkDamaged("a chunk does not open") from None
    content = b"".join(pieces)
    if len(pieces) != len(scan.chunks) or len(content) != scan.size:
        raise ChunkDamaged("the file has another size")
    if hashlib.sha256(content).hexdigest() != scan.sha256:
        raise ChunkDamaged("the file has another digest")
    return content


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")

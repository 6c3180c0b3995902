"""The envelope file: a header in clear, its checksum, and the sealed body (docs/envelope.md).

    magic 8 | header length 2, big endian | header, canonical CBOR | SHA-256 of all before 32 | sealed body to the end

Pure: what is sealed and opened by a key is done elsewhere (station: offline_queue/seal.py, centre: cases/unseal.py).
"""

import hashlib
import threading

import cbor2
import msgspec
import zstandard

from contract import wire
from contract.submission import Application, EnvelopeHeader, JointApplication, Payload, PayloadType, Rating

MAGIC = b"\x89XDZ\r\n\x01\n"
"""The first byte and the line ends show a file that a text-mode copy changed (as in PNG); the \\x01 is the version."""
VERSION = 1
HEADER_LIMIT = 16 * 1024
"""Room for the names of some 400 chunks: 100 MiB of scans."""
PLAIN_LIMIT = 2 * 1024 * 1024
"""Bytes of a payload before compression; scans travel apart."""
FILE_LIMIT = 3 * 1024 * 1024
"""Bytes of a whole envelope file."""
LEVEL = -1
"""Of zstd: its quickest; forms are small, and every hand-in waits for it."""
INFO_CONTEXT = b"XDZ envelope v1\x00"
"""Starts the HPKE info, so that a body sealed for another purpose never opens as an envelope."""

_own = threading.local()
"""A compressor's tables cost as much to make as to use, and one compressor serves one thread."""
_DIGEST = 32
_FIXED = len(MAGIC) + 2


class NotAnEnvelope(ValueError):
    """The bytes are no envelope, or a damaged one. Says which part, never what it held."""


def hpke_info(header: EnvelopeHeader) -> bytes:
    """What binds the header to the sealed body: context, then SHA-256 of the header without its sealed_* fields.

    sealed_size and sealed_sha256 count as 0 and "" here, because they are known only after sealing.
    """
    bound = msgspec.structs.replace(header, sealed_size=0, sealed_sha256="")
    return INFO_CONTEXT + hashlib.sha256(wire.encode(bound)).digest()


def hpke_info_of(envelope: bytes) -> bytes:
    """The same for opening, from the header as it was written: fields that this software does not know count too.

    `envelope` begins with a head that decode_head accepted; so a station and a centre of different age understand each
    other. Raises NotAnEnvelope.
    """
    size = int.from_bytes(envelope[len(MAGIC) : _FIXED], "big")
    written = cbor2.loads(envelope[_FIXED : _FIXED + size])
    if not isinstance(written, dict):
        raise NotAnEnvelope("the header is no map")
    written |= {"sealed_size": 0, "sealed_sha256": ""}
    return INFO_CONTEXT + hashlib.sha256(cbor2.dumps(written, canonical=True)).digest()


def encode_head(header: EnvelopeHeader) -> bytes:
    """Everything of the file before the sealed body. Raises ValueError when the header is too long."""
    encoded = wire.encode(header)
    if len(encoded) > HEADER_LIMIT:
        raise ValueError(f"a header of {len(encoded)} bytes")
    head = MAGIC + len(encoded).to_bytes(2, "big") + encoded
    return head + hashlib.sha256(head).digest()


def encode_envelope(header: EnvelopeHeader, sealed: bytes) -> bytes:
    """The whole file. Raises ValueError when the header does not speak of this body."""
    if header.sealed_size != len(sealed) or header.sealed_sha256 != hashlib.sha256(sealed).hexdigest():
        raise ValueError("the header speaks of another body")
    return encode_head(header) + sealed


def decode_head(head: bytes) -> tuple[EnvelopeHeader, int]:
    """Read the header from the first bytes of a file; also gives where the sealed body starts.

    `head` may be cut anywhere after the header (HEADER_LIMIT + 64 bytes always hold one). Raises NotAnEnvelope.
    """
    if head[: len(MAGIC)] != MAGIC:
        raise NotAnEnvelope("the file does not start like an envelope")
    size = int.from_bytes(head[len(MAGIC) : _FIXED], "big")
    end = _FIXED + size
    if size > HEADER_LIMIT or len(head) < end + _DIGEST:
        raise NotAnEnvelope("the header is cut short")
    if hashlib.sha256(head[:end]).digest() != head[end : end + _DIGEST]:
        raise NotAnEnvelope("the header is damaged")
    try:
        header = wire.decode(head[_FIXED:end], EnvelopeHeader, limit=HEADER_LIMIT)
    except wire.Undecodable as error:
        raise NotAnEnvelope(f"the header cannot be read: {error}") from None
    if header.version != VERSION:
        raise NotAnEnvelope(f"version {header.version}; this software knows {VERSION}")
    return header, end + _DIGEST


def decode_envelope(envelope: bytes) -> tuple[EnvelopeHeader, bytes]:
    """Header and sealed body of a whole file, proved by their hashes; the seal stays shut. Raises NotAnEnvelope."""
    if len(envelope) > FILE_LIMIT:
        raise NotAnEnvelope(f"{len(envelope)} bytes where at most {FILE_LIMIT} may be")
    header, start = decode_head(envelope)
    sealed = envelope[start:]
    if len(sealed) != header.sealed_size:
        raise NotAnEnvelope(f"{len(sealed)} sealed bytes where the header says {header.sealed_size}")
    if hashlib.sha256(sealed).hexdigest() != header.sealed_sha256:
        raise NotAnEnvelope("the sealed body is damaged")
    return header, sealed


def is_envelope_of(envelope: bytes, submission_id: str, sealed_sha256: str) -> bool:
    """Whether a whole file is this one, by all its hashes, in a fifth of the time of `decode_envelope`.

    For one's own files: of the header it reads the identity only. False says nothing about what is wrong.
    """
    size = int.from_bytes(envelope[len(MAGIC) : _FIXED], "big")
    end = _FIXED + size
    head = envelope[:end]
    if not head.startswith(MAGIC) or size > HEADER_LIMIT or len(envelope) > FILE_LIMIT:
        return False
    if hashlib.sha256(head).digest() != envelope[end : end + _DIGEST]:
        return False
    for name, value in (("version", VERSION), ("submission_id", submission_id), ("sealed_sha256", sealed_sha256)):
        if cbor2.dumps(name) + cbor2.dumps(value) not in head:
            return False
    return hashlib.sha256(memoryview(envelope)[end + _DIGEST :]).hexdigest() == sealed_sha256


def pack_payload(payload: Payload) -> tuple[bytes, int]:
    """Canonical CBOR, then zstd: what is sealed, and the size before compression.

    Raises ValueError: longer than PLAIN_LIMIT or not encodable.
    """
    plain = wire.encode(payload)
    if len(plain) > PLAIN_LIMIT:
        raise ValueError(f"a payload of {len(plain)} bytes where at most {PLAIN_LIMIT} may be")
    compressor = getattr(_own, "compressor", None)
    if compressor is None:
        compressor = _own.compressor = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True)
    return compressor.compress(plain), len(plain)


def unpack_payload(packed: bytes, plain_size: int) -> Payload:
    """The reverse, after the seal was opened. `plain_size` is the header's. Raises NotAnEnvelope.

    Memory is bounded by PLAIN_LIMIT whatever the frame claims.
    """
    if not 0 < plain_size <= PLAIN_LIMIT:
        raise NotAnEnvelope(f"a payload of {plain_size} bytes")
    try:
        # decompress() trusts the frame's own size before max_output_size, so that size is compared first
        if zstandard.get_frame_parameters(packed).content_size != plain_size:
            raise NotAnEnvelope("the compressed size is not the header's")
        plain = zstandard.ZstdDecompressor(max_window_size=PLAIN_LIMIT * 4).decompress(
            packed, max_output_size=plain_size, allow_extra_data=False
        )
    except zstandard.ZstdError:
        raise NotAnEnvelope("the compressed body is damaged") from None
    if len(plain) != plain_size:
        raise NotAnEnvelope("the compressed size is not the header's")
    try:
        return wire.decode(plain, Payload, limit=PLAIN_LIMIT)  # type: ignore[arg-type]
    except wire.Undecodable as error:
        raise NotAnEnvelope(f"the payload cannot be read: {error}") from None


def payload_type(payload: Payload) -> PayloadType:
    match payload:
        case Application() | JointApplication():
            return PayloadType.APPLICATION
        case Rating():
            return PayloadType.RATING

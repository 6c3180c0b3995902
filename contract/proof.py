"""The text of a receipt's QR: `XDZ1.` + base45(CBOR array + Ed25519 signature), docs/receipts.md. Pure.

The QR has 300 bytes at most, so the array is compact: the submission id as 16 bytes, the time as whole seconds since
1970, the level as a number.
"""

import itertools
import struct
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from contract import wire
from contract.receipts import PREFIX, QR_LIMIT, ReceiptLevel, ReceiptProof

CONTEXT = b"XDZ receipt v1\x00"
"""Goes before the array in what is signed, so that no other signature of the station passes for a receipt."""

_LEVELS = (ReceiptLevel.STATION, ReceiptLevel.CENTRE)
_SIGNATURE = 64
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PAIRS = tuple(low + high for high, low in itertools.product(_ALPHABET, repeat=2))
"""Two characters for each of 45 × 45 values, the low one first."""
_VALUE = {ch: i for i, ch in enumerate(_ALPHABET)}


class NotAProof(ValueError):
    """The text is no receipt of this scheme. Says nothing of whether a signature holds."""


class _Compact(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    station_id: str
    epoch: int
    submission: bytes
    number: str
    item_code: str
    seconds: int
    level: int
    body_8: bytes
    previous_8: bytes


def encode_proof(proof: ReceiptProof, sign: Callable[[bytes], bytes]) -> str:
    """QR text. `sign` gives the 64-byte Ed25519 signature over its argument. Raises ValueError above QR_LIMIT."""
    compact = _Compact(
        proof.station_id,
        proof.epoch,
        uuid.UUID(proof.submission_id).bytes,
        proof.number,
        proof.item_code,
        int(proof.handed_in_at.timestamp()),
        _LEVELS.index(proof.level),
        proof.body_sha256_8,
        proof.previous_8,
    )
    body = wire.encode(compact)
    text = PREFIX + base45_encode(body + sign(CONTEXT + body))
    if len(text) > QR_LIMIT:
        raise ValueError(f"a receipt of {len(text)} bytes")
    return text


def decode_proof(text: str) -> tuple[ReceiptProof, bytes, bytes]:
    """Proof, what was signed, and the signature, not yet verified. Raises NotAProof."""
    if len(text) > QR_LIMIT or not text.startswith(PREFIX):
        raise NotAProof("not a receipt of a station")
    raw = base45_decode(text[len(PREFIX) :])
    body, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    try:
        compact = wire.decode(body, _Compact, limit=QR_LIMIT)
        if not (len(compact.body_8) == 8 and len(compact.previous_8) in (0, 8) and compact.level in (0, 1)):
            raise NotAProof("a part of the receipt has the wrong size")
        proof = ReceiptProof(
            station_id=compact.station_id,
            epoch=compact.epoch,
            submission_id=str(uuid.UUID(bytes=compact.submission)),
            number=compact.number,
            item_code=compact.item_code,
            handed_in_at=datetime.fromtimestamp(compact.seconds, UTC),
            level=_LEVELS[compact.level],
            body_sha256_8=compact.body_8,
            previous_8=compact.previous_8,
        )
    except (ValueError, OverflowError, OSError) as error:
        raise NotAProof(str(error) if isinstance(error, NotAProof) else "the receipt is damaged") from None
    return proof, CONTEXT + body, signature


def base45_encode(raw: bytes) -> str:
    """RFC 9285."""
    pairs = struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
    text = "".join([_PAIRS[pair % 2025] + _ALPHABET[pair // 2025] for pair in pairs])
    return text + _PAIRS[raw[-1]] if len(raw) % 2 else text


def base45_decode(text: str) -> bytes:
    """RFC 9285, strictly. Raises NotAProof."""
    if len(text) % 3 == 1 or any(ch not in _VALUE for ch in text):
        raise NotAProof("not base45")
    out = bytearray()
    for at in range(0, len(text), 3):
        digits = [_VALUE[ch] for ch in text[at : at + 3]]
        value = sum(digit * 45**place for place, digit in enumerate(digits))
        size = len(digits) - 1
        if value >= 256**size:
            raise NotAProof("not base45")
        out += value.to_bytes(size, "big")
    return bytes(out)

"""A draft that a resident takes along as pictures of QR codes: what it holds, and its frames (docs/draft.md). Pure.

A frame is `XDD1.` + mark (4 hex digits) + place + count (one digit each) + `.` + base45 of its part. The mark is the
beginning of the whole's SHA-256: parts of two drafts are never put together.
"""

import hashlib
import re
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from contract.proof import NotAProof, base45_decode, base45_encode

PREFIX = "XDD1."
PART_BYTES = 330
"""With error correction M a code of 73 modules: read off a phone at arm's length."""
MOST_FRAMES = 6
PLAIN_LIMIT = 16 * 1024
"""Bytes of a draft before it is compressed: an honest one has one or two thousand."""
KEPT_DAYS = 7
CODE_DIGITS = 12
EPOCH = date(2020, 1, 1)
_FRAME = re.compile(r"XDD1\.([0-9A-F]{4})([1-6])([1-6])\.([0-9A-Z $%*+\-./:]{2,510})", re.ASCII)


class DraftTrouble(StrEnum):
    """Why a draft was not taken, or not made."""

    NOT_OURS = "not_ours"
    """What was shown is no frame of a draft."""
    OTHER = "other"
    """A frame of another draft than the one begun."""
    EXPIRED = "expired"
    WRONG_CODE = "wrong_code"
    LOCKED = "locked"
    """The code was wrong too often: this draft is not taken in this visit any more."""
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a resident typed, and where they were. Nothing that a card answered, no signature, no picture."""

    item: str = ""
    theme: str = ""
    """Of a joint matter, with the answers that opened it; else empty."""
    theme_answers: dict[str, object] = {}
    left_out: tuple[str, ...] = ()
    form: str = ""
    version: int = 0
    answers: dict[str, object] = {}
    materials: dict[str, str] = {}
    question: str = ""


class Frame(msgspec.Struct, frozen=True):
    mark: str
    place: int
    """From 1."""
    count: int
    part: bytes


def frames_of(sealed: bytes) -> tuple[str, ...]:
    """Texts of the QR codes, in order. Raises ValueError when it takes more than MOST_FRAMES."""
    parts = [sealed[at : at + PART_BYTES] for at in range(0, len(sealed), PART_BYTES)]
    if not 1 <= len(parts) <= MOST_FRAMES:
        raise ValueError(f"a draft of {len(sealed)} bytes")
    mark = mark_of(sealed)
    return tuple(
        f"{PREFIX}{mark}{place}{len(parts)}.{base45_encode(part)}" for place, part in enumerate(parts, start=1)
    )


def frame_of(text: str) -> Frame | None:
    """None for anything that is no frame."""
    found = _FRAME.fullmatch(text)
    if found is None or int(found[2]) > int(found[3]):
        return None
    try:
        part = base45_decode(found[4])
    except NotAProof:
        return None
    return Frame(found[1], int(found[2]), int(found[3]), part) if len(part) <= PART_BYTES else None


def mark_of(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()[:4].upper()


def day_number(day: date) -> int:
    """Days since EPOCH, 0 to 65535."""
    return max(0, min(0xFFFF, (day - EPOCH).days))


def day_numbered(number: int) -> date:
    return EPOCH + timedelta(days=number)

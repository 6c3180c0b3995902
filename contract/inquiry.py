"""Questions to the registers behind the centre, answered while the resident waits (即办: proofs and queries). Pure.

The question is sealed to the centre's inner zone like a submission; inside it travels a key that was made for this one
question, and the answer is sealed to that. Whoever carries the two reads neither, and an answer that opens was made by
somebody who could read the question. Nothing of it is stored on the station, and at the centre only until it is
answered.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

ASK_PATH = "/intake/v1/ask"
"""POST SealedInquiry → SealedReply, within PATIENCE_S."""
PATIENCE_S = 6.0
"""How long the centre lets a station wait; after that the station says that it is not verified."""
SEALED_INQUIRY_LIMIT = 8 * 1024
SEALED_REPLY_LIMIT = 48 * 1024
LINES_LIMIT = 60
LINE_CHARACTERS = 200
INQUIRY_CONTEXT = b"XDZ inquiry v1\x00"
REPLY_CONTEXT = b"XDZ reply v1\x00"


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a register is asked about, as the chip of the card says; typed numbers never become one."""

    name: str
    number: str

    def __repr__(self) -> str:
        return "Subject(…)"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the window tells the sync process. `until_ns`: the machine's monotonic clock; later nobody waits."""

    inquiry_id: str
    item_code: str
    subject: Subject | None
    until_ns: int


class Inquiry(msgspec.Struct, frozen=True, kw_only=True):
    """Sealed to the centre. `reply_key`: X25519, 32 raw bytes; its other half lives for one question."""

    inquiry_id: str
    station_id: str
    item_code: str
    subject: Subject | None
    asked_at: datetime
    reply_key: bytes


class ReplyState(StrEnum):
    ANSWERED = "answered"
    NOTHING_FOUND = "nothing_found"
    """The register was asked and holds nothing about this person."""
    UNAVAILABLE = "unavailable"
    """Nobody could be asked in time: the network, the centre, or the register behind it."""
    NOT_OFFERED = "not_offered"
    """The centre has no register for this item."""


class ReplyLine(msgspec.Struct, frozen=True):
    label: str
    value: str


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """Sealed to the question's own key."""

    inquiry_id: str
    state: ReplyState
    lines: tuple[ReplyLine, ...] = ()
    source: str = ""
    """The office whose register answered."""
    document_number: str = ""
    """Under which the office finds this answer again; empty: it gives none."""
    answered_at: datetime | None = None
    is_simulated: bool = False
    """No real register answered: made-up values of a demonstration, and everything that shows them says so."""

    def __repr__(self) -> str:
        return f"Reply({self.state.value})"


class SealedInquiry(msgspec.Struct, frozen=True, kw_only=True):
    """`sealed` is HPKE (enc and ciphertext) of an Inquiry's CBOR, by the key and suite named."""

    inquiry_id: str
    key_id: str
    suite: int
    sealed: bytes


class SealedReply(msgspec.Struct, frozen=True, kw_only=True):
    """`sealed` is HPKE, suite X25519, of a Reply's CBOR; empty: no answer in time."""

    inquiry_id: str
    sealed: bytes
    time: datetime


def inquiry_info(station_id: str, inquiry_id: str) -> bytes:
    """Binds a sealed question to who asks and to its id."""
    return INQUIRY_CONTEXT + f"{station_id}\x00{inquiry_id}".encode()


def reply_info(station_id: str, inquiry_id: str) -> bytes:
    return REPLY_CONTEXT + f"{station_id}\x00{inquiry_id}".encode()

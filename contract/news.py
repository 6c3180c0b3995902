"""What comes down to a station beside the states of its matters: one signed feed of several kinds. Pure.

A line of news replaces the older one of the same kind and key; an empty content withdraws it. Applying one twice
changes nothing (docs/sync-protocol.md §8).
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.sync import CentreKey, NumberBlock

NEWS_PATH = "/intake/v1/news"
"""GET with `?cursor=N` → SignedNews: the lines after N for the station that asks, oldest first."""
NEWS_COUNT_LIMIT = 100
NEWS_BYTES_LIMIT = 512 * 1024
"""Contents of one page together, unless a single one is larger."""
BLOB_PATH = "/intake/v1/blob"
"""GET with `?sha256=HEX&at=N` → BlobPiece: a file that news named, piece by piece."""
BLOB_PIECE_LIMIT = 512 * 1024
NEWS_CONTEXT = b"XDZ news v1\x00"


class NewsKind(StrEnum):
    """What a line speaks of; its content is the canonical CBOR of the struct named beside it."""

    NUMBERS = "numbers"
    """NumberBlocks; key "": all blocks of the present epoch."""
    KEYS = "keys"
    """CentreKeys; key "": all keys that are valid now or soon."""
    PACKAGE = "package"
    """FileOffer; key "": the content package to run on."""
    UPDATE = "update"
    """FileOffer; key "": the software to run on."""
    NOTICE = "notice"
    """Notice; key: its id."""
    CONFIGURATION = "configuration"
    """Configuration; key "": all of it."""
    BOOKING = "booking"
    """BookingSlots; key: the office."""
    RECALL = "recall"
    """Recall; key "": the centre lost something, the station sends again what it still has."""
    RELEASE = "release"
    """Release; key: a submission id that was held and may be sent now."""


class News(msgspec.Struct, frozen=True, kw_only=True):
    cursor: int
    kind: str
    """A NewsKind; a station passes over kinds it does not know."""
    key: str
    content: bytes
    at: datetime


class NewsPage(msgspec.Struct, frozen=True, kw_only=True):
    """`after` is the cursor that was asked with, `cursor` where to go on; equal when there is nothing new."""

    station_id: str
    after: int
    cursor: int
    lines: tuple[News, ...]
    time: datetime
    key_id: str


class SignedNews(msgspec.Struct, frozen=True, kw_only=True):
    """`page` is the CBOR of a NewsPage; Ed25519 over NEWS_CONTEXT + page, by a key of use "receipt"."""

    page: bytes
    signature: bytes


class NumberBlocks(msgspec.Struct, frozen=True, kw_only=True):
    """Used in this order. A block never shrinks and never goes while its epoch lives."""

    epoch: int
    blocks: tuple[NumberBlock, ...]


class CentreKeys(msgspec.Struct, frozen=True, kw_only=True):
    keys: tuple[CentreKey, ...]


class FileOffer(msgspec.Struct, frozen=True, kw_only=True):
    version: str
    sha256: str
    size: int


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    notice_id: str
    text: dict[str, str]
    """By language tag: zh-CN, en."""
    shown_from: datetime
    shown_to: datetime | None = None
    is_urgent: bool = False


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """Values of docs/settings.md that the district sets; a key is `section.name`."""

    version: int
    settings: dict[str, str | int | float | bool]


class BookingSlot(msgspec.Struct, frozen=True, kw_only=True):
    slot_id: str
    starts_at: datetime
    ends_at: datetime
    free: int


class BookingSlots(msgspec.Struct, frozen=True, kw_only=True):
    """As they were at News.at; only the centre can say whether one is still free."""

    office: str
    office_name: str
    item_codes: tuple[str, ...]
    slots: tuple[BookingSlot, ...]


class Recall(msgspec.Struct, frozen=True, kw_only=True):
    """Everything whose custody was signed at or after `since` is sent again; the centre dedupes."""

    since: datetime


class Release(msgspec.Struct, frozen=True, kw_only=True):
    submission_id: str


class BlobPiece(msgspec.Struct, frozen=True, kw_only=True):
    """`content` is what stands at `at`, at most BLOB_PIECE_LIMIT; the whole has `size` bytes."""

    at: int
    size: int
    content: bytes

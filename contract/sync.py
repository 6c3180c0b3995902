"""What station and centre say to each other over HTTPS, as canonical CBOR of these structs (ARCHITECTURE §4).

Paths are under the centre's base address. Every struct may grow optional fields; nothing else changes within /v1.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from contract.failures import Failure
from contract.submission import SubmissionState

ENROL_PATH = "/intake/v1/enrol"
TOKEN_PATH = "/intake/v1/token"
BATCH_PATH = "/intake/v1/batch"
FEED_PATH = "/intake/v1/feed"
"""GET with `?cursor=N`: the changes after N of the station that asks, at most FEED_COUNT_LIMIT, oldest first."""
FEED_COUNT_LIMIT = 500
MEDIA_TYPE = "application/cbor"
BATCH_COUNT_LIMIT = 20
BATCH_BYTES_LIMIT = 512 * 1024
REQUEST_BYTES_LIMIT = 4 * 1024 * 1024


class NumberBlock(msgspec.Struct, frozen=True, kw_only=True):
    """Serials a station may give each day in one epoch; never given to another epoch of the same station."""

    first: int
    last: int


class CentreKey(msgspec.Struct, frozen=True, kw_only=True):
    """A public key of the centre. `use`: "seal" (HPKE, raw bytes of its suite) or "receipt" (Ed25519, 32 bytes)."""

    key_id: str
    use: str
    suite: int
    public: bytes
    valid_from: datetime
    valid_to: datetime | None = None


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`public` is the station's Ed25519 key (32 bytes); `signature` proves possession over enrol_message()."""

    code: str
    public: bytes
    name: str
    signature: bytes


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    station_id: str
    epoch: int
    district: str
    town: str
    """Three digits of the number scheme."""
    terminal: str
    division: str
    """12-digit code of the community the station stands in."""
    place_name: str
    town_name: str
    numbers: NumberBlock
    keys: tuple[CentreKey, ...]
    time: datetime


class TokenRequest(msgspec.Struct, frozen=True, kw_only=True):
    station_id: str
    epoch: int
    time: datetime
    nonce: bytes
    signature: bytes
    """Ed25519 over token_message()."""


class TokenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    token: str
    expires_at: datetime
    time: datetime


class BatchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`envelopes` are whole envelope files (header and sealed body), ≤ 20 and ≤ 512 KiB unless one alone is larger."""

    envelopes: tuple[bytes, ...]
    sent_at: datetime
    monotonic_ns: int


class Outcome(StrEnum):
    STORED = "stored"
    ALREADY = "already"
    QUARANTINED = "quarantined"
    DAMAGED = "damaged"
    """The bytes do not fit their own header: the station checks its file and sends again."""


class CustodyEntry(msgspec.Struct, frozen=True, kw_only=True):
    submission_id: str
    sealed_sha256: str
    outcome: Outcome
    complete: bool
    """True: nothing more is awaited (all chunks are there)."""


class CustodyReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's word that it has custody, one a batch."""

    station_id: str
    epoch: int
    batch_sha256: str
    """SHA-256 of the request's body."""
    entries: tuple[CustodyEntry, ...]
    received_at: datetime
    key_id: str


class SignedReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """`receipt` is the CBOR of a CustodyReceipt, `signature` Ed25519 over RECEIPT_CONTEXT + receipt."""

    receipt: bytes
    signature: bytes


class StatusChange(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the status feed: where a matter is now. No personal text."""

    cursor: int
    submission_id: str
    provisional_number: str
    case_number: str
    state: str
    at: datetime


class FeedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    changes: tuple[StatusChange, ...]
    cursor: int
    time: datetime


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Body of every 4xx and 5xx answer. With 429 and 503 a Retry-After header is a reserved slot in seconds."""

    code: str
    happened: str
    remedy: str
    time: datetime | None = None
    """The centre's time, so that a station with a wrong clock can ask for its token again."""


class NetworkState(StrEnum):
    UP = "up"
    """The centre answered as the centre does; a captive portal's answer is not that."""
    DOWN = "down"


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A submission whose state on this station changed."""

    submission_id: str
    state: SubmissionState


class SyncLine(msgspec.Struct, frozen=True, kw_only=True):
    """One JSON line from the sync process to the window; a lost one is made good by the next."""

    network: NetworkState
    pending: int
    """Submissions of which the centre has not yet taken custody."""
    moved: tuple[Moved, ...] = ()
    changes: tuple[StatusChange, ...] = ()
    failure: Failure | None = None
    """Why the network counts as down, or what a technician should look at."""


ENROL_CONTEXT = b"XDZ enrol v1\x00"
TOKEN_CONTEXT = b"XDZ token v1\x00"
RECEIPT_CONTEXT = b"XDZ custody receipt v1\x00"


def enrol_message(code: str, public: bytes) -> bytes:
    return ENROL_CONTEXT + code.encode() + b"\x00" + public


def token_message(station_id: str, epoch: int, time: datetime, nonce: bytes) -> bytes:
    return TOKEN_CONTEXT + f"{station_id}\x00{epoch}\x00{time.isoformat()}\x00".encode() + nonce

"""What station and centre say to each other over HTTPS, as canonical CBOR of these structs (ARCHITECTURE §4).

Paths are under the centre's base address. Every struct may grow optional fields; nothing else changes within /v1.
"""

import hashlib
from datetime import datetime
from enum import StrEnum

import msgspec

from contract.chunks import UPLOAD_LIMIT, UPLOAD_USUAL
from contract.failures import Failure
from contract.inquiry import Reply
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
CUSTODY_PATH = "/intake/v1/custody"
"""POST CustodyQuestion → SignedReceipt: what the centre holds of submissions that were sent before."""
CUSTODY_COUNT_LIMIT = 100
HEALTH_PATH = "/intake/v1/health"
"""POST HealthReport → HealthAnswer: when an alarm comes or goes, else once an hour."""


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
    machine: bytes = b""
    """SHA-256 over what tells this computer from others (docs/sync-protocol.md §4); empty when nothing does."""


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
    link: bytes = b""
    """TokenAnswer.link of the last answer that arrived; empty before the first in an epoch."""
    machine: bytes = b""
    """As in EnrolRequest."""


class Standing(StrEnum):
    """What the centre thinks of the one who asks for a token."""

    GOOD = "good"
    COPIED = "copied"
    """Another machine, or an older copy of this one, has the same identity. The token is good for sending what waits
    (batch, chunks, custody, health) and for nothing else; the station takes nothing new until it is enrolled again."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre wants in one request at most; a station never sends more than it would of itself."""

    batch_count: int = BATCH_COUNT_LIMIT
    batch_bytes: int = BATCH_BYTES_LIMIT
    """Of envelopes, unless a single one is larger."""
    chunks: int = UPLOAD_USUAL
    """In one upload; a centre that says nothing takes so many."""

    def clamped(self) -> "Limits":
        """As a station obeys them: at least one of each, at most what the protocol allows."""
        return Limits(
            batch_count=min(max(self.batch_count, 1), BATCH_COUNT_LIMIT),
            batch_bytes=min(max(self.batch_bytes, 1), BATCH_BYTES_LIMIT),
            chunks=min(max(self.chunks, 1), UPLOAD_LIMIT),
        )


class TokenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    token: str
    expires_at: datetime
    time: datetime
    link: bytes = b""
    """16 random bytes, new in each answer: two holders of one identity show by the links they come with."""
    standing: Standing = Standing.GOOD
    renewed: EnrolAnswer | None = None
    """A new epoch with its numbers, for a machine that was set back to an older state (docs/sync-protocol.md §4)."""
    limits: Limits = Limits()


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
    HELD = "held"
    """Not stored: the centre asks to wait (`wait_s`), or for a person when `wait_s` is 0."""
    UNKNOWN = "unknown"
    """Answer to a CustodyQuestion only: the centre does not hold it, the station sends it again."""


class CustodyEntry(msgspec.Struct, frozen=True, kw_only=True):
    submission_id: str
    sealed_sha256: str
    outcome: Outcome
    complete: bool
    """True: nothing more is awaited (all chunks that the header names are there)."""
    wait_s: int = 0
    """With HELD only: seconds until the station may send it again."""


class CustodyReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's word that it has custody, one a batch."""

    station_id: str
    epoch: int
    batch_sha256: str
    """SHA-256 of the request's body."""
    entries: tuple[CustodyEntry, ...]
    received_at: datetime
    key_id: str


class CustodyAsked(msgspec.Struct, frozen=True, kw_only=True):
    epoch: int
    submission_id: str
    sealed_sha256: str


class CustodyQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """At most CUSTODY_COUNT_LIMIT. The answer's entries are ALREADY, QUARANTINED (other bytes) or UNKNOWN."""

    submissions: tuple[CustodyAsked, ...]


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


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """Something at a station that a technician must mend. No personal text."""

    code: str
    """A FailureCode, or the kind of a queue alarm (`file_damaged`, `file_missing`, `quarantined`, `held`)."""
    happened: str
    since: datetime
    submission_id: str = ""


class HealthReport(msgspec.Struct, frozen=True, kw_only=True):
    """All alarms that stand now; one that is not named any more is over."""

    at: datetime
    monotonic_ns: int
    software: str
    pending: int
    oldest_pending_at: datetime | None
    free_bytes: int
    numbers_left: int
    """Of today; the centre sends more by the feed when it grows small."""
    alarms: tuple[Alarm, ...] = ()


class HealthAnswer(msgspec.Struct, frozen=True, kw_only=True):
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
    standing: Standing = Standing.GOOD
    news: tuple[str, ...] = ()
    """Kinds of news (contract/news.py) that arrived and are stored; the window looks them up in the queue."""
    replies: tuple[Reply, ...] = ()
    """Answers to what the window asked registers. Personal: in memory only, in no log."""
    failure: Failure | None = None
    """Why the network counts as down, or what a technician should look at."""


ENROL_CONTEXT = b"XDZ enrol v1\x00"
TOKEN_CONTEXT = b"XDZ token v1\x00"
RECEIPT_CONTEXT = b"XDZ custody receipt v1\x00"


def enrol_message(code: str, public: bytes) -> bytes:
    return ENROL_CONTEXT + code.encode() + b"\x00" + public


def token_message(
    station_id: str, epoch: int, time: datetime, nonce: bytes, link: bytes = b"", machine: bytes = b""
) -> bytes:
    """Link and machine follow as their two digests when one of them is there (a nonce has at most 64 bytes)."""
    tail = hashlib.sha256(link).digest() + hashlib.sha256(machine).digest() if link or machine else b""
    return TOKEN_CONTEXT + f"{station_id}\x00{epoch}\x00{time.isoformat()}\x00".encode() + nonce + tail

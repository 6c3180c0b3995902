"""A resident's application on its way: what is sealed, and the clear header that goes with it (ARCHITECTURE §3)."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum, StrEnum

import msgspec

from contract.card import CardRecord


class Suite(IntEnum):
    """HPKE suites of an envelope (RFC 9180)."""

    X25519 = 1
    MLKEM768_X25519 = 2
    SM2_RESERVED = 3


class Priority(IntEnum):
    """Order of travel: higher first."""

    NORMAL = 0
    GREEN_CHANNEL = 1


class SubmissionState(StrEnum):
    QUEUED = "QUEUED"
    CUSTODY = "CUSTODY"
    COMPLETE = "COMPLETE"
    PURGED = "PURGED"
    HELD = "HELD"
    QUARANTINED = "QUARANTINED"
    CORRUPT = "CORRUPT"


class PayloadType(StrEnum):
    APPLICATION = "application"
    RATING = "rating"


class MaterialGiven(StrEnum):
    """How a material was given at the station."""

    CARD_PHOTO = "card_photo"
    DATA_SHARING = "data_sharing"
    PROMISE = "promise"
    LATER = "later"
    SCANNED = "scanned"


class GivenMaterial(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    how: MaterialGiven


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A small file sealed inside the body (signature ≤ 64 KiB, chip photo). Scans travel apart in chunks."""

    name: str
    media_type: str
    sha256: str
    content: bytes


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """A large file (a scanned page), sealed in chunks that travel after the form (contract/chunks.py).

    The key stands here, inside the sealed body: the chunks open only for whoever opens the body.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    """Of the file in clear, lower-case hex."""
    key: bytes
    chunks: tuple[bytes, ...]
    """SHA-256 of each sealed chunk, in the order of the file."""


class AgreedDeclaration(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    text: str
    """The full text the resident agreed to, word for word."""


class Application(msgspec.Struct, frozen=True, kw_only=True, tag="application"):
    """申请: everything the resident gave. Sealed as canonical CBOR; only the centre can open it."""

    submission_id: str
    provisional_number: str
    item_code: str
    item_name: str
    form_id: str
    form_version: int
    package_version: str
    card: CardRecord | None
    """Only the fields the form declares are filled; None: the number was typed (未读证)."""
    answers: dict[str, object]
    """By field id; values as in CLI.md `form check`."""
    materials: tuple[GivenMaterial, ...]
    declarations: tuple[AgreedDeclaration, ...]
    attachments: tuple[Attachment, ...]
    handed_in_at: datetime
    """Aware wall time of the resident's act at the station."""
    language: str
    assisted_by: str = ""
    scans: tuple[Scan, ...] = ()


class JointApplication(msgspec.Struct, frozen=True, kw_only=True, tag="joint"):
    """一件事: several items handed in as one (SM-56): one envelope, so all of it arrives once or none of it.

    The number is the parent's; each child is a whole application under an id and a number of its own (`child_ids`,
    contract.numbers.child_numbers). `item_code` names the life event, e.g. "T05"; `theme` is its name.
    """

    submission_id: str
    provisional_number: str
    item_code: str
    theme: str
    applications: tuple[Application, ...]
    handed_in_at: datetime


def child_ids(submission_id: str, count: int) -> tuple[str, ...]:
    """Ids of the children: the first has the parent's own, so that what is said of the parent finds a case."""
    return tuple(submission_id if place == 1 else f"{submission_id}-{place:02d}" for place in range(1, count + 1))


class Rating(msgspec.Struct, frozen=True, kw_only=True, tag="rating"):
    """好差评 of one submission, on its way like an application."""

    submission_id: str
    of_submission: str
    of_number: str
    satisfaction_code: str
    """National code, 1 is best (contract.codes.Satisfaction.code)."""
    reasons: tuple[str, ...] = ()
    rated_at: datetime


Payload = Application | JointApplication | Rating

Placing = Callable[[Payload, tuple[Scan, ...]], Payload]
"""(what is handed in, its scans in the order they were given) → it with the scans where they belong."""


def with_scans(payload: Payload, scans: tuple[Scan, ...]) -> Payload:
    """All scans belong to one application. Raises ValueError for a payload that is none."""
    if not isinstance(payload, Application):
        raise ValueError(f"{type(payload).__name__} takes no scans")
    return msgspec.structs.replace(payload, scans=scans)


class EnvelopeHeader(msgspec.Struct, frozen=True, kw_only=True):
    """In clear, beside the sealed bytes, and bound to them. Nothing personal may ever be added here.

    sealed_sha256 and sealed_size speak of the sealed body that follows the header in the file.
    """

    version: int
    suite: Suite
    key_id: str
    """Which of the centre's keys opens it."""
    station_id: str
    epoch: int
    sequence: int
    submission_id: str
    payload_type: PayloadType
    provisional_number: str
    item_code: str
    form_id: str
    form_version: int
    priority: Priority
    created_at: datetime
    monotonic_ns: int
    plain_size: int
    sealed_size: int
    sealed_sha256: str
    previous_receipt_8: bytes = b""
    """First 8 bytes of the SHA-256 of the station's previous receipt: the chain comes back from the files alone."""
    chunks: tuple[bytes, ...] = ()
    """SHA-256 of each sealed chunk that belongs to it: it is complete when the centre has them all."""

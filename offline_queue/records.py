"""What the queue tells others about a submission. No personal text: numbers, states and times."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from contract.submission import EnvelopeHeader, SubmissionState


@dataclass(frozen=True)
class HandedIn:
    """The station holds it, durably: only now may the resident be told "received"."""

    submission_id: str
    number: str
    created_at: datetime
    sealed_sha256: str
    proof_text: str
    """Text of the receipt's QR."""


class SubmissionShown(msgspec.Struct, frozen=True, kw_only=True):
    """Where a matter is, for 查进度."""

    submission_id: str
    number: str
    item_code: str
    state: SubmissionState
    since: datetime
    handed_in_at: datetime
    file_bytes: int
    case_number: str
    case_state: str
    case_at: datetime | None


class ListedSubmission(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `./station queue list --json`."""

    submission_id: str
    number: str
    item: str
    state: SubmissionState
    since: datetime
    bytes: int


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of `queue verify` and `queue rebuild`."""

    ok: bool
    checked: int
    adopted: int
    corrupt: int
    missing: int
    unreadable: int = 0
    """Files in the spool that are no envelopes; they are left where they are."""
    broken_links: int = 0
    """Receipts that do not name the one before them."""
    chunks: int = 0
    """Chunks of scans that were looked at."""
    damaged_chunks: int = 0
    """Chunks that are gone or damaged; their submissions count as corrupt too."""


def as_text(at: datetime) -> str:
    """UTC with a fixed width, so that times in the database sort as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def row_of(header: EnvelopeHeader, file_bytes: int, receipt: str, at: datetime) -> dict[str, object]:
    """Parameters of sql/put.sql."""
    created_at = as_text(header.created_at)
    return {
        "submission_id": header.submission_id,
        "station_id": header.station_id,
        "epoch": header.epoch,
        "sequence": header.sequence,
        "payload_type": header.payload_type.value,
        "provisional_number": header.provisional_number,
        "item_code": header.item_code,
        "form_id": header.form_id,
        "form_version": header.form_version,
        "priority": int(header.priority),
        "created_at": created_at,
        "file_bytes": file_bytes,
        "sealed_sha256": header.sealed_sha256,
        "receipt": receipt,
        "previous_receipt_8": header.previous_receipt_8,
        "chunk_count": len(header.chunks),
        "at": created_at if at is header.created_at else as_text(at),
    }


def shown_of(row: tuple) -> SubmissionShown:
    """From a row of sql/look_up.sql."""
    submission_id, number, item, state, state_at, created_at, size, case_number, case_state, case_at = row
    return SubmissionShown(
        submission_id=submission_id,
        number=number,
        item_code=item,
        state=SubmissionState(state),
        since=datetime.fromisoformat(state_at),
        handed_in_at=datetime.fromisoformat(created_at),
        file_bytes=size,
        case_number=case_number,
        case_state=case_state,
        case_at=datetime.fromisoformat(case_at) if case_at else None,
    )

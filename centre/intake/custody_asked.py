"""What the centre holds of submissions that were sent before: the word that lets a station forget its files."""

from datetime import datetime

from centre.intake.chunk_store import missing
from centre.intake.models import Custody
from centre.intake.prove import LARGEST_EPOCH
from centre.intake.receive_batch import sign_receipt
from centre.intake.tokens import Bearer
from centre.site.keys import OuterKeys
from contract.envelope import NotAnEnvelope, decode_head
from contract.submission import EnvelopeHeader
from contract.sync import CustodyAsked, CustodyEntry, CustodyQuestion, Outcome, SignedReceipt


def answer_custody(
    bearer: Bearer, question: CustodyQuestion, question_sha256: str, keys: OuterKeys, now: datetime
) -> SignedReceipt:
    """Signed like a batch: ALREADY with `complete` as it is now, QUARANTINED for other bytes, or UNKNOWN."""
    entries = [_entry(bearer.station_id, asked) for asked in question.submissions]
    return sign_receipt(bearer, question_sha256, entries, now, keys)


def is_complete(header: EnvelopeHeader) -> bool:
    """Whether every chunk that the header names is here."""
    return not header.chunks or not missing(header.chunks)


def _entry(station_id: str, asked: CustodyAsked) -> CustodyEntry:
    outcome, complete = Outcome.UNKNOWN, False
    header = _held(station_id, asked)
    if header is not None:
        outcome = Outcome.ALREADY if header.sealed_sha256 == asked.sealed_sha256 else Outcome.QUARANTINED
        complete = outcome is Outcome.ALREADY and is_complete(header)
    return CustodyEntry(
        submission_id=asked.submission_id, sealed_sha256=asked.sealed_sha256, outcome=outcome, complete=complete
    )


def _held(station_id: str, asked: CustodyAsked) -> EnvelopeHeader | None:
    """None: not here, or changed on our disk since; then the station had better send it again."""
    if not 0 <= asked.epoch <= LARGEST_EPOCH or "\0" in asked.submission_id:
        return None
    rows = Custody.objects.filter(station_id=station_id, epoch=asked.epoch, submission_id=asked.submission_id[:64])
    envelope = rows.values_list("envelope", flat=True).first()
    if envelope is None:
        return None
    try:
        return decode_head(bytes(envelope))[0]
    except NotAnEnvelope:
        return None

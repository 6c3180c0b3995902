"""What the centre holds of submissions that were sent before: the word that lets a station forget its files."""

from contextlib import suppress
from datetime import datetime

from centre.intake.chunk_store import all_there
from centre.intake.custody import HEAD
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
    held = _held(bearer.station_id, question.submissions)
    outcomes = []
    for asked in question.submissions:
        header = held.get((asked.epoch, asked.submission_id))
        if header is None:
            outcomes.append((asked, Outcome.UNKNOWN, ()))
        elif header.sealed_sha256 != asked.sealed_sha256:
            outcomes.append((asked, Outcome.QUARANTINED, ()))
        else:
            outcomes.append((asked, Outcome.ALREADY, header.chunks))
    complete = all_there([chunks for _, _, chunks in outcomes])
    entries = [
        CustodyEntry(
            submission_id=asked.submission_id,
            sealed_sha256=asked.sealed_sha256,
            outcome=outcome,
            complete=outcome is Outcome.ALREADY and there,
        )
        for (asked, outcome, _), there in zip(outcomes, complete, strict=True)
    ]
    return sign_receipt(bearer, question_sha256, entries, now, keys)


def _held(station_id: str, asked: tuple[CustodyAsked, ...]) -> dict[tuple[int, str], EnvelopeHeader]:
    """By epoch and submission. Not among them: not here, or changed on our disk since; it had better come again."""
    sane = [one for one in asked if 0 <= one.epoch <= LARGEST_EPOCH and len(one.submission_id) <= 64]
    ids = {one.submission_id for one in sane if "\0" not in one.submission_id}
    epochs = {one.epoch for one in sane}
    rows = Custody.objects.filter(station_id=station_id, epoch__in=epochs, submission_id__in=ids)
    held: dict[tuple[int, str], EnvelopeHeader] = {}
    for epoch, submission_id, head in rows.values_list("epoch", "submission_id", HEAD):
        with suppress(NotAnEnvelope):
            held[epoch, submission_id] = decode_head(bytes(head))[0]
    return held

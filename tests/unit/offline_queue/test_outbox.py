"""What the centre's word changes in the rows, entry by entry."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.sample_station import STATION, sample_application
from contract.failures import Failed, FailureCode
from contract.submission import SubmissionState
from contract.sync import CustodyEntry, CustodyReceipt, FeedAnswer, Outcome, SignedReceipt, StatusChange
from offline_queue.outbox import Batch, Outbox
from offline_queue.queue import Queue
from tests.hand_clock import HandClock

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SIGNED = SignedReceipt(receipt=b"r", signature=bytes(64))


def handed_in(station: Path, clock: HandClock, count: int = 2) -> None:
    queue = Queue.open(station, clock=clock, reserve_bytes=0)
    for _ in range(count):
        queue.hand_in(sample_application(signature_bytes=50), item_code="R06-014", form_id="F01", form_version=1)
    queue.close()


def receipt_for(batch: Batch, outcome: Outcome, complete: bool = True, **changed: str) -> CustodyReceipt:
    entries = tuple(
        CustodyEntry(
            submission_id=one.submission_id,
            sealed_sha256=changed.get("sealed_sha256", one.sealed_sha256),
            outcome=outcome,
            complete=complete,
        )
        for one in batch.outgoing
    )
    return CustodyReceipt(
        station_id=STATION, epoch=1, batch_sha256="", entries=entries, received_at=AT, key_id="receipt-1"
    )


@pytest.mark.parametrize(
    ("outcome", "complete", "state"),
    [
        (Outcome.STORED, True, SubmissionState.COMPLETE),
        (Outcome.ALREADY, True, SubmissionState.COMPLETE),
        (Outcome.STORED, False, SubmissionState.CUSTODY),
        (Outcome.QUARANTINED, True, SubmissionState.QUARANTINED),
    ],
)
def test_each_outcome_has_its_state(
    station: Path, clock: HandClock, outcome: Outcome, complete: bool, state: SubmissionState
) -> None:
    handed_in(station, clock)
    outbox = Outbox(station, clock)
    batch = outbox.next_batch()
    moved = outbox.take_receipt(batch, receipt_for(batch, outcome, complete), SIGNED)
    assert [each.state for each in moved] == [state] * 2
    assert outbox.pending() == 0
    assert outbox.take_receipt(batch, receipt_for(batch, outcome, complete), SIGNED) == ()
    outbox.close()


def test_custody_becomes_complete_later(station: Path, clock: HandClock) -> None:
    handed_in(station, clock, 1)
    outbox = Outbox(station, clock)
    batch = outbox.next_batch()
    outbox.take_receipt(batch, receipt_for(batch, Outcome.STORED, complete=False), SIGNED)
    moved = outbox.take_receipt(batch, receipt_for(batch, Outcome.ALREADY), SIGNED)
    assert [each.state for each in moved] == [SubmissionState.COMPLETE]
    outbox.close()


def test_an_entry_for_other_bytes_changes_nothing(station: Path, clock: HandClock) -> None:
    handed_in(station, clock)
    outbox = Outbox(station, clock)
    batch = outbox.next_batch()
    assert outbox.take_receipt(batch, receipt_for(batch, Outcome.STORED, sealed_sha256="0" * 64), SIGNED) == ()
    assert outbox.pending() == 2
    assert outbox.next_batch().outgoing == (), "they wait before they go again"
    outbox.close()


def change(cursor: int, submission_id: str, state: str) -> StatusChange:
    return StatusChange(
        cursor=cursor, submission_id=submission_id, provisional_number="", case_number="C", state=state, at=AT
    )


def test_the_newest_line_of_the_feed_wins_in_whatever_order_they_come(station: Path, clock: HandClock) -> None:
    handed_in(station, clock, 1)
    outbox = Outbox(station, clock)
    one = outbox.next_batch().outgoing[0].submission_id
    answer = FeedAnswer(changes=(change(5, one, "new"), change(3, one, "old")), cursor=5, time=AT)
    assert [each.state for each in outbox.apply_feed(answer)] == ["new"]
    assert outbox.apply_feed(answer) == ()
    outbox.close()
    queue = Queue.open(station, clock=clock)
    shown = queue.state(one)
    queue.close()
    assert shown is not None and shown.case_state == "new"


@pytest.mark.parametrize("cursor", [2, -1])
def test_a_feed_that_goes_back_is_an_alarm_and_moves_nothing(station: Path, clock: HandClock, cursor: int) -> None:
    outbox = Outbox(station, clock)
    outbox.apply_feed(FeedAnswer(changes=(), cursor=7, time=AT))
    with pytest.raises(Failed) as failed:
        outbox.apply_feed(FeedAnswer(changes=(), cursor=cursor, time=AT))
    assert failed.value.code is FailureCode.CENTRE_ANSWER and outbox.cursor() == 7
    outbox.close()

"""Whatever the network does to a request or an answer: nothing is lost, nothing arrives twice, nobody crashes."""

import pytest

from contract.failures import FailureCode
from contract.submission import Priority, SubmissionState
from contract.sync import RECEIPT_CONTEXT, NetworkState
from offline_queue.database import connect
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery
from tests.faults.small_wire import Fault


def test_a_good_network_delivers_once_and_tells_the_window(delivery: Delivery) -> None:
    done = delivery.hand_in(3)
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)
    last = delivery.said[-1]
    assert (last.network, last.pending, last.failure) == (NetworkState.UP, 0, None)
    moved = [each for line in delivery.said for each in line.moved]
    assert {each.submission_id for each in moved} == {one.submission_id for one in done}
    assert {each.state for each in moved} == {SubmissionState.COMPLETE}


def test_the_same_news_is_told_once(delivery: Delivery) -> None:
    delivery.rounds(5)
    assert len(delivery.said) == 1


@pytest.mark.parametrize("on", ["token", "batch", "feed"])
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "cut", "portal", "redirect", "garbage", "long"])
def test_any_request_may_go_wrong_in_any_way(delivery: Delivery, on: str, kind: str) -> None:
    done = delivery.hand_in(2)
    delivery.centre.plan.append(Fault(on, kind))
    pause, _again = delivery.rounds(2)
    assert not delivery.centre.plan, "the fault was never met"
    assert pause.may_be_woken
    down = next(line for line in delivery.said if line.network is NetworkState.DOWN)
    assert down.failure is not None
    assert down.failure.code in (FailureCode.CENTRE_UNREACHABLE, FailureCode.CENTRE_ANSWER)
    delivery.assert_everything_arrived_once(done)
    assert delivery.said[-1].network is NetworkState.UP


@pytest.mark.parametrize("kind", ["forged", "other_batch"])
def test_a_receipt_that_does_not_prove_itself_changes_nothing(delivery: Delivery, kind: str) -> None:
    done = delivery.hand_in(2)
    delivery.centre.plan.append(Fault("batch", kind))
    delivery.rounds()
    assert set(delivery.states().values()) == {SubmissionState.QUEUED}
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_an_old_answer_that_comes_again_is_not_believed(delivery: Delivery) -> None:
    first = delivery.hand_in(1)
    delivery.rounds()
    second = delivery.hand_in(1)
    delivery.centre.plan.append(Fault("batch", "replay"))
    delivery.rounds()
    assert delivery.states()[second[0].submission_id] is SubmissionState.QUEUED
    delivery.rounds()
    delivery.assert_everything_arrived_once(first + second)


def test_a_centre_that_falls_silent_is_given_up(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.silence_s = 0.2
    delivery.centre.plan.append(Fault("batch", "silent"))
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)


@pytest.mark.parametrize("status", [429, 503])
def test_a_slot_that_the_centre_reserves_is_kept_even_when_woken(delivery: Delivery, status: int) -> None:
    delivery.hand_in(1)
    delivery.centre.plan.append(Fault("batch", "status", status, retry_after="40"))
    (pause,) = delivery.rounds()
    assert 40 <= pause.seconds <= 44 and not pause.may_be_woken
    assert delivery.said[-1].network is NetworkState.UP
    failure = delivery.said[-1].failure
    assert failure is not None and failure.code is FailureCode.CENTRE_BUSY


@pytest.mark.parametrize("retry_after", ["", "soon", "-5", "Wed, 21 Oct 2026 07:28:00 GMT", "9" * 40])
def test_a_retry_after_that_makes_no_sense_is_a_plain_back_off(delivery: Delivery, retry_after: str) -> None:
    delivery.hand_in(1)
    delivery.centre.plan.append(Fault("batch", "status", 503, retry_after=retry_after))
    (pause,) = delivery.rounds()
    assert pause.seconds <= 2 and pause.may_be_woken


def test_a_revoked_station_asks_seldom_and_keeps_everything(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    publics, delivery.centre.publics = delivery.centre.publics, {}
    (pause,) = delivery.rounds()
    assert pause.seconds >= 600
    failure = delivery.said[-1].failure
    assert failure is not None and failure.code is FailureCode.CENTRE_REFUSED
    delivery.centre.publics = publics
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_an_expired_token_is_renewed_once_without_a_pause(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.rounds()
    outbox_round = delivery.hand_in(1)
    delivery.centre.tokens.clear()
    delivery.rounds()
    delivery.assert_everything_arrived_once(done + outbox_round)


def test_green_channel_goes_first_then_the_oldest_in_batches_of_twenty(delivery: Delivery) -> None:
    normal = [one.submission_id for one in delivery.hand_in(25)]
    green = [one.submission_id for one in delivery.hand_in(2, Priority.GREEN_CHANNEL)]
    delivery.rounds()
    assert delivery.centre.batches[0][:2] == green
    assert [len(batch) for batch in delivery.centre.batches] == [20, 7]
    assert [one for batch in delivery.centre.batches for one in batch] == green + normal


def test_batches_keep_to_512_kib_but_a_larger_one_goes_alone(delivery: Delivery) -> None:
    delivery.hand_in(4, size=200 * 1024)
    delivery.hand_in(1, size=600 * 1024)
    delivery.rounds()
    assert [len(batch) for batch in delivery.centre.batches] == [2, 2, 1]


def test_too_large_for_the_centre_is_halved_and_one_alone_is_held_for_a_person(delivery: Delivery) -> None:
    small = delivery.hand_in(6)
    large = delivery.hand_in(1, size=60 * 1024)
    delivery.centre.most_bytes = 10 * 1024
    delivery.rounds()
    states = delivery.states()
    assert states.pop(large[0].submission_id) is SubmissionState.HELD
    assert set(states.values()) == {SubmissionState.COMPLETE}
    assert delivery.centre.arrivals == [one.submission_id for one in small]


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "replay", "status"])
def test_one_of_the_batches_under_way_together_fails_and_the_others_count(delivery: Delivery, kind: str) -> None:
    done = delivery.hand_in(50)
    delivery.lanes = 2
    delivery.centre.plan.append(Fault("batch", kind))
    delivery.rounds(1)
    assert SubmissionState.COMPLETE in delivery.states().values()
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)


def test_same_id_with_other_content_is_quarantined_and_never_sent_again(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    delivery.centre.stored[(delivery.identity.station_id, 1, done[0].submission_id)] = b"something else"
    delivery.rounds(2)
    states = delivery.states()
    assert states[done[0].submission_id] is SubmissionState.QUARANTINED
    assert states[done[1].submission_id] is SubmissionState.COMPLETE
    assert len(delivery.centre.batches) == 1


def test_damaged_on_the_way_waits_and_goes_again(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    delivery.centre.plan.append(Fault("batch", "damaged"))
    delivery.rounds(2)
    assert delivery.centre.arrivals == [done[1].submission_id]
    delivery.clock.turn(seconds=31)
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_a_postponement_does_not_outlive_a_clock_that_went_back(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.centre.plan.append(Fault("batch", "damaged"))
    delivery.rounds()
    delivery.clock.turn(days=-3000)
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_a_file_damaged_on_the_disk_is_found_before_it_is_sent(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    path = delivery.station / "spool" / f"{done[0].submission_id}.env"
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    delivery.rounds()
    assert delivery.states()[done[0].submission_id] is SubmissionState.CORRUPT
    assert delivery.centre.arrivals == [done[1].submission_id]
    assert path.exists()


def test_where_a_matter_is_comes_back_by_the_feed_once(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    delivery.rounds()
    for number in range(1203):
        delivery.centre.add_change(done[0].submission_id, done[0].number, f"CASE{number}", "accepted")
    delivery.centre.add_change("of-somebody-else", "XD", "CASE", "accepted")
    delivery.rounds(2)
    changes = [change for line in delivery.said for change in line.changes]
    assert [change.cursor for change in changes] == list(range(1, 1204))
    assert max(len(line.changes) for line in delivery.said) <= 100
    queue = Queue.open(delivery.station, clock=delivery.clock)
    shown = queue.state(done[0].number)
    queue.close()
    assert shown is not None and (shown.case_number, shown.case_state) == ("CASE1202", "accepted")


def test_sealed_files_go_a_day_after_completion_and_the_numbers_stay(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.rounds()
    delivery.clock.turn(hours=23)
    delivery.rounds()
    path = delivery.station / "spool" / f"{done[0].submission_id}.env"
    assert path.exists()
    delivery.clock.turn(hours=2)
    delivery.rounds()
    assert not path.exists()
    delivery.assert_everything_arrived_once(done)
    assert delivery.states() == {done[0].submission_id: SubmissionState.PURGED}
    assert delivery.hand_in(1)[0].number not in {done[0].number}


def test_what_the_centre_has_not_is_never_forgotten(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.centre.plan.extend([Fault("token", "drop_before")] * 3)
    for _ in range(3):
        delivery.clock.turn(days=400)
        delivery.rounds()
    assert (delivery.station / "spool" / f"{done[0].submission_id}.env").exists()
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_the_evidence_of_custody_is_kept_beside_the_rows(delivery: Delivery) -> None:
    delivery.hand_in(3)
    delivery.rounds()
    rows = connect(delivery.station).execute("SELECT receipt, signature FROM evidence").fetchall()
    assert len(rows) == 1
    delivery.centre.receipt_key.public_key().verify(rows[0][1], RECEIPT_CONTEXT + rows[0][0])

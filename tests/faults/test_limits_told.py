"""What the centre says one request may hold is what the station sends, within what the protocol allows."""

import os

import pytest

from contract.chunks import CHUNK_PLAIN, UPLOAD_LIMIT, UPLOAD_USUAL
from contract.sync import BATCH_COUNT_LIMIT
from offline_queue.seal import ScanGiven
from offline_queue.sync.scans import QUICK_S, SLOW_S, next_size
from tests.faults.delivery import Delivery

LONG = ScanGiven("pages", "application/pdf", os.urandom(30 * CHUNK_PLAIN))


def test_an_older_centre_gets_what_it_always_got(delivery: Delivery) -> None:
    delivery.hand_in(BATCH_COUNT_LIMIT + 1, scans=[])
    delivery.hand_in(1, scans=[LONG])
    delivery.rounds(2)
    assert [len(batch) for batch in delivery.centre.batches] == [BATCH_COUNT_LIMIT, 2]
    assert max(delivery.centre.uploads) == UPLOAD_USUAL


def test_a_smaller_batch_and_a_smaller_upload_when_the_centre_says_so(delivery: Delivery) -> None:
    delivery.centre.limits = {"batch_count": 3, "batch_bytes": 512 * 1024, "chunks": 2}
    done = delivery.hand_in(7) + delivery.hand_in(1, scans=[LONG])
    delivery.rounds(2)
    assert [len(batch) for batch in delivery.centre.batches] == [3, 3, 2]
    assert set(delivery.centre.uploads) == {2}
    delivery.assert_everything_arrived_once(done)


def test_a_batch_is_cut_at_the_bytes_that_were_told(delivery: Delivery) -> None:
    done = delivery.hand_in(4)
    size = next(iter((delivery.station / "spool").glob("*.env"))).stat().st_size
    delivery.centre.limits = {"batch_count": 20, "batch_bytes": int(size * 2.5), "chunks": 4}
    delivery.rounds()
    assert [len(batch) for batch in delivery.centre.batches] == [2, 2]
    delivery.assert_everything_arrived_once(done)


@pytest.mark.parametrize("told", [0, -5, 2**40])
def test_a_limit_that_makes_no_sense_stops_nothing(delivery: Delivery, told: int) -> None:
    delivery.centre.limits = {"batch_count": told, "batch_bytes": told, "chunks": told}
    done = delivery.hand_in(BATCH_COUNT_LIMIT + 1, scans=[ScanGiven("page", "image/jpeg", b"small")])
    delivery.rounds(2)
    assert max(len(batch) for batch in delivery.centre.batches) <= BATCH_COUNT_LIMIT
    delivery.assert_everything_arrived_once(done)


def test_a_quick_line_gets_larger_uploads_up_to_the_limit(delivery: Delivery) -> None:
    delivery.centre.limits = {"chunks": UPLOAD_LIMIT}
    done = delivery.hand_in(1, scans=[LONG])
    delivery.rounds(2)
    assert delivery.centre.uploads[:3] == [UPLOAD_USUAL, 2 * UPLOAD_USUAL, UPLOAD_LIMIT]
    delivery.assert_everything_arrived_once(done)


def test_a_slow_line_gets_smaller_uploads() -> None:
    assert next_size(4, QUICK_S / 2, 4) == 8
    assert next_size(UPLOAD_LIMIT, QUICK_S / 2, UPLOAD_LIMIT) == UPLOAD_LIMIT
    assert next_size(3, QUICK_S / 2, 4) == 4, "the rest of a scan says nothing about the line"
    assert next_size(8, (QUICK_S + SLOW_S) / 2, 8) == 8
    assert next_size(8, SLOW_S * 2, 8) == 4
    assert next_size(1, SLOW_S * 2, 1) == 1

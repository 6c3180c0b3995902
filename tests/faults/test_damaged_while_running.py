"""queue.db is damaged under an open window: the sync process lets go, the window makes it again and goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.sample_station import sample_application
from contract.failures import Failed, FailureCode
from offline_queue.adoption import SYNC_LOCK
from offline_queue.disk import take_lock
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery

ROOT = Path(__file__).resolve().parents[2]
GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


def damage(station: Path) -> None:
    """Every page after the first loses its type; what is cached in the log goes too."""
    path = station / "queue.db"
    (station / "queue.db-wal").write_bytes(b"")
    size = path.stat().st_size
    with open(path, "r+b") as file:
        for at in range(4096, size, 4096):
            file.seek(at)
            file.write(b"\xff" * 64)


def damaged(delivery: Delivery, count: int) -> tuple[Queue, list[str]]:
    queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
    done = [queue.hand_in(sample_application(), **GIVEN).submission_id for _ in range(count)]
    queue._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(delivery.station)
    queue._connection.execute("PRAGMA shrink_memory")  # or its own copies of the pages serve for hours
    with pytest.raises(Failed) as failed:
        for _ in range(30):
            queue.hand_in(sample_application(), **GIVEN)
    assert failed.value.code is FailureCode.QUEUE_DAMAGED
    return queue, done


def test_the_window_makes_it_again_and_goes_on_with_new_numbers(delivery: Delivery) -> None:
    queue, done = damaged(delivery, 5)
    before = {path.stem for path in (delivery.station / "spool").iterdir()}
    verdict = queue.reopen()
    assert verdict.ok and set(done) <= before == {one.submission_id for one in queue.list()}
    later = queue.hand_in(sample_application(), **GIVEN)
    numbers = [one.number for one in queue.list()]
    assert len(numbers) == len(set(numbers)) and later.number in numbers
    assert queue.verify().ok
    queue.close()
    delivery.rounds()
    assert set(done) <= set(delivery.centre.arrivals)


def test_it_waits_for_the_sync_process_and_says_when_that_does_not_let_go(delivery: Delivery) -> None:
    queue, _done = damaged(delivery, 2)
    lock = take_lock(delivery.station, SYNC_LOCK)
    with pytest.raises(Failed) as failed:
        queue.reopen(within_s=0.2)
    assert failed.value.code is FailureCode.QUEUE_IN_USE
    os.close(lock)
    assert queue.reopen().ok
    queue.close()


def test_the_real_sync_process_ends_by_itself_at_the_damage(delivery: Delivery) -> None:
    queue, _done = damaged(delivery, 2)
    ended = subprocess.run(
        [sys.executable, "-m", "offline_queue.sync", "--data", str(delivery.station)],
        stdin=subprocess.PIPE,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    assert ended.returncode == 1 and b"queue.damaged" in ended.stdout and b"Traceback" not in ended.stderr
    assert queue.reopen().ok
    queue.close()

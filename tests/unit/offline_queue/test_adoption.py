"""The database comes back from the files; what cannot be mended is counted and kept."""

import os
import shutil
from pathlib import Path

import pytest

from bench.sample_station import enrol_without_centre, sample_application
from contract.failures import Failed, FailureCode
from contract.submission import SubmissionState
from offline_queue.disk import take_lock
from offline_queue.inspection import list_queue, rebuild_queue, verify_queue
from offline_queue.queue import LOCK, Queue
from tests.hand_clock import HandClock

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


def handed_in(station: Path, clock: HandClock, count: int = 3) -> list:
    queue = Queue.open(station, clock=clock, reserve_bytes=0)
    done = [queue.hand_in(sample_application(signature_bytes=50), **GIVEN) for _ in range(count)]
    queue.rate(done[0].submission_id, "1")
    queue.close()
    return done


def spool_file(station: Path, submission_id: str) -> Path:
    return station / "spool" / f"{submission_id}.env"


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(content)


def damage_nothing(station: Path) -> None:
    pass


def lose_the_database(station: Path) -> None:
    for path in station.glob("queue.db*"):
        path.unlink()


def tear_the_first_page(station: Path) -> None:
    (station / "queue.db").write_bytes(b"\x00" * 512 + (station / "queue.db").read_bytes()[512:])


def tear_a_later_page(station: Path) -> None:
    content = bytearray((station / "queue.db").read_bytes())
    content[4096 * 2 : 4096 * 8] = os.urandom(4096 * 6)
    (station / "queue.db").write_bytes(content)


def cut_the_database(station: Path) -> None:
    os.truncate(station / "queue.db", 5000)


@pytest.mark.parametrize(
    "damage", [damage_nothing, lose_the_database, tear_the_first_page, tear_a_later_page, cut_the_database]
)
def test_after_any_damage_to_the_database_everything_is_queued_with_the_same_receipts(
    station: Path, clock: HandClock, damage
) -> None:
    done = handed_in(station, clock)
    damage(station)
    queue = Queue.open(station, clock=clock, reserve_bytes=0)
    assert queue.opened.ok and queue.opened.adopted == (0 if damage is damage_nothing else 4)
    assert queue.pending() == 4
    for one in done:
        assert queue.proof(one.submission_id) == one.proof_text
        shown = queue.state(one.number)
        assert shown is not None and shown.submission_id == one.submission_id
    verdict = queue.verify()
    assert (verdict.ok, verdict.checked, verdict.broken_links) == (True, 4, 0)
    later = queue.hand_in(sample_application(signature_bytes=50), **GIVEN)
    assert later.number not in {one.number for one in done}
    assert queue.verify().ok
    queue.close()


def test_a_damaged_database_is_kept_aside(station: Path, clock: HandClock) -> None:
    handed_in(station, clock)
    cut_the_database(station)
    Queue.open(station, clock=clock).close()
    assert (station / "queue.db.damaged-1").exists()


def test_a_database_is_not_exchanged_under_a_running_sync_process(station: Path, clock: HandClock) -> None:
    handed_in(station, clock)
    cut_the_database(station)
    lock = take_lock(station, "sync.lock")
    with pytest.raises(Failed) as refused:
        Queue.open(station, clock=clock)
    assert refused.value.code is FailureCode.QUEUE_IN_USE
    os.close(lock)
    Queue.open(station, clock=clock).close()


def test_a_row_without_a_file_is_an_alarm_and_never_forgotten(station: Path, clock: HandClock) -> None:
    done = handed_in(station, clock)
    spool_file(station, done[1].submission_id).rename(station / "elsewhere")
    queue = Queue.open(station, clock=clock)
    assert (queue.opened.ok, queue.opened.missing) == (False, 1)
    shown = queue.state(done[1].submission_id)
    assert shown is not None and shown.state is SubmissionState.CORRUPT
    queue.close()
    assert verify_queue(station).missing == 1
    (station / "elsewhere").rename(spool_file(station, done[1].submission_id))
    verdict = rebuild_queue(station, clock)
    assert (verdict.ok, verdict.adopted) == (True, 1)
    assert {one.state for one in list_queue(station)} == {SubmissionState.QUEUED}


def test_verify_finds_a_flipped_bit_in_every_region_of_a_file(station: Path, clock: HandClock) -> None:
    done = handed_in(station, clock, 1)
    path = spool_file(station, done[0].submission_id)
    size = path.stat().st_size
    assert verify_queue(station).ok
    for at in (0, 7, 9, 40, 300, 560, size // 2, size - 1):
        flip(path, at)
        verdict = verify_queue(station)
        assert (verdict.ok, verdict.corrupt, verdict.checked) == (False, 1, 2), at
        flip(path, at)
    assert verify_queue(station).ok


def test_a_file_under_another_submission_s_name_is_found(station: Path, clock: HandClock) -> None:
    done = handed_in(station, clock, 2)
    shutil.copy(spool_file(station, done[0].submission_id), spool_file(station, done[1].submission_id))
    assert verify_queue(station).corrupt == 1


def test_damaged_files_without_rows_are_kept_and_counted(station: Path, clock: HandClock) -> None:
    done = handed_in(station, clock, 2)
    flip(spool_file(station, done[0].submission_id), -1)  # body: the header still tells what it was
    flip(spool_file(station, done[1].submission_id), 20)  # header
    (station / "spool" / "stranger.env").write_bytes(b"x" * 5000)
    (station / "spool" / ".half.env.part").write_bytes(b"x")
    lose_the_database(station)
    queue = Queue.open(station, clock=clock)
    opened = queue.opened
    assert (opened.ok, opened.adopted, opened.corrupt, opened.unreadable) == (False, 1, 1, 2)
    shown = queue.state(done[0].submission_id)
    assert shown is not None and shown.state is SubmissionState.CORRUPT
    queue.close()
    names = {path.name for path in (station / "spool").iterdir()}
    assert "stranger.env" in names and len(names) == 4 and ".half.env.part" not in names


def test_a_removed_receipt_shows(station: Path, clock: HandClock) -> None:
    done = handed_in(station, clock, 3)
    lose_the_database(station)
    spool_file(station, done[1].submission_id).unlink()
    Queue.open(station, clock=clock).close()
    assert verify_queue(station).broken_links == 1


def test_files_of_an_earlier_epoch_are_adopted_too(station: Path, clock: HandClock) -> None:
    done = handed_in(station, clock, 2)
    lose_the_database(station)
    enrol_without_centre(station, epoch=2)
    queue = Queue.open(station, clock=clock)
    assert queue.opened.adopted == 3
    assert queue.hand_in(sample_application(signature_bytes=50), **GIVEN).number not in {one.number for one in done}
    queue.close()


def test_rebuilding_is_refused_while_the_station_runs(station: Path, clock: HandClock) -> None:
    handed_in(station, clock)
    lock = take_lock(station, LOCK)
    with pytest.raises(Failed) as refused:
        rebuild_queue(station, clock)
    assert refused.value.code is FailureCode.QUEUE_IN_USE
    os.close(lock)


def test_looking_at_a_queue_that_never_was_finds_nothing(tmp_path: Path) -> None:
    assert list_queue(tmp_path) == [] and verify_queue(tmp_path).ok

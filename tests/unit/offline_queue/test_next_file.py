"""The file that is laid down before a resident begins (offline_queue/next_file.py)."""

from pathlib import Path

from bench.sample_station import sample_application
from offline_queue.next_file import NAME, SIZE
from offline_queue.queue import Queue
from tests.hand_clock import HandClock

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


def opened(station: Path, clock: HandClock) -> Queue:
    return Queue.open(station, clock=clock, reserve_bytes=0)


def test_a_hand_in_uses_it_and_leaves_only_its_own_bytes(station: Path, clock: HandClock) -> None:
    queue = opened(station, clock)
    assert queue.can_accept() is None
    assert (station / "spool" / NAME).stat().st_size == SIZE
    done = queue.hand_in(sample_application(), **GIVEN)
    assert queue.verify().ok
    assert [path.name for path in (station / "spool").iterdir()] == [f"{done.submission_id}.env"]
    queue.close()
    [path] = (station / "spool").iterdir()
    assert path.stat().st_size < SIZE, "the room that it did not need is given back"


def test_a_long_one_is_written_without_it(station: Path, clock: HandClock) -> None:
    queue = opened(station, clock)
    assert queue.can_accept() is None
    done = queue.hand_in(sample_application(signature_bytes=2 * SIZE), **GIVEN)
    assert {path.name for path in (station / "spool").iterdir()} == {NAME, f"{done.submission_id}.env"}
    assert queue.verify().ok
    queue.close()
    assert [path.name for path in (station / "spool").iterdir()] == [f"{done.submission_id}.env"]


def test_one_that_somebody_took_away_is_laid_again(station: Path, clock: HandClock) -> None:
    queue = opened(station, clock)
    assert queue.can_accept() is None
    (station / "spool" / NAME).unlink()
    first = queue.hand_in(sample_application(), **GIVEN)
    assert queue.can_accept() is None
    (station / "spool" / NAME).unlink()
    assert queue.can_accept() is None
    second = queue.hand_in(sample_application(), **GIVEN)
    assert {one.submission_id for one in queue.list()} == {first.submission_id, second.submission_id}
    assert queue.verify().ok
    queue.close()


def test_what_a_crash_left_in_it_is_never_written_over(station: Path, clock: HandClock) -> None:
    """Before the next start looked at it, it may hold what was promised."""
    queue = opened(station, clock)
    (station / "spool" / NAME).write_bytes(b"left by a crash")
    assert queue.can_accept() is None
    queue.hand_in(sample_application(), **GIVEN)
    assert (station / "spool" / NAME).read_bytes() == b"left by a crash"
    assert queue.verify().ok
    queue.close()


def test_a_whole_envelope_in_it_gets_its_name_at_the_next_start(station: Path, clock: HandClock) -> None:
    queue = opened(station, clock)
    assert queue.can_accept() is None
    done = queue.hand_in(sample_application(), **GIVEN)
    queue.close()
    sealed = station / "spool" / f"{done.submission_id}.env"
    content = sealed.read_bytes()
    sealed.rename(sealed.with_name(NAME)).write_bytes(content + bytes(SIZE - len(content)))
    queue = opened(station, clock)
    assert [one.submission_id for one in queue.list()] == [done.submission_id]
    assert queue.verify().ok
    queue.close()


def test_a_torn_one_was_promised_to_nobody_and_goes(station: Path, clock: HandClock) -> None:
    queue = opened(station, clock)
    queue.close()
    (station / "spool" / NAME).write_bytes(b"\x89XDZ\r\n\x01\n" + bytes(SIZE - 8))
    queue = opened(station, clock)
    assert not list((station / "spool").iterdir())
    assert queue.opened.ok
    queue.close()

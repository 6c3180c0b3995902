"""The window dies by SIGKILL at every contact with kernel and database during a hand-in; the next start is whole."""

from pathlib import Path

from bench.sample_station import enrol_without_centre, sample_application
from contract.submission import SubmissionState
from offline_queue.queue import Queue
from offline_queue.records import HandedIn
from tests.hand_clock import HandClock
from tests.killing import run_and_kill

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
BUILD = sample_application(signature_bytes=50)


def test_at_every_instruction_that_matters_a_received_application_is_there_once(tmp_path: Path) -> None:
    enrol_without_centre(tmp_path)
    clock = HandClock()
    promised: dict[str, HandedIn] = {}
    kills = at = 0
    while True:

        def act() -> HandedIn:
            queue = Queue.open(tmp_path, clock=clock, reserve_bytes=0)
            return queue.hand_in(BUILD, **GIVEN)

        killed, done = run_and_kill(act, at)
        kills += killed
        at += 1
        if done is not None:
            promised[done.submission_id] = done
        _assert_whole(tmp_path, clock, promised)
        if not killed:
            break
    assert kills > 40, f"only {kills} places to be killed at were found"


def _assert_whole(data_dir: Path, clock: HandClock, promised: dict[str, HandedIn]) -> None:
    queue = Queue.open(data_dir, clock=clock, reserve_bytes=0)
    try:
        assert queue.opened.ok
        assert queue.verify().ok
        done = queue.hand_in(BUILD, **GIVEN)
        assert done.number not in {one.number for one in promised.values()}
        promised[done.submission_id] = done
        listed = queue.list()
        assert len({one.number for one in listed}) == len(listed)
        assert {one.state for one in listed} == {SubmissionState.QUEUED}
        ids = [one.submission_id for one in listed]
        for one in promised.values():
            assert ids.count(one.submission_id) == 1
            assert queue.proof(one.submission_id) == one.proof_text
        files = {path.name.removesuffix(".env") for path in (data_dir / "spool").iterdir()}
        assert files == set(ids)
        assert queue.verify().ok
    finally:
        queue.close()

"""Scans of the real station at the real centre, by the network and by a stick: complete, whole, and told as such."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from bench.sample_station import sample_application
from contract.chunks import CHUNK_PLAIN
from contract.submission import SubmissionState
from offline_queue.courier_export import export_bundle
from offline_queue.courier_import import import_answers
from offline_queue.enrol import enrol
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven
from tests.e2e.test_queue_to_centre import DEADLINE_S, Centre, Sync


def hand_in(station: Path, content: bytes) -> str:
    queue = Queue.open(station, reserve_bytes=0)
    scans = [ScanGiven("page-1", "image/jpeg", content)]
    done = queue.hand_in(sample_application("张测试"), item_code="R06-014", form_id="F01", form_version=1, scans=scans)
    queue.close()
    return done.submission_id


def state_of(station: Path, submission_id: str) -> SubmissionState:
    queue = Queue.open(station, reserve_bytes=0)
    shown = queue.state(submission_id)
    queue.close()
    assert shown is not None
    return shown.state


def chunks_at(centre: Centre) -> int:
    """How many the centre holds; its files hold no byte more."""
    database: Any = sqlite.connect(f"file:{centre.data}/centre.db?mode=ro", uri=True, timeout=20)  # pyright: ignore[reportAttributeAccessIssue]
    count, size = database.execute("SELECT count(*), coalesce(sum(size), 0) FROM intake_chunk").fetchone()
    database.close()
    assert sum(path.stat().st_size for path in (centre.data / "store").rglob("*") if path.is_file()) == size
    return count


def case_of(centre: Centre, submission_id: str) -> dict:
    """Once the inner zone has looked: the stick was taken in by another process."""
    until = time.monotonic() + DEADLINE_S
    while not (case := centre.act("case", submission_id, "--json")):
        assert time.monotonic() < until, "the case was not opened"
    return case


def test_scans_arrive_whole_by_the_network_and_by_a_stick(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "centre")
    station, stick = tmp_path / "station", tmp_path / "stick"
    stick.mkdir()
    try:
        code = centre.act("station-code", "--name", "测试小区", "--division", "510114006012")["code"]
        enrol(station, f"http://127.0.0.1:{centre.port}", code)
        by_network = hand_in(station, os.urandom(2 * CHUNK_PLAIN + 5))
        sync = Sync(station)
        sync.wait_for(lambda line: any(moved.state is SubmissionState.COMPLETE for moved in line.moved))
        sync.kill()
        assert state_of(station, by_network) is SubmissionState.COMPLETE
        assert chunks_at(centre) == 3

        by_stick = hand_in(station, os.urandom(CHUNK_PLAIN + 5))
        exported = export_bundle(station, stick)
        assert exported.ok and exported.forms == 1
        told = centre.act("courier", str(stick), "--json")
        assert (told["ok"], told["stored"], told["chunks"]) == (True, 1, 2), json.dumps(told)
        assert import_answers(station, stick).ok
        assert state_of(station, by_stick) is SubmissionState.COMPLETE
        assert chunks_at(centre) == 5
        assert case_of(centre, by_stick)["times_at_centre"] == 1
    finally:
        centre.kill()

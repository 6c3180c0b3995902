"""The real station's stick in the real centre and back, written from one document by two hands."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.live_centre import LiveCentre
from bench.sample_station import sample_application
from contract.submission import SubmissionState
from offline_queue.courier_export import export_bundle
from offline_queue.courier_import import import_answers
from offline_queue.enrol import enrol
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[LiveCentre]:
    centre = LiveCentre(tmp_path / "centre")
    centre.start()
    yield centre
    centre.close()


def test_what_a_stick_carries_is_complete_on_both_sides(centre: LiveCentre, tmp_path: Path) -> None:
    told = json.loads(centre.command("station-code", "--name", "远山", "--division", "510114006001"))
    station, stick = tmp_path / "station", tmp_path / "stick"
    stick.mkdir()
    enrol(station, f"http://127.0.0.1:{centre.port}", told["code"])
    queue = Queue.open(station, reserve_bytes=0)
    page = ScanGiven("page", "image/jpeg", os.urandom(500_000))
    given = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
    done = [queue.hand_in(sample_application(), **given, scans=[page] if number < 2 else []) for number in range(23)]
    assert export_bundle(station, stick).ok
    report = json.loads(centre.command("courier", str(stick), "--json"))
    assert (report["stored"], report["chunks"], report["wrong"]) == (23, 4, [])
    assert import_answers(station, stick).ok
    assert queue.counts() == {SubmissionState.COMPLETE: 23}
    queue.close()
    there = centre.rows("SELECT submission_id FROM intake_custody")
    assert sorted(row[0] for row in there) == sorted(one.submission_id for one in done)

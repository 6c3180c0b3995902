"""A power cut below the station's own database: what residents were told stands, whatever SQLite's files became."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.sample_station import enrol_without_centre, sample_application
from offline_queue.queue import Queue
from tests.faults.recorded_writes import acts_in, after_a_cut, recording

SUBMISSIONS, CUTS = 15, 30
GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


def test_what_residents_were_told_stands_whatever_is_left_of_the_database(tmp_path: Path) -> None:
    station, log = tmp_path / "station", tmp_path / "log"
    enrol_without_centre(station)
    environment = recording(tmp_path, station / "queue.db", log)
    if environment is None:
        pytest.skip("THIS MACHINE HAS NO C COMPILER: no power cut below the queue was tried (package gcc)")
    words = [sys.executable, "-m", "tests.faults.recorded_station", str(station), str(SUBMISSIONS)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    promised = [json.loads(line) for line in done.stdout.splitlines()]
    acts = acts_in(log)
    assert len(promised) == SUBMISSIONS and acts, "nothing was noted: the library was not loaded"
    draw = random.Random(11)
    for _ in range(CUTS):
        here = draw.randrange(1, len(acts) + 1)
        told = [one for one in promised if one["end"] <= acts[here - 1].end]
        left = station_left(station, tmp_path / "left", told, after_a_cut({}, acts[:here], draw), draw)
        queue = Queue.open(left, reserve_bytes=0)
        try:
            listed = {one.submission_id: one.number for one in queue.list()}
            lost = [one["id"] for one in told if listed.get(one["id"]) != one["number"]]
            assert not lost, f"after act {here} of {len(acts)} {len(lost)} promises are gone"
            fresh = queue.hand_in(sample_application(signature_bytes=50), **GIVEN)
            assert fresh.number not in listed.values(), "a number was given twice"
        finally:
            queue.close()


def station_left(station: Path, to: Path, told: list[dict], database: dict[str, bytes], draw: random.Random) -> Path:
    """The station's folder after the cut: files of what was promised are flushed, those of what came after by luck."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(station, to, ignore=shutil.ignore_patterns("queue.db*", "*.lock"))
    sure = {one["id"] for one in told}
    for path in (to / "spool").glob("*.env"):
        if path.stem not in sure and draw.random() < 0.5:
            path.unlink()
    for name, content in database.items():
        (to / name).write_bytes(content)
        os.chmod(to / name, 0o600)
    return to

"""The real sync process and the real centre, both killed in the middle: each application is a case once, unchanged."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from bench.sample_station import sample_application
from contract.submission import SubmissionState
from contract.sync import NetworkState, SyncLine
from offline_queue.enrol import enrol
from offline_queue.queue import Queue
from offline_queue.records import HandedIn
from offline_queue.sync.command import sync_command

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 60.0
NAME = "张·测试\U0002cd9f\ue863"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


class Centre:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.act("init")
        self.port = 0
        self.start()

    def act(self, *words: str) -> dict:
        command = [sys.executable, "-m", "centre", *words, "--data", str(self.data)]
        ran = subprocess.run(command, capture_output=True, cwd=ROOT, env=ENVIRONMENT, timeout=DEADLINE_S)
        return json.loads(ran.stdout.splitlines()[-1]) if ran.stdout else {}

    def start(self) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "centre", "serve", "--data", str(self.data), "--port", str(self.port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=ENVIRONMENT,
            start_new_session=True,
        )
        assert self.child.stdout is not None
        self.port = json.loads(self.child.stdout.readline())["port"]

    def kill(self) -> None:
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        assert self.child.stdout is not None
        self.child.stdout.close()


class Sync:
    def __init__(self, data: Path) -> None:
        self.child = subprocess.Popen(
            sync_command(data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=ENVIRONMENT,
        )

    def wait_for(self, wanted: Callable[[SyncLine], bool]) -> SyncLine:
        assert self.child.stdout is not None
        until = time.monotonic() + DEADLINE_S
        while time.monotonic() < until and (text := self.child.stdout.readline()):
            line = msgspec.json.decode(text, type=SyncLine)
            if wanted(line):
                return line
        raise AssertionError("the line did not come")

    def wake(self) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(b"wake\n")
        self.child.stdin.flush()

    def kill(self) -> None:
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            assert pipe is not None
            pipe.close()


def hand_in(station: Path, count: int) -> list[HandedIn]:
    queue = Queue.open(station, reserve_bytes=0)
    build = sample_application(NAME)
    done = [queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1) for _ in range(count)]
    queue.close()
    return done


def test_each_application_is_one_case_whatever_is_killed(tmp_path: Path) -> None:
    centre = Centre(tmp_path / "centre")
    station = tmp_path / "station"
    try:
        code = centre.act("station-code", "--name", "测试小区", "--division", "510114006012")["code"]
        enrol(station, f"http://127.0.0.1:{centre.port}", code)
        done = hand_in(station, 30)
        first = Sync(station)
        first.wait_for(lambda line: line.pending < 30)  # in the middle of the batches
        first.kill()
        centre.kill()
        done += hand_in(station, 5)
        second = Sync(station)
        second.wait_for(lambda line: line.network is NetworkState.DOWN and line.failure is not None)
        centre.start()
        second.wake()
        second.wait_for(lambda line: line.network is NetworkState.UP and line.pending == 0)
        _wait_for_cases(station, second, done)
        second.kill()
        for one in (done[0], done[19], done[20], done[-1]):
            case = centre.act("case", one.number, "--json")
            assert case["times_at_centre"] == 1
            assert (case["submission_id"], case["holder"]["name"]) == (one.submission_id, NAME)
    finally:
        centre.kill()


def _wait_for_cases(station: Path, sync: Sync, done: list[HandedIn]) -> None:
    """Until the feed has brought a case number for every application; each has its own."""
    until = time.monotonic() + DEADLINE_S
    while True:
        queue = Queue.open(station, reserve_bytes=0)
        shown = [queue.state(one.submission_id) for one in done]
        queue.close()
        numbers = [one.case_number for one in shown if one is not None and one.case_number]
        if len(numbers) == len(done):
            break
        assert time.monotonic() < until, f"{len(numbers)} of {len(done)} have a case number"
        sync.wake()
        sync.wait_for(lambda line: bool(line.changes))
    assert len(set(numbers)) == len(done)
    assert {one.state for one in shown if one is not None} == {SubmissionState.COMPLETE}

"""The sync process dies by SIGKILL at every contact with kernel, database and network; everything arrives once."""

import subprocess
import sys
import time
from pathlib import Path

import msgspec

from contract.submission import SubmissionState
from contract.sync import NetworkState, SyncLine
from offline_queue.outbox import Outbox
from offline_queue.queue import Queue
from offline_queue.sync.command import sync_command
from tests.faults.delivery import DAY, Delivery
from tests.killing import run_and_kill

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 20.0


def test_at_every_instruction_that_matters_nothing_is_lost_or_doubled(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    at = kills = 0
    while True:

        def act() -> int:
            return len(delivery.rounds())

        killed, _ = run_and_kill(act, at)
        kills += killed
        at += 1
        assert delivery.centre.arrivals == sorted(set(delivery.centre.arrivals), key=delivery.centre.arrivals.index)
        if not killed:
            break
        if at % 7 == 0:
            done += delivery.hand_in(1)
    assert kills > 25, f"only {kills} places to be killed at were found"
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_killed_while_forgetting_the_next_start_finishes(delivery: Delivery) -> None:
    def act() -> int:
        return len(Outbox(delivery.station, delivery.clock).forget(DAY))

    for at in range(200):
        done = delivery.hand_in(1)
        delivery.rounds()
        delivery.clock.turn(hours=25)
        killed, _ = run_and_kill(act, at)
        Queue.open(delivery.station, clock=delivery.clock).close()
        act()
        state = delivery.states()[done[0].submission_id]
        assert state is SubmissionState.PURGED
        assert not (delivery.station / "spool" / f"{done[0].submission_id}.env").exists()
        if not killed:
            assert at > 5
            return
    raise AssertionError("the process was killed each time")


class Process:
    def __init__(self, delivery: Delivery) -> None:
        self.child = subprocess.Popen(
            [*sync_command(delivery.station)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        )

    def wait_for(self, wanted) -> SyncLine:
        assert self.child.stdout is not None
        until = time.monotonic() + DEADLINE_S
        while time.monotonic() < until:
            text = self.child.stdout.readline()
            assert text, "the sync process ended"
            line = msgspec.json.decode(text, type=SyncLine)
            if wanted(line):
                return line
        raise AssertionError("the line did not come")

    def wake(self) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(b"wake\n")
        self.child.stdin.flush()

    def end(self) -> int:
        assert self.child.stdin is not None and self.child.stdout is not None
        self.child.stdin.close()
        code = self.child.wait(DEADLINE_S)
        self.child.stdout.close()
        return code


def test_the_real_process_delivers_wakes_survives_kills_and_ends_with_its_parent(delivery: Delivery) -> None:
    done = delivery.hand_in(2)
    first = Process(delivery)
    first.wait_for(lambda line: line.network is NetworkState.UP and line.pending == 0)
    done += delivery.hand_in(1)
    first.wake()
    first.wait_for(lambda line: len(line.moved) == 1)
    first.child.kill()
    first.child.wait()
    first.end()
    done += delivery.hand_in(1)
    second = Process(delivery)
    second.wait_for(lambda line: line.network is NetworkState.UP and line.pending == 0)
    third = Process(delivery)  # a second one waits for the first to go
    assert third.end() == 0
    assert second.end() == 0
    delivery.assert_everything_arrived_once(done)


def test_the_real_process_says_down_when_nobody_answers_and_why(delivery: Delivery) -> None:
    delivery.hand_in(1)
    delivery.centre.stop()
    process = Process(delivery)
    line = process.wait_for(lambda line: line.failure is not None)
    assert (line.network, line.pending) == (NetworkState.DOWN, 1)
    assert process.end() == 0
    delivery.centre.start()


def test_a_station_that_is_not_enrolled_ends_at_once_with_a_reason(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "offline_queue.sync", "--data", str(tmp_path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    assert ran.returncode == 1
    line = msgspec.json.decode(ran.stdout, type=SyncLine)
    assert line.failure is not None and line.failure.code == "station.not_enrolled"
    assert b"Traceback" not in ran.stderr

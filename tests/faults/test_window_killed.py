"""The window dies by SIGKILL with a resident before it: what was told as received arrives, and once."""

import contextlib
import json
import os
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.faults.window import PATIENCE_S, Window
from bench.faults.windows import Run
from bench.network import Network
from bench.pretend_world import PretendWorld
from contract.submission import SubmissionState
from offline_queue.inspection import list_queue, verify_queue
from tests.window_desk import world_in

HEAD_BYTES = 1500
"""Pieces of requests without an application are smaller."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PretendWorld]:
    with world_in(tmp_path_factory.mktemp("killed")) as world:
        yield world


class HoldingNetwork(Network):
    """Once armed, lets half of the next large piece through to the centre and holds the rest."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.armed, self.holds, self.let_go = threading.Event(), threading.Event(), threading.Event()
        super().__init__(target)

    def close(self) -> None:
        self.let_go.set()
        super().close()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            to_centre = sink.getpeername() == self._target
            while some := source.recv(65536):
                if to_centre and len(some) > HEAD_BYTES and self.armed.is_set() and not self.holds.is_set():
                    sink.sendall(some[: len(some) // 2])
                    self.holds.set()
                    self.let_go.wait(PATIENCE_S)
                    break
                sink.sendall(some)
        super()._carry(source, sink)  # ends both sides


@contextlib.contextmanager
def window_on(world: PretendWorld, config: Path | None = None) -> Iterator[Window]:
    """A window that stands on the idle page: whoever comes after a power cut sees nothing of the one before."""
    window = Window(world, config or world.data / "station.toml")
    try:
        assert window.first["screen"] == "idle" and not window.first["number_shown"]
        yield window
    finally:
        window.close()


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def states(world: PretendWorld) -> dict[str, SubmissionState]:
    listed = list_queue(world.station_dir)
    assert len({one.submission_id for one in listed}) == len(listed) == len({one.number for one in listed})
    return {one.submission_id: one.state for one in listed if one.item}


def at_centre(world: PretendWorld) -> list[str]:
    """Submission ids of every case that was opened, as often as it was."""
    with contextlib.closing(sqlite3.connect(world.centre.data / "centre.db")) as database:
        return sorted(row[0] for row in database.execute("SELECT submission_id FROM cases_case"))


def assert_everything_arrives_once(world: PretendWorld, told: list[str]) -> None:
    def all_there() -> bool:
        return all(state is SubmissionState.COMPLETE for state in states(world).values())

    wait_until(all_there, f"not all arrived: {states(world)}")
    kept = states(world)
    assert set(told) <= kept.keys(), "something that was told as received is gone"
    wait_until(lambda: len(at_centre(world)) >= len(kept), "a case was not opened")
    assert at_centre(world) == sorted(kept)
    assert verify_queue(world.station_dir).ok
    for one in told:
        assert json.loads(world.centre.command("case", one, "--json"))["times_at_centre"] == 1


def told_by(window: Window) -> tuple[str, int]:
    """(submission id, contacts of the hand-in) of a resident who sees the receipt with the number."""
    said = window.wait_for("told")
    assert said["screen"] == "receipt" and said["number_shown"]
    return said["submission_id"], said["contacts"]


def test_killed_after_the_receipt_and_all_around_the_hand_in_nothing_told_is_lost_or_doubled(
    world: PretendWorld,
) -> None:
    world.network.cut()
    told: list[str] = []
    with window_on(world) as window:
        window.tell("visit")
        one, contacts = told_by(window)
        window.kill()
    told.append(one)
    assert states(world) == {one: SubmissionState.QUEUED}
    assert contacts > 20, "the hand-in was not watched"
    for moment in (0, contacts // 3, 2 * contacts // 3, -1):
        before = states(world)
        with window_on(world) as window:
            window.tell(f"visit {moment}")
            assert window.wait_for("dead", "told") == {"said": "dead"}, f"not killed at {moment} of {contacts}"
            assert window.process.wait(PATIENCE_S) == -signal.SIGKILL
        assert before.items() <= states(world).items()
    assert len(states(world)) >= 2, "the last of them died after its application had been sealed"
    world.network.restore()
    with window_on(world):
        assert_everything_arrives_once(world, told)


def test_the_sync_process_killed_in_the_middle_of_an_upload_sends_again_and_it_arrives_once(
    world: PretendWorld,
) -> None:
    before = states(world)
    with contextlib.closing(HoldingNetwork(("127.0.0.1", world.centre.port))) as network:
        config = world.data / "holding.toml"
        text = (world.data / "station.toml").read_text("utf-8")
        assert world.centre_url in text
        config.write_text(text.replace(world.centre_url, f"http://127.0.0.1:{network.port}"), "utf-8")
        with window_on(world, config) as window:
            network.armed.set()
            window.tell("visit")
            one, _ = told_by(window)
            assert network.holds.wait(PATIENCE_S), "nothing large is being uploaded"
            assert states(world)[one] is SubmissionState.QUEUED
            first = window.sync_pid()
            assert first is not None
            os.kill(first, signal.SIGKILL)
            network.let_go.set()
            wait_until(lambda: window.sync_pid() not in (None, first), "no new sync process")
            assert_everything_arrives_once(world, [*before, one])
            window.tell("leave")
            assert window.wait_for("stands")["screen"] == "idle"


def test_a_window_killed_at_any_moment_again_and_again_loses_and_doubles_nothing(
    world: PretendWorld,
) -> None:
    """The long run is recorded in docs/reliability.md: ./station bench windows --kills 150"""
    report = Run(world, 1).run(2)
    assert report.ok and report.kills == 2 and report.told >= 1

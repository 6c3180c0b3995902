"""The power goes at any call below the spool, and the disk keeps only what was flushed: what was promised is there.

The database may be as it was, as at an earlier commit, torn in its log or in its pages, or gone: SQLite's own word is
not relied on.
"""

import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bench.sample_station import sample_application
from contract.submission import SubmissionState
from offline_queue.disk import DurableFolder
from offline_queue.queue import Queue
from offline_queue.records import HandedIn
from offline_queue.seal import ScanGiven
from tests.faults.delivery import Delivery
from tests.faults.power_loss import Disk
from tests.hand_clock import HandClock

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
EVERY = 2
"""A cut after every second call keeps it quick; which ones, the seed says."""


class Cuts:
    """Makes the folder of a cut after calls, and keeps what had been promised by then."""

    def __init__(self, station: Path, disk: Disk, to: Path, seed: int) -> None:
        self._station = station
        self._disk = disk
        self._to = to
        self._draw = random.Random(seed)
        self._calls = 0
        self._commits: list[bytes] = []
        self.promised: list[HandedIn] = []
        self.made: list[tuple[Path, list[HandedIn]]] = []

    def after_call(self) -> None:
        self._calls += 1
        if self._calls % EVERY == self._draw.randrange(EVERY):
            return
        target = self._to / str(self._calls)
        shutil.copytree(self._station / "identity", target / "identity")
        self._disk.left_behind(target, self._draw)
        for name in ("queue.db", "queue.db-wal"):
            path = self._station / name
            if path.exists():
                shutil.copyfile(path, target / name)
        self._draw.choice(DATABASES)(target, self._draw)
        self.made.append((target, list(self.promised)))


def as_it_was(folder: Path, draw: random.Random) -> None:
    pass


def gone(folder: Path, draw: random.Random) -> None:
    for path in folder.glob("queue.db*"):
        path.unlink()


def log_torn(folder: Path, draw: random.Random) -> None:
    path = folder / "queue.db-wal"
    if path.exists():
        content = path.read_bytes()
        path.write_bytes(content[: draw.randint(0, len(content))])


def log_zeroed(folder: Path, draw: random.Random) -> None:
    path = folder / "queue.db-wal"
    if path.exists() and (content := path.read_bytes()):
        at = draw.randrange(len(content))
        path.write_bytes(content[:at] + bytes(len(content) - at))


def page_torn(folder: Path, draw: random.Random) -> None:
    path = folder / "queue.db"
    if path.exists() and (content := bytearray(path.read_bytes())):
        at = draw.randrange(0, len(content), 512)
        content[at : at + 512] = draw.randbytes(512)
        path.write_bytes(bytes(content))


DATABASES: list[Callable[[Path, random.Random], None]] = [as_it_was, gone, log_torn, log_zeroed, page_torn]


def cuts_while_handing_in(
    delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, asked: bool = False
) -> list[tuple[Path, list[HandedIn]]]:
    disk = Disk(delivery.station)
    cuts = Cuts(delivery.station, disk, tmp_path / "cuts", seed)
    with monkeypatch.context() as patch:
        disk.install(patch.setattr)
        queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
        disk.after_call = cuts.after_call
        for number in range(4):
            assert not asked or queue.can_accept() is None
            scans = [ScanGiven("page", "image/jpeg", bytes(1000))] if number % 2 else []
            cuts.promised.append(queue.hand_in(sample_application(signature_bytes=50), **GIVEN, scans=scans))
        disk.after_call = lambda: None
        queue.close()
    return cuts.made


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("has_tmpfile", "asked"),
    [(True, False), (False, False), (True, True)],
    ids=["unnamed files", "renamed files", "file laid before"],
)
def test_what_was_promised_is_there_after_a_power_cut_at_any_call(
    delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, has_tmpfile: bool, asked: bool
) -> None:
    if not has_tmpfile:
        true = DurableFolder.__init__

        def without(self: DurableFolder, folder: Path) -> None:
            true(self, folder)
            self.has_tmpfile = False

        monkeypatch.setattr(DurableFolder, "__init__", without)
    made = cuts_while_handing_in(delivery, tmp_path, monkeypatch, seed, asked=asked)
    assert len(made) > 15
    for folder, promised in made:
        queue = Queue.open(folder, clock=delivery.clock, reserve_bytes=0)
        there = {one.submission_id: one for one in queue.list()}
        assert {one.submission_id for one in promised} <= there.keys(), folder
        assert {one.state for one in there.values()} <= {SubmissionState.QUEUED}
        verdict = queue.verify()
        assert (verdict.corrupt, verdict.missing, verdict.damaged_chunks) == (0, 0, 0), (folder, verdict)
        again = queue.hand_in(sample_application(signature_bytes=50), **GIVEN)
        assert again.number not in {one.number for one in there.values()} | {one.number for one in promised}
        queue.close()


def test_after_a_cut_everything_still_arrives_once(
    delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = cuts_while_handing_in(delivery, tmp_path, monkeypatch, 4)
    folder, promised = made[-1]
    shutil.rmtree(delivery.station)
    shutil.move(folder, delivery.station)
    states = delivery.states()
    delivery.rounds(2)
    assert {one.submission_id for one in promised} <= set(delivery.centre.arrivals)
    assert sorted(delivery.centre.arrivals) == sorted(states)


@pytest.mark.parametrize("years", [-40, -3, 3, 40])
def test_a_clock_that_jumps_by_years_between_any_two_steps(delivery: Delivery, years: int) -> None:
    """Numbers, receipts, sending, postponing and forgetting, with the clock elsewhere at each step."""
    done = []
    for step in range(4):
        delivery.clock.at += timedelta(days=365 * years * (1 if step % 2 == 0 else -1))
        done += delivery.hand_in(2)
        delivery.rounds()
    numbers = [one.number for one in done]
    assert len(set(numbers)) == len(numbers)
    delivery.assert_everything_arrived_once(done)
    assert isinstance(delivery.clock, HandClock)

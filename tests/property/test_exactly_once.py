"""Any order of handing in, crashing, losing the database, clock jumps and network faults keeps exactly-once."""

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bench.sample_station import sample_application
from contract.submission import Priority, SubmissionState
from offline_queue.queue import Queue
from offline_queue.records import HandedIn
from offline_queue.seal import ScanGiven
from tests.faults.delivery import Delivery
from tests.faults.small_centre import SmallCentre
from tests.faults.small_wire import Fault

BUILD = sample_application(signature_bytes=50)
REQUESTS = ("token", "batch", "feed", "missing", "chunks", "custody", "news")
FAULTS = (
    "drop_before", "drop_after", "cut", "portal", "garbage", "forged", "other_batch", "replay", "damaged", "status"
)  # fmt: skip


class StationAndCentre(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="station-model-"))
        self.centre = SmallCentre()
        self.delivery = Delivery.between(self.folder / "station", self.centre)
        self.queue: Queue | None = None
        self.backup: Path | None = None
        answer = msgspec.to_builtins(self.delivery.identity.answer, builtin_types=(bytes,))
        self.centre.chain.renew = lambda epoch: answer | {
            "epoch": epoch,
            "numbers": {"first": epoch * 500, "last": epoch * 500 + 499},
        }
        self.promised: dict[str, HandedIn] = {}
        self.ratings: set[str] = set()

    def opened(self) -> Queue:
        if self.queue is None:
            self.queue = Queue.open(self.delivery.station, clock=self.delivery.clock, reserve_bytes=0)
            assert self.queue.opened.ok
        return self.queue

    @rule(green=st.booleans(), pages=st.integers(0, 2))
    def a_resident_hands_in(self, green: bool, pages: int) -> None:
        priority = Priority.GREEN_CHANNEL if green else Priority.NORMAL
        scans = [ScanGiven(f"page-{page}", "image/jpeg", b"a scanned page") for page in range(pages)]
        done = self.opened().hand_in(
            BUILD, item_code="R06-014", form_id="F01", form_version=1, priority=priority, scans=scans
        )
        assert done.number not in {one.number for one in self.promised.values()}
        self.promised[done.submission_id] = done

    @rule()
    def the_last_one_rates(self) -> None:
        # a station that was set back does not know what was handed in since
        if self.promised and self.opened().state(list(self.promised)[-1]) is not None:
            self.ratings.add(self.opened().rate(list(self.promised)[-1], "1"))

    @rule()
    def the_window_is_killed(self) -> None:
        """What a dead process leaves: its locks and files go, nothing is given back or closed in order."""
        if self.queue is not None:
            os.close(self.queue._lock_fd)
            self.queue._connection.close()
            self.queue = None

    @rule(whole=st.booleans())
    def the_database_is_lost_or_torn(self, whole: bool) -> None:
        self.the_window_is_killed()
        for path in self.delivery.station.glob("queue.db*"):
            if whole:
                path.unlink()
            elif path.name == "queue.db" and path.stat().st_size > 8192:
                os.truncate(path, path.stat().st_size // 2 + 100)

    @rule(days=st.sampled_from([-3000, -1, 1, 3000]))
    def the_clock_jumps(self, days: int) -> None:
        self.delivery.clock.turn(days=days)

    @rule(wait_s=st.sampled_from([0, 60]))
    def the_centre_asks_to_wait(self, wait_s: int) -> None:
        self.centre.waits_s.append(wait_s)

    @rule()
    def a_person_lets_go_what_is_held(self) -> None:
        for one in self.opened().list():
            if one.state is SubmissionState.HELD:
                self.centre.add_news("release", one.submission_id, {"submission_id": one.submission_id})

    @rule()
    def the_centre_is_restored_from_an_older_backup(self) -> None:
        """It loses the last of what it has, and says so. Only what the station still holds: what was purged there, or
        lost with its own disk, is on no disk any more then, and nobody can bring it back."""
        held = {one.submission_id for one in self.opened().list() if one.state is not SubmissionState.PURGED}
        lost = [name for name in self.centre.arrivals[-2:] if name in held]
        for name in lost:
            self.centre.arrivals.remove(name)
            for identity in [each for each in self.centre.stored if each[2] == name]:
                del self.centre.stored[identity]
        self.centre.add_news("recall", "", {"since": "0001-01-02T00:00:00Z"})

    @rule()
    def the_station_is_restored_from_its_backup(self) -> None:
        """Its files of some time ago; what was handed in since is at the centre, or it would be lost with the disk."""
        self.opened()
        if self.backup is None:
            self.the_window_is_killed()
            self.backup = self.folder / "backup"
            shutil.copytree(self.delivery.station, self.backup)
            return
        self.drain()
        self.the_window_is_killed()
        shutil.rmtree(self.delivery.station)
        shutil.move(self.backup, self.delivery.station)
        self.backup = None
        self.delivery.rounds(1)
        assert self.delivery.identity.epoch > 1
        self.centre.chain.known[self.delivery.identity.station_id].renewals = 0

    @rule(
        faults=st.lists(st.tuples(st.sampled_from(REQUESTS), st.sampled_from(FAULTS)), max_size=3),
        lanes=st.sampled_from([0, 2]),
    )
    def the_station_syncs(self, faults: list[tuple[str, str]], lanes: int) -> None:
        self.opened()  # a sync process runs beside a window that made the database true
        self.centre.plan.extend(Fault(on, kind) for on, kind in faults)
        self.delivery.lanes = lanes
        self.delivery.rounds(2)
        self.centre.plan.clear()

    @rule()
    def what_is_complete_is_forgotten(self) -> None:
        self.opened()
        self.delivery.rounds(1, keep=timedelta(0))

    @invariant()
    def nothing_arrives_twice(self) -> None:
        arrivals = self.centre.arrivals
        assert len(arrivals) == len(set(arrivals))
        assert set(arrivals) <= self.promised.keys() | self.ratings
        assert self.centre.quarantine == []

    def drain(self) -> None:
        """All goes to the centre: nothing is held, nobody asks to wait, the line is good."""
        self.opened()
        self.centre.plan.clear()
        self.centre.waits_s.clear()
        self.delivery.rounds(1)
        self.a_person_lets_go_what_is_held()
        for _ in range(2):
            self.delivery.clock.turn(hours=2)
            self.delivery.rounds(2)

    def teardown(self) -> None:
        try:
            self.drain()
            queue = self.opened()
            assert set(self.centre.arrivals) == self.promised.keys() | self.ratings
            assert queue.pending() == 0
            assert queue.verify().corrupt == queue.verify().missing == 0
        finally:
            self.the_window_is_killed()
            self.centre.stop()
            shutil.rmtree(self.folder)


StationAndCentre.TestCase.settings = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=(HealthCheck.too_slow,)
)
TestStationAndCentre = StationAndCentre.TestCase

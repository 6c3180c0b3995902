"""Any order of handing in, crashing, losing the database, clock jumps and network faults keeps exactly-once."""

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bench.sample_station import sample_application
from contract.submission import Priority
from offline_queue.queue import Queue
from offline_queue.records import HandedIn
from tests.faults.delivery import Delivery
from tests.faults.small_centre import SmallCentre
from tests.faults.small_wire import Fault

BUILD = sample_application(signature_bytes=50)
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
        self.promised: dict[str, HandedIn] = {}
        self.ratings: set[str] = set()

    def opened(self) -> Queue:
        if self.queue is None:
            self.queue = Queue.open(self.delivery.station, clock=self.delivery.clock, reserve_bytes=0)
            assert self.queue.opened.ok
        return self.queue

    @rule(green=st.booleans())
    def a_resident_hands_in(self, green: bool) -> None:
        priority = Priority.GREEN_CHANNEL if green else Priority.NORMAL
        done = self.opened().hand_in(BUILD, item_code="R06-014", form_id="F01", form_version=1, priority=priority)
        assert done.number not in {one.number for one in self.promised.values()}
        self.promised[done.submission_id] = done

    @rule()
    def the_last_one_rates(self) -> None:
        if self.promised:
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

    @rule(faults=st.lists(st.tuples(st.sampled_from(["token", "batch", "feed"]), st.sampled_from(FAULTS)), max_size=3))
    def the_station_syncs(self, faults: list[tuple[str, str]]) -> None:
        self.opened()  # a sync process runs beside a window that made the database true
        self.centre.plan.extend(Fault(on, kind) for on, kind in faults)
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

    def teardown(self) -> None:
        try:
            queue = self.opened()
            self.delivery.clock.turn(hours=2)
            self.delivery.rounds(2)
            assert set(self.centre.arrivals) == self.promised.keys() | self.ratings
            assert queue.pending() == 0
            assert queue.verify().corrupt == queue.verify().missing == 0
        finally:
            self.the_window_is_killed()
            self.centre.stop()
            shutil.rmtree(self.folder)


StationAndCentre.TestCase.settings = settings(
    max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=(HealthCheck.too_slow,)
)
TestStationAndCentre = StationAndCentre.TestCase

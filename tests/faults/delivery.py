"""A station and a small centre that know each other, for the faults of delivery."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bench.sample_station import STATION, enrol_without_centre, sample_application
from contract.submission import Priority, SubmissionState
from contract.sync import SyncLine
from offline_queue.identity import StationIdentity, load_identity
from offline_queue.outbox import Outbox
from offline_queue.queue import Queue
from offline_queue.records import HandedIn
from offline_queue.seal import ScanGiven
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.hearing import Hearing
from offline_queue.sync.lanes import Lanes
from offline_queue.sync.rounds import Pause, Rounds
from tests.faults.small_centre import SmallCentre
from tests.hand_clock import HandClock

DAY = timedelta(hours=24)


@dataclass
class Delivery:
    """`said` are the lines that the window would get."""

    station: Path
    centre: SmallCentre
    address: str
    clock: HandClock = field(default_factory=HandClock)
    said: list[SyncLine] = field(default_factory=list)
    silence_s: float = 5.0
    whole_s: float = 60.0
    kbit_s: int = 0
    proxy: str = ""
    lanes: int = 0

    @classmethod
    def between(cls, station: Path, centre: SmallCentre) -> "Delivery":
        address = centre.start()
        identity = enrol_without_centre(station, receipt_public=centre.receipt_public, centre=address)
        centre.publics[STATION] = identity.public
        return cls(station, centre, address)

    @property
    def identity(self) -> StationIdentity:
        return load_identity(self.station)

    def hand_in(
        self,
        count: int = 1,
        priority: Priority = Priority.NORMAL,
        size: int = 50,
        scans: Sequence[ScanGiven] = (),
    ) -> list[HandedIn]:
        queue = Queue.open(self.station, clock=self.clock, reserve_bytes=0)
        build = sample_application(signature_bytes=size)
        try:
            return [
                queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1, priority=priority, scans=scans)
                for _ in range(count)
            ]
        finally:
            queue.close()

    def rounds(
        self, count: int = 1, keep: timedelta = DAY, reserve_bytes: int = 0, hearing: Hearing | None = None
    ) -> list[Pause]:
        """Rounds of one sync process, from its start to its end."""
        outbox = Outbox(self.station, self.clock)
        line, *further = [
            CentreLine(
                self.address, silence_s=self.silence_s, whole_s=self.whole_s, kbit_s=self.kbit_s, proxy=self.proxy
            )
            for _ in range(1 + self.lanes)
        ]
        lanes = Lanes(further) if further else None
        draw = random.Random(1).random
        rounds = Rounds(
            *(self.identity, outbox, line, self.clock, self.said.append, draw, keep),
            reserve_bytes=reserve_bytes,
            lanes=lanes,
            hearing=hearing,
        )
        try:
            return [rounds.round() for _ in range(count)]
        finally:
            if lanes is not None:
                lanes.close()
            line.close()
            outbox.close()

    def states(self) -> dict[str, SubmissionState]:
        queue = Queue.open(self.station, clock=self.clock, reserve_bytes=0)
        try:
            return self.states_of(queue)
        finally:
            queue.close()

    @staticmethod
    def states_of(queue: Queue) -> dict[str, SubmissionState]:
        return {one.submission_id: one.state for one in queue.list()}

    def assert_everything_arrived_once(self, handed_in: list[HandedIn]) -> None:
        ids = [one.submission_id for one in handed_in]
        assert sorted(self.centre.arrivals) == sorted(ids)
        assert set(self.states().values()) <= {SubmissionState.COMPLETE, SubmissionState.PURGED}
        assert self.centre.quarantine == []

"""A station that does not stop sending until a receipt names everything it has, whatever happens to the centre."""

import http.client
import random
import threading
import time
from collections.abc import Callable

from bench.pretend_station import PretendStation, Unexpected
from contract.sync import Outcome

SUBMISSIONS = 30
DEADLINE_S = 120


class Sender(threading.Thread):
    """One station that sends all it has, in batches that overlap, until a receipt names each."""

    def __init__(self, station: PretendStation, seed: int) -> None:
        super().__init__(daemon=True)
        self.station = station
        self.draw = random.Random(seed)
        applications = [station.application() for _ in range(SUBMISSIONS)]
        self.sealed = {each.submission_id: station.seal(each) for each in applications}
        self.held: dict[str, list[Outcome]] = {}
        self.told: list[str] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        until = time.monotonic() + DEADLINE_S
        while len(self.held) < SUBMISSIONS and time.monotonic() < until:
            left = [each for each in self.sealed if each not in self.held]
            batch = self.draw.sample(left, min(len(left), self.draw.randint(1, 3)))
            batch += self.draw.sample(sorted(self.held), min(len(self.held), 2))
            self.draw.shuffle(batch)
            try:
                receipt = self.station.send_batch(*(self.sealed[each] for each in batch))
            except Unexpected as refused:
                if refused.status not in (429, 503, 500):
                    self.wrong.append(f"status {refused.status}")
                    return
                time.sleep(0.02)
                continue
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
                continue
            for entry in receipt.entries:
                if entry.outcome not in (Outcome.STORED, Outcome.ALREADY) or not entry.complete:
                    self.wrong.append(f"{entry.outcome}")
                if entry.submission_id in self.held and entry.outcome is Outcome.STORED:
                    self.wrong.append("stored a second time after a receipt")
                self.held.setdefault(entry.submission_id, []).append(entry.outcome)


def wait_until(condition: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.05)

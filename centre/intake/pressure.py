"""Back-pressure: who may come now, and for everybody else a slot of their own, so that a wave is spread."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from centre.intake.refuse import Refused

SUBJECTS_REMEMBERED = 20_000
SLOTS_PER_S = 20.0
LONGEST_WAIT_S = 900.0


class Pressure:
    """Limits of one process: so many batches at once, and a bucket of tries for each subject (station, address)."""

    def __init__(self, at_once: int, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self._places = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._next_slot = 0.0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one of the places. Raises Refused 503 with a slot of its own when all are taken."""
        if not self._places.acquire(blocking=False):
            raise Refused(503, "centre.busy", "the centre takes in all it can", "come back at the slot", self.slot_s())
        try:
            yield
        finally:
            self._places.release()

    def slot_s(self) -> int:
        """Seconds until the next free slot; each call takes one, so no two callers come back together."""
        with self._lock:
            now = self._tick()
            self._next_slot = min(max(self._next_slot, now + 1.0) + 1.0 / SLOTS_PER_S, now + LONGEST_WAIT_S)
            return max(1, round(self._next_slot - now))

    def spend(self, subject: str, burst: float, per_s: float) -> None:
        """Count one try. Raises Refused 429 when the subject's bucket is empty."""
        with self._lock:
            now = self._tick()
            left, since = self._buckets.pop(subject, (burst, now))
            left = min(burst, left + (now - since) * per_s)
            allowed = left >= 1.0
            self._buckets[subject] = (left - 1.0 if allowed else left, now)
            while len(self._buckets) > SUBJECTS_REMEMBERED:
                self._buckets.popitem(last=False)
        if not allowed:
            wait_s = max(1, round((1.0 - left) / per_s))
            raise Refused(429, "centre.too_often", "more requests than one may send", "wait, then go on", wait_s)

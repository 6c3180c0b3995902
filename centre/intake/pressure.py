"""Back-pressure: who may come now, and for everybody else a slot of their own, so that a wave is spread.

Slots and buckets lie in memory that the server's processes share; its size is fixed, whatever comes.
"""

import hashlib
import mmap
import os
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_UN, lockf

from django.conf import settings

from centre.intake.refuse import Refused

BUCKETS = 65_536
"""Subjects share a bucket when their hashes meet: then two stations together may send what one may."""
LONGEST_WAIT_S = 900.0
_SLOT = struct.Struct("<d")
_BUCKET = struct.Struct("<dd")
"""Tries that were spent and are not yet given back, and the reading of the clock then; zeros are a full bucket."""


class Shared:
    """Memory of a server's processes, made before the fork; its lock is freed by the kernel when one is killed."""

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, _SLOT.size + BUCKETS * _BUCKET.size)
        self._file = os.memfd_create("pressure")
        self._threads = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[mmap.mmap]:
        with self._threads:
            lockf(self._file, LOCK_EX)
            try:
                yield self.memory
            finally:
                lockf(self._file, LOCK_UN)


class Places:
    """So many at once; who waits longest gets the next one. (`threading.Semaphore` lets newcomers go first.)"""

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: deque[threading.Event] = deque()
        self._changing = threading.Lock()

    def take(self, wait_s: float) -> bool:
        with self._changing:
            if self._free:
                self._free -= 1
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(wait_s):
            return True
        with self._changing:
            if turn.is_set():  # given in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def give_back(self) -> None:
        with self._changing:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


class Pressure:
    """Limits of one process (places, and a short queue for them) and of all together (slots, buckets)."""

    def __init__(
        self,
        places: int,
        waiting: int,
        *,
        wait_s: float = 2.0,
        slots_per_s: float = 50.0,
        shared: Shared | None = None,
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tick = tick
        self._slots_per_s = slots_per_s
        self._wait_s = wait_s
        self._places = Places(places)
        self._queue = threading.BoundedSemaphore(places + waiting)
        self._shared = shared if shared is not None else Shared()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold one of the places. Raises Refused 503 with a slot of its own when all stay taken."""
        if not self._queue.acquire(blocking=False):
            raise self._busy()
        try:
            if not self._places.take(self._wait_s):
                raise self._busy()
            try:
                yield
            finally:
                self._places.give_back()
        finally:
            self._queue.release()

    def _busy(self) -> Refused:
        return Refused(503, "centre.busy", "the centre takes in all it can", "come back at the slot", self.slot_s())

    def slot_s(self) -> int:
        """Seconds until the next free slot; each call takes one, so no two callers come back together."""
        with self._shared.held() as memory:
            now = self._tick()
            (last,) = _SLOT.unpack_from(memory, 0)
            free = min(max(last, now + 1.0) + 1.0 / self._slots_per_s, now + LONGEST_WAIT_S)
            _SLOT.pack_into(memory, 0, free)
        return max(1, round(free - now))

    def spend(self, subject: str, burst: float, per_s: float) -> None:
        """Count one try. Raises Refused 429 when the subject's bucket is empty."""
        number = int.from_bytes(hashlib.blake2s(subject.encode(), digest_size=4).digest()) % BUCKETS
        place = _SLOT.size + number * _BUCKET.size
        with self._shared.held() as memory:
            now = self._tick()
            spent, since = _BUCKET.unpack_from(memory, place)
            spent = max(0.0, spent - max(0.0, now - since) * per_s)
            allowed = spent + 1.0 <= burst
            _BUCKET.pack_into(memory, place, spent + 1.0 if allowed else spent, now)
        if not allowed:
            wait_s = max(1, round((spent + 1.0 - burst) / per_s))
            raise Refused(429, "centre.too_often", "more requests than one may send", "wait, then go on", wait_s)


def shared_pressure() -> Pressure:
    """As the settings say. Made before the fork, all processes of a server share it."""
    return Pressure(
        settings.PLACES, settings.WAITING_PLACES, wait_s=settings.PLACE_WAIT_S, slots_per_s=settings.SLOTS_PER_S
    )

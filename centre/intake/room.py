"""Whether the disk below the data directory has room; what residents handed in waits at the stations until then.

Below the reserve new forms are HELD, but for the green channel; below half of it everything is, and chunks are refused
for now. What is here already is still called so.
"""

import os
import time
from dataclasses import dataclass
from functools import cache

from django.conf import settings

LOOK_EVERY_S = 5.0
WAIT_S = 900


@dataclass
class Room:
    """How much the disk had at the last look."""

    folder: str
    reserve: int
    free: int = 0
    looked_at: float = float("-inf")

    def _left(self) -> int:
        now = time.monotonic()
        if now - self.looked_at > LOOK_EVERY_S:
            found = os.statvfs(self.folder)
            self.free, self.looked_at = found.f_bavail * found.f_frsize, now
        return self.free

    def for_form(self, is_green: bool) -> bool:
        left = self._left()
        return left >= self.reserve or (is_green and left >= self.reserve // 2)

    def for_chunks(self) -> bool:
        return self._left() >= self.reserve // 2


@cache
def room() -> Room:
    return Room(str(settings.DATA_DIR), settings.RESERVE_MB * 1024 * 1024)

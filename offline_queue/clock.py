"""Time comes in by argument, because a station's clock lies and tests turn it by hand."""

import time
from datetime import datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8))
"""China has one zone and no summer time; a fixed offset needs no zone files."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware wall time; may jump in either direction."""
        ...

    def monotonic_ns(self) -> int:
        """Never goes back while the machine runs; starts anywhere."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(CHINA)

    def monotonic_ns(self) -> int:
        return time.monotonic_ns()

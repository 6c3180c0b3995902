"""Time comes in by argument, because a station's clock lies and tests turn it by hand."""

import time
from datetime import datetime
from typing import Protocol

from contract.china_time import CHINA


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

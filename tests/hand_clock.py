"""A clock that tests turn by hand."""

from datetime import datetime, timedelta

from offline_queue.clock import CHINA


class HandClock:
    def __init__(self, at: datetime | None = None) -> None:
        self.at = at or datetime(2026, 3, 2, 9, 0, 0, tzinfo=CHINA)
        self.ns = 0

    def now(self) -> datetime:
        return self.at

    def monotonic_ns(self) -> int:
        self.ns += 1
        return self.ns

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)

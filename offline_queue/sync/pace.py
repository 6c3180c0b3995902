"""A limit on bandwidth, for metered lines: a form now and then must not use up what the day may cost."""

import time
from collections.abc import Callable, Iterator

PIECE = 4 * 1024


class Pace:
    """`kbit_s` 0: no limit. Each direction has the whole of it."""

    def __init__(
        self,
        kbit_s: int,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._bytes_s = kbit_s * 1000 / 8
        self._now = now
        self._sleep = sleep
        self._free_at = 0.0

    @property
    def is_free(self) -> bool:
        return self._bytes_s == 0

    def seconds_for(self, size: int) -> float:
        return size / self._bytes_s if self._bytes_s else 0.0

    def in_pieces(self, body: bytes) -> Iterator[bytes]:
        """The body, no faster than the limit allows."""
        rest = memoryview(body)
        while rest:
            piece, rest = rest[:PIECE], rest[PIECE:]
            self.took(len(piece))
            yield bytes(piece)

    def took(self, size: int) -> None:
        """Wait as long as so many bytes may take; idle time is not saved up."""
        if not self._bytes_s:
            return
        now = self._now()
        self._free_at = max(self._free_at, now) + size / self._bytes_s
        if self._free_at > now:
            self._sleep(self._free_at - now)

"""How long to wait before trying again: full jitter, so that stations returning after an outage are spread."""

from collections.abc import Callable

FIRST_S = 2.0
LONGEST_S = 600.0
SLOT_SPREAD = 0.1


class Backoff:
    """`draw` gives a random number in [0, 1)."""

    def __init__(self, draw: Callable[[], float]) -> None:
        self._draw = draw
        self._failures = 0

    def succeeded(self) -> None:
        self._failures = 0

    def next_s(self) -> float:
        """Seconds to wait after one more failure: anything between 0 and min(600, 2 × 2ⁿ)."""
        most = min(FIRST_S * 2 ** min(self._failures, 20), LONGEST_S)
        self._failures += 1
        return self._draw() * most

    def slot_s(self, retry_after_s: float) -> float:
        """A slot the centre reserved: never earlier, and a little spread after it."""
        return retry_after_s * (1 + SLOT_SPREAD * self._draw())

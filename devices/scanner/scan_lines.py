"""Cuts a scanner's bytes into payloads: prefix, suffix or silence, bounded length, no echo (PROTOCOLS §3.2). Pure."""

from dataclasses import dataclass

LONGEST = 4096
REPEAT_S = 1.5
SILENCE_S = 0.08


@dataclass(frozen=True)
class TooLong:
    """A code beyond the limit; its bytes were thrown away as they came."""


class ScanLines:
    """`suffix` b"": a code ends by silence alone. With a suffix, silence ends a code that came without one too.

    Data may hold line feeds of its own (JSON, vCard): with suffix CR a line feed does not end a code.
    """

    def __init__(self, prefix: bytes = b"", suffix: bytes = b"\r", longest: int = LONGEST) -> None:
        self._prefix = prefix
        self._suffix = suffix
        self._longest = longest
        self._held = bytearray()
        self._overlong = False
        self._last = b""
        self._last_at = float("-inf")

    @property
    def is_within(self) -> bool:
        """A code has begun and not ended: wait no longer than SILENCE_S for its rest."""
        return bool(self._held) or self._overlong

    def feed(self, data: bytes, now: float) -> list[bytes | TooLong]:
        """Take bytes at `now` seconds; returns the payloads they end."""
        found: list[bytes | TooLong] = []
        if not self._suffix:
            self._hold(data)
            return found
        self._held += data
        while (end := self._held.find(self._suffix)) >= 0:
            code = bytes(self._held[:end])
            del self._held[: end + len(self._suffix)]
            self._finish(code, now, found)
        self._hold(b"")
        return found

    def reset(self) -> None:
        """Forget a code that has begun: its rest will not come, or it was meant for nobody."""
        self._held.clear()
        self._overlong = False

    def silence(self, now: float) -> list[bytes | TooLong]:
        """Nothing came for SILENCE_S: what is held is a whole code."""
        found: list[bytes | TooLong] = []
        if self.is_within:
            code = bytes(self._held)
            self._held.clear()
            self._finish(code, now, found)
        return found

    def _hold(self, data: bytes) -> None:
        self._held += data
        if len(self._held) > self._longest + len(self._prefix) + len(self._suffix):
            self._overlong = True
            # the last bytes may be the beginning of the suffix
            del self._held[: len(self._held) - max(0, len(self._suffix) - 1)]

    def _finish(self, code: bytes, now: float, found: list[bytes | TooLong]) -> None:
        if self._overlong or len(code) > self._longest + len(self._prefix):
            self._overlong = False
            found.append(TooLong())
            return
        code = code.strip(b"\r\n") if self._suffix in (b"\r", b"\n", b"\r\n") else code
        if self._prefix:
            at = code.find(self._prefix)
            if at < 0:
                return  # half of a code that was cut by a reconnection, or noise
            code = code[at + len(self._prefix) :]
        if not code or (code == self._last and now - self._last_at < REPEAT_S):
            return
        self._last, self._last_at = code, now
        found.append(code)

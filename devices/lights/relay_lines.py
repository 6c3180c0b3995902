"""Lines of a relay board on a serial port, as the driver's settings give them; and its inputs. Pure."""

import re
from collections.abc import Iterator

from contract.keys import DoorMoved

LONGEST_LINE = 64


class RelayAnswers:
    """Text lines of the board → the door. `opened`, `closed`: patterns of a whole line."""

    def __init__(self, opened: str, closed: str) -> None:
        self._opened, self._closed = re.compile(opened), re.compile(closed)
        self._held = bytearray()
        self._is_open: bool | None = None
        self.lines = 0

    def feed(self, data: bytes) -> Iterator[DoorMoved]:
        """What changed; a state that was told is not told again."""
        self._held += data
        while (end := self._held.find(b"\n")) >= 0:
            line = self._held[:end].decode("ascii", "replace").strip()
            del self._held[: end + 1]
            self.lines += 1
            is_open = True if self._opened.fullmatch(line) else False if self._closed.fullmatch(line) else None
            if is_open is not None and is_open is not self._is_open:
                self._is_open = is_open
                yield DoorMoved(is_open=is_open)
        if len(self._held) > LONGEST_LINE:
            self._held.clear()

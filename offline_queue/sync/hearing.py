"""What the window says on standard input: `wake`, questions to registers, and by closing it that this is the end."""

import os
import select
import time
from collections import deque

import msgspec

from contract.inquiry import Asked

LINE_LIMIT = 16 * 1024
_READ = 4096
_ASK = b"ask "
QUESTIONS_AT_MOST = 4
"""One resident stands before a station; more than this is a window gone wrong."""


class Hearing:
    """Reads lines without ever waiting longer than it is told; a line that is none of ours is passed over."""

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._held = b""
        self._asked: deque[Asked] = deque(maxlen=QUESTIONS_AT_MOST)
        self.is_over = False
        self.is_woken = False

    def next_question(self) -> Asked | None:
        return self._asked.popleft() if self._asked else None

    def listen(self, seconds: float) -> None:
        """Wait at most so long for something to be said; returns at once when there is."""
        if self.is_over:
            return
        readable, _, _ = select.select([self._descriptor], [], [], max(0.0, seconds))
        if not readable:
            return
        said = os.read(self._descriptor, _READ)
        self.is_over = not said
        *lines, self._held = (self._held + said).split(b"\n")
        if len(self._held) > LINE_LIMIT:
            self._held = b""
        for line in lines:
            if line.strip() == b"wake":
                self.is_woken = True
            elif line.startswith(_ASK):
                self._take(line[len(_ASK) :])

    def _take(self, told: bytes) -> None:
        try:
            self._asked.append(msgspec.json.decode(told, type=Asked))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return  # the window waits for no more than its patience

    def wait(self, seconds: float, *, may_be_woken: bool) -> bool:
        """Until the time is over, a wake, or a question; False when standard input ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self._asked and not (self.is_woken and may_be_woken):
            self.listen(left)
            if self.is_over:
                return False
        return not self.is_over

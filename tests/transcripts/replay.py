"""Plays a recorded dialogue against a driver: what it sends must be what was recorded, and every byte must be used.

A transcript is JSON lines. The first says what was recorded: {"model", "firmware", "recorded_by", "role", "driver",
"notes"}. Each other one is {"host": HEX} (sent by us) or {"device": HEX} (answered), in order, spaces allowed.
"""

import json
from pathlib import Path

from contract.failures import Failed, FailureCode


class ReplayedLink:
    """A `Link` whose far end is a transcript. It raises AssertionError when the driver departs from it."""

    def __init__(self, path: Path) -> None:
        head, *lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        self.head: dict[str, str] = head
        self._steps = [(side, bytes.fromhex(octets)) for line in lines for side, octets in line.items()]
        self._at = 0
        self._rest = b""

    def read(self, size: int, deadline_s: float) -> bytes:
        if not self._rest and self._at < len(self._steps) and self._steps[self._at][0] == "device":
            self._rest = self._steps[self._at][1]
            self._at += 1
        came, self._rest = self._rest[:size], self._rest[size:]
        return came

    def read_available(self, deadline_s: float) -> bytes:
        return self.read(4096, deadline_s)

    def write(self, data: bytes, deadline_s: float) -> int:
        if self._at >= len(self._steps):
            raise Failed(FailureCode.DEVICE_UNPLUGGED, "the transcript has ended", "")
        side, wanted = self._steps[self._at]
        assert (side, wanted.hex(" ")) == ("host", data.hex(" ")), f"step {self._at + 2} of the transcript"
        self._at += 1
        return len(data)

    def drain(self, deadline_s: float = 2.0) -> bool:
        return True

    def flush_input(self) -> None:
        assert self._rest == b"", "the driver threw recorded bytes away"

    def close(self) -> None:
        return

    @property
    def used_up(self) -> bool:
        return self._at == len(self._steps) and not self._rest

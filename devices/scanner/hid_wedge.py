"""Driver "hid_wedge": code scanners in keyboard mode, taken for this process alone so that they never type (§3.4).

Settings: port, /dev/input/by-id/…-event-kbd or a udev name; prefix as for serial scanners. Last resort: such a scanner
can carry neither Chinese nor bytes.
"""

import time
from typing import Any

from contract.failures import Failed, FailureCode
from devices.driver import Emit, Note
from devices.link.event_node import EventNode
from devices.link.serial_port import Link
from devices.scanner.serial_lines import SerialLines
from devices.scanner.wedge_keys import WedgeKeys

KEY_GAP_S = 0.05
"""Between letting one key go and pressing the next."""


class HidWedge(SerialLines):
    """One scanner. It is taken as long as the worker lives, armed or not."""

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        super().__init__({**settings, "suffix": "\\r", "trigger_on": "", "trigger_off": ""}, emit, note)

    def _opened(self) -> Link:
        return _WedgeLink(str(self._settings.get("port", "")))


class _WedgeLink:
    """The scanner's keys as the bytes they mean."""

    def __init__(self, port: str) -> None:
        self._node = EventNode(port, _not_grabbed)
        self._keys = WedgeKeys()

    def read(self, size: int, deadline_s: float) -> bytes:
        return self.read_available(deadline_s)[:size]

    def read_available(self, deadline_s: float) -> bytes:
        ends = time.monotonic() + deadline_s
        while True:  # a key let go, a shift: not yet a sign, and no silence either
            events = self._node.events(max(0.0, ends - time.monotonic()))
            signs = self._keys.feed(events)
            if signs or not events:
                return signs
            ends = max(ends, time.monotonic() + min(deadline_s, KEY_GAP_S))

    def write(self, data: bytes, deadline_s: float) -> int:
        return len(data)  # a keyboard takes no commands

    def drain(self, deadline_s: float = 2.0) -> bool:
        return True

    def flush_input(self) -> None:
        while self._node.events(0.0):
            continue

    def close(self) -> None:
        self._node.close()


def _not_grabbed(happened: str) -> Failed:
    return Failed(
        FailureCode.SCANNER_NOT_GRABBED,
        f"the scanner could not be taken for the station alone: {happened}",
        "end the program that holds it; its codes would be typed into the window",
    )

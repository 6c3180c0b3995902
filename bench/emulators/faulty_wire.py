"""A wire between an emulated device and a driver that goes wrong on command, whatever the wire and the device are.

One fault at a time, at the next thing the device says; then the wire is well again.
"""

import threading
import time
from enum import StrEnum

from bench.emulators.packet_wire import PacketWire
from bench.emulators.tcp_wire import TcpWire
from bench.emulators.wire import PacedPty

Wire = PacedPty | PacketWire | TcpWire
NOISE = bytes.fromhex("00ff0d0a96aa1b7f8055c3") * 3


class WireFault(StrEnum):
    SLOW = "slow"
    """A byte every tenth of what a device may think over; packets come late."""
    HALF = "half"
    """The second half of what was said is lost."""
    GARBAGE = "garbage"
    """Noise before what was said."""
    RESET = "reset"
    """The bus resets in the middle of what was said: the port goes away and comes back by itself."""


SLOW_BYTES, BYTE_S, LATE_S = 30, 0.008, 0.2
BACK_AFTER_S = 0.3


class FaultyWire:
    """The interface of PacedPty over another wire."""

    def __init__(self, inner: Wire) -> None:
        self._inner = inner
        self._next: WireFault | None = None

    def fault(self, fault: WireFault) -> None:
        self._next = fault

    @property
    def is_used_up(self) -> bool:
        return self._next is None

    @property
    def path(self) -> str:
        return self._inner.path

    @property
    def plugged(self) -> bool:
        return self._inner.plugged

    @property
    def baud(self) -> int | None:
        return self._inner.baud

    def replug(self) -> None:
        self._inner.replug()

    def unplug(self) -> None:
        self._inner.unplug()

    def close(self) -> None:
        self._inner.close()

    def wake(self) -> None:
        self._inner.wake()

    def read(self, timeout_s: float) -> bytes:
        return self._inner.read(timeout_s)

    def write(self, data: bytes) -> None:
        fault, self._next = self._next, None
        half = data[: max(1, len(data) // 2)]
        match fault:
            case None:
                self._inner.write(data)
            case WireFault.SLOW if isinstance(self._inner, PacketWire):
                time.sleep(LATE_S)
                self._inner.write(data)
            case WireFault.SLOW:
                for at in range(min(SLOW_BYTES, len(data))):
                    self._inner.write(data[at : at + 1])
                    time.sleep(BYTE_S)
                self._inner.write(data[SLOW_BYTES:])
            case WireFault.HALF:
                self._inner.write(half)
            case WireFault.GARBAGE:
                self._inner.write(NOISE + data)
            case WireFault.RESET:
                self._inner.write(half)
                self._inner.unplug()
                threading.Timer(BACK_AFTER_S, self._inner.replug).start()

"""Hop 1: input events of the Linux kernel from /dev/input, taken for this process alone.

`seqpacket:/path` in the place of a node carries the same 24 bytes an event, several a packet: a device on a bench. May
not look at what the events say.
"""

import contextlib
import fcntl
import os
import select
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contract.failures import Failed
from devices.link.packets import SOCKET, FilePipes, gone, not_opened

EVENT = struct.Struct("llHHi")
"""Seconds, microseconds, type, code, value."""
_GRAB = 0x40044590
_NAME = 0x81004506
_SWITCHES = 0x8008451B
SYN, KEY, ABS, SW = 0x00, 0x01, 0x03, 0x05
_SYN_DROPPED = 3


@dataclass(frozen=True)
class InputEvent:
    kind: int
    code: int
    value: int


class EventStream:
    """Bytes → events. After the kernel's "dropped" everything up to the next report is left out. Pure.

    A read gives whole events: a piece of one is left out, or every event after it would be read shifted.
    """

    def __init__(self) -> None:
        self._is_whole = True

    def feed(self, data: bytes) -> Iterator[InputEvent]:
        whole = len(data) - len(data) % EVENT.size
        for _, _, kind, code, value in EVENT.iter_unpack(data[:whole]):
            if kind == SYN:
                self._is_whole = code != _SYN_DROPPED
            elif self._is_whole:
                yield InputEvent(kind, code, value)


class EventNode:
    """One node. `not_grabbed` makes the failure when another program holds the device.

    Raises Failed: DEVICE_UNPLUGGED when it is not there or went away.
    """

    def __init__(self, port: str, not_grabbed: Callable[[str], Failed] | None) -> None:
        self._port = port
        self._stream = EventStream()
        self._pipes: FilePipes | None = None
        self._file = -1
        if port.startswith(SOCKET):
            self._pipes = FilePipes(port)  # no desktop sees it: nothing to take it away from
            return
        try:
            self._file = os.open(port, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as failed:
            raise not_opened(port, failed) from None
        if not_grabbed is not None:
            try:
                fcntl.ioctl(self._file, _GRAB, 1)
            except OSError as failed:
                self.close()
                raise not_grabbed(f"{port}: {failed.strerror}") from None

    @property
    def name(self) -> str | None:
        if self._file < 0:
            return None
        try:
            told = fcntl.ioctl(self._file, _NAME, bytes(256))
        except OSError:
            return None
        return told.split(b"\0")[0].decode("utf-8", "replace") or None

    def switches(self) -> int | None:
        """Bits of the switches as they stand now; None when they cannot be asked."""
        if self._file < 0:
            return None
        try:
            return int.from_bytes(fcntl.ioctl(self._file, _SWITCHES, bytes(8)), "little")
        except OSError:
            return None

    def events(self, wait_s: float) -> list[InputEvent]:
        if self._pipes is not None:
            return list(self._stream.feed(self._pipes.read(0, EVENT.size * 64, wait_s)))
        try:
            ready, _, _ = select.select([self._file], [], [], max(0.0, wait_s))
            return list(self._stream.feed(os.read(self._file, EVENT.size * 64))) if ready else []
        except BlockingIOError:
            return []
        except (OSError, ValueError):
            raise gone(self._port, "went away") from None

    def close(self) -> None:
        if self._pipes is not None:
            self._pipes.close()
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = -1

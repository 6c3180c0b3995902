"""Hop 1: a serial line (a path, or a pyserial address such as socket://host:port) as bytes with deadlines.

May not look inside what it carries, nor log it. Every wait has an end.
"""

import errno
import os
import select
import time
from collections.abc import Callable
from typing import Any, Protocol

import serial

from contract.failures import Failed, FailureCode, Retry

READ_CHUNK = 4096
_GONE = (serial.SerialException, OSError, ValueError, TypeError)
"""What pyserial raises when the port went away, also while it is being closed under a read (PROTOCOLS §6)."""


class Link(Protocol):
    """Bytes to and from one device. Every method raises Failed(DEVICE_UNPLUGGED) when the device has gone."""

    def read(self, size: int, deadline_s: float) -> bytes:
        """Exactly `size` bytes, or the fewer that came until `deadline_s` seconds from now."""
        ...

    def read_available(self, deadline_s: float) -> bytes:
        """Wait up to `deadline_s` for a first byte, then return all that is there; b"" when none came."""
        ...

    def write(self, data: bytes, deadline_s: float) -> int:
        """Hand `data` to the line; returns the bytes taken, fewer than given when the device stopped taking them."""
        ...

    def drain(self, deadline_s: float = 2.0) -> bool:
        """Wait until the line has sent what it took; False when it had not at the deadline."""
        ...

    def flush_input(self) -> None:
        """Throw away what has come and was not read."""
        ...

    def close(self) -> None:
        """Give the port back. Never fails, may be called twice."""
        ...


Tap = Callable[[Link], Link]
"""What is put between a driver and its line while it is recorded."""


def untapped(link: Link) -> Link:
    return link


def open_link(settings: dict[str, Any]) -> Link:
    """Open `settings["port"]` at `settings["baud"]` (default 115200), 8N1, no flow control, for this process alone.

    Raises Failed: DEVICE_UNPLUGGED when nothing is there, CONFIG_INVALID when it may not be opened as configured.
    """
    port = settings.get("port")
    if not isinstance(port, str) or not port:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            "the device has no port in config/station.toml",
            "write the port there; `./station devices list` shows what is attached",
            Retry.NEVER,
        )
    return SerialLink(port, int(settings.get("baud", 115200)))


def _gone(port: str, happened: str) -> Failed:
    return Failed(
        FailureCode.DEVICE_UNPLUGGED, f"{port}: {happened}", "check the plug and the cable; it is found again by itself"
    )


class SerialLink:
    """A `Link` over pyserial. Waiting is done here with select, so that a deadline holds whatever pyserial does."""

    def __init__(self, port: str, baud: int) -> None:
        self.port = port
        self.baud = baud
        try:
            if "://" in port:
                self._serial = serial.serial_for_url(port, baudrate=baud, timeout=0, write_timeout=0)
            else:
                # exclusive: a second opener gets an error instead of half of the bytes
                self._serial = serial.Serial(port, baudrate=baud, timeout=0, write_timeout=0, exclusive=True)
        except (serial.SerialException, OSError) as failed:
            raise self._not_opened(failed) from None
        except ValueError as failed:
            raise Failed(
                FailureCode.CONFIG_INVALID,
                f"{port}: {failed}",
                "correct port and baud in config/station.toml",
                Retry.NEVER,
            ) from None

    def _not_opened(self, failed: OSError) -> Failed:
        number = failed.errno
        if number in (errno.EACCES, errno.EPERM):
            return Failed(
                FailureCode.CONFIG_INVALID,
                f"{self.port}: this account may not open it",
                "install config/udev/70-station.rules, or add the account to the group of the port",
            )
        if number in (errno.EAGAIN, errno.EBUSY) or "lock" in str(failed).lower():
            return Failed(
                FailureCode.CONFIG_INVALID,
                f"{self.port}: another program has it open",
                "end the other program (ModemManager, brltty, a vendor's tool), or correct the port",
            )
        return _gone(self.port, "cannot be opened")

    def read(self, size: int, deadline_s: float) -> bytes:
        came = bytearray()
        ends = time.monotonic() + deadline_s
        while len(came) < size:
            piece = self._take(size - len(came), ends - time.monotonic())
            if not piece:
                break
            came += piece
        return bytes(came)

    def read_available(self, deadline_s: float) -> bytes:
        return self._take(READ_CHUNK, deadline_s)

    def _take(self, most: int, wait_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._serial.fileno()], [], [], max(0.0, wait_s))
            return bytes(self._serial.read(most)) if ready else b""
        except _GONE:
            raise _gone(self.port, "went away while being read") from None

    def write(self, data: bytes, deadline_s: float) -> int:
        rest = memoryview(data)
        ends = time.monotonic() + deadline_s
        try:
            while rest:
                _, ready, _ = select.select([], [self._serial.fileno()], [], max(0.0, ends - time.monotonic()))
                if not ready:
                    break
                rest = rest[self._serial.write(rest[:READ_CHUNK]) or 0 :]
        except _GONE:
            raise _gone(self.port, "went away while being written to") from None
        return len(data) - len(rest)

    def drain(self, deadline_s: float = 2.0) -> bool:
        ends = time.monotonic() + deadline_s
        try:
            # not tcdrain: with a device that holds the line it would wait for ever
            while getattr(self._serial, "out_waiting", 0):
                if time.monotonic() >= ends:
                    return False
                time.sleep(0.002)
        except _GONE:
            raise _gone(self.port, "went away while being written to") from None
        return True

    def flush_input(self) -> None:
        try:
            self._serial.reset_input_buffer()
        except _GONE:
            raise _gone(self.port, "went away") from None

    def close(self) -> None:
        try:
            self._serial.close()
        except _GONE:
            return


def port_mark(port: str) -> tuple[int, ...] | None:
    """What tells one plugging-in of a path from the next; None while nothing is there (or `port` is no path)."""
    try:
        node, name = os.stat(port), os.lstat(port)
    except (OSError, ValueError):
        return None
    return (node.st_ino, node.st_rdev, node.st_ctime_ns, name.st_ino, name.st_ctime_ns)

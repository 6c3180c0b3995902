"""Hop 1: a `Link` over a character device such as /dev/usb/lp0: bytes with deadlines, no line settings."""

import contextlib
import os
import select
import time

from devices.link.packets import gone, not_opened

READ_CHUNK = 4096


class DeviceFileLink:
    """Raises Failed as every link. A device that is never readable answers nothing; it may still be written to."""

    def __init__(self, port: str) -> None:
        self._port = port
        try:
            self._file = os.open(port, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as failed:
            raise not_opened(port, failed) from None

    def read(self, size: int, deadline_s: float) -> bytes:
        came = b""
        ends = time.monotonic() + deadline_s
        while len(came) < size:
            piece = self._receive(size - len(came), ends - time.monotonic())
            if not piece:
                break
            came += piece
        return came

    def read_available(self, deadline_s: float) -> bytes:
        return self._receive(READ_CHUNK, deadline_s)

    def _receive(self, most: int, wait_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._file], [], [], max(0.0, wait_s))
            return os.read(self._file, most) if ready else b""
        except BlockingIOError:
            return b""
        except (OSError, ValueError):
            raise gone(self._port, "went away while being read") from None

    def write(self, data: bytes, deadline_s: float) -> int:
        sent = 0
        ends = time.monotonic() + deadline_s
        try:
            while sent < len(data):
                _, ready, _ = select.select([], [self._file], [], max(0.0, ends - time.monotonic()))
                if not ready:
                    break
                sent += os.write(self._file, data[sent : sent + READ_CHUNK])
        except BlockingIOError:
            return sent
        except (OSError, ValueError):
            raise gone(self._port, "went away while being written to") from None
        return sent

    def drain(self, deadline_s: float = 2.0) -> bool:
        return True  # what was taken is the device's; it tells no more

    def flush_input(self) -> None:
        while self._receive(READ_CHUNK, 0.0):
            continue

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._file)
        self._file = -1

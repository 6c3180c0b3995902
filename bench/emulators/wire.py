"""A pseudo-terminal with the pace of a real line: what an emulated device sits at.

A pty ignores the baud rate, so both directions are paced here: 10 bits a byte, ≤ 32 bytes a step (PROTOCOLS §7).
When the program at the other end has set another speed than the device's, every byte arrives spoilt, as on a real line.
"""

import contextlib
import errno
import os
import select
import tempfile
import termios
import threading
import time
import tty
from pathlib import Path

STEP = 32
BITS_A_BYTE = 10


def _speeds() -> dict[int, int]:
    rates = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600)
    return {getattr(termios, f"B{rate}"): rate for rate in rates}


class PacedPty:
    """The device's end of a serial line. `path` stays the same over `unplug` and `replug` (a symbolic link).

    One thread reads; `write` may be called from any thread. `baud` None: no pace (and no spoilt bytes).
    """

    def __init__(self, baud: int | None = 115200, path: Path | None = None) -> None:
        self.baud = baud
        self._folder = None if path else tempfile.TemporaryDirectory(prefix="station-wire-")
        self._link = path or Path(self._folder.name if self._folder else ".") / "port"
        self._master: int | None = None
        self._slave: int | None = None
        self._writing = threading.Lock()
        self._plugging = threading.Lock()
        self._sent_until = 0.0
        self._came_until = 0.0
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        self.replug()

    @property
    def path(self) -> str:
        return str(self._link)

    @property
    def plugged(self) -> bool:
        return self._master is not None

    def replug(self) -> None:
        """Plug in again: a new pseudo-terminal behind the same path."""
        with self._plugging:
            if self._master is not None:
                return
            master, slave = os.openpty()
            tty.setraw(master)
            tty.setraw(slave)
            if self.baud is not None:
                self._set_speed(slave, self.baud)
            os.set_blocking(master, False)
            # the slave stays open here: without a holder the master would report a hang-up between two programs
            self._master, self._slave = master, slave
            fresh = self._link.with_name(self._link.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(os.ttyname(slave))
            fresh.replace(self._link)

    def unplug(self) -> None:
        """Pull the plug: whoever has the port open gets an error, the path leads nowhere."""
        with self._plugging, self._writing:
            master, slave, self._master, self._slave = self._master, self._slave, None, None
            with contextlib.suppress(FileNotFoundError):
                self._link.unlink()
            for end in (slave, master):
                if end is not None:
                    os.close(end)
        self.wake()

    def close(self) -> None:
        self.unplug()
        if self._folder:
            self._folder.cleanup()

    def wake(self) -> None:
        """End a `read` that waits."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"x")

    def read(self, timeout_s: float) -> bytes:
        """What the program sent, ≤ 32 bytes, at the line's pace; b"" after `timeout_s`, a `wake`, or unplugged."""
        master = self._master
        watched = [self._wake_read] if master is None else [self._wake_read, master]
        try:
            ready, _, _ = select.select(watched, [], [], timeout_s)
            if self._wake_read in ready:
                os.read(self._wake_read, 4096)
            with self._plugging:  # not a number that another file has been given meanwhile
                if master is None or master not in ready or self._master is not master:
                    return b""
                came = os.read(master, STEP)
        except (OSError, ValueError):  # unplugged meanwhile
            return b""
        if self.baud is not None:
            self._came_until = max(self._came_until, time.monotonic()) + len(came) * BITS_A_BYTE / self.baud
            # a fraction of a step may run ahead: sleeping less than a few ms costs more than it is exact
            time.sleep(max(0.0, self._came_until - time.monotonic()))
        return self._spoilt(came)

    def write(self, data: bytes) -> None:
        """Send to the program at the line's pace. Bytes that nobody takes are lost when the line's buffer is full."""
        for start in range(0, len(data), STEP):
            piece = data[start : start + STEP]
            if self.baud is not None:
                self._sent_until = max(self._sent_until, time.monotonic()) + len(piece) * BITS_A_BYTE / self.baud
                time.sleep(max(0.0, self._sent_until - time.monotonic()))
            with self._writing:
                if self._master is None:
                    return
                try:
                    os.write(self._master, self._spoilt(piece))
                except OSError as failed:
                    if failed.errno not in (errno.EAGAIN, errno.EIO):
                        raise

    def _spoilt(self, data: bytes) -> bytes:
        if self.baud is None or self.program_baud() in (self.baud, None):
            return data
        return bytes(((byte << 1) | 1) & 0xFF ^ 0x54 for byte in data)

    def program_baud(self) -> int | None:
        """The speed the program at the other end has set; None when unknown or unplugged."""
        slave = self._slave
        if slave is None:
            return None
        try:
            return _speeds().get(termios.tcgetattr(slave)[5])
        except (termios.error, OSError):
            return None

    @staticmethod
    def _set_speed(slave: int, baud: int) -> None:
        code = getattr(termios, f"B{baud}", None)
        if code is None:
            return
        modes = termios.tcgetattr(slave)
        modes[4] = modes[5] = code
        termios.tcsetattr(slave, termios.TCSANOW, modes)

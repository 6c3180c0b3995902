"""The device's end of a USB line whose packets travel through a packet socket; the interface of PacedPty.

Written from PROTOCOLS §1.1: reports of 64 bytes, or endpoints 02 and 06 out, 81 and 85 in (the head of a frame on the
first of a pair). Shares no code with the drivers' link.
"""

import contextlib
import os
import select
import socket
import tempfile
import threading
import time
from pathlib import Path

REPORT = 64
REPORT_S = 0.001
"""A full-speed device is asked for a report once a millisecond."""
HEAD = 7
PATIENCE_S = 10.0
"""A program that was stopped and reads no more is not waited for longer."""
PREFIX = "seqpacket:"


class PacketWire:
    """`endpoints` b"": reports; else the addresses, e.g. 02 06 81 85, told to whoever connects.

    `padded` False: packets of any length instead of reports.
    """

    def __init__(self, endpoints: bytes = b"", path: Path | None = None, padded: bool = True) -> None:
        self._endpoints = endpoints
        self._padded = padded and not endpoints
        self._outs = [each for each in endpoints if each < 0x80]
        self._ins = [each for each in endpoints if each >= 0x80]
        self._folder = None if path else tempfile.TemporaryDirectory(prefix="station-wire-")
        self._place = path or Path(self._folder.name if self._folder else ".") / "port"
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None
        self._line: socket.socket | None = None
        self._answered = 0
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        self.baud = None
        self.replug()

    @property
    def path(self) -> str:
        return PREFIX + str(self._place)

    @property
    def plugged(self) -> bool:
        return self._listener is not None

    def replug(self) -> None:
        with self._lock:
            if self._listener is not None:
                return
            self._place.unlink(missing_ok=True)
            self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._listener.bind(str(self._place))
            self._listener.listen(4)
            self._listener.setblocking(False)  # another thread may have greeted who called
        self.wake()

    def unplug(self) -> None:
        with self._lock:
            for end in (self._line, self._listener):
                if end is not None:
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                    end.close()
            self._line = self._listener = None
            self._place.unlink(missing_ok=True)
        self.wake()

    def close(self) -> None:
        self.unplug()
        if self._folder:
            self._folder.cleanup()

    def wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"x")

    def read(self, timeout_s: float) -> bytes:
        """What the program sent; b"" after `timeout_s`, a `wake`, a new connection, or unplugged."""
        with self._lock:
            ends = [end for end in (self._line, self._listener) if end is not None]
        try:
            ready, _, _ = select.select([self._wake_read, *ends], [], [], timeout_s)
            if self._wake_read in ready:
                os.read(self._wake_read, 4096)
            with self._lock:
                if self._listener is not None and self._listener in ready:
                    self._greet(self._listener.accept()[0])
                    return b""
                if self._line is None or self._line not in ready:
                    return b""
                packet = self._line.recv(8192)
                if not packet:
                    self._line.close()
                    self._line = None
                    return b""
        except (OSError, ValueError):
            return b""
        self._answered = 0
        return packet[1:] if self._endpoints else packet

    def _greet(self, line: socket.socket) -> None:
        if self._line is not None:
            self._line.close()  # the former program has gone
        line.settimeout(PATIENCE_S)
        self._line = line
        if self._endpoints:
            line.send(self._endpoints)

    def write(self, data: bytes) -> None:
        with self._lock:
            # a program that has connected and was not greeted yet is the one to hear this
            if self._listener is not None:
                with contextlib.suppress(OSError):
                    self._greet(self._listener.accept()[0])
            if self._line is None:
                return
            with contextlib.suppress(OSError):
                for packet in self._packets(data):
                    self._line.send(packet)
                    if self._padded:
                        time.sleep(REPORT_S)

    def _packets(self, data: bytes) -> list[bytes]:
        if not self._padded and not self._endpoints:
            return [data]
        if not self._endpoints:
            return [data[at : at + REPORT].ljust(REPORT, b"\0") for at in range(0, len(data), REPORT)]
        if len(self._ins) == 1:
            return [bytes(self._ins) + data]
        head = data[: max(0, HEAD - self._answered)]
        rest = data[len(head) :]
        self._answered += len(data)
        packets = [bytes(self._ins[:1]) + head] if head else []
        return packets + ([bytes(self._ins[1:2]) + rest] if rest else [])

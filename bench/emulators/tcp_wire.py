"""The device's end of a TCP line; the interface of PacedPty."""

import contextlib
import os
import select
import socket
import threading

PATIENCE_S = 10.0
"""A program that was stopped and reads no more is not waited for longer."""


class TcpWire:
    """Serves one program at a time; a new one takes over. `path`: what to configure as port."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None
        self._line: socket.socket | None = None
        self._port = 0
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        self.baud = None
        self.replug()

    @property
    def path(self) -> str:
        return f"tcp://127.0.0.1:{self._port}"

    @property
    def plugged(self) -> bool:
        return self._listener is not None

    def replug(self) -> None:
        with self._lock:
            if self._listener is None:
                self._listener = socket.create_server(("127.0.0.1", self._port))
                self._listener.setblocking(False)  # another thread may have greeted who called
                self._port = self._listener.getsockname()[1]
        self.wake()

    def unplug(self) -> None:
        with self._lock:
            for end in (self._line, self._listener):
                if end is not None:
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                    end.close()
            self._line = self._listener = None
        self.wake()

    def close(self) -> None:
        self.unplug()

    def wake(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"x")

    def read(self, timeout_s: float) -> bytes:
        with self._lock:
            ends = [end for end in (self._line, self._listener) if end is not None]
        try:
            ready, _, _ = select.select([self._wake_read, *ends], [], [], timeout_s)
            if self._wake_read in ready:
                os.read(self._wake_read, 4096)
            with self._lock:
                if self._listener is not None and self._listener in ready:
                    if self._line is not None:
                        self._line.close()
                    self._line = self._listener.accept()[0]
                    self._line.settimeout(PATIENCE_S)
                    return b""
                if self._line is None or self._line not in ready:
                    return b""
                came = self._line.recv(1024)
                if not came:
                    self._line.close()
                    self._line = None
                return came
        except (OSError, ValueError):
            return b""

    def write(self, data: bytes) -> None:
        with self._lock:
            if self._line is not None:
                with contextlib.suppress(OSError):
                    self._line.sendall(data)

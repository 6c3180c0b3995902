"""An end for a whole request: time-outs of single reads do not bound an answer that drips a byte at a time."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection


class Deadline:
    """Shuts the connections in use when the time is over; who waits on one of them gets an error."""

    def __init__(self) -> None:
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._until = 0.0
        self.is_over = False

    def watch(self, connected: socket.socket) -> None:
        with self._lock:
            self._sockets = {each for each in self._sockets if each.fileno() >= 0} | {connected}

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        self.is_over = False
        self._until = time.monotonic() + seconds
        self._arm(seconds)
        try:
            yield
        finally:
            with self._lock:
                if self._timer is not None:
                    self._timer.cancel()
                self._timer = None

    def longer(self, seconds: float) -> None:
        """Time that was spent on purpose does not count."""
        self._until += seconds

    def _arm(self, seconds: float) -> None:
        with self._lock:
            self._timer = threading.Timer(seconds, self._ring)
            self._timer.daemon = True
            self._timer.start()

    def _ring(self) -> None:
        left = self._until - time.monotonic()
        with self._lock:
            if self._timer is None:
                return
        if left > 0:
            self._arm(left)
            return
        self.is_over = True
        with self._lock:
            for each in self._sockets:
                with contextlib.suppress(OSError):
                    # of the plain socket: under TLS the wrapped one would wait for the other side
                    socket.socket.shutdown(each, socket.SHUT_RDWR)


def watched_pools(deadline: Deadline) -> dict[str, Any]:
    """urllib3's pools, whose connections `deadline` knows."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                deadline.watch(self.sock)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            # before the handshake, which may drip too
            made = super()._new_conn()
            deadline.watch(made)
            return made

        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                deadline.watch(self.sock)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain  # type: ignore[assignment]

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure  # type: ignore[assignment]

    return {"http": PlainPool, "https": SecurePool}

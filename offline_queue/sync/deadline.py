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
    """Shuts the connections in use when the time is over; who waits on one of them gets an error.

    One thread watches, from the first request on: to start one for each request would cost more than the request.
    """

    def __init__(self) -> None:
        self._sockets: set[socket.socket] = set()
        self._changed = threading.Condition()
        self._until: float | None = None
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self.is_over = False

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def watch(self, connected: socket.socket) -> None:
        with self._changed:
            self._sockets = {each for each in self._sockets if each.fileno() >= 0} | {connected}

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        with self._changed:
            self.is_over = False
            self._until = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="deadline", daemon=True)
                self._thread.start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._until = None

    def longer(self, seconds: float) -> None:
        """Time that was spent on purpose does not count."""
        with self._changed:
            if self._until is not None:
                self._until += seconds

    def _watch(self) -> None:
        with self._changed:
            while not self._is_closed:
                left = None if self._until is None else self._until - time.monotonic()
                if left is not None and left <= 0:
                    self._ring()
                    continue
                # after a request this sleeps on to its former end, and finds then that there is none
                self._changed.wait(left)

    def _ring(self) -> None:
        self._until = None
        self.is_over = True
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

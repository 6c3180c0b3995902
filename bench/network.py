"""The network between a station and the centre, on loopback, with a switch: plugged in or cut."""

import contextlib
import socket
import threading


class Network:
    """A TCP relay in front of the centre. `cut()` ends every connection and refuses new ones until `restore()`."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._up = True
        self._pairs: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self.port = self._listen(0)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._accept, name="network", daemon=True)
        self._thread.start()

    @property
    def is_up(self) -> bool:
        return self._up

    def cut(self) -> None:
        """Like a pulled cable with a closed port behind it: what is on its way is lost."""
        with self._lock:
            self._up = False
            for end in self._pairs:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def restore(self) -> None:
        with self._lock:
            self._up = True

    def close(self) -> None:
        self._closed.set()
        self.cut()
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        self._thread.join(2)

    def _listen(self, port: int) -> int:
        listener = socket.create_server(("127.0.0.1", port))
        self._listener = listener
        return listener.getsockname()[1]

    def _accept(self) -> None:
        assert self._listener is not None
        while not self._closed.is_set():
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self._up:
                near.close()
                continue
            try:
                far = socket.create_connection(self._target, timeout=5)
            except OSError:
                near.close()
                continue
            with self._lock:
                self._pairs |= {near, far}
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(a, b), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while self._up and (some := source.recv(65536)):
                if not self._up:
                    break
                sink.sendall(some)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            with self._lock:
                self._pairs.discard(end)
            with contextlib.suppress(OSError):
                end.close()

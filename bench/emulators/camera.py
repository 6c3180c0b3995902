"""A camera on the network that sends JPEG pictures without end over HTTP, with its faults. No code of the drivers.

`show` puts something before the lens. Everybody who asks gets the pictures at `frames_s` a second.
"""

import contextlib
import socket
import threading
from enum import StrEnum

import cv2
import numpy as np


class CameraFault(StrEnum):
    SILENT = "silent"
    """It answers and sends no picture."""
    HALF_PICTURE = "half_picture"
    """Every picture breaks off in the middle."""
    GARBAGE = "garbage"
    """Bytes that are no pictures."""
    ENDLESS_PICTURE = "endless_picture"
    """A picture that begins and never ends."""
    BOMB = "bomb"
    """A picture that says it has 60,000 × 60,000 pixels."""
    REFUSES = "refuses"
    """503 to everybody."""
    VANISH = "vanish"
    """The connection ends after the next picture, and nobody answers any more until `replug`."""


class CameraEmulator:
    """Runs in threads of its own; call from any. `path`: the address to configure as port."""

    def __init__(self, frames_s: float = 20.0) -> None:
        self._pause_s = 1.0 / frames_s
        self._lock = threading.Lock()
        self._faults: set[CameraFault] = set()
        self._jpeg = b""
        self._ended = threading.Event()
        self._plugged = threading.Event()
        self._served: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._port = 0
        self.watching = 0
        self.show(np.full((480, 640, 3), 90, np.uint8))
        self.replug()

    @property
    def path(self) -> str:
        return f"http://127.0.0.1:{self._port}/stream"

    # --- what a hand does ---------------------------------------------------------------------------------------

    def show(self, picture: np.ndarray) -> None:
        """A picture, height × width × 3, BGR."""
        done, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 92])
        assert done
        with self._lock:
            self._jpeg = packed.tobytes()

    def fault(self, fault: CameraFault | str) -> None:
        with self._lock:
            self._faults.add(CameraFault(fault))

    def heal(self) -> None:
        with self._lock:
            self._faults.clear()
        self.replug()

    def unplug(self) -> None:
        self._plugged.clear()
        with self._lock:
            listener, self._listener = self._listener, None
            served, self._served = self._served, []
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept
            listener.close()
        for line in served:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def replug(self) -> None:
        with self._lock:
            if self._listener is not None:
                return
            self._listener = socket.create_server(("127.0.0.1", self._port), backlog=8)
            self._port = self._listener.getsockname()[1]
        self._plugged.set()
        threading.Thread(target=self._serve, args=(self._listener,), name="camera-emulator", daemon=True).start()

    def close(self) -> None:
        self._ended.set()
        self.unplug()

    # --- the camera ---------------------------------------------------------------------------------------------

    def _serve(self, listener: socket.socket) -> None:
        while not self._ended.is_set():
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._served.append(line)
            threading.Thread(target=self._send, args=(line,), name="camera-emulator-line", daemon=True).start()

    def _send(self, line: socket.socket) -> None:
        with line:
            line.settimeout(5.0)
            with contextlib.suppress(OSError):
                asked = line.recv(4096)
                if not asked.startswith(b"GET "):
                    return
                if CameraFault.REFUSES in self._faults:
                    line.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
                    return
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=shot\r\n\r\n")
                self.watching += 1
                try:
                    self._send_pictures(line)
                finally:
                    self.watching -= 1

    def _send_pictures(self, line: socket.socket) -> None:
        while self._plugged.is_set() and not self._ended.wait(self._pause_s):
            with self._lock:
                jpeg, faults = self._jpeg, set(self._faults)
            if CameraFault.SILENT in faults:
                continue
            if CameraFault.GARBAGE in faults:
                line.sendall(b"\x00\xff\xd8garbage\xff\xd9--" * 200)
                continue
            if CameraFault.ENDLESS_PICTURE in faults:
                line.sendall(b"\xff\xd8" + bytes(1_000_000))
                continue
            if CameraFault.HALF_PICTURE in faults:
                jpeg = jpeg[:200] + b"\xff\xd9"
            if CameraFault.BOMB in faults:
                at = jpeg.index(b"\xff\xc0")
                jpeg = jpeg[: at + 5] + b"\xea\x60\xea\x60" + jpeg[at + 9 :]
            head = f"--shot\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n".encode()
            line.sendall(head + jpeg + b"\r\n")
            if CameraFault.VANISH in faults:
                with self._lock:
                    self._faults.discard(CameraFault.VANISH)
                self.unplug()

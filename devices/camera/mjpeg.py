"""Driver "mjpeg": cameras on the network or behind a converter that send JPEG pictures over HTTP without end.

multipart/x-mixed-replace as network cameras, document cameras and ustreamer send it. Everything received is bounded.
"""

import time
import urllib.parse

import cv2
import numpy as np
import urllib3

from contract.failures import Failed, FailureCode, Retry
from devices.camera.camera_driver import CameraDriver, FrameSource, gone, silent
from devices.camera.document import Frame

LONGEST_PICTURE = 12 * 1024 * 1024
CHUNK = 64 * 1024
BEGIN, END = b"\xff\xd8", b"\xff\xd9"
MOST_PIXELS = 40_000_000


class JpegStream:
    """Cuts JPEG pictures out of bytes, whatever stands between them; keeps the newest. Pure, ≤ LONGEST_PICTURE held."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> bytes | None:
        """The last whole picture these bytes complete, or None."""
        self._held += data
        newest = None
        while True:
            begin = self._held.find(BEGIN)
            if begin < 0:
                del self._held[: max(0, len(self._held) - 1)]
                return newest
            end = self._end_of_picture(begin)
            if end < 0:
                del self._held[:begin]
                if len(self._held) > LONGEST_PICTURE:
                    self._held.clear()
                return newest
            newest = bytes(self._held[begin : end + 2])
            del self._held[: end + 2]

    def _end_of_picture(self, begin: int) -> int:
        """Where the end mark stands that is not a thumbnail's: nothing, a boundary or a picture follows it; or -1."""
        end = self._held.find(END, begin + 2)
        while end >= 0:
            follows = bytes(self._held[end + 2 : end + 6]).lstrip(b"\r\n")
            if not follows or follows.startswith((b"-", BEGIN)):
                break
            end = self._held.find(END, end + 2)
        return end


class MjpegCamera(CameraDriver):
    """`port`: http://192.0.2.10:8080/path."""

    def look(self) -> str | None:
        """Whether somebody listens there."""
        import socket

        host, port = self._address()
        try:
            socket.create_connection((host, port), timeout=2.0).close()
        except OSError:
            raise gone(self._url, "nobody answers there") from None
        return None

    def switch_on(self) -> FrameSource:
        self._address()
        pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=2.0, read=2.0))
        try:
            answer = pool.request("GET", self._url, preload_content=False, redirect=False)
        except urllib3.exceptions.TimeoutError:
            raise silent(self._url) from None
        except urllib3.exceptions.HTTPError:
            raise gone(self._url, "nobody answers there") from None
        if answer.status != 200:
            answer.close()
            raise silent(self._url)
        return _Stream(self._url, answer)

    @property
    def _url(self) -> str:
        return str(self._settings.get("port", ""))

    def _address(self) -> tuple[str, int]:
        try:
            parts = urllib.parse.urlsplit(self._url)
            if parts.scheme == "http" and parts.hostname:
                return parts.hostname, parts.port or 80
        except ValueError:
            pass
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"{self._url!r} is no address of a camera",
            'write port = "http://192.0.2.10:8080/stream"',
            Retry.NEVER,
        )


class _Stream:
    def __init__(self, url: str, answer: urllib3.BaseHTTPResponse) -> None:
        self._url = url
        self._answer = answer
        self._pictures = JpegStream()

    def frame(self, deadline_s: float) -> Frame:
        ends = time.monotonic() + deadline_s
        while time.monotonic() < ends:
            try:
                data = self._answer.read1(CHUNK)
            except urllib3.exceptions.TimeoutError:
                raise silent(self._url) from None
            except (urllib3.exceptions.HTTPError, OSError):
                raise gone(self._url, "went away") from None
            if not data:
                raise gone(self._url, "ended")
            picture = self._pictures.feed(data)
            frame = picture_of(picture) if picture else None
            if frame is not None:
                return frame
        raise silent(self._url)

    def close(self) -> None:
        self._answer.close()


def picture_of(jpeg: bytes) -> Frame | None:
    """Unpack one JPEG; None for what is broken or larger than MOST_PIXELS."""
    from devices.camera.picture_file import size_of

    size = size_of(jpeg)
    if size is None or size[0] * size[1] > MOST_PIXELS:
        return None
    try:
        frame = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return frame

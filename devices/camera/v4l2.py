"""Driver "v4l2": cameras and document cameras that Linux shows as /dev/video*, through OpenCV.

Settings beside those of every camera: width, height (the largest the camera has when left out), fourcc ("MJPG").
"""

import os
import time
from pathlib import Path

import cv2

from devices.camera.camera_driver import CameraDriver, FrameSource, gone, silent
from devices.camera.document import Frame


class V4l2Camera(CameraDriver):
    """`port`: /dev/v4l/by-id/… or a udev name, which stay; /dev/video0 does not."""

    def look(self) -> str | None:
        port = self._port
        if not os.path.exists(port):
            raise gone(port, "nothing is there")
        name = Path("/sys/class/video4linux") / Path(os.path.realpath(port)).name / "name"
        try:
            return name.read_text("utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def switch_on(self) -> FrameSource:
        self.look()
        camera = cv2.VideoCapture(os.path.realpath(self._port), cv2.CAP_V4L2)
        if not camera.isOpened():
            camera.release()
            raise silent(self._port)
        camera.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*str(self._settings.get("fourcc", "MJPG"))[:4].ljust(4)))
        camera.set(cv2.CAP_PROP_FRAME_WIDTH, int(self._settings.get("width", 10_000)))
        camera.set(cv2.CAP_PROP_FRAME_HEIGHT, int(self._settings.get("height", 10_000)))
        camera.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return _Stream(self._port, camera)

    @property
    def _port(self) -> str:
        return str(self._settings.get("port", "/dev/video0"))


class _Stream:
    def __init__(self, port: str, camera: cv2.VideoCapture) -> None:
        self._port = port
        self._camera = camera

    def frame(self, deadline_s: float) -> Frame:
        ends = time.monotonic() + deadline_s
        while True:
            came, frame = self._camera.read()  # OpenCV itself waits ten seconds at most
            if came and frame is not None and frame.ndim == 3:
                return frame
            if not os.path.exists(self._port):
                raise gone(self._port, "went away")
            if time.monotonic() > ends:
                raise silent(self._port)
            time.sleep(0.05)

    def close(self) -> None:
        self._camera.release()

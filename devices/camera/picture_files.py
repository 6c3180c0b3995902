"""Driver "picture_files": a folder (or one file) of pictures in the place of a camera, for demonstrations.

Each frame is the next file by name, from the beginning again after the last. Nothing is written.
"""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from contract.failures import Failed
from devices.camera.camera_driver import CameraDriver, FrameSource, gone, silent
from devices.camera.document import Frame
from devices.camera.picture_file import read_picture, size_of

KINDS = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
FRAME_S = 0.05


class PictureFiles(CameraDriver):
    """`port`: the folder or the file."""

    def look(self) -> str | None:
        if not self._files():
            raise gone(str(self._settings.get("port", "")), "there is no picture")
        return None

    def switch_on(self) -> FrameSource:
        self.look()
        return _Files(str(self._settings.get("port", "")), itertools.cycle(self._files()))

    def _files(self) -> list[Path]:
        place = Path(str(self._settings.get("port", "")))
        try:
            found = sorted(place.iterdir()) if place.is_dir() else [place]
            return [path for path in found if path.suffix.lower() in KINDS and path.is_file()]
        except OSError:
            return []


class _Files:
    def __init__(self, port: str, files: Iterator[Path]) -> None:
        self._port = port
        self._files = files

    def frame(self, deadline_s: float) -> Frame:
        time.sleep(FRAME_S)  # the pace of a camera
        try:
            content = read_picture(next(self._files))
        except Failed:
            raise gone(self._port, "a picture went away") from None
        frame = None
        if size_of(content) is not None:
            frame = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        if frame is None:
            raise silent(self._port)
        return frame

    def close(self) -> None:
        return

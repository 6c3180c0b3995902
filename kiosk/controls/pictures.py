"""Pictures a resident takes, from memory only: image://picture/<name>. What the session forgets is gone here too."""

import threading
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

LARGEST_PX = 2000
"""Longer side of what is drawn; larger pictures are unpacked smaller, which is quick with JPEG."""
MOST_PIXELS = 64_000_000


class PictureProvider(QQuickImageProvider):
    """Unpacks on the thread Qt asks from: Image elements are asynchronous, so the window's thread never does."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._lock = threading.Lock()
        self._kept: dict[str, bytes] = {}
        self._live = b""
        self._frames = 0

    def keep(self, pictures: Mapping[str, bytes]) -> None:
        """Exactly these, by name; every other one is forgotten."""
        with self._lock:
            self._kept = dict(pictures)

    def show_live(self, jpeg: bytes) -> str:
        """The newest live picture; its address. Empty: there is none any more."""
        with self._lock:
            self._live = jpeg
            self._frames += 1
            return f"image://picture/live/{self._frames}" if jpeg else ""

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        """An unknown name or a broken picture gives one transparent pixel: a screen never stops for it."""
        with self._lock:
            jpeg = self._live if id.startswith("live/") else self._kept.get(id, b"")
        picture = unpacked(jpeg, max(requestedSize.width(), requestedSize.height()))
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture


def unpacked(jpeg: bytes, side: int) -> QImage:
    """Upright, its longer side at most `side` pixels (0 or less: LARGEST_PX)."""
    from PySide6.QtCore import QBuffer  # here: not before the first frame
    from PySide6.QtGui import QImageReader

    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setAutoTransform(True)
    whole = reader.size() if jpeg else QSize()
    if whole.isValid() and whole.width() * whole.height() <= MOST_PIXELS:
        wanted = min(side if side > 0 else LARGEST_PX, LARGEST_PX)
        if max(whole.width(), whole.height()) > wanted:
            longer = max(whole.width(), whole.height())
            reader.setScaledSize(
                QSize(max(1, whole.width() * wanted // longer), max(1, whole.height() * wanted // longer))
            )
        picture = reader.read()
        if not picture.isNull():
            return picture
    nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    nothing.fill(0)
    return nothing

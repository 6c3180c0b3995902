"""Drawn sample pictures of usual papers, in their own colours: image://sample/<name>."""

import re
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.controls.icons import svg_of

_NAME = re.compile(r"[a-z_]{1,40}")
LARGEST_PX = 1600
RATIO = 1.5
"""Wide to high, of every picture."""


class SamplePictureProvider(QQuickImageProvider):
    """Draws the SVG files of one folder; an unknown name gives an empty picture."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        wide = min(max(requestedSize.width(), 1), LARGEST_PX)
        high = max(round(wide / RATIO), 1)
        picture = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        svg = svg_of(self._folder, id) if _NAME.fullmatch(id) else b""
        if svg:
            painter = QPainter(picture)
            QSvgRenderer(svg).render(painter, QRectF(0, 0, wide, high))
            painter.end()
        size.setWidth(wide)
        size.setHeight(high)
        return picture

"""Stroke icons as pictures in one colour, drawn at the exact pixel size: image://icon/<name>/<rrggbb>."""

import re
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

_ID = re.compile(r"([a-z0-9-]{1,40})/([0-9a-f]{6})")
LARGEST_PX = 1024
KEPT = 400
"""Pictures kept at most; a visit through all screens in all profiles draws about 300."""


class IconProvider(QQuickImageProvider):
    """Draws the SVG files of one folder. Unknown names give an empty picture: a screen never stops for an icon."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder
        self._kept: dict[tuple[str, int], QImage] = {}

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        side = min(max(requestedSize.width(), requestedSize.height(), 1), LARGEST_PX)
        picture = self._kept.get((id, side))
        if picture is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            picture = self._kept[(id, side)] = self._draw(id, side)
        size.setWidth(side)
        size.setHeight(side)
        return picture

    def _draw(self, wanted: str, side: int) -> QImage:
        picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)  # transparent; naming it would make all of the Qt namespace before the first frame
        match = _ID.fullmatch(wanted)
        path = self._folder / f"{match[1]}.svg" if match else None
        if match and path and path.is_file():
            svg = path.read_bytes().replace(b"currentColor", b"#" + match[2].encode())
            painter = QPainter(picture)
            QSvgRenderer(svg).render(painter)
            painter.end()
        return picture

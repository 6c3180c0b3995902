"""Stroke icons as pictures in one colour, drawn at the exact pixel size: image://icon/<name>/<rrggbb>."""

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

_ID = re.compile(r"([a-z0-9-]{1,40})/([0-9a-f]{6})")
LARGEST_PX = 1024
KEPT = 400
"""Pictures kept at most; a visit through all screens in all profiles draws about 300."""


@lru_cache(maxsize=1000)
def svg_of(folder: Path, name: str) -> bytes:
    """The file of one icon, read once; empty when there is none that can be read."""
    try:
        return (folder / f"{name}.svg").read_bytes()
    except OSError:
        return b""


def warm_icons(folder: Path) -> None:
    """Read every icon, off the window's thread, before a page asks for it: half a megabyte."""
    for path in folder.glob("*.svg"):
        svg_of(folder, path.stem)


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

    def drawn(self) -> list[tuple[str, int, bytes]]:
        """(id, side, pixels as ARGB, 4 bytes each) of every picture drawn so far, for `lay_in` at the next start."""
        return [(name, side, bytes(picture.constBits())) for (name, side), picture in self._kept.items()]

    def lay_in(self, name: str, side: int, pixels: bytes) -> None:
        """A picture drawn earlier; one of another size than it says is left out and drawn again when asked for."""
        if 0 < side <= LARGEST_PX and len(pixels) == 4 * side * side and len(self._kept) < KEPT:
            picture = QImage(pixels, side, side, QImage.Format.Format_ARGB32_Premultiplied)
            self._kept[(name, side)] = picture.copy()  # the bytes go, the picture stays

    def _draw(self, wanted: str, side: int) -> QImage:
        picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)  # transparent; naming it would make all of the Qt namespace before the first frame
        match = _ID.fullmatch(wanted)
        svg = svg_of(self._folder, match[1]) if match else b""
        if match and svg:
            svg = svg.replace(b"currentColor", b"#" + match[2].encode())
            painter = QPainter(picture)
            QSvgRenderer(svg).render(painter)
            painter.end()
        return picture

"""QR codes as pictures: image://qr/<hex of the percent-coded text>. Black on white in every profile."""

from functools import lru_cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

QUIET_MODULES = 2
"""Drawn round the code; the white card of QrPicture.qml adds the rest of the quiet zone."""
LARGEST_TEXT = 2048
INK = bytes((255, 0)) + bytes(254)
"""Module (0, 1) → grey."""


class QrProvider(QQuickImageProvider):
    """Draws with whole pixels a module, so that edges stay sharp. A text that cannot be coded gives a white picture."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        side = max(requestedSize.width(), requestedSize.height(), 64)
        picture = qr_image(text_of(id), side)
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture


def text_of(wanted: str) -> str:
    """Decode the id; "" when it is not what QrPicture.qml makes."""
    from urllib.parse import unquote  # as segno below: not before the first frame

    try:
        return unquote(bytes.fromhex(wanted).decode("ascii"), errors="strict")
    except ValueError:
        return ""


@lru_cache(maxsize=8)
def modules_of(text: str) -> tuple[bytes, ...]:
    """Rows of the code, a byte a module. Takes some ten milliseconds, so the receipt's is made before it is shown."""
    import segno  # with the first code that is drawn: it costs more than the home page

    return tuple(bytes(row) for row in segno.make(text, error="m", boost_error=False, micro=False).matrix)


def qr_image(text: str, side: int) -> QImage:
    """`text` as a QR code (error correction M) of side × side pixels, code centred, rest white."""
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    if not text or len(text) > LARGEST_TEXT:
        return picture
    modules = modules_of(text)
    count = len(modules) + 2 * QUIET_MODULES
    scale = max(side // count, 1)
    grey = b"".join(row.translate(INK) for row in modules)
    small = QImage(grey, len(modules), len(modules), len(modules), QImage.Format.Format_Grayscale8)
    drawn = small.scaled(len(modules) * scale, len(modules) * scale)  # without smoothing: whole pixels a module
    painter = QPainter(picture)
    painter.drawImage((side - drawn.width()) // 2, (side - drawn.height()) // 2, drawn)
    painter.end()
    return picture

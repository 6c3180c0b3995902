"""QR codes as pictures: image://qr/<hex of the percent-coded text>. Black on white in every profile."""

from urllib.parse import unquote

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

QUIET_MODULES = 2
"""Drawn round the code; the white card of QrPicture.qml adds the rest of the quiet zone."""
LARGEST_TEXT = 2048


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
    try:
        return unquote(bytes.fromhex(wanted).decode("ascii"), errors="strict")
    except ValueError:
        return ""


def qr_image(text: str, side: int) -> QImage:
    """`text` as a QR code (error correction M) of side × side pixels, code centred, rest white."""
    import segno  # with the first code that is drawn: it costs more than the home page

    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    if not text or len(text) > LARGEST_TEXT:
        return picture
    modules = [bytes(row) for row in segno.make(text, error="m", boost_error=False, micro=False).matrix]
    count = len(modules) + 2 * QUIET_MODULES
    scale = max(side // count, 1)
    small = QImage(len(modules), len(modules), QImage.Format.Format_RGB32)
    black, white = QColor("black").rgb(), QColor("white").rgb()
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            small.setPixel(x, y, black if dark else white)
    drawn = small.scaled(len(modules) * scale, len(modules) * scale)  # without smoothing: whole pixels a module
    painter = QPainter(picture)
    painter.drawImage((side - drawn.width()) // 2, (side - drawn.height()) // 2, drawn)
    painter.end()
    return picture

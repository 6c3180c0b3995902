"""A signature as drawn → PNG bytes. Off the screen, so that what is stored does not depend on the window."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

WIDTH = 720
HEIGHT = 360
PEN_WIDTH = 7.0

Stroke = Sequence[tuple[float, float]]


def signature_png(strokes: Sequence[Stroke]) -> bytes:
    """Black on white, 720 × 360, one bit a pixel: a few KiB, always under the 64 KiB an attachment may have.

    strokes: points in pad units 0…1, both ways. Needs no window and no QGuiApplication.
    """
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(Qt.GlobalColor.black), PEN_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in strokes:
        path = QPainterPath(QPointF(stroke[0][0] * WIDTH, stroke[0][1] * HEIGHT))
        for x, y in stroke[1:]:
            path.lineTo(x * WIDTH, y * HEIGHT)
        if len(stroke) == 1:
            path.lineTo(stroke[0][0] * WIDTH + 0.1, stroke[0][1] * HEIGHT)
        painter.drawPath(path)
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither).save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())

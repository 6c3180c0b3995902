"""A signature as drawn → PNG bytes. Off the screen, so that what is stored does not depend on the window."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

WIDTH = 720
HEIGHT = 360
PEN_WIDTH = 7.0
MOST_STROKES = 400
MOST_POINTS = 20_000
"""In all strokes together. A finger gives about 60 points a second: five minutes of drawing."""

Stroke = Sequence[tuple[float, float]]


def clean_strokes(strokes: object) -> list[list[tuple[float, float]]]:
    """What the pad sent, as numbers within 0…1; everything else in it is dropped, so is what exceeds the limits."""
    kept: list[list[tuple[float, float]]] = []
    points_left = MOST_POINTS
    for stroke in list(strokes)[:MOST_STROKES] if isinstance(strokes, list | tuple) else []:
        points = [
            (min(1.0, max(0.0, float(point[0]))), min(1.0, max(0.0, float(point[1]))))
            for point in (list(stroke)[:points_left] if isinstance(stroke, list | tuple) else [])
            if isinstance(point, list | tuple)
            and len(point) == 2
            and all(isinstance(value, int | float) and value == value for value in point)
        ]
        points_left -= len(points)
        if points:
            kept.append(points)
    return kept


def is_signed(strokes: Sequence[Stroke]) -> bool:
    """Something was written: a touch without movement is not a signature."""
    reach = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for stroke in strokes for a, b in pairwise(stroke))
    return reach >= 0.05


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

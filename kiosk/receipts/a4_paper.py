"""Lines on A4: a title, numbered or plain lines, a foot on every page. Painted by Qt with the station's own fonts."""

import re
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

DPI = 300
MM = DPI / 25.4
WIDTH, HEIGHT = 210.0, 297.0
MARGIN, TOP, BOTTOM = 18.0, 16.0, 20.0
NUMBER_MM, LABEL_MM = 18.0, 52.0
FAMILY = "Noto Sans SC"
LONG_RUN = re.compile(r"[!-~]{24,}")
"""Letters and digits that no line might hold whole: only these are broken anywhere."""


def wraps_of(text: str) -> int:
    """How Qt breaks lines: between words and hanzi, as people write; a number is not torn apart."""
    return (Qt.TextFlag.TextWrapAnywhere if LONG_RUN.search(text) else Qt.TextFlag.TextWordWrap).value


class Line(msgspec.Struct, frozen=True):
    """number, label and value; a heading has only a label, a sentence only number and value."""

    number: str
    label: str
    value: str = ""


class Paper:
    """Lays lines out on as many pages as they need; `turn` begins the next page, `foot_of` says what its foot tells."""

    def __init__(self, painter: QPainter, turn: Callable[[], object], foot_of: Callable[[int], str]) -> None:
        self._painter, self._turn, self._foot_of = painter, turn, foot_of
        self.pages = 1
        self._y = TOP

    def head(self, title: str, about: str) -> None:
        self._text(MARGIN, WIDTH - 2 * MARGIN, title, 7.0, bold=True, centred=True)
        self._y += 2
        self._text(MARGIN, WIDTH - 2 * MARGIN, about, 3.4)
        self._y += 3

    def lines(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._line(line)

    def sign(self, label: str, png: bytes) -> None:
        """A place for a signature, and the drawn one when there is one."""
        self._room_for(34)
        self._y += 4
        self._text(MARGIN, 60, label, 3.9)
        picture = QImage.fromData(png) if png else QImage()
        if not picture.isNull():
            box = QRectF((MARGIN + 40) * MM, self._y * MM, 60 * MM, 22 * MM)
            size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            self._painter.drawImage(QRectF(box.x(), box.y(), size.width(), size.height()), picture)
        self._y += 24

    def end(self) -> int:
        """The last page's foot; the number of pages."""
        self._foot()
        return self.pages

    def _line(self, line: Line) -> None:
        if not line.number and not line.value:
            self._room_for(16)
            self._y += 3
            self._text(MARGIN, WIDTH - 2 * MARGIN, line.label, 4.6, bold=True)
            self._y += 1
            return
        value_x = MARGIN + NUMBER_MM + (LABEL_MM if line.label else 0)
        width = WIDTH - MARGIN - value_x
        need = max(self._height(line.value, width, 3.9), self._height(line.label, LABEL_MM - 3, 3.6)) + 3
        self._room_for(need)
        top = self._y
        self._text(MARGIN, NUMBER_MM - 2, line.number, 3.6)
        self._y = top
        if line.label:
            self._text(MARGIN + NUMBER_MM, LABEL_MM - 3, line.label, 3.6)
            self._y = top
        self._text(value_x, width, line.value, 3.9)
        self._y = top + need
        self._painter.setPen(QPen(Qt.GlobalColor.lightGray, 0.2 * MM))
        under = QPointF(0, (self._y - 1.5) * MM)
        self._painter.drawLine(QPointF(MARGIN * MM, 0) + under, QPointF((WIDTH - MARGIN) * MM, 0) + under)

    def _room_for(self, mm: float) -> None:
        if self._y + mm > HEIGHT - BOTTOM:
            self._foot()
            self._turn()
            self.pages += 1
            self._y = TOP

    def _foot(self) -> None:
        kept, self._y = self._y, HEIGHT - BOTTOM + 6
        self._text(MARGIN, WIDTH - 2 * MARGIN, self._foot_of(self.pages), 3.0)
        self._y = kept

    def _font(self, size_mm: float, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(round(size_mm * MM))
        font.setBold(bold)
        return font

    def _height(self, text: str, width: float, size_mm: float) -> float:
        self._painter.setFont(self._font(size_mm))
        box = QRectF(0, 0, width * MM, HEIGHT * MM)
        return self._painter.boundingRect(box, wraps_of(text), text).height() / MM

    def _text(
        self, x: float, width: float, text: str, size_mm: float, bold: bool = False, centred: bool = False
    ) -> None:
        self._painter.setFont(self._font(size_mm, bold))
        self._painter.setPen(Qt.GlobalColor.black)
        box = QRectF(x * MM, self._y * MM, width * MM, (HEIGHT - self._y) * MM)
        flags = wraps_of(text) | (Qt.AlignmentFlag.AlignHCenter.value if centred else 0)
        drawn = self._painter.boundingRect(box, flags, text)
        self._painter.drawText(box, flags, text)
        self._y += drawn.height() / MM


def pdf_of(title: str, paint: Callable[[QPainter, Callable[[], object]], None]) -> bytes:
    """An A4 PDF in memory only; paint: (painter, what begins the next page)."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    painter = QPainter(writer)
    try:
        paint(painter, writer.newPage)
    finally:
        painter.end()
    return bytes(buffer.data().data())

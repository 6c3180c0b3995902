"""The filled form on A4: a PDF with the numbers of the case page. Painted by Qt with the station's own fonts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from catalogue.forms.sheet import field_numbers, material_numbers, sheet_rows
from contract.catalogue import Division
from contract.form import FormDef
from contract.submission import AgreedDeclaration, GivenMaterial
from kiosk.screens.form_words import answer_said, dashed
from kiosk.words import Words

DPI = 300
MM = DPI / 25.4
WIDTH, HEIGHT = 210.0, 297.0
MARGIN, TOP, BOTTOM = 18.0, 16.0, 20.0
NUMBER_MM, LABEL_MM = 18.0, 52.0
FAMILY = "Noto Sans SC"
WRAPS = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value


class FilledForm(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the paper. `answers`: those handed in; `signature`: PNG bytes, empty for none."""

    form: FormDef
    item_name: str
    number: str
    station: str
    at: datetime
    answers: Mapping[str, object]
    materials: Sequence[GivenMaterial]
    declarations: Sequence[AgreedDeclaration]
    signature: bytes = b""


class Line(msgspec.Struct, frozen=True):
    """number, label and value; a heading has only a label, a sentence only number and value."""

    number: str
    label: str
    value: str = ""


def lines_of(
    filled: FilledForm, words: Words, divisions: tuple[Division, ...], regions: Mapping[str, str]
) -> tuple[Line, ...]:
    """Every line of the paper, in the Chinese of the official form. Masked fields stay masked, sensitive ones away."""
    form, numbers = filled.form, field_numbers(filled.form)
    lines = [Line("", words.text("paper-filled"))]
    for row in sheet_rows(form, filled.answers):
        label = words.text("form-row-label", label=row.field.label, row=row.row) if row.row else row.field.label
        lines.append(Line(row.number, label, answer_said(words, row.field, row.value, divisions, regions)))
    if filled.materials:
        lines.append(Line("", words.text("paper-materials")))
        places = material_numbers(form)
        lines += [
            Line(places.get(one.id, ""), one.name, words.text(f"materials-{dashed(one.how.value)}"))
            for one in filled.materials
        ]
    if filled.declarations:
        lines.append(Line("", words.text("paper-declarations")))
        lines += [Line(f"5.{place}", "", one.text) for place, one in enumerate(filled.declarations, 1)]
    assert all(number.count(".") == 1 for number in numbers.values())
    return tuple(lines)


class Paper:
    """Lays lines out on as many pages as they need; `turn` begins the next page."""

    def __init__(self, painter: QPainter, filled: FilledForm, words: Words, turn: Callable[[], object]) -> None:
        self._painter, self._filled, self._words, self._turn = painter, filled, words, turn
        self.pages = 1
        self._y = TOP

    def paint(self, lines: Sequence[Line]) -> int:
        """Paint everything; the number of pages."""
        filled, words = self._filled, self._words
        self._text(MARGIN, WIDTH - 2 * MARGIN, filled.form.title, 7.0, bold=True, centred=True)
        self._y += 2
        about = words.text(
            "paper-about",
            number=filled.number,
            item=filled.item_name,
            station=filled.station,
            time=f"{filled.at:%Y-%m-%d %H:%M}",
        )
        self._text(MARGIN, WIDTH - 2 * MARGIN, about, 3.4)
        self._y += 3
        for line in lines:
            self._line(line)
        self._sign()
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

    def _sign(self) -> None:
        self._room_for(34)
        self._y += 4
        self._text(MARGIN, 60, self._words.text("paper-signature"), 3.9)
        picture = QImage.fromData(self._filled.signature) if self._filled.signature else QImage()
        if not picture.isNull():
            box = QRectF((MARGIN + 40) * MM, self._y * MM, 60 * MM, 22 * MM)
            size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            self._painter.drawImage(QRectF(box.x(), box.y(), size.width(), size.height()), picture)
        self._y += 24

    def _room_for(self, mm: float) -> None:
        if self._y + mm > HEIGHT - BOTTOM:
            self._foot()
            self._turn()
            self.pages += 1
            self._y = TOP

    def _foot(self) -> None:
        kept, self._y = self._y, HEIGHT - BOTTOM + 6
        self._text(
            MARGIN, WIDTH - 2 * MARGIN, self._words.text("paper-foot", number=self._filled.number, page=self.pages), 3.0
        )
        self._y = kept

    def _font(self, size_mm: float, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(round(size_mm * MM))
        font.setBold(bold)
        return font

    def _height(self, text: str, width: float, size_mm: float) -> float:
        self._painter.setFont(self._font(size_mm))
        box = QRectF(0, 0, width * MM, HEIGHT * MM)
        return self._painter.boundingRect(box, WRAPS, text).height() / MM

    def _text(
        self, x: float, width: float, text: str, size_mm: float, bold: bool = False, centred: bool = False
    ) -> None:
        self._painter.setFont(self._font(size_mm, bold))
        self._painter.setPen(Qt.GlobalColor.black)
        box = QRectF(x * MM, self._y * MM, width * MM, (HEIGHT - self._y) * MM)
        flags = WRAPS | (Qt.AlignmentFlag.AlignHCenter.value if centred else 0)
        drawn = self._painter.boundingRect(box, flags, text)
        self._painter.drawText(box, flags, text)
        self._y += drawn.height() / MM


def filled_form_pdf(
    filled: FilledForm, words: Words, divisions: tuple[Division, ...] = (), regions: Mapping[str, str] | None = None
) -> bytes:
    """The A4 PDF, in memory only. words: the Chinese ones, whatever the window speaks: it is an official paper."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setTitle(filled.number)
    painter = QPainter(writer)
    try:
        Paper(painter, filled, words, writer.newPage).paint(lines_of(filled, words, divisions, regions or {}))
    finally:
        painter.end()
    return bytes(buffer.data().data())

"""The filled form on A4: a PDF with the numbers of the case page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec
from PySide6.QtGui import QPainter

from catalogue.forms.sheet import field_numbers, material_numbers, sheet_rows
from contract.catalogue import Division
from contract.form import FormDef
from contract.submission import AgreedDeclaration, GivenMaterial
from kiosk.receipts.a4_paper import Line, Paper, pdf_of
from kiosk.screens.form_words import answer_said, dashed
from kiosk.words import Words


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


def paint_form(
    painter: QPainter, filled: FilledForm, words: Words, turn: Callable[[], object], lines: Sequence[Line]
) -> int:
    """Paint one form from the top of a page; the number of pages it took."""
    paper = Paper(painter, turn, lambda page: words.text("paper-foot", number=filled.number, page=page))
    about = words.text(
        "paper-about",
        number=filled.number,
        item=filled.item_name,
        station=filled.station,
        time=f"{filled.at:%Y-%m-%d %H:%M}",
    )
    paper.head(filled.form.title, about)
    paper.lines(lines)
    paper.sign(words.text("paper-signature"), filled.signature)
    return paper.end()


def filled_form_pdf(
    filled: FilledForm, words: Words, divisions: tuple[Division, ...] = (), regions: Mapping[str, str] | None = None
) -> bytes:
    """The A4 PDF, in memory only. words: the Chinese ones, whatever the window speaks: it is an official paper."""
    return filled_forms_pdf((filled,), words, divisions, regions)


def filled_forms_pdf(
    forms: Sequence[FilledForm],
    words: Words,
    divisions: tuple[Division, ...] = (),
    regions: Mapping[str, str] | None = None,
) -> bytes:
    """Several forms, each from a page of its own: the children of a joint matter."""

    def paint(painter: QPainter, turn: Callable[[], object]) -> None:
        for place, filled in enumerate(forms):
            if place:
                turn()
            paint_form(painter, filled, words, turn, lines_of(filled, words, divisions, regions or {}))

    return pdf_of(forms[0].number if forms else "", paint)

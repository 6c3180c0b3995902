"""The filled form on A4: every answer with its number, masked where the form masks, on as many pages as it needs."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from catalogue.forms.source import read_forms
from catalogue.forms.state import work_out
from catalogue.package.sample import CONTENT
from contract.codes import Language
from contract.form import FormDef
from contract.submission import AgreedDeclaration, GivenMaterial, MaterialGiven
from kiosk.commands.form import card_of
from kiosk.config import ASSETS
from kiosk.controls.fonts import load_fonts
from kiosk.receipts.a4_paper import HEIGHT, MARGIN, MM, WIDTH
from kiosk.receipts.filled_form import FilledForm, filled_form_pdf, filled_forms_pdf, lines_of, paint_form
from kiosk.words import Words

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "forms"
FORMS = {form.id: form for form in read_forms(CONTENT / "forms")}
ZH = Words(ASSETS / "words", Language.ZH)
AT = datetime.fromisoformat("2026-11-27T10:00:00+08:00")


@pytest.fixture(scope="module", autouse=True)
def application() -> object:
    app = QGuiApplication.instance() or QGuiApplication(["test", "-platform", "offscreen"])
    load_fonts(ASSETS / "fonts")
    return app


def filled(form: FormDef) -> FilledForm:
    example = json.loads(sorted((GOLDEN / form.id).glob("good_*.json"))[0].read_text("utf-8"))
    state = work_out(form, example["answers"], card=card_of(example["card"]), today=AT.date())
    return FilledForm(
        form=form,
        item_name=form.title,
        number="XD51011400600126112700014255",
        station="狮子湖小区",
        at=AT,
        answers=state.values,
        materials=[GivenMaterial(id=one.id, name=one.name, how=MaterialGiven.LATER) for one in form.materials],
        declarations=[AgreedDeclaration(id=one.id, text=one.text) for one in form.declarations],
    )


def ink(page: QImage) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is painted, in millimetres."""
    small = page.scaled(round(WIDTH * 2), round(HEIGHT * 2)).convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y) for y in range(small.height()) for x in range(small.width()) if small.pixelColor(x, y).lightness() < 200
    ]
    xs, ys = [x / 2 for x, _ in dark], [y / 2 for _, y in dark]
    return min(xs), min(ys), max(xs), max(ys)


def painted(form: FilledForm) -> list[QImage]:
    pages: list[QImage] = []
    painter = QPainter()

    def turn() -> None:
        if painter.isActive():
            painter.end()
        page = QImage(round(WIDTH * MM), round(HEIGHT * MM), QImage.Format.Format_RGB32)
        page.fill(0xFFFFFFFF)
        pages.append(page)
        painter.begin(page)

    turn()
    assert paint_form(painter, form, ZH, turn, lines_of(form, ZH, (), {})) == len(pages)
    painter.end()
    return pages


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_prints_as_a_pdf_of_a4_pages(form: FormDef) -> None:
    body = filled_form_pdf(filled(form), ZH)
    assert body.startswith(b"%PDF-") and 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", body)) <= 4
    boxes = re.findall(rb"/MediaBox \[\s*0 0 (\d+)[.\d]* (\d+)", body)
    assert boxes and set(boxes) <= {(b"595", b"842"), (b"595", b"841")}


def test_the_children_of_a_joint_matter_follow_each_other_each_from_a_page_of_its_own() -> None:
    def pages(body: bytes) -> int:
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", body))

    one, other = filled(FORMS["F01"]), filled(FORMS["F02"])
    both = filled_forms_pdf((one, other), ZH)
    assert pages(both) == pages(filled_form_pdf(one, ZH)) + pages(filled_form_pdf(other, ZH))


def test_nothing_is_painted_outside_the_margins_of_any_page() -> None:
    pages = painted(filled(FORMS["F10"]))
    assert len(pages) > 1
    for page in pages:
        left, top, right, bottom = ink(page)
        assert left >= MARGIN - 1 and right <= WIDTH - MARGIN + 1 and top >= 10 and bottom <= HEIGHT - 5


def test_every_answer_stands_there_with_its_number_and_masked() -> None:
    form = filled(FORMS["F01"])
    said = {line.number: f"{line.label} {line.value}" for line in lines_of(form, ZH, (), {})}
    assert said["2.1"] == "申办类型 首次申办" and said["5.1"].endswith("权利）")
    everything = "".join(said.values())
    assert "11010519491231002X" not in everything and "110***********002X" in everything
    assert "13900001234" not in everything and "139 **** 1234" in everything
    assert {number.partition(".")[0] for number in said if number} == {"1", "2", "3", "4", "5"}

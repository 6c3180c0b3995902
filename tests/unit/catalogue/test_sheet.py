"""Numbers of a form's lines: the same whatever was answered; sensitive answers are not printed."""

import pytest

from catalogue.forms.sheet import field_numbers, material_numbers, sheet_rows
from catalogue.forms.source import read_forms
from catalogue.package.sample import CONTENT
from contract.form import FormDef

FORMS = {form.id: form for form in read_forms(CONTENT / "forms")}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_field_has_a_number_of_its_own(form: FormDef) -> None:
    numbers = [*field_numbers(form).values(), *material_numbers(form).values()]
    assert len(set(numbers)) == len(numbers) == len(form.fields) + len(form.materials)
    assert {number.partition(".")[0] for number in numbers} <= {"1", "2", "3", "4"}


def test_a_number_does_not_depend_on_the_answers() -> None:
    form = FORMS["F01"]
    few = {row.field.id: row.number for row in sheet_rows(form, {"card_kind": "首次申办", "mobile": "13900001234"})}
    more = {row.field.id: row.number for row in sheet_rows(form, {"card_kind": "x", "hukou_kind": "y", "mobile": "1"})}
    assert few == {"card_kind": "2.1", "mobile": "3.1"} and more | few == more


def test_cells_of_a_repeat_are_numbered_by_row_and_place() -> None:
    rows = sheet_rows(FORMS["F10"], {"co_tenants": [{"name": "陈", "id18": "1"}, {"name": "李"}], "who": "承租人"})
    assert [row.number for row in rows] == ["2.1", "2.18.1.1", "2.18.1.2", "2.18.2.1"]


def test_a_diagnosis_is_for_the_case_and_not_for_paper() -> None:
    answers = {"diagnosis": "感冒", "referral_hospital": "示例医院"}
    assert [row.field.id for row in sheet_rows(FORMS["F08"], answers)] == ["referral_hospital"]
    assert len(sheet_rows(FORMS["F08"], answers, with_sensitive=True)) == 2

"""Words of forms: every field, option, hint and error has them in every language, and headings keep to the design."""

import inspect
import re

import pytest

from catalogue.forms import check, values
from catalogue.forms.source import read_forms
from catalogue.package.sample import CONTENT
from contract.codes import Language
from contract.form import Field, FieldType, FormDef, Source
from kiosk.config import ASSETS
from kiosk.words import Words, languages_of

FORMS = read_forms(CONTENT / "forms")
HEADING = 14
"""Characters of a heading (DESIGN §9)."""


@pytest.fixture(scope="module", params=languages_of(ASSETS / "words"))
def words(request: pytest.FixtureRequest) -> Words:
    return Words(ASSETS / "words", request.param)


def dashed(name: str) -> str:
    return name.replace("_", "-")


def with_columns(form: FormDef) -> list[Field]:
    return [each for field in form.fields for each in (field, *field.fields)]


def needed(field: Field) -> list[str]:
    """Messages of one field: its label, and what its screen says when it is asked."""
    found = [field.words]
    if field.source is not Source.SYSTEM:
        found += [f"{field.words}.ask", f"{field.words}.hint"]
    found += [f"{field.words}-{dashed(option.key)}" for option in field.options]
    if field.type is FieldType.BOOL:
        found += [f"{field.words}-yes", f"{field.words}-no"]
    return found + [message for column in field.fields for message in needed(column)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_field_and_option_has_words(form: FormDef, words: Words) -> None:
    wanted = [message for field in form.fields for message in needed(field)]
    wanted += [f"form-{form.id.lower()}-material-{dashed(material.id)}" for material in form.materials]
    wanted += [
        f"form-{form.id.lower()}-{dashed(rule.code)}.{part}"
        for rule in form.eligibility
        for part in ("ok", "doubt", "reason")
    ]
    assert [message for message in wanted if not words.has(message)] == []
    assert all(declaration.short_en for declaration in form.declarations)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_labels_on_screen_are_those_of_the_definition(form: FormDef) -> None:
    zh = Words(ASSETS / "words", Language.ZH)
    for field in with_columns(form):
        assert zh.text(field.words) == field.label
        assert [zh.text(f"{field.words}-{dashed(option.key)}") for option in field.options] == [
            o.label for o in field.options
        ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_heading_is_one_short_line(form: FormDef) -> None:
    zh = Words(ASSETS / "words", Language.ZH)
    long = [zh.text(f"{field.words}.ask") for field in with_columns(form) if zh.has(f"{field.words}.ask")]
    assert [heading for heading in long if len(heading) > HEADING] == []


def error_codes() -> set[str]:
    """Codes in the sources of the checks, and of the forms' own rules."""
    text = inspect.getsource(values) + inspect.getsource(check)
    codes = set(re.findall(r'"([a-z]+(?:_[a-z]+)*)", \{', text)) | set(re.findall(r'code="([a-z_]+)"', text))
    schemes = set(re.findall(r'counted\(text, \d+, "([a-z]+)"\)', text))
    codes |= {f"{scheme}_{end}" for scheme in schemes for end in ("short", "long")}
    codes |= set(re.findall(r'error\(field, "([a-z_]+)"', text))
    return codes | {rule.code for form in FORMS for field in with_columns(form) for rule in field.rules}


def test_every_error_has_words(words: Words) -> None:
    codes = error_codes()
    assert {"mobile_short", "id_check", "required", "not_an_option", "too_many", "same_as_own_mobile"} <= codes
    assert [code for code in sorted(codes) if not words.has(f"error-{dashed(code)}")] == []


def test_an_error_says_how_to_mend_it_in_one_line() -> None:
    zh = Words(ASSETS / "words", Language.ZH)
    assert zh.text("error-mobile-short", missing="2", need="11") == "少了 2 位，手机号码要 11 位"
    assert (
        zh.text("form-f01-age-60.ok", age="76") + zh.text("form-f01-age-60.reason")
        == "您 76 岁，够条件。依据：满 60 岁就能办"
    )

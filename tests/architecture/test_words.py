"""Every word of the interface exists in every shipped language, with the same parts and the same variables."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from fontTools.ttLib import TTFont

from catalogue.forms.source import read_form
from contract.codes import Language
from contract.failures import FailureCode
from contract.form import FormDef, Source
from kiosk.screens.form_words import dashed
from kiosk.words import Words, languages_of
from tests.architecture.tree import ROOT, shown, sources

WORDS = ROOT / "assets" / "words"
LANGUAGES = tuple(languages_of(WORDS))


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def entries(language: str) -> Iterator[tuple[Path, ast.Message | ast.Term]]:
    for path in sorted((WORDS / language).rglob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, (ast.Message, ast.Term)):
                yield path, entry


def parts_of(language: str) -> dict[str, frozenset[str]]:
    """`id` and `id.attribute` of a language, each with the variables it uses."""
    found = {}
    for _path, entry in entries(language):
        patterns = {entry.id.name: entry.value} if entry.value else {}
        patterns |= {f"{entry.id.name}.{attribute.id.name}": attribute.value for attribute in entry.attributes}
        for name, pattern in patterns.items():
            variables = Variables()
            variables.visit(pattern)
            found[name] = frozenset(variables.names)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_words_can_be_read(language: str) -> None:
    junk = [
        f"{shown(path)}: {(entry.content or '').strip()[:80]}"
        for path in sorted((WORDS / language).rglob("*.ftl"))
        for entry in FluentParser().parse(path.read_text("utf-8")).body
        if isinstance(entry, ast.Junk)
    ]
    assert junk == []
    assert list(entries(language)) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_given_twice(language: str) -> None:
    names = [entry.id.name for _path, entry in entries(language)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_have_the_same_words_with_the_same_variables(language: str) -> None:
    first, other = parts_of(LANGUAGES[0]), parts_of(language)
    assert sorted(first.keys() ^ other.keys()) == []
    assert {name: (sorted(first[name]), sorted(other[name])) for name in first if first[name] != other[name]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_says_what_happened_and_what_to_do(language: str) -> None:
    words = Words(WORDS, Language(language))
    assert all(words.failure(code, part).strip() for code in FailureCode for part in ("what", "do"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_failure_shows_a_code_to_a_resident(language: str) -> None:
    technical = re.compile(r"\b[a-z]+\.[a-z]+_[a-z_]+\b|0x[0-9a-f]+|Traceback|\bexception\b", re.I)
    texts = [
        element.value
        for _path, entry in entries(language)
        if entry.id.name.startswith("failure-")
        for attribute in entry.attributes
        for element in attribute.value.elements
        if isinstance(element, ast.TextElement)
    ]
    assert [text for text in texts if technical.search(text)] == []


def test_every_word_that_code_asks_for_exists() -> None:
    """`words.text("id", …)` in the window and `say("key", …)` at the centre, wherever the id is written out.

    What ends in a dash is the first part of an id that is put together.
    """
    have = parts_of(LANGUAGES[0])
    ids = {name.split(".")[0] for name in have}
    asked = {
        "kiosk": ("", re.compile(r"""\bwords(?:\.\w+)?\(\s*f?["']([a-z][a-z0-9_-]*)["'{]""")),
        "centre": ("staff-", re.compile(r"""\bsay\(\s*f?["']([a-z][a-z0-9_-]*)["'{]""")),
    }
    missing = []
    for path in sources(".py"):
        prefix, pattern = asked.get(path.relative_to(ROOT).parts[0], ("", None))
        for name in pattern.findall(path.read_text("utf-8")) if pattern else ():
            wanted = prefix + name
            if wanted not in ids and not (name.endswith("-") and any(one.startswith(wanted) for one in ids)):
                missing.append(f"{shown(path)}: {wanted}")
    assert missing == []


def words_needed(form: FormDef) -> Iterator[str]:
    """Ids of all that a form says: labels, questions to the resident, options, materials."""
    waiting = list(form.fields)
    while waiting:
        field = waiting.pop()
        waiting += field.fields
        yield field.words
        yield from (f"{field.words}-{dashed(option.key)}" for option in field.options)
        if field.source is Source.USER and field in form.fields:
            yield f"{field.words}.ask"
    yield from (f"form-{form.id.lower()}-material-{dashed(material.id)}" for material in form.materials)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", sorted((ROOT / "assets/content/forms").glob("F*.toml")), ids=lambda path: path.stem)
def test_a_form_has_all_its_words(path: Path, language: str) -> None:
    words = Words(WORDS, Language(language))
    assert [needed for needed in words_needed(read_form(path)) if not words.has(needed)] == []


def test_the_languages_on_offer_are_the_shipped_ones() -> None:
    assert {Language.ZH, Language.EN} <= set(LANGUAGES)
    assert sorted(LANGUAGES) == sorted(path.name for path in WORDS.iterdir() if path.is_dir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_can_be_drawn_by_the_bundled_fonts(language: str) -> None:
    """A language whose letters no font has would be a page of boxes."""
    drawn: set[int] = set()
    for path in sorted((ROOT / "assets" / "fonts").glob("*.ttf")):
        drawn |= (TTFont(path, lazy=True).getBestCmap() or {}).keys()
    letters = {letter for path in (WORDS / language).rglob("*.ftl") for letter in path.read_text("utf-8")}
    assert sorted(letter for letter in letters if ord(letter) not in drawn and not letter.isspace()) == []

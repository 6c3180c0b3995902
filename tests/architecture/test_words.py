"""Every word of the interface exists in every shipped language, with the same parts and the same variables."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from contract.failures import FailureCode
from tests.architecture.tree import ROOT, shown, sources

WORDS = ROOT / "assets" / "words"
LANGUAGES = ("zh-CN", "en")


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
    have = parts_of(language)
    needed = {f"failure-{code.value.replace('.', '-')}.{part}" for code in FailureCode for part in ("what", "do")}
    assert sorted(needed - have.keys()) == []


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
    """`words("id")`, `words.text("id", …)` and the like, wherever the id is written out."""
    have = parts_of(LANGUAGES[0])
    ids = {name.split(".")[0] for name in have}
    asked = re.compile(r"""\bwords(?:\.\w+)?\(\s*["']([a-z][a-z0-9_-]*)["']""")
    missing = [
        f"{shown(path)}: {name}"
        for path in sources(".py", ".qml")
        if path.relative_to(ROOT).parts[0] in ("kiosk", "centre")
        for name in asked.findall(path.read_text("utf-8"))
        if name not in ids
    ]
    assert missing == []


def test_the_languages_on_offer_are_the_shipped_ones() -> None:
    offered = tomllib.loads((WORDS / "languages.toml").read_text("utf-8"))
    assert set(LANGUAGES) <= set(offered)
    assert sorted(set(offered) - {path.name for path in WORDS.iterdir() if path.is_dir()}) == []

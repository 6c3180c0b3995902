"""A theme's question graph as data: which questions show, which items apply and why. Pure."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from catalogue.bare_expressions import compiled_over, holds_over
from catalogue.forms.expressions import ExpressionWrong


class ThemeOption(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    label_en: str = ""
    hint: str = ""


class ThemeQuestion(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    ask: str
    ask_en: str = ""
    options: tuple[ThemeOption, ...]
    spoken: str = ""
    multiple: bool = False
    when: str = ""


class ThemeItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item that applies when `when` holds; `together`: it goes into the joint matter, else it is handled apart."""

    code: str
    when: str
    why: str
    why_en: str = ""
    order: int
    together: bool = False


class ThemeTest(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an official's table: these answers give these items, and not those."""

    answers: dict[str, Any]
    expect: tuple[str, ...]
    never: tuple[str, ...] = msgspec.field(name="not", default=())


class ThemeGraph(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    en: str
    intro: str
    questions: tuple[ThemeQuestion, ...]
    items: tuple[ThemeItem, ...]
    shared_fields: tuple[str, ...] = ()
    """Fields asked once for all forms of the joint matter."""
    merged_materials: tuple[str, ...] = ()
    """Materials given once for all items."""
    tests: tuple[ThemeTest, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(question.id for question in self.questions))


class Applies(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    why: str
    why_en: str
    together: bool


Answers = Mapping[str, object]
"""By question: the option's id, or a list of ids where several can be chosen."""


def counted(graph: ThemeGraph, answers: Answers) -> dict[str, object]:
    """The answers that count: of questions that show, with options that exist. A question not asked is "" or []."""
    known: dict[str, object] = {question.id: [] if question.multiple else "" for question in graph.questions}
    for question in graph.questions:
        if question.when and not holds_over(question.when, graph.names, known):
            continue
        offered = {option.id for option in question.options}
        given = answers.get(question.id)
        if question.multiple and isinstance(given, list | tuple):
            known[question.id] = [one for one in dict.fromkeys(given) if isinstance(one, str) and one in offered]
        elif not question.multiple and isinstance(given, str) and given in offered:
            known[question.id] = given
    return known


def shown_questions(graph: ThemeGraph, answers: Answers) -> tuple[ThemeQuestion, ...]:
    """The questions that show for these answers, in order."""
    known = counted(graph, answers)
    return tuple(one for one in graph.questions if not one.when or holds_over(one.when, graph.names, known))


def next_question(graph: ThemeGraph, answers: Answers) -> ThemeQuestion | None:
    """The first shown question without an answer; a question of several may be answered with an empty list."""
    return next((one for one in shown_questions(graph, answers) if answers.get(one.id) in (None, "")), None)


def applying(graph: ThemeGraph, answers: Answers) -> tuple[Applies, ...]:
    """The items that apply, in the theme's order, each once with its first reason."""
    known = counted(graph, answers)
    found: dict[str, Applies] = {}
    for item in sorted(graph.items, key=lambda one: one.order):
        if item.code not in found and holds_over(item.when, graph.names, known):
            found[item.code] = Applies(
                code=item.code, why=item.why, why_en=item.why_en, together=item.together
            )
    return tuple(found.values())


def table_breaches(graph: ThemeGraph, most: int) -> Iterator[str]:
    """Every line of the theme's own table that differs, and more items than a resident can look over."""
    for number, line in enumerate(graph.tests, 1):
        codes = [item.code for item in applying(graph, line.answers)]
        if missing := [code for code in line.expect if code not in codes]:
            yield f"例 {number} 少了 {'、'.join(missing)}"
        if extra := [code for code in line.never if code in codes]:
            yield f"例 {number} 不该有 {'、'.join(extra)}"
        if len(codes) > most:
            yield f"例 {number} 有 {len(codes)} 项，最多 {most} 项"


def decode_themes(body: bytes) -> tuple[tuple[ThemeGraph, ...], int]:
    """The themes and how many items at most. Raises ValueError with theme, question and reason."""
    try:
        whole = json.loads(body)
        graphs = msgspec.convert(whole["themes"], tuple[ThemeGraph, ...])
        most = int(whole.get("max_items", 9))
    except (msgspec.ValidationError, KeyError, TypeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    for graph in graphs:
        prove_graph(graph)
    return graphs, most


def prove_graph(graph: ThemeGraph) -> None:
    """Raises ValueError: a condition does not compile, names a later question, or compares with no option."""
    seen: list[str] = []
    for question in graph.questions:
        ids = [option.id for option in question.options]
        if not ids or len(set(ids)) != len(ids) or question.id in seen:
            raise ValueError(f"{graph.name}: {question.id}: a question needs an id of its own and options")
        try:
            compiled_over(question.when, tuple(sorted(seen)))
        except ExpressionWrong as error:
            raise ValueError(f"{graph.name}: {question.id}: {error}") from None
        seen.append(question.id)
    for item in graph.items:
        try:
            compiled_over(item.when, graph.names)
        except ExpressionWrong as error:
            raise ValueError(f"{graph.name}: {item.code}: {error}") from None

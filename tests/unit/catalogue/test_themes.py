"""Themes as joint matters: the officials' tables, questions that open and close, one form that asks nothing twice."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.sample_applying import sample_card
from catalogue.forms.source import read_forms
from catalogue.package.open import Package
from catalogue.package.rules_in import RulesIn
from catalogue.package.sample import CONTENT
from catalogue.themes.graph import ThemeGraph, applying, counted, decode_themes, next_question, shown_questions
from catalogue.themes.graph import table_breaches as breaches_of
from catalogue.themes.joint_matter import (
    child_numbers,
    joint_limit_days,
    merged_materials,
    merged_questions,
    spread,
)

BODY = (CONTENT / "themes.json").read_bytes()
GRAPHS, MOST = decode_themes(BODY)
FORMS = {form.id: form for form in read_forms(CONTENT / "forms")}
TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.name)
def test_every_line_of_a_themes_table_holds(graph: ThemeGraph) -> None:
    assert len(graph.tests) >= 8
    assert list(breaches_of(graph, MOST)) == []


def test_a_line_that_differs_is_named() -> None:
    spoilt = json.loads(BODY)
    spoilt["themes"][0]["tests"][0] = {"answers": {"stage": "preg"}, "expect": ["R02-001"], "not": ["R10-009"]}
    graph = decode_themes(json.dumps(spoilt).encode())[0][0]
    assert list(breaches_of(graph, MOST)) == ["例 1 少了 R02-001", "例 1 不该有 R10-009"]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda theme: theme["questions"][0].update(when="baby == 'nohk'"), "stage"),
        (lambda theme: theme["items"][0].update(when="nothing == 'x'"), "R02-006"),
        (lambda theme: theme["items"][0].update(when="stage =="), "R02-006"),
        (lambda theme: theme["questions"][0].update(options=[]), "options"),
        (lambda theme: theme.pop("questions"), "questions"),
    ],
)
def test_a_broken_graph_is_refused_with_its_place(spoil, reason: str) -> None:
    whole = json.loads(BODY)
    spoil(whole["themes"][0])
    with pytest.raises(ValueError, match=reason):
        decode_themes(json.dumps(whole).encode())


def test_questions_open_and_close_with_the_answers_before() -> None:
    graph = GRAPHS[0]
    assert next_question(graph, {}) == graph.questions[0]
    asked = [question.id for question in shown_questions(graph, {"stage": "baby", "baby": "nohk"})]
    assert asked == ["stage", "baby", "way", "reg", "work"]
    assert [question.id for question in shown_questions(graph, {"stage": "wed", "baby": "nohk"})] == ["stage"]
    assert counted(graph, {"stage": "wed", "baby": "nohk"})["baby"] == "", "an answer whose question is gone is gone"
    assert next_question(graph, {"stage": "wed"}) is None


def test_every_item_that_applies_says_why_and_the_package_has_the_graph(package: Package) -> None:
    inside = RulesIn(package)
    graph = inside.theme("身后事")
    assert graph is not None and inside.theme("没有这个") is None
    for line in graph.tests:
        for item in applying(graph, line.answers):
            assert item.why.startswith("因为") and package.has_item(item.code)


choice = st.one_of(st.none(), st.text(max_size=4), st.integers(), st.lists(st.text(max_size=4), max_size=3))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GRAPHS), st.randoms(), st.lists(choice, max_size=3))
def test_any_answers_in_any_order_come_to_the_same_and_never_fail(graph: ThemeGraph, order, junk: list[object]) -> None:
    answers: dict[str, object] = {}
    for question in graph.questions:
        ids = [option.id for option in question.options]
        answers[question.id] = order.sample(ids, order.randint(0, len(ids))) if question.multiple else order.choice(ids)
    for question, value in zip(graph.questions, junk, strict=False):
        answers[question.id] = value
    shuffled = list(answers.items())
    order.shuffle(shuffled)
    one, other = applying(graph, answers), applying(graph, dict(shuffled))
    assert one == other and len({item.code for item in one}) == len(one)
    known = counted(graph, answers)
    hidden = {question.id for question in graph.questions} - {
        question.id for question in shown_questions(graph, answers)
    }
    assert all(known[name] in ("", []) for name in hidden)


def test_a_merged_form_asks_nothing_twice() -> None:
    forms = [FORMS["F01"], FORMS["F02"]]
    merged = merged_questions(forms, {}, sample_card(), TODAY)
    ids = [one.field.id for one in merged]
    assert len(ids) == len(set(ids))
    both = {one.field.id for one in merged if one.forms == ("F01", "F02")}
    assert {"mobile", "home_division", "home_detail", "is_agent", "result_delivery"} <= both
    assert {one.field.id for one in merged if one.forms == ("F02",)} >= {"live_state", "bank_account"}
    separately = sum(len(merged_questions([form], {}, sample_card(), TODAY)) for form in forms)
    assert len(merged) == separately - len(both)


def test_one_answer_goes_to_every_form_that_wants_it_and_only_there() -> None:
    forms = [FORMS["F01"], FORMS["F02"]]
    merged = {one.field.id: one for one in merged_questions(forms, {}, sample_card(), TODAY)}
    answers = spread(merged["mobile"], "13900001234", {})
    answers = spread(merged["bank_account"], "6228480467891234560", answers)
    assert answers == {
        "F01": {"mobile": "13900001234"},
        "F02": {"mobile": "13900001234", "bank_account": "6228480467891234560"},
    }


def test_fields_of_one_name_that_mean_different_things_are_asked_apart() -> None:
    merged = merged_questions([FORMS["F06"], FORMS["F07"]], {}, sample_card(), TODAY)
    assert [one.forms for one in merged if one.field.id == "marital"] == [("F06",), ("F07",)], "other choices"


def test_a_material_is_given_once_for_all() -> None:
    answers = {form: {"is_agent": True} for form in ("F01", "F02")}
    needed = {
        one.material.name: one.forms for one in merged_materials([FORMS["F01"], FORMS["F02"]], answers, None, TODAY)
    }
    assert needed["授权委托书"] == ("F01", "F02")


def test_children_carry_the_parents_number_and_the_slowest_sets_the_limit() -> None:
    assert child_numbers("XD510114006001261127000142", 2) == (
        "XD510114006001261127000142-01",
        "XD510114006001261127000142-02",
    )
    with pytest.raises(ValueError, match="99"):
        child_numbers("XD", 100)
    days = {"R06-014": 0, "R06-015": 10, "R04-003": 10}
    assert joint_limit_days(days, days.__getitem__) == (10, ("R06-015", "R04-003"))

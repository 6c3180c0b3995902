"""Themes as joint matters: the officials' tables, questions that open and close, one form that asks nothing twice."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.sample_applying import sample_card
from catalogue.forms.questions import questions_of
from catalogue.forms.source import read_forms
from catalogue.forms.state import FormState, work_out
from catalogue.package.check import check_sources
from catalogue.package.open import Package
from catalogue.package.rules_in import RulesIn
from catalogue.package.sample import CONTENT
from catalogue.package.sources import read_sources
from catalogue.themes.graph import ThemeGraph, applying, counted, decode_themes, next_question, shown_questions
from catalogue.themes.graph import table_breaches as breaches_of
from catalogue.themes.joint_matter import (
    JointMatter,
    join,
    joint_errors,
    joint_materials,
    joint_questions,
    own_answers,
)
from contract.form import Step
from contract.numbers import child_numbers

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


def test_every_reason_stands_in_english_too() -> None:
    for graph in GRAPHS:
        for item in graph.items:
            assert item.why_en and item.why_en.isascii() and len(item.why_en) <= 60, (graph.name, item.code)


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


def joined(package: Package, *codes: str) -> JointMatter:
    return join("T00", "试一试", "Trial", [(package.item(code), FORMS[package.item(code).form]) for code in codes])


def states(joint: JointMatter, answers: dict[str, object], **known) -> list[FormState]:
    return [work_out(part.form, own_answers(part, answers), today=TODAY, **known) for part in joint.parts]


def test_a_joined_form_asks_nothing_twice(package: Package) -> None:
    joint = joined(package, "R06-014", "R06-015")
    both = joint_questions(joint, states(joint, {}, card=sample_card()))
    ids = [field.id for field in both]
    assert len(ids) == len(set(ids))
    steps = [list(Step).index(field.step) for field in both]
    assert steps == sorted(steps)
    asked = [
        {field.id for question in questions_of(state) for field in question.fields}
        for state in states(joint, {}, card=sample_card())
    ]
    assert {"mobile", "home_division", "home_detail", "is_agent", "result_delivery"} <= asked[0] & asked[1]
    assert set(ids) == asked[0] | asked[1]


def test_one_answer_goes_to_every_form_that_wants_it_and_only_there(package: Package) -> None:
    joint = joined(package, "R06-014", "R06-015")
    given = {"mobile": "13900001234", "bank_account": "6228480467891234560", "nonsense": 1}
    assert [own_answers(part, given) for part in joint.parts] == [
        {"mobile": "13900001234"},
        {"mobile": "13900001234", "bank_account": "6228480467891234560"},
    ]


def test_fields_of_one_name_that_mean_different_things_are_asked_apart(package: Package) -> None:
    joint = joined(package, "R04-001", "R02-008")
    assert [part.fields["marital"] for part in joint.parts] == ["marital", "f07_marital"], "other choices"
    asked = {field.id: field for field in joint_questions(joint, states(joint, {}, card=sample_card()))}
    assert asked["marital"].words == "form-f03-marital" and asked["f07_marital"].words == "form-f07-marital"


def test_what_is_wrong_is_said_once_at_the_joined_question(package: Package) -> None:
    joint = joined(package, "R04-001", "R02-008")
    wrong = states(joint, {"mobile": "139", "f07_marital": "不是选项"}, card=sample_card())
    (error,) = joint_errors(joint, wrong, "mobile", sample_card(), ())
    assert error.field == "mobile" and not error.warns
    (other,) = joint_errors(joint, wrong, "f07_marital", sample_card(), ())
    assert other.field == "f07_marital"
    assert joint_errors(joint, wrong, "nothing", sample_card(), ()) == ()


def test_cells_of_a_repeat_keep_their_places(package: Package) -> None:
    joint = joined(package, "R02-008", "R01-024")
    assert joint.parts[1].fields["children"] == "f06_children"
    answers: dict[str, object] = {"f06_children": [{}, {}]}
    ids = [field.id for field in joint_questions(joint, states(joint, answers, card=sample_card()))]
    assert "f06_children[2].name" in ids and "children[1].name" not in ids
    found = joint_errors(joint, states(joint, answers, card=sample_card()), "f06_children[2].name", sample_card(), ())
    assert [error.field for error in found] == ["f06_children[2].name"]


def test_a_material_is_given_once_and_spared_only_where_every_form_allows(package: Package) -> None:
    joint = joined(package, "R06-014", "R06-015")
    needed = joint_materials(joint, states(joint, {"is_agent": True}))
    names = [material.name for material in joint.form.materials if material.id in needed]
    assert names.count("授权委托书") == 1 and len(names) == len(set(names))
    strict = msgspec.structs.replace(
        FORMS["F01"].materials[0], name="同一样", promise_instead=True, data_sharing="公安"
    )
    loose = msgspec.structs.replace(strict, promise_instead=False, data_sharing="")
    forms = [
        msgspec.structs.replace(FORMS["F01"], materials=(strict,)),
        msgspec.structs.replace(FORMS["F02"], materials=(loose,)),
    ]
    items = [package.item("R06-014"), package.item("R06-015")]
    (both,) = join("T00", "", "", zip(items, forms, strict=True)).form.materials
    assert not both.promise_instead and not both.data_sharing


def test_a_declaration_of_the_same_words_is_agreed_to_once(package: Package) -> None:
    joint = joined(package, "R06-015", "R07-007")
    texts = [declared.text for declared in joint.form.declarations]
    assert len(texts) == len(set(texts))
    assert [part.declarations["report_change"] for part in joint.parts] == ["report_change", "f09_report_change"]


def test_children_carry_the_parents_number_and_the_slowest_sets_the_limit(package: Package) -> None:
    assert child_numbers("XD510114006001261127000142", 2) == (
        "XD510114006001261127000142-01",
        "XD510114006001261127000142-02",
    )
    with pytest.raises(ValueError, match="99"):
        child_numbers("XD", 100)
    joint = joined(package, "R06-014", "R06-015")
    days = [package.item(part.item).promised_days for part in joint.parts]
    assert joint.promised_days == max(days) > min(days)
    assert joint.departments == tuple(dict.fromkeys(package.item(part.item).department for part in joint.parts))


def test_in_english_a_question_is_a_line_and_an_option_fits_its_button() -> None:
    """The pages reckon with one line each in the largest letters: some 34 and 28 characters of Latin script."""
    for graph in read_sources(CONTENT).theme_graphs:
        for question in graph.questions:
            assert 0 < len(question.ask_en) <= 34, (graph.name, question.id)
            assert all(0 < len(option.label_en) <= 28 for option in question.options), (graph.name, question.id)


def test_a_question_without_english_is_found_by_the_build() -> None:
    sources = read_sources(CONTENT)
    graph, *others = sources.theme_graphs
    first, *rest = graph.questions
    bare = msgspec.structs.replace(graph, questions=(msgspec.structs.replace(first, ask_en=""), *rest))
    found = check_sources(msgspec.structs.replace(sources, theme_graphs=(bare, *others)))
    assert any("no English" in breach.message for breach in found if breach.where == "themes.json")

"""Any answers in any order, back and forth, keep a form consistent: the state depends on answers, not on the way."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.forms.check import check, check_state
from catalogue.forms.facts import is_absent
from catalogue.forms.questions import questions_of
from catalogue.forms.source import read_forms
from catalogue.forms.state import materials_of, prefill, work_out
from catalogue.package.sample import CONTENT
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.form import Field, FieldType, FormDef, Source

FORMS = read_forms(CONTENT / "forms")
FORM = FORMS[0]
FIELDS = {field.id: field for field in FORM.fields}
TODAY = date(2026, 11, 27)
CARD = CardRecord(
    kind=CardKind.RESIDENT,
    name="张测试",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    nation="01",
    address="北京市朝阳区示例路1号",
)

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.sampled_from(["sha256", "x"]), st.text(max_size=70), max_size=2),
)


def plausible(field: Field) -> st.SearchStrategy[object]:
    if field.options:
        labels = st.sampled_from([option.label for option in field.options])
        return st.lists(labels, max_size=3) if field.type is FieldType.MULTI else labels
    if field.type is FieldType.BOOL:
        return st.booleans()
    if field.type is FieldType.INT:
        return st.integers(-1, 4)
    if field.type in (FieldType.DATE, FieldType.MONTH):
        return st.sampled_from(["2026-11-27", "2026-12", "2025-10-01", "2027-04"])
    if field.type is FieldType.REPEAT:
        cells = {
            column.id: st.sampled_from(["张三", "11010519491231002X", "2020-01-01", ""]) for column in field.fields
        }
        return st.lists(st.fixed_dictionaries({}, optional=cells), max_size=3)
    if field.type is FieldType.MOBILE:
        return st.sampled_from(["13800005678", "13900001234", "138"])
    return (
        st.just({"sha256": "a" * 64})
        if field.type is FieldType.SIGNATURE
        else st.text("张李王三四", min_size=1, max_size=6)
    )


def answers_of(form: FormDef) -> st.SearchStrategy[tuple[str, object]]:
    return st.sampled_from(list(form.fields)).flatmap(
        lambda field: st.tuples(st.just(field.id), st.one_of(plausible(field), plausible(field), junk))
    )


answer = answers_of(FORM)
filled = st.sampled_from(FORMS).flatmap(lambda form: st.tuples(st.just(form), st.lists(answers_of(form), max_size=25)))
cards = st.sampled_from([None, CARD])


@settings(max_examples=150, deadline=None)
@given(st.lists(answer, max_size=25), cards, st.randoms())
def test_the_order_of_answers_is_nothing(
    given_answers: list[tuple[str, object]], card: CardRecord | None, order
) -> None:
    last = dict(given_answers)
    shuffled = list(last.items())
    order.shuffle(shuffled)
    one = work_out(FORM, last, card=card, today=TODAY)
    other = work_out(FORM, dict(shuffled), card=card, today=TODAY)
    assert (one.visible, one.values, one.computed, one.locked) == (
        other.visible,
        other.values,
        other.computed,
        other.locked,
    )
    assert check_state(one, card) == check_state(other, card)


@settings(max_examples=300, deadline=None)
@given(filled, cards)
def test_what_is_asked_checked_and_counted_belongs_together(
    given_form: tuple[FormDef, list[tuple[str, object]]], card: CardRecord | None
) -> None:
    form, answers = given_form
    fields = {field.id: field for field in form.fields}
    state = work_out(form, dict(answers), card=card, today=TODAY)
    visible = set(state.visible_ids)
    asked = [field.id for question in questions_of(state) for field in question.fields]
    assert len(asked) == len(set(asked)) and {name.partition("[")[0] for name in asked} <= visible
    assert not set(asked) & state.locked
    assert set(state.values) <= visible and not any(is_absent(value) for value in state.values.values())
    errors = check_state(state, card)
    assert {error.field.partition("[")[0] for error in errors} <= visible
    missing = {error.field for error in errors if error.code == "required" and "[" not in error.field}
    wanted = {name for name in visible if fields[name].required and fields[name].source is not Source.SYSTEM}
    assert missing == {name for name in wanted if name not in state.values}
    askable = set(asked) | {name for name in visible if fields[name].source is Source.KIOSK}
    assert missing <= askable, "an error that no screen can mend"
    assert {material.id for material in materials_of(state)} <= {material.id for material in form.materials}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(answer, max_size=4), max_size=6), cards)
def test_going_back_and_forth_comes_to_the_same(
    rounds: list[list[tuple[str, object]]], card: CardRecord | None
) -> None:
    """Answers are kept while a resident moves about: a branch that was left and taken again is as it was."""
    answers = prefill(FORM, card, {"division": "510114001004"}, today=TODAY)
    for changes in rounds:
        before = work_out(FORM, answers, card=card, today=TODAY)
        for kind in ("遗失补办", "首次申办"):
            work_out(FORM, answers | {"card_kind": kind}, card=card, today=TODAY)
        after = work_out(FORM, answers, card=card, today=TODAY)
        assert (before.visible, before.values, before.computed) == (after.visible, after.values, after.computed)
        answers |= dict(changes)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.one_of(st.sampled_from(list(FIELDS)), st.text(max_size=10)), junk, max_size=30))
def test_no_answers_break_the_check(answers: dict[str, object]) -> None:
    for error in check(FORM, answers, None, None, TODAY, divisions=frozenset({"510114001004"})):
        assert error.code and error.field.partition("[")[0] in FIELDS

"""The order in which a form asks: one question a screen, step by step, and what it can say about eligibility."""

from collections.abc import Mapping
from datetime import date

import msgspec

from catalogue.forms.expressions import NotEvaluable, activation, value_of
from catalogue.forms.facts import Answers
from catalogue.forms.rows import is_repeat, row_fields
from catalogue.forms.state import FormState, options_of, work_out
from contract.card import CardRecord
from contract.form import Field, FieldType, FormDef, Option, Source, Step
from contract.id_number import age_on

STEPS = (Step.CARD, Step.FORM, Step.MATERIALS, Step.CONTACT, Step.SIGN, Step.REVIEW)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One screen. `id` is stable: the page's name, or the field's; the cells of a repeat follow its own question."""

    id: str
    step: Step
    fields: tuple[Field, ...]
    options: dict[str, tuple[Option, ...]]
    """By field id: the options offered here and now."""


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """One condition of the matter. It never refuses: `holds` None is 未知."""

    code: str
    holds: bool | None
    facts: dict[str, str]
    """Variables of the sentence, e.g. {"age": "76"}."""


def is_asked(field: Field, state: FormState) -> bool:
    """Locked fields are shown, not asked; a choice with a single possible answer already given is none."""
    if field.id in state.locked or field.source is Source.SYSTEM:
        return False
    if field.source is Source.KIOSK and field.type in (FieldType.ENUM, FieldType.MULTI):
        return len(options_of(field, state)) > 1 or field.id not in state.values
    return True


def questions_of(state: FormState) -> tuple[Question, ...]:
    """Questions of a form already worked out."""
    pages: dict[tuple[Step, str], list[Field]] = {}
    for step in STEPS:
        for field in state.visible:
            if field.step is not step or not is_asked(field, state):
                continue
            if not field.count:
                pages.setdefault((step, field.page or field.id), []).append(field)
            for cell in row_fields(field, state) if is_repeat(field) else ():
                pages.setdefault((step, cell.id), []).append(cell)
    return tuple(
        Question(
            id=page,
            step=step,
            fields=tuple(fields),
            options={field.id: options_of(field, state) for field in fields if field.options},
        )
        for (step, page), fields in pages.items()
    )


def questions(
    form: FormDef,
    answers: Answers,
    card: CardRecord | None,
    today: date,
    *,
    card2: CardRecord | None = None,
    station: Mapping[str, object] | None = None,
) -> tuple[Question, ...]:
    """What is asked for these answers, in order; fields read from a card are asked only when there is none."""
    return questions_of(work_out(form, answers, card=card, card2=card2, today=today, station=station))


def age_of(state: FormState) -> int | None:
    birth = state.facts["answers"].get("birth_date")
    try:
        return age_on(date.fromisoformat(birth), date.fromisoformat(state.facts["today"])) if birth else None
    except (TypeError, ValueError):
        return None


def hints_of(state: FormState) -> tuple[Hint, ...]:
    """Eligibility of a form already worked out."""
    facts = activation(state.facts)
    age = age_of(state)
    said = {} if age is None else {"age": str(age)}
    hints = []
    for rule in state.form.eligibility:
        try:
            found = value_of(rule.cel, facts)
        except NotEvaluable:
            found = None
        known = isinstance(found, bool) and not (age is None and "age(" in rule.cel)
        hints.append(Hint(code=rule.code, holds=found if known else None, facts=said))
    return tuple(hints)


def eligibility(
    form: FormDef,
    answers: Answers,
    card: CardRecord | None,
    today: date,
    *,
    card2: CardRecord | None = None,
    station: Mapping[str, object] | None = None,
) -> tuple[Hint, ...]:
    """What can be said about the conditions, each with its facts. Hints only; nothing is refused by them."""
    return hints_of(work_out(form, answers, card=card, card2=card2, today=today, station=station))

"""Checks answers against a form: required, type, scheme, rules; errors by field. The centre checks with the same."""

from collections.abc import Container, Iterator, Mapping
from datetime import date

from catalogue.forms.expressions import ExpressionWrong, NotEvaluable, activation, value_of
from catalogue.forms.facts import LIST_LIMIT, Answers, fact_of, is_absent
from catalogue.forms.row_places import answer_at, place_of_row
from catalogue.forms.state import FormState, work_out
from catalogue.forms.values import error, problem_of, warning_of
from contract.card import CardKind, CardRecord
from contract.form import Field, FieldError, FieldType, FormDef, Source


def rule_errors(field: Field, state: FormState, value: object) -> Iterator[FieldError]:
    if not field.rules:
        return
    facts = activation({**state.facts, "value": fact_of(field, value)})
    for rule in field.rules:
        try:
            good = value_of(rule.cel, facts)
        except (NotEvaluable, ExpressionWrong):
            continue  # it compares something that was not given: that is an error of its own field
        if good is False:
            yield error(field, rule.code, warns=rule.warns)


def row_errors(field: Field, value: object, divisions: Container[str]) -> Iterator[FieldError]:
    """Errors of a repeat, named "children[1].name" with rows from 1."""
    if not isinstance(value, list) or len(value) > LIST_LIMIT:
        yield error(field, "wrong_type")
        return
    if field.max_length is not None and len(value) > field.max_length:
        yield error(field, "too_many", {"most": str(field.max_length)})
    if field.min_length is not None and len(value) < field.min_length:
        yield error(field, "too_few", {"need": str(field.min_length)})
    for number, row in enumerate(value, 1):
        for column in field.fields:
            where = f"{field.id}[{number}].{column.id}"
            given = row.get(column.id) if isinstance(row, dict) else None
            if is_absent(given):
                if column.required:
                    yield FieldError(field=where, code="required", message="", facts={"label": column.label})
                continue
            problem = problem_of(column, given, {option.label for option in column.options}, divisions)
            if problem:
                yield FieldError(field=where, code=problem[0], message="", facts=problem[1])


def is_printed_on_card(field: Field, card: CardRecord | None) -> bool:
    """The 15 characters of the 2017 foreigner's card are no citizen number, and are right as read."""
    return field.type is FieldType.ID18 and card is not None and card.kind is CardKind.FOREIGNER_2017


def field_errors(
    field: Field, state: FormState, card: CardRecord | None, divisions: Container[str]
) -> Iterator[FieldError]:
    value = state.values.get(field.id)
    if is_absent(value):
        # what is computed is missing only when an answer before it is, and that one has its own error
        if field.required and field.source is not Source.SYSTEM:
            yield error(field, "required", {"label": field.label})
        return
    if field.type is FieldType.REPEAT:
        found = list(row_errors(field, value, divisions))
    else:
        problem = problem_of(field, value, {option.label for option in field.options}, divisions)
        found = [error(field, *problem)] if problem else []
        if found and field.source is Source.ID_CARD and is_printed_on_card(field, card):
            found = []
    yield from found
    if not found:
        if warning := warning_of(field, value):
            yield error(field, *warning, warns=True)
        yield from rule_errors(field, state, value)


def is_of_second_card(field: Field, found: FieldError) -> bool:
    return field.source is Source.ID_CARD2 and found.code in {rule.code for rule in field.rules}


def check_state(state: FormState, card: CardRecord | None = None, divisions: Container[str] = ()) -> list[FieldError]:
    """Errors of a form already worked out, in the order of its fields."""
    errors = []
    for field in state.visible:
        for found in field_errors(field, state, card, divisions):
            # What a card states is never a reason to refuse at the station: a person looks at it. Whose second card
            # was laid down can be mended.
            mendable = field.id not in state.locked or found.code == "required" or is_of_second_card(field, found)
            errors.append(found if mendable or found.warns else error(field, found.code, found.facts, warns=True))
    return errors


def check(
    form: FormDef,
    answers: Answers,
    card: CardRecord | None,
    card2: CardRecord | None,
    today: date,
    *,
    station: Mapping[str, object] | None = None,
    divisions: Container[str] = (),
) -> list[FieldError]:
    """Everything to mend, in the order of the fields; `warns` ones do not stop the resident. Empty: good.

    A required visible field without an answer is an error, a hidden or computed one never is. `message` is empty:
    words are the caller's, by `code` and `facts`. divisions: known codes; empty: any of the right length. Never fails
    on any answers.
    """
    state = work_out(form, answers, card=card, card2=card2, today=today, station=station)
    return check_state(state, card, divisions)


def errors_at(state: FormState, errors: list[FieldError], field: Field) -> list[FieldError]:
    """Those of one question: a field, one cell of a repeat, or the repeat's own (how many rows)."""
    found = [each for each in errors if each.field == field.id]
    if place_of_row(field.id) and not found and field.required and is_absent(answer_at(state.values, field.id)):
        return [error(field, "required", {"label": field.label})]
    return found


def errors_of(errors: list[FieldError], field_ids: Container[str]) -> list[FieldError]:
    """Those of some fields, rows of a repeat included: what one screen shows."""
    return [found for found in errors if found.field.partition("[")[0] in field_ids]

"""Several items as one: one merged form that asks nothing twice, one set of materials, a parent with children. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from catalogue.forms.questions import questions_of
from catalogue.forms.state import materials_of, work_out
from contract.card import CardRecord
from contract.form import Field, FormDef, Material

MOST_CHILDREN = 99


class AskedFor(msgspec.Struct, frozen=True, kw_only=True):
    """One question of the merged form and the forms that want its answer."""

    field: Field
    forms: tuple[str, ...]


class Needed(msgspec.Struct, frozen=True, kw_only=True):
    """One material and the forms it serves."""

    material: Material
    forms: tuple[str, ...]


def is_same_question(one: Field, other: Field) -> bool:
    """Same id, kind and choices: one answer serves both. The same name with another meaning does not."""
    return (one.id, one.type, one.digits, {option.label for option in one.options}) == (
        other.id,
        other.type,
        other.digits,
        {option.label for option in other.options},
    )


def merged_questions(
    forms: Iterable[FormDef],
    answers: Mapping[str, Mapping[str, object]],
    card: CardRecord | None,
    today: date,
    station: Mapping[str, object] | None = None,
) -> tuple[AskedFor, ...]:
    """What has to be asked for all `forms`, each question once, in the order of the forms.

    answers: by form id. A question that stands in several forms is asked where it comes first.
    """
    found: list[AskedFor] = []
    for form in forms:
        state = work_out(form, answers.get(form.id, {}), card=card, today=today, station=station)
        for question in questions_of(state):
            for field in question.fields:
                place = next((i for i, one in enumerate(found) if is_same_question(one.field, field)), None)
                if place is None:
                    found.append(AskedFor(field=field, forms=(form.id,)))
                else:
                    found[place] = msgspec.structs.replace(found[place], forms=(*found[place].forms, form.id))
    return tuple(found)


def spread(
    question: AskedFor, value: object, answers: Mapping[str, Mapping[str, object]]
) -> dict[str, dict[str, object]]:
    """Answers by form after one answer to a merged question: it goes to every form that wants it."""
    spread_out = {form: dict(given) for form, given in answers.items()}
    for form in question.forms:
        spread_out.setdefault(form, {})[question.field.id] = value
    return spread_out


def merged_materials(
    forms: Iterable[FormDef],
    answers: Mapping[str, Mapping[str, object]],
    card: CardRecord | None,
    today: date,
) -> tuple[Needed, ...]:
    """Each material once by its name, with the forms it serves."""
    found: dict[str, Needed] = {}
    for form in forms:
        for material in materials_of(work_out(form, answers.get(form.id, {}), card=card, today=today)):
            kept = found.get(material.name)
            served = (*kept.forms, form.id) if kept else (form.id,)
            found[material.name] = Needed(material=kept.material if kept else material, forms=served)
    return tuple(found.values())


def child_numbers(parent: str, count: int) -> tuple[str, ...]:
    """Numbers of the children of a joint matter: the parent's with -01 … -nn. Raises ValueError beyond 99."""
    if not 0 <= count <= MOST_CHILDREN:
        raise ValueError(f"{count} children; a joint matter has at most {MOST_CHILDREN}")
    return tuple(f"{parent}-{number:02d}" for number in range(1, count + 1))


def joint_limit_days(codes: Iterable[str], promised_days: Callable[[str], int]) -> tuple[int, tuple[str, ...]]:
    """Working days of the whole, which are those of its slowest child, and which children those are."""
    days = {code: promised_days(code) for code in codes}
    longest = max(days.values(), default=0)
    return longest, tuple(code for code, each in days.items() if each == longest)

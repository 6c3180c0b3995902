"""Several items as one: one form that asks nothing twice, one set of materials, a parent with children. Pure.

The forms stay whole and are worked out each by itself: conditions keep their meaning. What is joined are questions,
materials and declarations; a joined name is the field's own, or the form's before it where two mean different things.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from catalogue.forms.check import check_state, errors_at
from catalogue.forms.questions import STEPS, questions_of
from catalogue.forms.row_places import place_of_row
from catalogue.forms.state import FormState, materials_of
from contract.card import CardRecord
from contract.catalogue import Item
from contract.form import Declaration, Field, FieldError, FormDef, Material, Step

JOINT_ID, JOINT_VERSION = "joint", 1
"""Form id and version of a joint matter, in the clear header of its envelope too."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a joint matter: its own form, and by own name the joined one of each field, material, declaration."""

    item: str
    item_name: str
    item_en: str
    form: FormDef
    fields: dict[str, str]
    materials: dict[str, str]
    declarations: dict[str, str]


class JointMatter(msgspec.Struct, frozen=True, kw_only=True):
    """`form` is what the pages look at: joined fields, materials and declarations, and no condition to work out."""

    code: str
    """Of the life event, e.g. "T05"."""
    theme: str
    theme_en: str
    departments: tuple[str, ...]
    """Who takes the items in, each once."""
    promised_days: int
    """Working days of the whole: those of its slowest item."""
    form: FormDef
    parts: tuple[Part, ...]


def is_same_question(one: Field, other: Field) -> bool:
    """Same id, kind, choices and columns: one answer serves both. The same name with another meaning does not."""
    return all(
        (
            one.id == other.id,
            one.type is other.type,
            one.digits == other.digits,
            {option.label for option in one.options} == {option.label for option in other.options},
            [column.id for column in one.fields] == [column.id for column in other.fields],
        )
    )


def join(code: str, theme: str, theme_en: str, asked: Iterable[tuple[Item, FormDef]]) -> JointMatter:
    """The joint matter of items with their forms, in the order they are handled."""
    fields: dict[str, Field] = {}
    materials: dict[str, Material] = {}
    declarations: dict[str, Declaration] = {}
    parts: list[Part] = []
    departments: dict[str, None] = {}
    promised = 0
    for item, form in asked:
        departments[item.department] = None
        promised = max(promised, item.promised_days)
        part = Part(
            item=item.code,
            item_name=item.name,
            item_en=item.name_en,
            form=form,
            fields={},
            materials={},
            declarations={},
        )
        for field in form.fields:
            name = _joined(form, field.id, fields, lambda known, field=field: is_same_question(known, field))
            known = fields.get(name, field)
            required, named = known.required or field.required, part.fields.get(known.licence_name, known.licence_name)
            fields[name] = msgspec.structs.replace(known, id=name, required=required, licence_name=named)
            part.fields[field.id] = name
        for material in form.materials:
            same = next((name for name, known in materials.items() if known.name == material.name), None)
            name = same or _joined(form, material.id, materials, lambda _known: False)
            materials[name] = _both(materials.get(name), msgspec.structs.replace(material, id=name))
            part.materials[material.id] = name
        for declared in form.declarations:
            name = _joined(form, declared.id, declarations, lambda known, text=declared.text: known.text == text)
            declarations.setdefault(name, msgspec.structs.replace(declared, id=name))
            part.declarations[declared.id] = name
        parts.append(part)
    whole = FormDef(
        id=JOINT_ID,
        version=JOINT_VERSION,
        title=theme,
        items=tuple(part.item for part in parts),
        fields=tuple(field for step in STEPS for field in fields.values() if field.step is step),
        materials=tuple(materials.values()),
        declarations=tuple(declarations.values()),
        card_must_stay=any(part.form.card_must_stay for part in parts),
    )
    return JointMatter(
        code=code,
        theme=theme,
        theme_en=theme_en,
        departments=tuple(departments),
        promised_days=promised,
        form=whole,
        parts=tuple(parts),
    )


def _joined(form: FormDef, own: str, known: Mapping[str, object], is_same: Callable) -> str:
    return own if own not in known or is_same(known[own]) else f"{form.id.lower()}_{own}"


def _both(known: Material | None, other: Material) -> Material:
    """A material that serves two forms may be spared only where both allow it."""
    if known is None:
        return other
    return msgspec.structs.replace(
        known,
        from_card_photo=known.from_card_photo and other.from_card_photo,
        data_sharing=known.data_sharing if other.data_sharing else "",
        promise_instead=known.promise_instead and other.promise_instead,
    )


def own_answers(part: Part, answers: Mapping[str, object]) -> dict[str, object]:
    """The joined answers under the names of one form."""
    return {own: answers[name] for own, name in part.fields.items() if name in answers}


def joint_questions(joint: JointMatter, states: Sequence[FormState]) -> tuple[Field, ...]:
    """What is asked for all of it, each question once, step by step, in the order of the parts.

    states: of the parts, in their order. Each field has the options offered here and now.
    """
    found: dict[str, Field] = {}
    required = {field.id for field in joint.form.fields if field.required}
    for step in (step for step in Step if step in STEPS):
        for part, state in zip(joint.parts, states, strict=True):
            for question in questions_of(state):
                for field in question.fields if question.step is step else ():
                    name = _name_at(part, field.id)
                    found.setdefault(
                        name,
                        msgspec.structs.replace(
                            field,
                            id=name,
                            required=field.required or name in required,
                            options=question.options.get(field.id, field.options),
                        ),
                    )
    return tuple(found.values())


def _name_at(part: Part, own: str) -> str:
    """ "children[2].name" keeps its place."""
    place = place_of_row(own)
    return part.fields[own] if place is None else f"{part.fields[place[0]]}[{place[1]}].{place[2]}"


def joint_errors(
    joint: JointMatter,
    states: Sequence[FormState],
    name: str,
    card: CardRecord | None,
    divisions: Iterable[str],
) -> tuple[FieldError, ...]:
    """What is wrong with the answer of one joined question, in any form that asks it; each once."""
    known = frozenset(divisions)
    found: dict[tuple[str, str], FieldError] = {}
    for part, state in zip(joint.parts, states, strict=True):
        asked = _own_question(part, state, name)
        if asked is None:
            continue
        for error in errors_at(state, check_state(state, card, known), asked):
            said = msgspec.structs.replace(error, field=name)
            if (error.code, name) not in found or found[(error.code, name)].warns:
                found[(error.code, name)] = said
    return tuple(found.values())


def _own_question(part: Part, state: FormState, name: str) -> Field | None:
    for question in questions_of(state):
        for field in question.fields:
            if _name_at(part, field.id) == name:
                return field
    return None


def joint_materials(joint: JointMatter, states: Sequence[FormState]) -> tuple[str, ...]:
    """Joined ids of the materials that these answers ask for, each once, in the order of the parts."""
    return tuple(dict.fromkeys(_materials(joint, states)))


def _materials(joint: JointMatter, states: Sequence[FormState]) -> Iterator[str]:
    for part, state in zip(joint.parts, states, strict=True):
        for material in materials_of(state):
            yield part.materials[material.id]

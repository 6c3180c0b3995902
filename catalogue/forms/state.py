"""Works out a form for given answers: which fields show, what they hold, what is locked. Pure; order is nothing."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from catalogue.forms.expressions import ExpressionWrong, NotEvaluable, activation, holds, value_of
from catalogue.forms.facts import Answers, blank, card_facts, fact_of, is_absent
from catalogue.forms.prove import in_order
from contract.card import CardRecord
from contract.form import Field, FormDef, Material, Option, Source

_ORDERS: OrderedDict[int, tuple[FormDef, tuple[Field, ...]]] = OrderedDict()
_ORDERS_KEPT = 32

NO_STATION = {"division": "", "has_camera": False, "has_document_camera": False, "has_video": False}
"""Facts of a site that conditions may ask for; the station's own are laid over them."""


class FormState(msgspec.Struct, frozen=True, kw_only=True):
    """A form worked out. `values` holds the answers that count: those of visible fields that are not absent."""

    form: FormDef
    visible: tuple[Field, ...]
    """In the order of the form."""
    values: dict[str, object]
    computed: dict[str, object]
    """Of fields with source `system` only."""
    locked: frozenset[str]
    """Fields whose value comes from a card or is computed: shown, never asked."""
    facts: dict[str, Any]
    """What conditions see, for `activation`."""

    @property
    def visible_ids(self) -> tuple[str, ...]:
        return tuple(field.id for field in self.visible)


def fields_in_order(form: FormDef) -> tuple[Field, ...]:
    """Fields so that each comes after those that its conditions read; worked out once a form."""
    kept = _ORDERS.get(id(form))
    if kept is None or kept[0] is not form:
        kept = (form, in_order(form))
        _ORDERS[id(form)] = kept
        while len(_ORDERS) > _ORDERS_KEPT:
            _ORDERS.popitem(last=False)
    return kept[1]


def from_expression(field: Field, facts: Mapping[str, Any]) -> object:
    """Value of `compute`, or None when it has none for these answers."""
    try:
        value = value_of(field.compute, activation(facts))
    except (NotEvaluable, ExpressionWrong):
        return None
    return None if is_absent(value) else value


def work_out(
    form: FormDef,
    answers: Answers,
    *,
    card: CardRecord | None = None,
    card2: CardRecord | None = None,
    today: date,
    station: Mapping[str, object] | None = None,
) -> FormState:
    """The state of `form` for `answers`. Answers to hidden, locked or unknown fields do not count.

    Never fails on any answers: a value of the wrong type counts as absent for conditions and is an error in `check`.
    """
    seen: dict[str, Any] = {field.id: blank(field) for field in form.fields}
    facts: dict[str, Any] = {
        "answers": seen,
        "card": card_facts(card),
        "card2": card_facts(card2),
        "today": today.isoformat(),
        "station": NO_STATION | dict(station or {}),
        "value": "",
    }
    values: dict[str, object] = {}
    computed: dict[str, object] = {}
    locked: set[str] = set()
    shown: set[str] = set()
    for field in fields_in_order(form):
        if field.when and not holds(field.when, activation(facts)):
            continue
        shown.add(field.id)
        value = answers.get(field.id)
        if field.source is Source.SYSTEM:
            value = from_expression(field, facts)
            locked.add(field.id)
            computed[field.id] = value
        elif (field.source is Source.ID_CARD and card) or (field.source is Source.ID_CARD2 and card2):
            read = from_expression(field, facts)
            if read is not None:
                value = read
                locked.add(field.id)
        if not is_absent(value):
            values[field.id] = value
            seen[field.id] = fact_of(field, value)
    return FormState(
        form=form,
        visible=tuple(field for field in form.fields if field.id in shown),
        values=values,
        computed=computed,
        locked=frozenset(locked),
        facts=facts,
    )


def visible(
    form: FormDef,
    answers: Answers,
    card: CardRecord | None,
    today: date,
    *,
    card2: CardRecord | None = None,
    station: Mapping[str, object] | None = None,
) -> tuple[str, ...]:
    """Ids of the fields that show, in the order of the form."""
    return work_out(form, answers, card=card, card2=card2, today=today, station=station).visible_ids


def compute(
    form: FormDef,
    answers: Answers,
    card: CardRecord | None,
    today: date,
    *,
    card2: CardRecord | None = None,
    station: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Values of the visible fields with source `system`; None where the answers do not tell yet."""
    return work_out(form, answers, card=card, card2=card2, today=today, station=station).computed


def prefill(
    form: FormDef,
    card: CardRecord | None,
    station: Mapping[str, object] | None = None,
    *,
    today: date,
    card2: CardRecord | None = None,
) -> dict[str, object]:
    """Answers to begin with: what card and site know, and defaults. Only fields that the form declares."""
    facts = {
        "answers": {field.id: blank(field) for field in form.fields},
        "card": card_facts(card),
        "card2": card_facts(card2),
        "today": today.isoformat(),
        "station": NO_STATION | dict(station or {}),
        "value": "",
    }
    begun: dict[str, object] = {}
    for field in form.fields:
        value: object = None
        from_card = (field.source is Source.ID_CARD and card) or (field.source is Source.ID_CARD2 and card2)
        if from_card or (field.source is Source.KIOSK and field.compute):
            value = from_expression(field, facts)
        elif field.default:
            value = default_of(field)
        if not is_absent(value):
            begun[field.id] = value
    return begun


def default_of(field: Field) -> object:
    return (
        {"true": True, "false": False}.get(field.default, field.default)
        if field.type.value == "bool"
        else field.default
    )


def options_of(field: Field, state: FormState) -> tuple[Option, ...]:
    """The options that are offered here and now."""
    facts = activation(state.facts)
    return tuple(option for option in field.options if not option.when or holds(option.when, facts))


def materials_of(state: FormState) -> tuple[Material, ...]:
    """The materials that these answers ask for, in the order of the form."""
    facts = activation(state.facts)
    return tuple(material for material in state.form.materials if not material.when or holds(material.when, facts))

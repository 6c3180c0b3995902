"""Rules of eligibility as data: the first that holds is the hint; what is not known is asked for, never guessed."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from catalogue.bare_expressions import compiled_over, holds_over
from catalogue.forms.expressions import ExpressionWrong
from contract.card import CardRecord
from contract.id_number import age_on


class Level(StrEnum):
    FITS = "fits"
    SOON = "soon"
    LOOK = "look"
    """Has to be looked at by a person."""
    OTHER = "other"
    """Another item fits better, or the time has not come."""


class HintRule(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    when: str
    level: Level
    say: str
    source: str
    then: str = ""
    """Item that may fit better; empty: none."""


class ItemRules(msgspec.Struct, frozen=True, kw_only=True):
    """Rules of one item in the order in which they are tried; the last one always holds."""

    item: str
    subject: str
    """self, or child: only what is said of the child counts, never the parent's card."""
    facts: tuple[str, ...]
    rules: tuple[HintRule, ...]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    facts: dict[str, Any]
    expect: bool


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """Something worth saying that nobody asked for, e.g. that a birthday opens a benefit."""

    id: str
    subject: str
    item: str
    facts: tuple[str, ...]
    when: str
    say: str
    source: str
    examples: tuple[Example, ...] = ()


class Eligibility(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of eligibility.json."""

    facts: dict[str, str]
    reminder_facts: dict[str, str]
    ask: dict[str, str]
    """By fact: the short question that finds it out."""
    items: tuple[ItemRules, ...]
    reminders: tuple[Reminder, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({**self.facts, **self.reminder_facts}))


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A hint. `level` None: not known; `asks` names the fact to ask for."""

    level: Level | None
    say: str = ""
    source: str = ""
    then: str = ""
    asks: str = ""
    rule: str = ""


def hint(rules: ItemRules, names: tuple[str, ...], facts: Mapping[str, Any]) -> Said:
    """What can be said for these facts. A missing fact is asked for where a rule turns on it."""
    for rule in rules.rules:
        holds = holds_over(rule.when, names, facts)
        if holds:
            return Said(level=rule.level, say=rule.say, source=rule.source, then=rule.then, rule=rule.id)
        if holds is None:
            missing = next((fact for fact in rules.facts if fact not in facts and fact in rule.when), "")
            return Said(level=None, asks=missing, rule=rule.id)
    return Said(level=None)


def reminders_for(all_rules: Eligibility, facts: Mapping[str, Any]) -> tuple[Reminder, ...]:
    return tuple(one for one in all_rules.reminders if holds_over(one.when, all_rules.names, facts))


def facts_of_birth(birth: date, today: date) -> dict[str, Any]:
    """age, age_months, days_to_birthday, birth and today. 29 February counts as 1 March in other years."""
    months = (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)

    def birthday(year: int) -> date:
        try:
            return birth.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    coming = birthday(today.year)
    if coming < today:
        coming = birthday(today.year + 1)
    return {
        "age": age_on(birth, today),
        "age_months": months,
        "days_to_birthday": (coming - today).days,
        "birth": birth.isoformat(),
        "today": today.isoformat(),
    }


def facts_of_card(card: CardRecord, today: date) -> dict[str, Any]:
    """What a card tells: birth, sex, and where the household register is, by the address."""
    facts = facts_of_birth(card.birth, today) | {"sex": card.sex.value}
    address = "".join((card.address or "").split())
    if address:
        in_xindu = address.startswith(("四川省成都市新都", "四川省新都", "成都市新都", "新都区", "新都县"))
        in_chengdu = address.startswith(("四川省成都", "四川成都", "成都市"))
        facts["hukou"] = "xindu" if in_xindu else "chengdu" if in_chengdu else "other"
    return facts


def decode_eligibility(body: bytes) -> Eligibility:
    """Raises ValueError with the reason; every expression is compiled here, so that none fails before a resident."""
    try:
        found = msgspec.convert(json.loads(body), Eligibility)
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    for where, text in [(rule.id, rule.when) for one in found.items for rule in one.rules] + [
        (one.id, one.when) for one in found.reminders
    ]:
        try:
            compiled_over(text, found.names)
        except ExpressionWrong as error:
            raise ValueError(f"{where}: {error}") from None
    return found

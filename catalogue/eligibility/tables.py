"""Runs the tables in which officials write what a rule must say: a line a person. Names every line that differs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from catalogue.bare_expressions import holds_over
from catalogue.eligibility.person import facts_of_person
from catalogue.eligibility.rules import Eligibility, Level, Said, hint
from catalogue.places import Alias
from contract.catalogue import Division

LEVELS = {
    "看起来合适": Level.FITS,
    "快到了": Level.SOON,
    "要再看看": Level.LOOK,
    "可能另一项更合适": Level.OTHER,
    "先问": None,
}
"""How an official writes a level."""


def said_of(eligibility: Eligibility, item: str, facts: Mapping[str, Any]) -> Said | None:
    """None when the item has no rules."""
    rules = next((one for one in eligibility.items if one.item == item), None)
    return None if rules is None else hint(rules, eligibility.names, facts)


def differs(said: Said | None, level: Level | None, contains: str, eligibility: Eligibility) -> str:
    """What is not as the line says, in Chinese; "" when all is."""
    if said is None:
        return "这个事项没有规则"
    words = said.say if said.level is not None else eligibility.ask.get(said.asks, "")
    if said.level != level:
        found = next((name for name, each in LEVELS.items() if each == said.level), "先问")
        return f"提示的是“{found}”：{words}"
    return "" if contains in words else f"说的是：{words}"


def fact_table(rows: Iterable[Mapping[str, str]], eligibility: Eligibility) -> Iterator[tuple[int, str]]:
    """(line, what differs) of a table with facts_json, item, expect_level, expect_say_contains."""
    for line, row in enumerate(rows, 2):
        try:
            facts, level = json.loads(row["facts_json"]), Level(row["expect_level"])
        except (KeyError, ValueError) as error:
            yield line, f"看不懂：{error}"
            continue
        wrong = differs(said_of(eligibility, row["item"], facts), level, row["expect_say_contains"], eligibility)
        if wrong:
            yield line, wrong


def person_table(
    rows: Iterable[Mapping[str, str]],
    eligibility: Eligibility,
    divisions: tuple[Division, ...],
    aliases: tuple[Alias, ...],
) -> Iterator[tuple[int, str]]:
    """(line, what differs) of a table with 谁, 今天, 事项, 提示, 说到."""
    for line, row in enumerate(rows, 2):
        try:
            facts = facts_of_person(row["谁"], date.fromisoformat(row["今天"]), divisions, aliases)
            level = LEVELS[row["提示"]]
        except (KeyError, TypeError, ValueError) as error:
            yield line, f"看不懂：{error}"
            continue
        if wrong := differs(said_of(eligibility, row["事项"], facts), level, row["说到"] or "", eligibility):
            yield line, wrong


def reminder_examples(eligibility: Eligibility) -> Iterator[tuple[str, str]]:
    """(id, what differs) of the examples that stand beside the reminders."""
    for reminder in eligibility.reminders:
        for number, example in enumerate(reminder.examples, 1):
            if (holds_over(reminder.when, eligibility.names, example.facts) is True) != example.expect:
                yield reminder.id, f"例 {number} 应当{'提醒' if example.expect else '不提醒'}"

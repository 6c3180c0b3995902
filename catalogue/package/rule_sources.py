"""Reads the rules among the sources: eligibility, grants, recognition, names of places, and their tests."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from catalogue.eligibility.rules import Eligibility, decode_eligibility
from catalogue.eligibility.tables import fact_table, person_table, reminder_examples
from catalogue.grants import ALL, CLASSES, Grant, MutualRecognition
from catalogue.package.reading import read_bytes, read_rows, source_broken
from catalogue.places import Alias
from contract.catalogue import Division

T = TypeVar("T")
YES = {"yes": True, "no": False}


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides or hints, apart from forms and themes."""

    eligibility: Eligibility
    grants: tuple[Grant, ...]
    recognition: tuple[MutualRecognition, ...]
    aliases: tuple[Alias, ...]
    fact_tests: tuple[dict[str, str], ...] = ()
    person_tests: tuple[dict[str, str], ...] = ()


def day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_lines(path: Path, line_of: Callable[[dict[str, str]], T]) -> tuple[T, ...]:
    lines = []
    for number, row in enumerate(read_rows(path), 2):
        try:
            lines.append(line_of(row))
        except (KeyError, ValueError, TypeError) as error:
            raise source_broken(path, f"line {number}: {error}") from None
    return tuple(lines)


def grant_of(row: dict[str, str]) -> Grant:
    return Grant(
        place=row["place"],
        item=row["item"],
        given=YES[row["given"]],
        since=date.fromisoformat(row["from"]),
        until=day_or_none(row["until"]),
        basis=row["basis"],
    )


def recognition_of(row: dict[str, str]) -> MutualRecognition:
    return MutualRecognition(
        kind=row["kind"],
        town=row["town"],
        by=row["by"],
        since=date.fromisoformat(row["from"]),
        until=day_or_none(row["until"]),
        basis=row["basis"],
    )


def read_eligibility(path: Path) -> Eligibility:
    try:
        return decode_eligibility(read_bytes(path))
    except ValueError as error:
        raise source_broken(path, str(error)) from None


def read_rules(content: Path) -> Rules:
    """Failed(PACKAGE_DAMAGED) names the file, the line and why."""
    tests = content / "tests"
    return Rules(
        eligibility=read_eligibility(content / "eligibility.json"),
        grants=read_lines(content / "grants.csv", grant_of),
        recognition=read_lines(content / "recognition.csv", recognition_of),
        aliases=read_lines(
            content / "place_aliases.csv", lambda row: Alias(alias=row["alias"], code=row["code"], note=row["note"])
        ),
        fact_tests=tuple(read_rows(tests / "eligibility.csv")),
        person_tests=tuple(read_rows(tests / "who_is_hinted.csv")),
    )


def rule_breaches(
    rules: Rules, items: frozenset[str], divisions: tuple[Division, ...], kinds: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """(where, what is wrong) of rules against the catalogue, and every line of the officials' tables that differs."""
    codes = {division.code for division in divisions} | {division.town_code for division in divisions}
    for one in rules.eligibility.items:
        for named in (one.item, *(rule.then for rule in one.rules if rule.then)):
            if named not in items:
                yield "eligibility.json", f"{one.item} names {named}, which does not exist"
        if not one.rules or one.rules[-1].when != "true":
            yield "eligibility.json", f"{one.item}: the last rule must always hold"
    for reminder in rules.eligibility.reminders:
        if reminder.item not in items:
            yield "eligibility.json", f"{reminder.id} names {reminder.item}, which does not exist"
    for grant in rules.grants:
        if grant.place != ALL and grant.place not in codes:
            yield "grants.csv", f"{grant.place} is no place of the district"
        if grant.item not in items and grant.item not in (ALL, *CLASSES):
            yield "grants.csv", f"{grant.item} does not exist"
    for line in rules.recognition:
        if line.kind not in (ALL, *kinds) or not {line.town, line.by} <= {ALL, *codes}:
            yield "recognition.csv", f"unknown kind or place: {line.kind}, {line.town}, {line.by}"
    for alias in rules.aliases:
        if alias.code not in codes:
            yield "place_aliases.csv", f"{alias.alias}: {alias.code} is no place of the district"
    for line, wrong in fact_table(rules.fact_tests, rules.eligibility):
        yield "tests/eligibility.csv", f"line {line}: {wrong}"
    for line, wrong in person_table(rules.person_tests, rules.eligibility, divisions, rules.aliases):
        yield "tests/who_is_hinted.csv", f"line {line}: {wrong}"
    for name, wrong in reminder_examples(rules.eligibility):
        yield "eligibility.json", f"{name}: {wrong}"

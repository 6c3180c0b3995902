"""Offices and their hours, and which of them to send somebody to. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, time

import msgspec

from contract.catalogue import Item, Level, Office, OfficeTier

TOWN_DIGITS = 9
DAYS = 7
_PART = re.compile(r"([1-7])(?:-([1-7]))?((?: \d{2}:\d{2}-\d{2}:\d{2}){1,4})", re.ASCII)
HOURS_LIMIT = 200
TAKEN_AT = {
    Level.VILLAGE: (OfficeTier.VILLAGE, OfficeTier.TOWN, OfficeTier.DISTRICT),
    Level.TOWN: (OfficeTier.TOWN, OfficeTier.DISTRICT),
    Level.DISTRICT: (OfficeTier.DISTRICT,),
}
"""Which tiers take an item in by themselves; a village or compound beyond that needs a grant."""


class Opening(msgspec.Struct, frozen=True):
    """Open on the days `first` to `last` (1 is Monday) between these times."""

    first: int
    last: int
    times: tuple[tuple[time, time], ...]


def opening_of(hours: str) -> tuple[Opening, ...]:
    """ "1-5 09:00-12:00 13:00-17:00; 6 09:00-12:00" → what it says; empty text: none. ValueError names the part."""
    if len(hours) > HOURS_LIMIT:
        raise ValueError(f"hours of more than {HOURS_LIMIT} characters")
    return tuple(_opening(part.strip()) for part in hours.split(";") if part.strip())


def _opening(part: str) -> Opening:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(f"{part!r} is not like “1-5 09:00-12:00 13:00-17:00”")
    first, last = int(found[1]), int(found[2] or found[1])
    times = []
    for span in found[3].split():
        opens, _, closes = span.partition("-")
        times.append((time.fromisoformat(opens), time.fromisoformat(closes)))
    flat = [moment for span in times for moment in span]
    if last < first or flat != sorted(set(flat)):
        raise ValueError(f"{part!r}: days or times run backwards")
    return Opening(first, last, tuple(times))


def is_open(hours: str, at: datetime) -> bool | None:
    """Whether an office with these hours is open; None: its hours are not known. Knows no holidays."""
    lines = opening_of(hours)
    if not lines:
        return None
    now = at.timetz().replace(tzinfo=None)
    return any(
        line.first <= at.isoweekday() <= line.last and opens <= now < closes
        for line in lines
        for opens, closes in line.times
    )


def takes_by_itself(office: Office, item: Item) -> bool:
    """Whether the office takes the item in without a grant: its tier does, and its departments are asked."""
    return office.tier in TAKEN_AT[Level(item.level)] and (
        not office.departments or item.department in office.departments
    )


def offices_near(
    offices: Iterable[Office], item: Item, division: str, granted: frozenset[str] = frozenset()
) -> tuple[Office, ...]:
    """Offices that take the item in, the nearest first: the same village, the same town, the district, other towns.

    division: 12 digits of where somebody stands, or "". granted: 12-digit codes of villages and communities whose
    stations may take the item in. The same order decides everywhere, so what the station says and what it prints agree.
    """
    town = division[:TOWN_DIGITS]

    def far(office: Office) -> tuple[int, bool, str]:
        if division and office.division == division:
            step = 0
        elif town and office.division.startswith(town):
            step = 1 if office.tier in (OfficeTier.VILLAGE, OfficeTier.COMPOUND) else 2
        else:
            step = 3 if office.tier is OfficeTier.DISTRICT else 4
        return step, not office.hours, office.code  # alike: the one whose hours are known

    can = [
        office
        for office in offices
        if (
            office.division in granted
            if office.tier in (OfficeTier.VILLAGE, OfficeTier.COMPOUND)
            else takes_by_itself(office, item)
        )
    ]
    return tuple(sorted(can, key=far))

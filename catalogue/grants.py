"""Which item may be taken in where (village × item × dates), and which town recognises another's work. Pure."""

from collections.abc import Iterable
from datetime import date

import msgspec

from contract.catalogue import Item

ALL = "*"
CLASSES = {"@village": "village", "@town": "town", "@district": "district"}


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """授权: place "*", a town's 9 or a village's 12 digits; item "*", "@village" (all of that level) or a code."""

    place: str
    item: str
    given: bool
    since: date
    until: date | None = None
    """The last day; None: until it is taken back."""
    basis: str = ""


class MutualRecognition(msgspec.Struct, frozen=True, kw_only=True):
    """授权互认: what `town` received of a kind of cross-town items is recognised `by` another; "*": any."""

    kind: str
    town: str
    by: str
    since: date
    until: date | None = None
    basis: str = ""


def in_force(since: date, until: date | None, today: date) -> bool:
    return since <= today and (until is None or today <= until)


def fits_place(line: str, place: str) -> bool:
    return line == ALL or (bool(line) and place.startswith(line))


def fits_item(line: str, item: Item) -> bool:
    return line in (ALL, item.code) or CLASSES.get(line) == item.level


def grant_for(grants: Iterable[Grant], place: str, item: Item, today: date) -> Grant | None:
    """The line that decides: the one that names item and place most closely; of two alike the later one."""
    fitting = [
        grant
        for grant in grants
        if in_force(grant.since, grant.until, today) and fits_place(grant.place, place) and fits_item(grant.item, item)
    ]
    order = {ALL: 0}
    return max(
        fitting,
        key=lambda grant: (
            order.get(grant.item, 1 if grant.item in CLASSES else 2),
            0 if grant.place == ALL else len(grant.place),
            grant.since,
        ),
        default=None,
    )


def is_granted(grants: Iterable[Grant], place: str, item: Item, today: date) -> bool:
    """Whether a station at `place` (12 digits; "" unknown) may take the item in. No line at all: it may not."""
    grant = grant_for(tuple(grants), place, item, today)
    return grant is not None and grant.given


def places_granted(grants: Iterable[Grant], places: Iterable[str], item: Item, today: date) -> tuple[str, ...]:
    """Of `places`, those that may take the item in: where to send somebody instead."""
    lines = tuple(grants)
    return tuple(place for place in places if is_granted(lines, place, item, today))


def is_recognised(
    lines: Iterable[MutualRecognition], item: Item, town: str, by: str, today: date
) -> MutualRecognition | None:
    """The line by which `by` (9 digits) recognises what `town` received; None: not, or no cross-town item."""
    if not item.cross_town:
        return None
    return next(
        (
            line
            for line in lines
            if in_force(line.since, line.until, today)
            and line.kind in (ALL, item.cross_town_kind)
            and fits_place(line.town, town)
            and fits_place(line.by, by)
        ),
        None,
    )

"""The grants inside an open package, read once and laid out by item; light enough for a page of a list."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from weakref import WeakKeyDictionary

from catalogue.grants import ALL, CLASSES, Grant, is_granted, places_granted
from catalogue.package.open import Package, decoded
from contract.catalogue import Item

_KEPT: "WeakKeyDictionary[Package, dict[str, tuple[Grant, ...]]]" = WeakKeyDictionary()
_CLASS_OF = {level: name for name, level in CLASSES.items()}


def by_item(grants: Iterable[Grant]) -> dict[str, tuple[Grant, ...]]:
    """Lines by what they say of items: a code, a class, or all."""
    lines: defaultdict[str, list[Grant]] = defaultdict(list)
    for grant in grants:
        lines[grant.item].append(grant)
    return {name: tuple(some) for name, some in lines.items()}


def grants_for(package: Package, item: Item) -> tuple[Grant, ...]:
    """The lines that could decide about an item. Failed(PACKAGE_DAMAGED) as `Package.piece`."""
    if package not in _KEPT:
        _KEPT[package] = by_item(decoded(package.piece("list", "grants") or b"[]", tuple[Grant, ...], "grants"))
    kept = _KEPT[package]
    return (*kept.get(item.code, ()), *kept.get(_CLASS_OF.get(item.level, ""), ()), *kept.get(ALL, ()))


def is_granted_here(package: Package, item: Item, division: str, today: date) -> bool:
    """Whether a station at `division` may take the item in. A station that does not know where it is may."""
    return not division or is_granted(grants_for(package, item), division, item, today)


def granted_places(package: Package, item: Item, today: date) -> frozenset[str]:
    """12-digit codes of the villages and communities whose stations may take the item in."""
    places = (place.code for place in package.divisions())
    return frozenset(places_granted(grants_for(package, item), places, item, today))

"""The grants inside an open package, read once; light enough for a guide's page."""

from datetime import date
from weakref import WeakKeyDictionary

from catalogue.grants import Grant, is_granted, places_granted
from catalogue.package.open import Package, decoded
from contract.catalogue import Item

_KEPT: "WeakKeyDictionary[Package, tuple[Grant, ...]]" = WeakKeyDictionary()
TOWN_DIGITS = 9


def grants_of(package: Package) -> tuple[Grant, ...]:
    """Failed(PACKAGE_DAMAGED) as `Package.piece`."""
    if package not in _KEPT:
        _KEPT[package] = decoded(package.piece("list", "grants") or b"[]", tuple[Grant, ...], "grants")
    return _KEPT[package]


def is_granted_here(package: Package, item: Item, division: str, today: date) -> bool:
    """Whether a station at `division` may take the item in. A station that does not know where it is may."""
    return not division or is_granted(grants_of(package), division, item, today)


def nearest_granted(package: Package, item: Item, division: str, today: date) -> str:
    """Code of a village or community that may: of the same town first; "" when none may."""
    places = sorted(place.code for place in package.divisions())
    places.sort(key=lambda code: code[:TOWN_DIGITS] != division[:TOWN_DIGITS])
    return next(iter(places_granted(grants_of(package), places, item, today)), "")

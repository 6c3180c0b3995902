"""Places inside an open package by any of their names, old ones too; light enough to ask at every letter."""

from weakref import WeakKeyDictionary

from catalogue.package.open import Package, decoded
from catalogue.places import Alias, Place, find_places

_KEPT: "WeakKeyDictionary[Package, tuple[Alias, ...]]" = WeakKeyDictionary()


def places_named(package: Package, text: str, limit: int = 20) -> list[Place]:
    """Whole names before parts, towns before villages. Failed(PACKAGE_DAMAGED) as `Package.piece`."""
    return find_places(text, package.divisions(), aliases_of(package), limit)


def aliases_of(package: Package) -> tuple[Alias, ...]:
    """Old town names and what elders say."""
    if package not in _KEPT:
        _KEPT[package] = decoded(package.piece("list", "aliases") or b"[]", tuple[Alias, ...], "aliases")
    return _KEPT[package]

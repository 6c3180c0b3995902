"""The offices inside an open package, and where to send somebody who cannot hand in here."""

from datetime import date
from weakref import WeakKeyDictionary

from catalogue.offices import offices_near
from catalogue.package.grants_in import granted_places
from catalogue.package.open import Package, decoded
from contract.catalogue import Division, Item, Office, OfficeMark, OfficeTier

_KEPT: "WeakKeyDictionary[Package, tuple[Office, ...]]" = WeakKeyDictionary()
HOTLINE = "96123"


def offices_of(package: Package) -> tuple[Office, ...]:
    """Failed(PACKAGE_DAMAGED) as `Package.piece`."""
    if package not in _KEPT:
        _KEPT[package] = decoded(package.piece("list", "offices") or b"[]", tuple[Office, ...], "offices")
    return _KEPT[package]


def village_name(name: str) -> str:
    """南丰社区居委会 → 南丰社区, 五桂村委会 → 五桂村."""
    for ending, instead in (("社区居民委员会", "社区"), ("社区居委会", "社区"), ("村民委员会", "村"), ("村委会", "村")):
        if name.endswith(ending):
            return name.removesuffix(ending) + instead
    return name.removesuffix("居委会")


def office_of(division: Division) -> Office:
    """The service point of a village or community of which nothing more is known than that it is there."""
    return Office(
        code=division.code,
        name=f"{village_name(division.name)}便民服务站",
        tier=OfficeTier.VILLAGE,
        division=division.code,
        mark=OfficeMark.UNVERIFIED,
        phone=HOTLINE,
    )


def where_to_go(package: Package, item: Item, division: str, today: date, limit: int = 3) -> tuple[Office, ...]:
    """Where the item is taken in, the nearest first; never this very station's village.

    At most one village is named: the next one of the same town that may, then offices that need no grant.
    """
    granted = granted_places(package, item, today) - {division}
    known = offices_of(package)
    described = {office.division for office in known if office.tier is OfficeTier.VILLAGE}
    villages = [
        office_of(place)
        for place in package.divisions()
        if place.code in granted and place.code not in described and place.code.startswith(division[:9] or "-")
    ]
    near = offices_near((*known, *villages), item, division, granted)
    local = (OfficeTier.VILLAGE, OfficeTier.COMPOUND)
    first = [office for office in near if office.tier in local][:1]
    return tuple(office for office in near if office in first or office.tier not in local)[:limit]

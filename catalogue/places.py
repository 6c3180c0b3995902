"""Places as people name them: towns, villages and communities, and the names of towns that are no more. Pure."""

from collections.abc import Iterable

import msgspec

from contract.catalogue import Division

TEXT_LIMIT = 40
ENDINGS = ("村民委员会", "居民委员会", "村委会", "居委会", "社区", "街道", "村", "镇")


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """What a place was called, or is called by elders. `code`: 9 digits of a town or 12 of a village or community."""

    alias: str
    code: str
    note: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place found: `code` of 9 digits is a town. `by`: the old name that led here, else ""."""

    code: str
    name: str
    town: str
    by: str = ""


def bare(name: str) -> str:
    """The name without what kind of place it is: 石板滩街道 → 石板滩."""
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return bare(name.removesuffix(ending))
    return name


def find_places(text: str, divisions: Iterable[Division], aliases: Iterable[Alias], limit: int = 20) -> list[Place]:
    """Places that `text` names, whole names before parts, towns before villages. Empty for nothing or nonsense."""
    wanted = "".join(text.split())[:TEXT_LIMIT]
    if not wanted:
        return []
    divisions = tuple(divisions)
    towns = {division.town_code: division.town_name for division in divisions}
    found: dict[str, tuple[int, Place]] = {}

    def take(rank: int, place: Place) -> None:
        if place.code not in found or found[place.code][0] > rank:
            found[place.code] = (rank, place)

    for code, name in towns.items():
        if bare(wanted) == bare(name):
            take(0, Place(code=code, name=name, town=name))
        elif wanted in name:
            take(3, Place(code=code, name=name, town=name))
    for alias in aliases:
        if wanted == alias.alias or bare(wanted) == bare(alias.alias):
            town = towns.get(alias.code[:9], "")
            name = next((division.name for division in divisions if division.code == alias.code), town)
            if name:
                as_said = 1 if wanted == alias.alias else 2
                take(as_said, Place(code=alias.code, name=name, town=town, by=alias.alias))
    for division in divisions:
        place = Place(code=division.code, name=division.name, town=division.town_name)
        if bare(wanted) == bare(division.name) or wanted == f"{division.town_name}{division.name}":
            take(1, place)
        elif bare(wanted) in division.name:
            take(4, place)
    return [place for _, place in sorted(found.values(), key=lambda each: (each[0], len(each[1].code), each[1].code))][
        :limit
    ]

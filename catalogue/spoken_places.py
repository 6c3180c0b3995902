"""The place that somebody named aloud: by its sound, as Sichuan speech has it, anywhere in what was said.

A recogniser writes 狮子 as 柿子 and knows no 鸦雀口 at all, so that names are compared as they sound. Reads tables of
the package: not on the window's thread.
"""

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from catalogue.package.open import Package, decoded
from catalogue.package.places_in import aliases_of
from catalogue.places import bare
from catalogue.search.syllables import folded

Sounds = tuple[str, ...]
TEXT_LIMIT = 200
SHORTEST = 2
"""Syllables of a name that is looked for within a sentence."""
_NAMES: "WeakKeyDictionary[Package, tuple[tuple[Sounds, str], ...]]" = WeakKeyDictionary()


def place_said(package: Package, alternatives: Sequence[str]) -> str:
    """Name of the place that was said, the longest of the best alternative; "" when none was."""
    if package not in _NAMES:
        _NAMES[package] = tuple(_names(package))
    for said in alternatives:
        sounds = sounds_of(package, said[:TEXT_LIMIT])
        found = [(len(name), text) for name, text in _NAMES[package] if stands_in(name, sounds)]
        if found:
            longest = max(length for length, _ in found)
            return next(text for length, text in found if length == longest)
    return ""


def sounds_of(package: Package, text: str) -> Sounds:
    """How the hanzi of a text sound, one by one, with what Sichuan speech makes alike made alike."""
    tables: dict[str, dict[str, str]] = {}
    found = []
    for hanzi in text:
        key = f"{ord(hanzi) >> 8:04x}"
        if key not in tables:
            body = package.piece("reading", key)
            tables[key] = {} if body is None else decoded(body, dict[str, str], key)
        syllable = tables[key].get(hanzi)
        if syllable:
            found.append(folded(syllable))
    return tuple(found)


def stands_in(name: Sounds, sounds: Sounds) -> bool:
    return any(sounds[at : at + len(name)] == name for at in range(len(sounds) - len(name) + 1))


def _names(package: Package) -> Iterator[tuple[Sounds, str]]:
    """Towns first, then old names, then villages: of names that sound alike the first is taken."""
    towns = dict.fromkeys(division.town_name for division in package.divisions())
    old = (alias.alias for alias in aliases_of(package))
    villages = (division.name for division in package.divisions())
    for name in dict.fromkeys((*map(bare, towns), *old, *map(bare, villages))):
        sounds = sounds_of(package, name)
        if len(sounds) >= SHORTEST:
            yield sounds, name

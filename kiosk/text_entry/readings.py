"""Ways to read keys as syllables: in full, with sounds that Sichuan mixes, by first letters, on nine keys. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from catalogue.search.syllables import LONGEST, SYLLABLES, folded

MIXED_COST = 4.0
"""For a syllable that only sounds alike: z/zh, n/l, in/ing and the others of `folded`."""
BEGUN_COST = 1.5
"""For a last syllable of which the first letters are typed."""
INITIAL_COST = 2.5
"""For a syllable of which the first letter alone is typed."""
KEYS_OF_NINE = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
PART = "'"


class Reading(NamedTuple):
    """One way to read some keys as a syllable; `cost` for what they are not exactly."""

    end: int
    syllable: str
    cost: float = 0.0


Read = Callable[[int], Iterable[Reading]]
"""Place among the keys → readings of one syllable from there."""


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(SYLLABLES):
        groups[folded(syllable)].append(syllable)
    return {one: tuple(each for each in group if each != one) for group in groups.values() for one in group}


@cache
def begun() -> dict[str, tuple[str, ...]]:
    """First letters → syllables that go on so."""
    found: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(SYLLABLES):
        for size in range(1, len(syllable)):
            found[syllable[:size]].append(syllable)
    return {head: tuple(each) for head, each in found.items()}


def code_of(syllable: str) -> str:
    """Its keys on a telephone."""
    return "".join(key for letter in syllable for key, letters in KEYS_OF_NINE.items() if letter in letters)


@cache
def _by_code() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Codes → syllables; beginnings of codes → syllables that go on so."""
    whole: dict[str, list[str]] = defaultdict(list)
    heads: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(SYLLABLES):
        code = code_of(syllable)
        whole[code].append(syllable)
        for size in range(1, len(code)):
            heads[code[:size]].append(syllable)
    return {code: tuple(each) for code, each in whole.items()}, {head: tuple(each) for head, each in heads.items()}


def in_letters(letters: str, *, fuzzy: bool, loose: bool) -> Read:
    """fuzzy: also what sounds alike. loose: also first letters, where no syllable can be read, and a begun last one."""

    @cache
    def read(at: int) -> list[Reading]:
        at += letters[at : at + 1] == PART
        ends = range(at + 1, min(at + LONGEST, len(letters)) + 1)
        exact = [Reading(end, letters[at:end]) for end in ends if letters[at:end] in SYLLABLES]
        found = list(exact)
        if fuzzy:
            found += [Reading(end, other, MIXED_COST) for end, one, _ in exact for other in _alike()[one]]
        if loose:
            rest = letters[at:]
            if rest and PART not in rest:
                found += [Reading(len(letters), one, BEGUN_COST) for one in begun().get(rest, ())]
            head = letters[at : at + 2] if letters[at : at + 2] in ("zh", "ch", "sh") else letters[at : at + 1]
            if not exact and head:
                found += [Reading(at + len(head), one, INITIAL_COST) for one in begun().get(head, ())]
        return found

    return read


def on_nine_keys(keys: str) -> Read:
    """keys: digits 2–9, letters of syllables that were chosen, an apostrophe between syllables."""
    whole, heads = _by_code()

    @cache
    def read(at: int) -> list[Reading]:
        at += keys[at : at + 1] == PART
        ends = range(at + 1, min(at + LONGEST, len(keys)) + 1)
        found = [Reading(end, one) for end in ends for one in whole.get(keys[at:end], ())]
        found += [Reading(end, keys[at:end]) for end in ends if keys[at:end] in SYLLABLES]
        return found + [Reading(len(keys), one, BEGUN_COST) for one in heads.get(keys[at:], ())]

    return read


def first_letters(letters: str, start: int) -> list[tuple[int, str]]:
    """(end, first letters) of two and more syllables of which only those are typed, from a place on."""
    found, at, initials = [], start, ""
    while at < len(letters) and letters[at] in begun() and letters[at] not in "aeiouv":
        head = letters[at : at + 2] if letters[at : at + 2] in ("zh", "ch", "sh") else letters[at]
        at, initials = at + len(head), initials + head[0]
        if len(initials) > 1:
            found.append((at, initials))
    return found

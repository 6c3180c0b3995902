"""Typed pinyin → the likeliest hanzi, over slips of a finger and Sichuan spellings: a noisy channel.

A language model of pairs of characters says what residents say; every way to cut the letters into syllables, or into
what is one slip away from a syllable, is followed at once, the likeliest few at each letter.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from catalogue.search.syllables import LONGEST, SYLLABLES, folded

LETTERS_AT_MOST = 60
CHARACTERS_A_SYLLABLE = 8
KEPT_EXACT, KEPT_SLIPPED = 10, 4
"""Ways that are followed at each letter: when it is spelt well, and when it is not."""
ACCENT_COST, SLIP_COST = 1.2, 4.0
"""In natural logarithms: a spelling that only sounds alike, and one slip."""
UNKNOWN_COST = 12.0
DOUBTED = 6.0
"""Cost a character from which letters that are pinyin may have a slip all the same."""
PAIR_SHARE = 0.9


class Pairs(msgspec.Struct, frozen=True, array_like=True):
    """Counts of what residents say."""

    spelt: dict[str, list[str]]
    """Syllable → its characters, the most frequent first."""
    single: dict[str, int]
    pairs: dict[str, int]


def pairs_of(sentences: Iterable[str], table: dict[str, str]) -> Pairs:
    """table: hanzi → syllable. A sentence begins with a blank."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for sentence in sentences:
        hanzi = " " + "".join(character for character in sentence if character in table)
        single.update(hanzi)
        pairs.update(hanzi[place : place + 2] for place in range(len(hanzi) - 1))
    spelt: dict[str, list[str]] = defaultdict(list)
    for character, _ in sorted(single.items(), key=lambda entry: (-entry[1], entry[0])):
        if character != " ":
            spelt[table[character]].append(character)
    return Pairs(spelt=dict(spelt), single=dict(single), pairs=dict(pairs))


def _shortened(text: str) -> Iterator[str]:
    yield from (text[:place] + text[place + 1 :] for place in range(len(text)))


def _one_slip(written: str, meant: str) -> bool:
    """A letter too many, too few, wrong, or two in the wrong order."""
    if abs(len(written) - len(meant)) > 1 or written == meant:
        return False
    if len(written) != len(meant):
        longer, shorter = sorted((written, meant), key=len, reverse=True)
        return shorter in set(_shortened(longer))
    wrong = [place for place, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return written[wrong[0]] == meant[wrong[1]] and written[wrong[1]] == meant[wrong[0]]
    return len(wrong) == 1


class Speller:
    def __init__(self, pairs: Pairs) -> None:
        self._spelt = {syllable: found[:CHARACTERS_A_SYLLABLE] for syllable, found in pairs.spelt.items()}
        self._single = pairs.single
        self._pairs = pairs.pairs
        self._all = sum(pairs.single.values()) or 1
        self._accents: dict[str, list[str]] = defaultdict(list)
        self._near: dict[str, list[str]] = defaultdict(list)
        for syllable in self._spelt:
            self._accents[folded(syllable)].append(syllable)
            for key in {syllable, *_shortened(syllable)}:
                self._near[key].append(syllable)
        self.meant = lru_cache(maxsize=4096)(self._meant)

    def _meant(self, written: str, slips: bool) -> tuple[tuple[str, float], ...]:
        """Syllables that the letters may stand for, with what that costs."""
        found: dict[str, float] = {}
        if written in SYLLABLES:
            found |= dict.fromkeys(self._accents.get(folded(written), ()), ACCENT_COST)
            if written in self._spelt:
                found[written] = 0.0
        if slips and len(written) > 1:
            for key in (written, *_shortened(written)):
                for syllable in self._near.get(key, ()):
                    if syllable not in found and len(syllable) > 1 and _one_slip(written, syllable):
                        found[syllable] = SLIP_COST
        return tuple(found.items())

    def _cost(self, before: str, character: str) -> float:
        pair = self._pairs.get(before + character, 0) / self._single.get(before, 1)
        return -math.log(PAIR_SHARE * pair + (1 - PAIR_SHARE) * self._single[character] / self._all)

    def hanzi(self, letters: str) -> tuple[str, float] | None:
        """The likeliest sentence and its cost a character; None: the letters are no pinyin, even with slips."""
        letters = letters[:LETTERS_AT_MOST]
        exact = self._followed(letters, False, KEPT_EXACT)
        if exact is not None and exact[1] < DOUBTED:
            return exact
        slipped = self._followed(letters, True, KEPT_SLIPPED)
        return min((one for one in (exact, slipped) if one), key=lambda one: one[1] * len(one[0]), default=None)

    def cost(self, hanzi: str) -> float:
        """What a sentence costs a character; characters that nobody is known to say cost most."""
        if not hanzi:
            return math.inf
        total, last = 0.0, " "
        for character in hanzi:
            total += self._cost(last, character) if character in self._single else UNKNOWN_COST
            last = character
        return total / len(hanzi)

    def _followed(self, letters: str, slips: bool, kept: int) -> tuple[str, float] | None:
        ways: list[dict[str, tuple[float, str]]] = [{} for _ in range(len(letters) + 1)]
        ways[0][" "] = (0.0, "")
        for start in range(len(letters)):
            if letters[start] == "'":
                for last, way in ways[start].items():
                    ways[start + 1][last] = min(way, ways[start + 1].get(last, (math.inf, "")))
                continue
            best = sorted(ways[start].items(), key=lambda entry: entry[1])[:kept]
            if not best:
                continue
            for end in range(start + 1, min(len(letters), start + LONGEST + slips) + 1):
                there = ways[end]
                for syllable, cost in self.meant(letters[start:end], slips):
                    for character in self._spelt[syllable]:
                        for last, (reached, text) in best:
                            total = reached + cost + self._cost(last, character)
                            if character not in there or total < there[character][0]:
                                there[character] = (total, text + character)
        if not ways[-1]:
            return None
        cost, text = min(ways[-1].values())
        return (text, cost / len(text)) if text else None

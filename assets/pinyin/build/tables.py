"""Makes words.txt, initials.txt, given.txt and grams.txt: what the pinyin keyboard reads.

    python -m assets.pinyin.build.tables DICT MODEL DICTIONARY

DICT is dict.txt of the package jieba (MIT): "word frequency tag" a line; MODEL and DICTIONARY are lm_sc.t3g and
pydict_sc.bin of Debian's sunpinyin-data (open-gram, CC BY-SA 3.0). The packages themselves are needed for nothing else.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pypinyin import Style, pinyin

from assets.pinyin.build import grams, open_gram
from assets.pinyin.build.sources import COMMON_SURNAMES, HAN, HERE, LONGEST, NAMES, own_names
from catalogue.search.spelling import spell
from catalogue.search.syllables import SYLLABLES

A_KEY = 60
"""Words of two and more characters kept for one spelling."""
AN_INITIALS_KEY = 36
OWN_FREQUENCY = 6000
"""Frequency given to names of the catalogue: between "社区" and "老年证" in ordinary text."""
RARE = 1
TOTAL = 60_000_000
"""Words that all frequencies together stand for."""

SURNAMES: dict[str, str] = NAMES["surnames"]


def given_names(path: Path) -> dict[str, dict[str, int]]:
    """Syllable → characters of given names, by how often they stand in the list's names of people (tag nr)."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, _, tag = line.split()
            if tag != "nr" or not 2 <= len(word) <= 3 or word[0] not in COMMON_SURNAMES or not HAN.fullmatch(word):
                continue
            syllables = spell(word)
            for syllable, character in zip(syllables[1:], word[1:], strict=False):
                if syllable in SYLLABLES:
                    found[syllable][character] = found[syllable].get(character, 0) + 1
    return found


def surnames() -> dict[str, dict[str, int]]:
    """ "+" and the syllable → surnames, the most common first."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for place, surname in enumerate(COMMON_SURNAMES):
        syllable = SURNAMES.get(surname) or spell(surname)[0]
        found[f"+{syllable}"][surname] = 1 + (len(COMMON_SURNAMES) - place) ** 2
    return found


def spelt(word: str) -> str | None:
    syllables = spell(word)
    return " ".join(syllables) if len(syllables) == len(word) and SYLLABLES.issuperset(syllables) else None


def characters() -> Iterator[str]:
    """Every hanzi of GBK, then the rest of the basic block."""
    yield from (chr(point) for point in range(0x4E00, 0xA000))
    yield from (chr(point) for point in range(0x3400, 0x4DC0))


def spelt_characters(singles: dict[str, int]) -> Iterator[tuple[str, str, int]]:
    """(spelling, character, frequency): the first reading in full, the others at a share."""
    for character in characters():
        readings = [
            reading.replace("ü", "v")
            for reading in pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
        ]
        for place, reading in enumerate(dict.fromkeys(readings)):
            if reading in SYLLABLES:
                yield reading, character, max(RARE, singles.get(character, 0) // (1 if place == 0 else 8))


def tables(shares: dict[str, float]) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """Of words and characters with their shares of all words: (by spelling, by initials), with frequencies."""
    times_of = {word: max(RARE, round(TOTAL * share)) for word, share in shares.items()}
    words = {word: times for word, times in times_of.items() if len(word) > 1}
    singles = {word: times for word, times in times_of.items() if len(word) == 1}
    for name in own_names():
        if 2 <= len(name) <= LONGEST:
            words[name] = max(words.get(name, 0), OWN_FREQUENCY)
    by_spelling: dict[str, dict[str, int]] = defaultdict(dict)
    by_initials: dict[str, dict[str, int]] = defaultdict(dict)
    for word, times in words.items():
        if key := spelt(word):
            by_spelling[key][word] = times
            if len(word) <= 8:
                by_initials["".join(part[0] for part in key.split())][word] = times
    for key, character, times in spelt_characters(singles):
        by_spelling[key][character] = max(times, by_spelling[key].get(character, 0))
    for character, key in NAMES["without_reading"].items():
        by_spelling[key][character] = RARE
    for surname, key in SURNAMES.items():
        by_spelling[key][surname] = max(by_spelling[key].get(surname, 0), 2000)
    return by_spelling, by_initials


def lines(table: dict[str, dict[str, int]], most: int, *, everything: bool = True) -> Iterable[str]:
    """Sorted by the bytes of the key, as the reader needs it; a tab, then words and frequencies, the highest first."""
    for key in sorted(table):
        words = sorted(table[key].items(), key=lambda pair: (-pair[1], pair[0]))
        kept = words if everything and " " not in key and len(words[0][0]) == 1 else words[:most]
        yield f"{key}\t{' '.join(f'{word} {times}' for word, times in kept)}\n"


def main(arguments: list[str]) -> int:
    dictionary, model, listed = map(Path, arguments)
    general = open_gram.read(model, listed)
    shares, own = grams.alone(dictionary, general)
    by_spelling, by_initials = tables(shares)
    (HERE / "words.txt").write_text("".join(lines(by_spelling, A_KEY)), encoding="utf-8")
    people = given_names(dictionary) | surnames()
    (HERE / "given.txt").write_text("".join(lines(people, 12, everything=False)), encoding="utf-8")
    (HERE / "initials.txt").write_text("".join(lines(by_initials, AN_INITIALS_KEY)), encoding="utf-8")
    (HERE / "grams.txt").write_text("".join(grams.lines(grams.pairs(shares, general, own))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Makes words.txt, initials.txt and given.txt from jieba's word list, pypinyin's readings and the content's names.

    python -m assets.pinyin.build.tables DICT

DICT is dict.txt of the package jieba (MIT): "word frequency tag" a line. jieba itself is needed for nothing else.
"""

import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pypinyin import Style, pinyin

from catalogue.search.spelling import spell
from catalogue.search.syllables import SYLLABLES

HERE = Path(__file__).resolve().parents[1]
CONTENT = HERE.parent / "content"

WORDS = 110_000
"""Most frequent words of two and more characters that are kept."""
LONGEST = 16
A_KEY = 60
"""Words of two and more characters kept for one spelling."""
AN_INITIALS_KEY = 36
OWN_FREQUENCY = 6000
"""Frequency given to names of the catalogue: between "社区" and "老年证" in ordinary text."""
RARE = 1

HAN = re.compile(r"[㐀-䶿一-鿿]+")

NAMES = tomllib.loads((HERE / "build" / "names.toml").read_text(encoding="utf-8"))
SURNAMES: dict[str, str] = NAMES["surnames"]
COMMON_SURNAMES = "".join(NAMES["common_surnames"].split())


def own_names() -> Iterator[str]:
    """What the content sources call things: items, labels, keywords, materials, places, departments."""
    with (CONTENT / "items.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for text in (
                row["name"],
                row["category"],
                row["big_item"],
                row["department"],
                row["result"],
                *row["keywords"].split(";"),
                *row["materials"].split(";"),
                *row["themes"].split(";"),
            ):
                yield from HAN.findall(text)
                yield "".join(HAN.findall(text))
    with (CONTENT / "names_en.csv").open(encoding="utf-8") as file:
        yield from ("".join(HAN.findall(row["short_zh"])) for row in csv.DictReader(file))
    with (CONTENT / "divisions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for text in (row["name"], row["streetName"]):
                yield text
                yield re.sub(r"(社区|村)?(居委会|村委会|民委员会|委会)$", "", text)
                yield re.sub(r"(居委会|村委会|委会)$", "", text)
    yield from NAMES["old_towns"]
    yield from NAMES["places"]
    for name in NAMES["old_towns"]:
        yield f"{name}镇"


def frequent(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """(words of two and more characters, single characters) with their frequencies."""
    words: dict[str, int] = {}
    singles: dict[str, int] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, times, *_ = line.split()
            if not HAN.fullmatch(word):
                continue
            if len(word) == 1:
                singles[word] = int(times)
            elif len(word) <= LONGEST:
                words[word] = int(times)
    kept = sorted(words, key=lambda word: (-words[word], word))[:WORDS]
    return {word: words[word] for word in kept}, singles


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


def tables(dictionary: Path) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    words, singles = frequent(dictionary)
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
    by_spelling, by_initials = tables(Path(arguments[0]))
    (HERE / "words.txt").write_text("".join(lines(by_spelling, A_KEY)), encoding="utf-8")
    people = given_names(Path(arguments[0])) | surnames()
    (HERE / "given.txt").write_text("".join(lines(people, 12, everything=False)), encoding="utf-8")
    (HERE / "initials.txt").write_text("".join(lines(by_initials, AN_INITIALS_KEY)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Pinyin on nine keys, as telephones have it: digits → sentences, words, characters. Learns nothing.

Keys are the digits 2–9; a syllable that was chosen from the list beside the keys stands among them in letters, with an
apostrophe after it.
"""

from functools import cache
from pathlib import Path

from kiosk.text_entry.candidates import Found
from kiosk.text_entry.pinyin import TABLES
from kiosk.text_entry.readings import PART, on_nine_keys
from kiosk.text_entry.sentence import Edge, Row, Sentences
from kiosk.text_entry.word_table import WordTable

SENTENCES = 3
DIGITS = frozenset("23456789")


class NineKeys:
    """Raises OSError without the tables."""

    def __init__(self, folder: Path = TABLES) -> None:
        self._words = WordTable(folder / "words.txt")
        self._sentences = Sentences(self._words, WordTable(folder / "grams.txt"))

    def read(self, keys: str, limit: int) -> Found:
        """Sentences, then words from the beginning, the longest first, then characters.

        Shown are the letters that the keys most likely mean; the syllables are what the first digits may be.
        """
        read = on_nine_keys(keys)
        found: dict[str, int] = {}
        rows = self._sentences.rows(len(keys), read) if keys else []
        for row in rows[:SENTENCES]:
            found.setdefault(row.text, len(keys))
        for edge in sorted(self._sentences.edges(0, len(keys), read), key=_longest_first):
            found.setdefault(edge.word, _with_part(keys, edge.end))
        ends = {reading.syllable: reading.end for reading in read(0)}
        characters = [(times, one, end) for syllable, end in ends.items() for one, times in self._words.words(syllable)]
        for _, character, end in sorted(characters, reverse=True):
            found.setdefault(character, _with_part(keys, end))
        letters = "".join("".join(rows[0].spellings).split())[: sum(key != PART for key in keys)] if rows else keys
        return Found(list(found.items())[: max(0, limit)], letters, tuple(self._syllables(keys, rows)))

    def _syllables(self, keys: str, rows: list[Row]) -> list[str]:
        """Of the first keys that are still digits: those of the likely sentences, then the longest first."""
        rest = keys[chosen(keys) :]
        whole = [reading for reading in on_nine_keys(rest)(0) if reading.cost == 0]
        longest = [reading.syllable for reading in sorted(whole, key=lambda reading: -reading.end)]
        known = keys[: chosen(keys)].count(PART)
        spelt = [" ".join(row.spellings).split()[known : known + 1] for row in rows]
        return list(
            dict.fromkeys(one for one in (*(one for each in spelt for one in each), *longest) if one in longest)
        )


def chosen(keys: str) -> int:
    """Where the part ends whose syllables were chosen already."""
    return next((place for place, key in enumerate(keys) if key in DIGITS), len(keys))


def fixed(keys: str, syllable: str) -> str:
    """The keys with their first digits read as this syllable."""
    at = chosen(keys)
    rest = keys[at + len(syllable) :].removeprefix(PART)
    return f"{keys[:at]}{syllable}{PART}{rest}" if rest else f"{keys[:at]}{syllable}"


def _with_part(keys: str, end: int) -> int:
    return end + (keys[end : end + 1] == PART)


def _longest_first(edge: Edge) -> tuple[int, float]:
    return -edge.end, edge.cost


@cache
def nine_keys() -> NineKeys:
    return NineKeys()

"""Hanzi → how they sound one by one, and a word that tells a character from those that sound the same. Read only.

For what has no sentence of its own in the voice pack: names, and the candidates of who writes without looking.
"""

from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kiosk.text_entry.pinyin import TABLES

SOUNDS = TABLES / "sounds.txt"
LONGEST_NAME = 4
"""Hanzi; in a longer text the first is no surname."""


class Told(NamedTuple):
    """A character's reading; a common word that holds it, with the readings of its characters."""

    reading: str
    word: str = ""
    readings: tuple[str, ...] = ()


class Syllables:
    """The table, 0.4 MB, looked up by bisection in its text. Raises OSError when it is not there."""

    def __init__(self, path: Path = SOUNDS) -> None:
        self._lines = path.read_text("utf-8").splitlines()
        self._lines.sort()

    def told(self, hanzi: str) -> Told | None:
        """None for what is not in the table."""
        wanted = f"{hanzi}\t"
        at = bisect_left(self._lines, wanted)
        if at == len(self._lines) or not self._lines[at].startswith(wanted):
            return None
        _, reading, word, readings = self._lines[at].split("\t")
        return Told(reading, word, tuple(readings.split()))

    def reading(self, hanzi: str) -> str:
        found = self.told(hanzi)
        return found.reading if found is not None else ""

    def of_name(self, text: str) -> tuple[str, ...]:
        """A reading a character, "" where none is known; the first one as a surname where the text may be a name."""
        surname = self.told(f"+{text[:1]}") if 2 <= len(text) <= LONGEST_NAME else None
        first = (surname.reading,) if surname is not None else tuple(self.reading(one) for one in text[:1])
        return (*first, *(self.reading(one) for one in text[1:]))


@cache
def syllables() -> Syllables:
    return Syllables()

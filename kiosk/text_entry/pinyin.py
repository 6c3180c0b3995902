"""Pinyin letters → candidates: words by frequency, the likeliest sentence, names, single characters. Learns nothing.

The tables are made by assets/pinyin/build. Nothing typed is kept after a call returns: no memory between residents.
"""

from functools import cache
from itertools import product
from pathlib import Path

import msgspec

from catalogue.search.syllables import LONGEST, SYLLABLES, cut, cut_loosely
from kiosk.text_entry.sentence import best_sentence, digraphs, fits, length_of
from kiosk.text_entry.word_table import WordTable

TABLES = Path(__file__).resolve().parents[2] / "assets" / "pinyin"

LETTERS_LIMIT = 60
"""Letters that are looked at; a keyboard shows fewer."""
READINGS = 4
PREFIX_LINES = 400
UNUSUAL_COST = 7.3
"""Cost of a syllable above which a sentence is likelier a name."""
UNUSUAL_TIMES = 60
"""Frequency under which a word is less likely than a name."""

Pairs = list[tuple[str, int]]


class Candidate(msgspec.Struct, frozen=True):
    """`text` stands for the first `consumed` letters; the rest stays to be chosen."""

    text: str
    consumed: int


def cleaned(letters: str) -> str:
    """Small letters and apostrophes, ü as v; everything else left out."""
    return "".join(letter for letter in letters.lower().replace("ü", "v") if letter in "abcdefghijklmnopqrstuvwxyz'")


def by_frequency(pairs: Pairs) -> Pairs:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


class PinyinEngine:
    """Candidates from the tables in one folder: words.txt, initials.txt, given.txt. Raises OSError without them."""

    def __init__(self, folder: Path = TABLES) -> None:
        self._words = WordTable(folder / "words.txt")
        self._initials = WordTable(folder / "initials.txt")
        self._people = WordTable(folder / "given.txt")

    def candidates(self, letters: str, limit: int = 600) -> list[Candidate]:
        """Best first, at most `limit`, each text once. Letters that are no pinyin give an empty list.

        letters: small Latin letters; an apostrophe parts syllables, v is ü. Consumed letters count in the cleaned text.
        """
        letters = cleaned(letters)[:LETTERS_LIMIT]
        found: dict[str, int] = {}
        readings = cut(letters, READINGS)
        if readings:
            self._whole(found, letters, readings)
        else:
            self._unfinished(found, letters)
        parts = readings[0] if readings else cut_loosely(letters)
        if not readings or len(letters) <= 3:
            self._by_initials(found, letters, parts)
        for reading in readings[:2] or [parts]:
            self._beginnings(found, letters, reading)
        return [Candidate(text, consumed) for text, consumed in list(found.items())[: max(0, limit)]]

    # --- what stands for all letters -----------------------------------------------------------------------------

    def _whole(self, found: dict[str, int], letters: str, readings: list[tuple[str, ...]]) -> None:
        """Words, the likeliest sentence, and names of people for all letters, the first reading's words first."""
        words = [pair for reading in readings if len(reading) > 1 for pair in self._words.words(" ".join(reading))]
        shortest = min(map(len, readings))
        names = self._names(readings[0])
        sentence, cost = best_sentence(letters, self._words) if shortest > 1 and not words else ("", 0.0)
        unusual = cost > UNUSUAL_COST * shortest if sentence else bool(words) and words[0][1] < UNUSUAL_TIMES
        first = names[:2] if unusual else []
        for text in (*first, sentence, *(word for word, _ in words), *names):
            if text:
                found.setdefault(text, len(letters))

    def _names(self, reading: tuple[str, ...]) -> list[str]:
        """Likely names of people for two or three syllables: surname and given characters by how common they are."""
        if not 2 <= len(reading) <= 3:
            return []
        surnames = self._people.words(f"+{reading[0]}")[:3]
        given = [self._people.words(syllable)[:4] for syllable in reading[1:]]
        rows = [((surname, times), *rest) for surname, times in surnames for rest in product(*given)]
        weighed = [("".join(character for character, _ in row), weight_of(row)) for row in rows]
        return [name for name, _ in sorted(weighed, key=lambda pair: -pair[1])[:8]]

    def _unfinished(self, found: dict[str, int], letters: str) -> None:
        """Whole syllables and one that is only begun: "laonianzh" → 老年证."""
        for size in range(1, min(LONGEST, len(letters)) + 1):
            head, tail = letters[:-size], letters[-size:]
            if "'" in tail or not any(syllable.startswith(tail) for syllable in SYLLABLES):
                continue
            readings = cut(head, 2) if head else []
            for reading in readings:
                for word, _ in self._begun(" ".join((*reading, tail)), len(reading) + 1):
                    found.setdefault(word, len(letters))
            if readings and len(readings[0]) > 1:
                found.setdefault(best_sentence(head, self._words)[0], len(head))

    def _begun(self, prefix: str, size: int) -> Pairs:
        """Words of `size` syllables whose spelling starts so, the most frequent first."""
        lines = self._words.starting(prefix, PREFIX_LINES)
        return by_frequency([pair for key, pairs in lines if key.count(" ") + 1 == size for pair in pairs[:8]])[:24]

    def _by_initials(self, found: dict[str, int], letters: str, parts: tuple[str, ...]) -> None:
        """ "lnz" → 老年证, "laonz" → 老年证: single letters for syllables."""
        single = next((place for place, part in enumerate(parts) if len(part) == 1), len(parts))
        if 0 < single < len(parts):
            lines = self._words.starting(f"{' '.join(parts[:single])} {parts[single]}", PREFIX_LINES * 4)
            for word, _ in by_frequency(
                [pair for key, pairs in lines if fits(key.split(" "), parts) for pair in pairs[:8]]
            ):
                found.setdefault(word, len(letters))
        plain = letters.replace("'", "")
        short = "".join(part[0] for part in digraphs(plain))
        for key in dict.fromkeys((plain, short)):
            for word, _ in self._initials.words(key) if len(key) > 1 and single == 0 else []:
                found.setdefault(word, len(letters))

    # --- what stands for the first letters ------------------------------------------------------------------------

    def _beginnings(self, found: dict[str, int], letters: str, reading: tuple[str, ...]) -> None:
        """Shorter words from the beginning, then the characters of the first syllable, all of them."""
        if not reading:
            return
        for size in range(len(reading) - 1, 1, -1):
            for word, _ in self._words.words(" ".join(reading[:size])):
                found.setdefault(word, length_of(letters, reading[:size]))
        first = reading[0]
        characters = self._words.words(first) if first in SYLLABLES else self._begun_characters(first)
        for character, _ in characters:
            found.setdefault(character, length_of(letters, reading[:1]))

    def _begun_characters(self, letter: str) -> Pairs:
        """The most frequent characters whose syllable starts with a letter."""
        begun = [syllable for syllable in sorted(SYLLABLES) if syllable.startswith(letter)]
        return by_frequency([pair for syllable in begun for pair in self._words.words(syllable)[:12]])[:60]


def weight_of(row: tuple[tuple[str, int], ...]) -> float:
    weight = 1.0
    for _, times in row:
        weight *= times
    return weight


@cache
def engine() -> PinyinEngine:
    return PinyinEngine()


def candidates(letters: str, limit: int = 600) -> list[Candidate]:
    """Candidates from the tables of the programme; see PinyinEngine.candidates."""
    return engine().candidates(letters, limit)

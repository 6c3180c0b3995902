"""Pinyin letters → candidates: words by frequency, the likeliest sentence, names, single characters. Learns nothing.

The tables are made by assets/pinyin/build. Nothing typed is kept after a call returns: no memory between residents.
"""

from functools import cache
from itertools import product
from pathlib import Path

import msgspec

from catalogue.search.syllables import LONGEST, SYLLABLES, cut, cut_loosely
from kiosk.text_entry.readings import INITIAL_COST, first_letters, in_letters
from kiosk.text_entry.sentence import Edge, Row, Sentences, cost_of, digraphs, fits, length_of
from kiosk.text_entry.word_table import WordTable

TABLES = Path(__file__).resolve().parents[2] / "assets" / "pinyin"

LETTERS_LIMIT = 96
"""Letters that are looked at; a keyboard shows fewer."""
READINGS = 4
PREFIX_LINES = 400
SENTENCES = 2
"""Whole sentences that are offered."""
WORDS_A_KEY = 20
"""Words of first letters that may stand in a sentence."""
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
    """Candidates from the tables in one folder: words, initials, given, grams. Raises OSError without them."""

    def __init__(self, folder: Path = TABLES, fuzzy: bool = True) -> None:
        """fuzzy: syllables that Sichuan speech mixes stand for each other, at a cost."""
        self._fuzzy = fuzzy
        self._words = WordTable(folder / "words.txt")
        self._initials = WordTable(folder / "initials.txt")
        self._people = WordTable(folder / "given.txt")
        self._sentences = Sentences(self._words, WordTable(folder / "grams.txt"))

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
            for row in self._rows(letters, loose=True)[:SENTENCES] if letters else []:
                found.setdefault(row.text, len(letters))
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
        rows = self._rows(letters) if shortest > 1 else []
        if words:
            unusual = words[0][1] < UNUSUAL_TIMES
        else:
            unusual = bool(rows) and rows[0].cost > UNUSUAL_COST * shortest
        first = names[:2] if unusual else []
        sentences = [row.text for row in rows[:SENTENCES]]
        said = [word for word, _ in words]
        for text in (*first, *said, *sentences, *names) if said else (*first, *sentences, *names):
            found.setdefault(text, len(letters))

    def _rows(self, letters: str, loose: bool = False) -> list[Row]:
        """Sentences, the likeliest first; loose: where some syllables are only begun."""
        read = in_letters(letters, fuzzy=self._fuzzy, loose=loose)
        return self._sentences.rows(
            len(letters), read, (lambda at: self._initials_from(letters, at)) if loose else None
        )

    def _initials_from(self, letters: str, at: int) -> list[Edge]:
        found = []
        for end, initials in first_letters(letters, at):
            for word, times in self._initials.best(initials, WORDS_A_KEY):
                extra = INITIAL_COST * len(word)
                found.append(Edge(end, word, cost_of(times) + extra, extra, " ".join(initials)))
        return found

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
def engine(fuzzy: bool = True) -> PinyinEngine:
    return PinyinEngine(fuzzy=fuzzy)


def candidates(letters: str, limit: int = 600, fuzzy: bool = True) -> list[Candidate]:
    """Candidates from the tables of the programme; see PinyinEngine."""
    return engine(fuzzy).candidates(letters, limit)

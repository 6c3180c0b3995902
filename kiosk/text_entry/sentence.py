"""The likeliest rows of words for a run of keys, over all ways to cut and read them. Pure over two tables.

A row costs the sum of its words: what a word costs after the one before it (grams.txt), else what it costs alone
(words.txt) and a little more. The search keeps, for every place and last word, the cheapest row (Viterbi), and of
those the BEAM cheapest a place.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kiosk.text_entry.readings import INITIAL_COST, Read
from kiosk.text_entry.word_table import WordTable

TOTAL = 60_000_000
"""Words counted in the corpus that the frequencies stand for."""
NOT_AFTER = 0.8
"""What a word costs more where it is not known to follow."""
SINGLE_COST = 0.8
"""What a single character costs beside a word, where nothing is known of it after the word before."""
SYLLABLES_A_WORD = 16
WORDS_A_SPELLING = 6
WORDS_OF_LETTERS = 3
"""Words taken for a spelling of which only letters are typed, or that only sounds alike."""
BEAM = 6
START = "^"


class Edge(NamedTuple):
    end: int
    word: str
    cost: float
    """Alone, with what its keys are not exactly."""
    extra: float
    """Of which the latter."""
    spelling: str

    @property
    def size(self) -> int:
        return self.spelling.count(" ") + 1


class Row(NamedTuple):
    cost: float
    words: tuple[str, ...]
    spellings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(self.words)


class Sentences:
    """Finds rows of words. Nothing asked is kept after a call."""

    def __init__(self, words: WordTable, grams: WordTable) -> None:
        self._words = words
        self._grams = grams

    def edges(self, start: int, end: int, read: Read) -> list[Edge]:
        """Words that begin at a place."""
        found: list[Edge] = []
        waiting: list[tuple[int, str, int, float]] = [(start, "", 0, 0.0)]
        while waiting:
            at, key, size, extra = waiting.pop()
            begins_with_letter = size == 1 and extra >= INITIAL_COST
            for reading in read(at):
                if begins_with_letter and reading.cost >= INITIAL_COST:
                    continue  # words of first letters alone have a table of their own
                longer = f"{key} {reading.syllable}" if key else reading.syllable
                cost = extra + reading.cost
                most = WORDS_OF_LETTERS if cost else WORDS_A_SPELLING
                for word, times in self._words.best(longer, most):
                    found.append(Edge(reading.end, word, cost_of(times) + cost, cost, longer))
                if size + 1 < SYLLABLES_A_WORD and reading.end < end and self._words.has_longer(longer):
                    waiting.append((reading.end, longer, size + 1, cost))
        return found

    def rows(self, end: int, read: Read, more: Callable[[int], Iterable[Edge]] | None = None) -> list[Row]:
        """The BEAM cheapest rows that take all keys, the cheapest first; none when the keys cannot be read.

        more: further words from a place, such as those for the first letters only.
        """
        best: list[dict[str, Row]] = [{} for _ in range(end + 1)]
        best[0][START] = Row(0.0, ())
        lines: dict[str, bytes] = {}
        for start in range(end):
            if not best[start]:
                continue
            edges = [*self.edges(start, end, read), *(more(start) if more else ())]
            if not edges:
                continue
            for before, row in sorted(best[start].items(), key=lambda pair: pair[1].cost)[:BEAM]:
                if before not in lines:
                    lines[before] = self._grams.line(before)
                line = lines[before]
                for edge in edges:
                    after = cost_after(line, edge.word)
                    if after is None:
                        cost = edge.cost + NOT_AFTER + (SINGLE_COST if edge.size == 1 else 0.0)
                    else:
                        cost = min(after + edge.extra, edge.cost + NOT_AFTER)
                    known = best[edge.end].get(edge.word)
                    if known is None or row.cost + cost < known.cost:
                        best[edge.end][edge.word] = Row(
                            row.cost + cost, (*row.words, edge.word), (*row.spellings, edge.spelling)
                        )
        return sorted(best[end].values())[:BEAM]


def cost_of(times: int) -> float:
    return math.log(TOTAL / max(times, 1))


def cost_after(line: bytes, word: str) -> float | None:
    """What a word costs after the one whose line this is; None where it is not known to follow."""
    wanted = word.encode()
    at = line.find(b" " + wanted + b" ")
    if at < 0:
        return None
    start = at + len(wanted) + 2
    stop = line.find(b" ", start)
    return int(line[start : stop if stop >= 0 else len(line)]) / 10


def fits(syllables: list[str], parts: tuple[str, ...]) -> bool:
    """Whether syllables match parts of which single letters stand for any syllable that starts so."""
    return len(syllables) == len(parts) and all(
        syllable == part or (len(part) == 1 and syllable.startswith(part))
        for syllable, part in zip(syllables, parts, strict=True)
    )


def digraphs(letters: str) -> list[str]:
    """Letters one by one, zh, ch and sh as one: "zhrm" → zh, r, m."""
    parts: list[str] = []
    for letter in letters:
        if letter == "h" and parts and parts[-1] in ("z", "c", "s"):
            parts[-1] += "h"
        else:
            parts.append(letter)
    return parts


def length_of(letters: str, syllables: tuple[str, ...]) -> int:
    """Letters that some first syllables take, apostrophes before, between and right after them included."""
    at = 0
    for syllable in syllables:
        while letters[at : at + 1] == "'":
            at += 1
        at += len(syllable)
    while letters[at : at + 1] == "'":
        at += 1
    return at

"""The likeliest row of words for a run of pinyin letters, over all ways to cut it. Pure over a word table."""

import math

from catalogue.search.syllables import LONGEST, SYLLABLES
from kiosk.text_entry.word_table import WordTable

TOTAL = 60_000_000
"""Words counted in the corpus that the frequencies come from."""
SINGLE_COST = 2.5
"""What a single character costs beside a word: sentences are made of words."""
SYLLABLES_A_WORD = 16


def cost_of(times: int, size: int) -> float:
    return math.log(TOTAL / max(times, 1)) + (SINGLE_COST if size == 1 else 0.0)


def words_from(letters: str, start: int, table: WordTable) -> list[tuple[int, str, int, int]]:
    """Words that begin at a place: (where they end, the most frequent one, its frequency, its syllables)."""
    found: list[tuple[int, str, int, int]] = []
    waiting: list[tuple[int, str, int]] = [(start, "", 0)]
    while waiting:
        at, key, size = waiting.pop()
        at += letters[at : at + 1] == "'"
        for end in range(at + 1, min(at + LONGEST, len(letters)) + 1):
            if letters[at:end] not in SYLLABLES:
                continue
            longer = f"{key} {letters[at:end]}" if key else letters[at:end]
            if words := table.words(longer):
                found.append((end, *words[0], size + 1))
            if size + 1 < SYLLABLES_A_WORD and end < len(letters) and table.has_longer(longer):
                waiting.append((end, longer, size + 1))
    return found


def best_sentence(letters: str, table: WordTable) -> tuple[str, float]:
    """The likeliest row of words and its cost; "" when the letters are no pinyin."""
    best: list[tuple[float, str]] = [(math.inf, "")] * (len(letters) + 1)
    best[0] = (0.0, "")
    for start in range(len(letters)):
        cost, text = best[start]
        if cost == math.inf:
            continue
        for end, word, times, size in words_from(letters, start, table):
            whole = cost + cost_of(times, size)
            if whole < best[end][0]:
                best[end] = (whole, text + word)
    reached = len(letters.rstrip("'"))
    return best[reached][1], best[reached][0]


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

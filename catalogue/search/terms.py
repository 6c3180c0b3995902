"""What is compared: terms of a text in characters, in sounds, in initials and in English words. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from catalogue.search.syllables import folded

QUERY_LIMIT = 120
"""Characters of a query that are looked at."""

HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]+")
LATIN = re.compile(r"[a-z][a-z'’]*")
_ENGLISH_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "how",
        "i",
        "in",
        "is",
        "it",
        "my",
        "of",
        "on",
        "or",
        "the",
        "to",
        "what",
        "where",
        "who",
        "with",
    ]
)


def plain_text(text: str) -> str:
    """NFKC, small letters, ü as v; other signs stay and part the words."""
    whole = text.encode("utf-8", "ignore").decode()  # a lone surrogate is no character
    return unicodedata.normalize("NFKC", whole).lower().replace("ü", "v").replace("’", "'")


def character_terms(text: str) -> Iterator[str]:
    for run in HAN.findall(text):
        yield from run
        yield from (run[place : place + 2] for place in range(len(run) - 1))


def sound_terms(syllables: Sequence[str]) -> Iterator[str]:
    """Folded syllables in ones and twos: "p:lao", "p:lao lian"."""
    sounds = [folded(syllable) for syllable in syllables]
    yield from (f"p:{sound}" for sound in sounds)
    yield from (f"p:{first} {second}" for first, second in pairwise(sounds))


def exact_sound_terms(syllables: Sequence[str]) -> Iterator[str]:
    """Pairs as they are written, so that a clean spelling outranks one that only sounds alike."""
    yield from (f"q:{first} {second}" for first, second in pairwise(syllables))


def initials_of(syllables: Iterable[str]) -> str:
    return "".join(syllable[0] for syllable in syllables)


def initials_terms(initials: str, longest: int = 8) -> Iterator[str]:
    """Every run of two to `longest` initials."""
    for start in range(len(initials) - 1):
        for size in range(2, min(longest, len(initials) - start) + 1):
            yield f"i:{initials[start : start + size]}"


def english_terms(text: str) -> Iterator[str]:
    for word in LATIN.findall(text):
        word = word.strip("'").removesuffix("'s")
        if word and word not in _ENGLISH_STOP:
            yield f"e:{stem(word)}"


def stem(word: str) -> str:
    """Plural and verb endings off, enough for names of items."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + rest
    return word

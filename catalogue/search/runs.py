"""Runs of a sentence that are compared: of characters, and of syllables as Sichuan ears hear them. Pure."""

import re
from collections.abc import Sequence

from catalogue.search.syllables import folded

CHARACTERS = 3
SYLLABLES = 3

_SIGNS = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """Only what is read aloud: signs and blanks off."""
    return _SIGNS.sub("", text)


def character_runs(text: str) -> list[str]:
    """One to three characters; the ends of the sentence count as characters."""
    return _runs(f"^{bare(text)}$", 1, CHARACTERS)


def syllable_runs(syllables: Sequence[str]) -> list[str]:
    sounds = [folded(syllable) for syllable in syllables]
    return [
        " ".join(sounds[place : place + size])
        for size in range(1, SYLLABLES + 1)
        for place in range(len(sounds) - size + 1)
    ]


def _runs(text: str, least: int, most: int) -> list[str]:
    return [text[place : place + size] for size in range(least, most + 1) for place in range(len(text) - size + 1)]

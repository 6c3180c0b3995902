"""The ways to type characters with keys: the keys of each, what they may mean, how they look while they wait."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from kiosk.text_entry.candidates import Found


class Mode(StrEnum):
    PINYIN = "pinyin"
    NINE = "nine"
    STROKES = "strokes"
    HAND = "hand"
    LETTERS = "letters"
    DIGITS = "digits"


Engine = Callable[[str, int], Found]
"""Keys and a limit → what they may mean, best first. Must not learn from what is chosen."""


class Method(NamedTuple):
    keys: str
    """What may be pressed; everything else is typed as it stands."""
    engine: Engine
    fixed: Callable[[str, str], str] | None = None
    """Keys and one of their syllables → the keys with their first ones read so."""


Methods = Mapping[Mode, Method]

LATIN = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "23456789'"
STROKE_SIGNS = {"h": "一", "s": "丨", "p": "丿", "n": "丶", "z": "乛", "*": "？"}
"""横 竖 撇 点(捺) 折, and a stroke somebody is not sure of."""


def station_methods(mixed_sounds: bool = True) -> Methods:
    """Those of the station; their tables are opened when first asked. mixed_sounds: see TypingSettings."""
    return {
        Mode.PINYIN: Method(LATIN, partial(_pinyin, fuzzy=mixed_sounds)),
        Mode.NINE: Method(DIGITS, _nine, _fixed),
        Mode.STROKES: Method("".join(STROKE_SIGNS), _strokes),
    }


def _pinyin(keys: str, limit: int, *, fuzzy: bool) -> Found:
    from kiosk.text_entry.pinyin import candidates

    return Found([(found.text, found.consumed) for found in candidates(keys, limit, fuzzy)], keys)


def _nine(keys: str, limit: int) -> Found:
    from kiosk.text_entry.nine_keys import nine_keys

    return nine_keys().read(keys, limit)


def _fixed(keys: str, syllable: str) -> str:
    from kiosk.text_entry.nine_keys import fixed

    return fixed(keys, syllable)


def _strokes(keys: str, limit: int) -> Found:
    from kiosk.text_entry.stroke_table import candidates

    return Found(candidates(keys, limit), "".join(STROKE_SIGNS[key] for key in keys))

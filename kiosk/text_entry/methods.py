"""The ways to type characters with keys: the keys of each, what they may mean, how they look while they wait."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from kiosk.text_entry.candidates import Pairs


class Mode(StrEnum):
    PINYIN = "pinyin"
    NINE = "nine"
    STROKES = "strokes"
    HAND = "hand"
    LETTERS = "letters"
    DIGITS = "digits"


Engine = Callable[[str, int], Pairs]
"""Keys and a limit → (text, keys it uses up), best first. Must not learn from what is chosen."""


def as_typed(keys: str) -> str:
    return keys


class Method(NamedTuple):
    keys: str
    """What may be pressed; everything else is typed as it stands."""
    engine: Engine
    shown: Callable[[str], str] = as_typed
    """Waiting keys as the field shows them."""


Methods = Mapping[Mode, Method]

LATIN = "abcdefghijklmnopqrstuvwxyz"
STROKE_SIGNS = {"h": "一", "s": "丨", "p": "丿", "n": "丶", "z": "乛", "*": "？"}
"""横 竖 撇 点(捺) 折, and a stroke somebody is not sure of."""


def as_strokes(keys: str) -> str:
    return "".join(STROKE_SIGNS[key] for key in keys)


def station_methods() -> Methods:
    """Those of the station; their tables are opened when first asked."""
    return {
        Mode.PINYIN: Method(LATIN, _pinyin),
        Mode.STROKES: Method("".join(STROKE_SIGNS), _strokes, as_strokes),
    }


def _pinyin(keys: str, limit: int) -> Pairs:
    from kiosk.text_entry.pinyin import candidates

    return [(found.text, found.consumed) for found in candidates(keys, limit)]


def _strokes(keys: str, limit: int) -> Pairs:
    from kiosk.text_entry.stroke_table import candidates

    return candidates(keys, limit)

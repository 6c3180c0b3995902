"""How many rows of wrapped text a page holds, worked out before anything is drawn. Sizes in design units.

Widths are those of Noto Sans SC Bold, rounded up; the checks in tests/qml prove that nothing sticks out.
"""

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")

LATIN_EM = 0.6
SPACE_EM = 0.24


def text_em(text: str) -> float:
    """Width of one line of `text` in ems, never less than it really is."""
    return sum(
        SPACE_EM if sign == " " else 0.0 if sign == "\u2060" else 1.0 if _wide(sign) else LATIN_EM for sign in text
    )


def lines_of(text: str, size: float, width: float) -> int:
    """Lines that `text` takes at `size` within `width`; words are kept whole, Chinese breaks anywhere."""
    if not text:
        return 0
    room = max(width / size, 1.0)
    lines, used = 1, 0.0
    for word in _pieces(text):
        wide = text_em(word)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        lines += int(wide / room - 1e-6)  # a word longer than the line is broken
        used += wide + (SPACE_EM if " " in text else 0.0)
    return lines


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WFA"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    word = ""
    for sign in text:
        if _wide(sign):
            if word:
                pieces.append(word)
                word = ""
            pieces.append(sign)
        elif sign == " ":
            if word:
                pieces.append(word)
            word = ""
        else:
            word += sign
    return [*pieces, word] if word else pieces


def pages_of(rows: Sequence[Row], height_of: Callable[[Row], float], room: float) -> list[tuple[Row, ...]]:
    """Split `rows` into pages no taller than `room`; a row taller than a page has one to itself. At least one page."""
    pages: list[tuple[Row, ...]] = []
    page: list[Row] = []
    used = 0.0
    for row in rows:
        tall = height_of(row)
        if page and used + tall > room:
            pages.append(tuple(page))
            page, used = [], 0.0
        page.append(row)
        used += tall
    return [*pages, tuple(page)]

"""What the window and the recognising process say to each other: one JSON object a line. Holds no other code."""

import msgspec

LINE_LIMIT = 256 * 1024
"""Bytes of a line; 4,000 points need less than a fifth."""


class Asked(msgspec.Struct, frozen=True):
    """strokes: points x to the right, y down, both in the same unit."""

    number: int
    strokes: tuple[tuple[tuple[float, float], ...], ...]


class Told(msgspec.Struct, frozen=True):
    """characters: best first; "" when nothing is drawn."""

    number: int
    characters: str

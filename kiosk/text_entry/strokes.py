"""What a finger drew, before it is a picture. Pure: views ask it whether something was signed."""

from collections.abc import Sequence
from itertools import pairwise

LEAST_REACH = 0.05
"""Of the pad's width and height together; a child's tap is less, the shortest name is more."""


def is_signed(strokes: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Something was written: touches without movement are no signature. Points in pad units 0…1."""
    reach = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for stroke in strokes for a, b in pairwise(stroke))
    return reach >= LEAST_REACH

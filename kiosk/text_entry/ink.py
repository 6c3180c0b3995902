"""What a finger has written on the pad: the strokes of this character, and those of the one just taken. Pure."""

from math import isfinite

MOST_STROKES = 64
MOST_POINTS = 4000
FURTHEST = 100.0
"""Of the pad's height; a finger cannot be further."""

Stroke = tuple[tuple[float, float], ...]


class Ink:
    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.strokes: list[Stroke] = []
        self.taken: list[Stroke] = []
        """Strokes of the character that a pause took; 退一笔 brings them back."""

    def add(self, points: object) -> bool:
        """One finished stroke, [[x, y], …] in heights of the pad. False, and nothing kept, for what is none."""
        stroke = _stroke_of(points)
        room = MOST_POINTS - sum(map(len, self.strokes))
        if stroke is None or len(self.strokes) >= MOST_STROKES or len(stroke) > room:
            return False
        self.strokes.append(stroke)
        self.taken = []
        return True

    def take(self) -> None:
        """The character is told; the pad is free for the next."""
        self.taken, self.strokes = self.strokes, []

    def bring_back(self) -> bool:
        """The strokes taken last stand on the pad again; False when there are none."""
        if self.strokes or not self.taken:
            return False
        self.strokes, self.taken = self.taken, []
        return True


def _stroke_of(points: object) -> Stroke | None:
    if not isinstance(points, list | tuple) or not 1 <= len(points) <= MOST_POINTS:
        return None
    stroke = []
    for point in points:
        if not isinstance(point, list | tuple) or len(point) != 2:
            return None
        x, y = point
        if not isinstance(x, int | float) or not isinstance(y, int | float):
            return None
        if not (isfinite(x) and isfinite(y) and abs(x) <= FURTHEST and abs(y) <= FURTHEST):
            return None
        stroke.append((float(x), float(y)))
    return tuple(stroke)

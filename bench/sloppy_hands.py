"""Characters as hands write them on a pad, clean and sloppy, from the middle lines of their strokes.

Shares no code with the training of the model (assets/handwriting/build/distortions.py) nor with its features; points
are pixels of a pad.
"""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

import numpy as np

from assets.handwriting.build.medians import Line

PAD_PX = 480.0
FINGER_STEP_PX = 9.0
"""What a finger moves between two reports of a touch screen."""


def clean(strokes: Iterable[Line], chance: Random) -> list[list[tuple[float, float]]]:
    """Written as printed, of any size and anywhere on the pad, with the trembling of a steady finger."""
    size = chance.uniform(0.5, 0.95) * PAD_PX
    left, top = (chance.uniform(0, PAD_PX - size) for _ in range(2))
    return [_touched(stroke * size + (left, top), chance, 1.0) for stroke in strokes]


def sloppy(strokes: Iterable[Line], chance: Random) -> list[list[tuple[float, float]]]:
    """Turned up to 10°, flattened, strokes out of place, bent, joined, left out, in the wrong order, some backwards."""
    angle = np.radians(chance.uniform(-10, 10))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    wide, tall = (PAD_PX * chance.uniform(0.5, 0.9) for _ in range(2))
    tall = min(max(tall, wide / 1.3), wide * 1.3)
    written = []
    for stroke in strokes:
        moved = stroke + np.array([chance.uniform(-0.035, 0.035) for _ in range(2)])
        bent = moved + np.array([[chance.gauss(0, 0.014), chance.gauss(0, 0.014)] for _ in moved])
        line = (bent - 0.5) * (wide, tall) @ turn + PAD_PX / 2
        written.append(line[::-1] if chance.random() < 0.02 else line)
    if len(written) >= 6 and chance.random() < 0.15:
        del written[chance.randrange(len(written))]
    if chance.random() < 0.35:
        here, there = chance.randrange(len(written)), chance.randrange(len(written))
        written[here], written[there] = written[there], written[here]
    drawn: list[Line] = []
    for line in written:
        if drawn and chance.random() < 0.12:
            drawn[-1] = np.concatenate([drawn[-1], line])
        else:
            drawn.append(line)
    return [_touched(line, chance, 2.0) for line in drawn]


def _touched(line: Line, chance: Random, tremble_px: float) -> list[tuple[float, float]]:
    """The points that the screen reports: rounded corners, about evenly spaced, each a little off."""
    points = [line[0]]
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        points += [corner + (before - corner) * 0.2, corner + (after - corner) * 0.2]
    points.append(line[-1])
    told: list[tuple[float, float]] = []
    for start, end in pairwise(points):
        steps = max(1, round(float(np.hypot(*(end - start))) / FINGER_STEP_PX))
        for step in range(steps):
            x, y = start + (end - start) * step / steps
            told.append((x + chance.gauss(0, tremble_px), y + chance.gauss(0, tremble_px)))
    return [*told, (float(line[-1][0]), float(line[-1][1]))]

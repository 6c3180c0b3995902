"""What hands do to a character, for training: slant, bends, strokes moved, turned, joined, forgotten, backwards.

Sizes are standard deviations in widths of the character. The figure `handwriting` distorts by other code (bench/).
"""

import numpy as np

from assets.handwriting.build.medians import Line

POINTS = 12
TURN = np.radians(6)
SHEAR = 0.08
STRETCH = 0.10
WAVE = 0.02
STROKE_TURN = np.radians(5)
STROKE_STRETCH = 0.10
STROKE_MOVE = 0.022
BEND = 0.015
SHIVER = 0.004
JOINED = (0.0, 0.0, 0.1, 0.35)
"""Shares of pen lifts that a hand leaves out; one hand is drawn for each sample."""
FORGOTTEN = 0.08
BACKWARDS = 0.02


def even(line: Line) -> Line:
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*(line[1:] - line[:-1]).T))])
    at = np.linspace(0, along[-1], POINTS)
    return np.stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])], 1)


def turned(angle: float) -> Line:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def distorted(strokes: list[Line], rng: np.random.Generator) -> list[Line]:
    """One sample; the strokes are left as they are."""
    whole = turned(rng.normal(0, TURN)) @ np.array([[1, rng.normal(0, SHEAR)], [0, 1]])
    whole = whole @ np.diag(np.exp(rng.normal(0, STRETCH, 2)))
    waves, phases = rng.normal(0, WAVE, (2, 2, 2)), rng.uniform(0, 2 * np.pi, (2, 2, 2))
    arc = np.sin(np.linspace(0, np.pi, POINTS))[:, None]
    written: list[Line] = []
    for stroke in strokes:
        line = even(stroke) - 0.5
        middle = line.mean(0)
        own = turned(rng.normal(0, STROKE_TURN)) * np.exp(rng.normal(0, STROKE_STRETCH))
        line = (line - middle) @ own.T + middle + rng.normal(0, STROKE_MOVE, 2)
        line = line + arc * rng.normal(0, BEND, 2) + rng.normal(0, SHIVER, line.shape)
        runs = line[:, None, None, :] * np.array([np.pi, 2 * np.pi])[None, None, :, None]
        line = line + (waves[None] * np.sin(runs + phases[None])).sum((2, 3))
        line = line @ whole.T
        written.append(line[::-1] if rng.random() < BACKWARDS else line)
    if len(written) > 5 and rng.random() < FORGOTTEN:
        del written[rng.integers(len(written))]
    lifts_left_out = rng.choice(JOINED)
    joined = written[:1]
    for line in written[1:]:
        if rng.random() < lifts_left_out:
            joined[-1] = np.concatenate([joined[-1], line])
        else:
            joined.append(line)
    return joined

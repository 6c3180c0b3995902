"""A written character → 512 numbers: how much ink runs in which of 8 directions in which of 8 × 8 places.

The directional feature map usual for on-line characters (Bai and Huo, "A study on the use of 8-directional features for
online handwritten Chinese character recognition", ICDAR 2005). Order and number of strokes leave no trace in it.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

GRID = 8
DIRECTIONS = 8
FEATURES = GRID * GRID * DIRECTIONS
STEPS_ACROSS = 48
"""Segments that a line as long as the whole character is cut into."""
SPREAD = 0.8 / GRID
"""Standard deviation of the blur that tells a place from its neighbours, in widths of the character."""
REACH = 4.2
"""Width of the frame in standard deviations of the ink, so that one stray stroke does not shrink the rest."""
TINY = 1e-6
CENTRES = (np.arange(GRID) + 0.5) / GRID


def features(strokes: Sequence[Points]) -> npt.NDArray[np.float32]:
    """strokes: (n, 2) points each, x to the right, y down, any unit. Zeros for no ink (taps without movement)."""
    middles, vectors = _segments(strokes)
    lengths = np.hypot(vectors[:, 0], vectors[:, 1])
    ink = lengths.sum()
    if ink < TINY:
        return np.zeros(FEATURES, np.float32)
    centre = (middles * lengths[:, None]).sum(0) / ink
    spread = REACH * np.sqrt(((middles - centre) ** 2 * lengths[:, None]).sum(0) / ink)
    scale = _frame(spread) / np.maximum(spread, TINY)
    places, runs = (middles - centre) * scale + 0.5, vectors * scale
    angles = np.arctan2(runs[:, 1], runs[:, 0]) / (2 * np.pi) * DIRECTIONS % DIRECTIONS
    lower = np.floor(angles).astype(np.int64) % DIRECTIONS
    share = angles - np.floor(angles)
    weight = np.hypot(runs[:, 0], runs[:, 1])
    directed = np.zeros((len(runs), DIRECTIONS))
    row = np.arange(len(runs))
    directed[row, lower] += weight * (1 - share)
    directed[row, (lower + 1) % DIRECTIONS] += weight * share
    across = np.exp(-0.5 * ((places[:, 0:1] - CENTRES) / SPREAD) ** 2)
    down = np.exp(-0.5 * ((places[:, 1:2] - CENTRES) / SPREAD) ** 2)
    near = (down[:, :, None] * across[:, None, :]).reshape(len(runs), -1)
    return np.sqrt(directed.T @ near).ravel().astype(np.float32)


def _frame(spread: Points) -> Points:
    """How much of the square a character fills: 一 stays flat and 丨 slim, but less than they were written."""
    wide, slim = float(spread.max()), float(spread.min())
    narrow = np.sqrt(np.sin(np.pi / 2 * max(slim / max(wide, TINY), 0.02)))
    return np.array([1.0, narrow]) if spread[0] >= spread[1] else np.array([narrow, 1.0])


def _segments(strokes: Sequence[Points]) -> tuple[Points, Points]:
    """Middles and vectors of equally long pieces of all strokes."""
    drawn = [stroke for stroke in strokes if len(stroke) > 1]
    if not drawn:
        return np.zeros((0, 2)), np.zeros((0, 2))
    every = np.concatenate(drawn)
    step = max(float(np.ptp(every, axis=0).max()) / STEPS_ACROSS, TINY)
    middles, vectors = [], []
    for stroke in drawn:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*(stroke[1:] - stroke[:-1]).T))])
        if along[-1] < TINY:
            continue
        at = np.linspace(0, along[-1], max(1, round(along[-1] / step)) + 1)
        line = np.stack([np.interp(at, along, stroke[:, 0]), np.interp(at, along, stroke[:, 1])], 1)
        middles.append((line[1:] + line[:-1]) / 2)
        vectors.append(line[1:] - line[:-1])
    return np.concatenate(middles or [np.zeros((0, 2))]), np.concatenate(vectors or [np.zeros((0, 2))])

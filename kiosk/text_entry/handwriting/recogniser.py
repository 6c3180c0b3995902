"""Which characters the strokes may be, best first: one product with the means of all characters. Learns nothing.

The model (assets/handwriting/model.npz, made by assets/handwriting/build) holds, for every character, the mean of its
distorted samples in the space where what distortions do to a character has the same size in every direction.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kiosk.text_entry.handwriting.features import FEATURES, features

MODEL = Path(__file__).resolve().parents[3] / "assets" / "handwriting" / "model.npz"

COMMON_WEIGHT = 0.3
"""How much a character's frequency says beside its shape; 1 would be all of it, and hide rare characters of names."""
STROKES_LIMIT = 64
POINTS_LIMIT = 4000

Stroke = Sequence[Sequence[float]]


class Recogniser:
    """Raises OSError, ValueError or KeyError when the model is missing or damaged."""

    def __init__(self, model: Path = MODEL) -> None:
        with np.load(model, allow_pickle=False) as kept:
            self._characters = bytes(kept["characters"]).decode()
            self._middle = kept["middle"].astype(np.float32)
            self._axes = kept["axes"].astype(np.float32)
            self._means = kept["means"].astype(np.float32) * kept["steps"].astype(np.float32)
            common = kept["common"].astype(np.float32)
        if self._axes.shape[0] != FEATURES or self._means.shape != (len(self._characters), self._axes.shape[1]):
            raise ValueError("the model does not fit this programme")
        self._offsets = COMMON_WEIGHT * common - (self._means**2).sum(1) / 2

    @property
    def characters(self) -> str:
        return self._characters

    def rank(self, strokes: Sequence[Stroke], limit: int = 24) -> str:
        """Up to `limit` characters, best first; "" for no ink. Points in any unit; what is beyond the limits is cut."""
        drawn, room = [], POINTS_LIMIT
        for stroke in strokes[:STROKES_LIMIT]:
            points = np.asarray(stroke[:room], np.float64).reshape(-1, 2)
            if len(points) and np.isfinite(points).all():
                drawn.append(points)
                room -= len(points)
        found = features(drawn)
        if not found.any():
            return ""
        scores = self._means @ ((found - self._middle) @ self._axes) + self._offsets
        most = min(limit, len(scores))
        best = np.argpartition(-scores, most - 1)[:most]
        return "".join(self._characters[place] for place in best[np.argsort(-scores[best], kind="stable")])

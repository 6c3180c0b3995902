"""Trains model.npz from medians.npz: some minutes on one core, the same bytes every time on one machine.

    python -m assets.handwriting.build.model

Every character as printed and SAMPLES distorted ones → features; what distortions do is measured over all characters
at once and made equally large in every direction; of the space that is left, the AXES along which characters differ
most are kept (linear discriminant analysis). A character is then told by the nearest mean.
"""

import sys
from math import log
from pathlib import Path

import numpy as np

from assets.handwriting.build.distortions import distorted
from assets.handwriting.build.medians import read, saved
from kiosk.text_entry.handwriting.features import FEATURES, features
from kiosk.text_entry.word_table import WordTable

HERE = Path(__file__).resolve().parents[1]
MODEL = HERE / "model.npz"
SAMPLES = 9
AXES = 120
SEED = 20261127
SHRINK = 0.05
"""Share of the mean variance that is added to every direction: what was never distorted may still differ."""
TOGETHER = 400


def common() -> dict[str, float]:
    """Character → natural logarithm of its frequency, as the pinyin keyboard has it."""
    table = WordTable(HERE.parent / "pinyin" / "words.txt")
    found: dict[str, float] = {}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for key, words in table.starting(letter, 1 << 30):
            if " " not in key:
                for word, times in words:
                    if len(word) == 1:
                        found[word] = max(found.get(word, 0.0), log(1 + times))
    return found


def main() -> int:
    drawn = read()
    rng = np.random.default_rng(SEED)
    means = np.zeros((len(drawn), FEATURES))
    within = np.zeros((FEATURES, FEATURES))
    rests: list[np.ndarray] = []
    for place, strokes in enumerate(drawn.values()):
        samples = [features(strokes)] + [features(distorted(strokes, rng)) for _ in range(SAMPLES)]
        stacked = np.stack(samples).astype(np.float64)
        means[place] = stacked.mean(0)
        rests.append(stacked - means[place])
        if len(rests) == TOGETHER or place + 1 == len(drawn):
            gathered = np.concatenate(rests)
            within += gathered.T @ gathered
            rests.clear()
    within /= len(drawn) * SAMPLES
    sizes, directions = np.linalg.eigh(within + SHRINK * np.trace(within) / FEATURES * np.eye(FEATURES))
    even = directions / np.sqrt(sizes)
    middle = means.mean(0)
    apart = (means - middle) @ even
    _, most = np.linalg.eigh(apart.T @ apart)
    axes = (even @ most[:, ::-1][:, :AXES]).astype(np.float16)
    placed = (means - middle) @ axes.astype(np.float64)
    steps = np.abs(placed).max(0) / 127
    frequency = common()
    saved(
        MODEL,
        characters=np.frombuffer("".join(drawn).encode(), np.uint8),
        middle=middle.astype(np.float32),
        axes=axes,
        means=np.round(placed / steps).astype(np.int8),
        steps=steps.astype(np.float32),
        common=np.array([frequency.get(character, 0.0) for character in drawn], np.float16),
    )
    print(f"{len(drawn)} characters, {MODEL.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

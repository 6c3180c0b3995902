"""Characters told from clean and sloppy strokes: first candidates that are right, and the time of one on one core.

Every hanzi of GB 2312 (6,763, each as likely) may be drawn; the recogniser chooses among all that the model has.
"""

import time
from random import Random

from assets.handwriting.build.medians import read
from bench.figure import Figure, at_least, at_most, percentile
from bench.sloppy_hands import clean, sloppy
from kiosk.text_entry.handwriting.recogniser import Recogniser

NAME = "handwriting"
CHARACTERS = 1200
SEED = 20261128
ON_BAR = 8
CLEAN_RIGHT, SLOPPY_RIGHT, SLOPPY_ON_BAR = 0.95, 0.85, 0.97
LIMIT_MS = 80.0


def gb2312() -> list[str]:
    """Both levels."""
    points = [(row, cell) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) if (row, cell) <= (0xF7, 0xFE)]
    return [bytes(pair).decode("gb2312") for pair in points if pair[0] != 0xD7 or pair[1] <= 0xF9]


def measure() -> list[Figure]:
    chance = Random(SEED)
    recogniser, drawn = Recogniser(), read()
    wanted = chance.sample(gb2312(), CHARACTERS)
    took_ms: list[float] = []

    def told(strokes: list[list[tuple[float, float]]]) -> str:
        begun = time.thread_time()
        found = recogniser.rank(strokes)
        took_ms.append((time.thread_time() - begun) * 1000)
        return found

    of_clean = [told(clean(drawn[character], chance)) for character in wanted]
    of_sloppy = [told(sloppy(drawn[character], chance)) for character in wanted]
    right_clean, right_sloppy = (
        sum(found[:1] == character for character, found in zip(wanted, each, strict=True)) / CHARACTERS
        for each in (of_clean, of_sloppy)
    )
    on_bar = sum(character in found[:ON_BAR] for character, found in zip(wanted, of_sloppy, strict=True)) / CHARACTERS
    share, target = "share of first candidates right", "the target"
    return [
        at_least("handwriting_clean", right_clean, share, target, CLEAN_RIGHT, 1.0),
        at_least("handwriting_sloppy", right_sloppy, share, target, SLOPPY_RIGHT, 1.0),
        at_least("handwriting_sloppy_on_bar", on_bar, "share among the first eight", target, SLOPPY_ON_BAR, 1.0),
        at_most("handwriting_time", percentile(took_ms, 0.99), "ms of processor time, p99", "the limit", LIMIT_MS, 1.0),
    ]

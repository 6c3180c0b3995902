"""What opening the content package costs beside hashing its file, and reading a guide beside one frame."""

import hashlib
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

from bench.figure import Figure, at_most
from catalogue.package.open import open_package
from catalogue.package.sample import ensure_sample

NAME = "content_package"
FRAME_MS = 16.7
TARGET = 1.0
TIMES = 40


def median_ms(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        started = perf_counter_ns()
        act()
        taken.append(perf_counter_ns() - started)
    return statistics.median(taken) / 1e6


def measure() -> list[Figure]:
    """Opening and home's shelves beside hashing the whole file; opening and one guide beside the time of a frame."""
    with tempfile.TemporaryDirectory(prefix="station-bench-") as folder:
        sample = ensure_sample(Path(folder))

        def open_to_home() -> None:
            package = open_package(sample.path, sample.trusted_keys)
            package.quick()
            package.themes()
            package.close()

        opened = median_ms(open_to_home)
        hashed = median_ms(lambda: hashlib.sha256(sample.path.read_bytes()).digest())

        def read_guide() -> None:
            package = open_package(sample.path, sample.trusted_keys)
            package.guide("R06-014")
            package.close()

        guide = median_ms(read_guide)
    return [
        at_most("content_package.open_to_home", opened, "ms", "SHA-256 of the whole file", hashed, TARGET),
        at_most("content_package.first_guide", guide, "ms", "one frame", FRAME_MS, TARGET),
    ]

"""What opening the content package costs beside hashing its file, and reading a guide beside one frame."""

import hashlib
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns
from typing import Any

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


def figure(name: str, value: float, peer: str, peer_value: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 3),
        "unit": "ms",
        "peer": peer,
        "peer_value": round(peer_value, 3),
        "ratio": round(value / peer_value, 3),
        "target": TARGET,
        "ok": value <= TARGET * peer_value,
    }


def measure() -> list[dict[str, Any]]:
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
        figure("content_package.open_to_home", opened, "SHA-256 of the whole file", hashed),
        figure("content_package.first_guide", guide, "one frame", FRAME_MS),
    ]

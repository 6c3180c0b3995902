"""Cold start of the station to the first frame of home, beside an empty QML window. Target: at most 1.5 times."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.bare_station import write_settings
from bench.figure import Figure, at_most, in_turn

NAME = "cold_start"
RUNS = 11
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def started(*words: str) -> float:
    """Milliseconds from starting the process to its first frame."""
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, check=True, timeout=60, env=os.environ | OFFSCREEN
    )
    return (int(done.stdout.split()[0]) - begun) / 1e6


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        config = str(write_settings(Path(folder)))

        def home() -> float:
            return started("kiosk.commands", "run", "--config", config, "--first-frame", "home")

        def empty() -> float:
            return started("bench.first_frame")

        empty()
        home()  # what the disk has to give is given once, and the first page is kept
        ours, peer = in_turn(RUNS, home, empty)
    return [at_most("cold start to home", ours, "ms", "empty QML window", peer, 1.5)]

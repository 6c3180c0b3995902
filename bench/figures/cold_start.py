"""Cold start of the station to the first frame of home, beside an empty QML window. Target: at most 1.5 times."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.bare_station import write_settings
from bench.figure import Figure, at_most, in_turn

NAME = "cold_start"
RUNS = 9


def started(*words: str) -> float:
    """Milliseconds from starting the process to its first frame."""
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "bench.first_frame", *words], stdout=subprocess.PIPE, check=True, timeout=60
    )
    return (int(done.stdout) - begun) / 1e6


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        config = write_settings(Path(folder))
        started("empty"), started("home", str(config))  # what the disk has to give is given once
        ours, peer = in_turn(RUNS, lambda: started("home", str(config)), lambda: started("empty"))
    return [at_most("cold start to home", ours, "ms", "empty QML window", peer, 1.5)]

"""Memory of the window after 2,000 scripted visits beside the same window after the first hundred: it must not grow."""

import gc
import os
import sys
import tempfile
from pathlib import Path

from bench.figure import Figure, at_most

NAME = "window_memory"
WARM_UP, VISITS = 100, 2000
LIMIT = 1.05


def resident_mib() -> float:
    """Memory of this process that lies in RAM, after what is only waiting to be freed was freed."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def memory_over(visits: int, warm_up: int) -> tuple[float, float]:
    """(MiB after `warm_up` visits, MiB after `visits`) of one window that draws every page."""
    from bench.acted_visit import ActedVisit

    with tempfile.TemporaryDirectory() as folder:
        visit = ActedVisit(Path(folder))

        def acted(name: str, argument: object) -> None:
            visit.carry_out(name, argument)
            visit.settle()

        warm = 0.0
        for done in range(1, visits + 1):
            visit.visit(acted)
            if done == warm_up:
                warm = resident_mib()
            if done % 100 == 0:
                print(f"  {done} visits: {resident_mib():.1f} MiB", file=sys.stderr, flush=True)
        end = resident_mib()
        visit.close()
    return warm, end


def measure() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    warm, end = memory_over(VISITS, WARM_UP)
    return [at_most(f"memory after {VISITS} visits", end, "MiB", f"after {WARM_UP} visits", warm, LIMIT)]

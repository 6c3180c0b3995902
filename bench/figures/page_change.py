"""Work of the window's thread for a page change, from the act until its frame was drawn, beside the time of a frame.

Between two acts the window rests, as it does before a resident. A page that goes on growing in the frames after it
counts with its longest frame. Processor time of that thread, so that what else runs on the machine does not count; p95
over whole visits.
"""

import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from bench.figure import Figure, at_most, percentile

NAME = "page_change"
FRAME_MS = 16.7
VISITS = 12


def page_changes(visits: int) -> list[tuple[str, float]]:
    """(what was shown after what act, milliseconds of the window's thread) of every page change, after one visit."""
    from PySide6.QtCore import Qt

    from bench.acted_visit import ActedVisit

    taken: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        visit = ActedVisit(Path(folder))
        drawn: list[float] = []
        window = visit.station.window
        window.frameSwapped.connect(
            lambda: drawn.append(time.thread_time()), Qt.ConnectionType.DirectConnection
        )

        def acted(name: str, argument: object) -> None:
            shown_before = page_of(visit.stage.screen, visit.stage.shown)
            visit.settle()
            # longer than the window takes to clear up, which no resident's next touch comes before
            visit.wait_until(lambda: not visit.station.rest.is_due)
            drawn.clear()
            window.update()
            begun = time.thread_time()
            visit.carry_out(name, argument)
            visit.wait_until(lambda: bool(drawn))
            if not window.property("pageWhole"):
                visit.wait_until(lambda: bool(window.property("pageWhole")))
                frames = len(drawn)
                window.update()
                visit.wait_until(lambda: len(drawn) > frames)
            took = max(after - before for before, after in pairwise([begun, *drawn])) * 1000
            if page_of(visit.stage.screen, visit.stage.shown) != shown_before:
                taken.append((f"{name} → {visit.screen}", took))

        visit.visit(acted)
        taken.clear()  # the first visit makes what is kept afterwards
        for _ in range(visits):
            visit.visit(acted)
        visit.close()
    return taken


def page_of(screen: str, shown: dict[str, object]) -> tuple[str, object]:
    return screen, shown.get("heading")


def measure() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    taken = page_changes(VISITS)
    p95 = percentile([took for _, took in taken], 0.95)
    return [at_most("page change p95", p95, "ms", "one frame at 60 Hz", FRAME_MS, 1.0)]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    by_page: dict[str, list[float]] = {}
    for what, took in page_changes(int(sys.argv[1]) if len(sys.argv) > 1 else VISITS):
        by_page.setdefault(what, []).append(took)
    for what, values in sorted(by_page.items(), key=lambda entry: -percentile(entry[1], 0.5)):
        print(f"{what:<40} median {percentile(values, 0.5):6.1f} ms  worst {max(values):6.1f} ms  of {len(values)}")

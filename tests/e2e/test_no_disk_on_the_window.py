"""From `StationWindow.warmed` on, no page waits for the disk: the window's thread opens, connects and starts nothing.

Watched is what Python does, by its audit events; files that Qt reads for itself (compiled pages, fonts) are not seen.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 150
PAGES = {
    "home", "search", "results", "browse", "life_event", "guide", "privacy", "form", "materials", "capture", "sign",
    "review",
}  # fmt: skip


def test_visits_ask_nothing_of_disk_network_or_processes_on_the_windows_thread() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.disk_watch"], cwd=ROOT, capture_output=True, text=True, timeout=WITHIN_S
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert set(told["pages"]) >= PAGES | {"cleared", "rating", "idle"}, told["pages"]
    assert told["acts"] > 80
    assert told["everywhere"] > 10, "the queue's thread opens files: the hook sees nothing"
    assert not told["seen"], "\n".join(
        f"{one['act']}: {one['event']} {one['what']} at {one['where']}" for one in told["seen"]
    )

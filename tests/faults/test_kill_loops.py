"""Hand-in, sync and the real centre are killed 200 times behind a line that fails: nothing lost, nothing twice.

The long run is recorded in docs/reliability.md: ./station bench faults --kills 10000
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_two_hundred_kills_cost_nothing() -> None:
    command = [sys.executable, "-m", "kiosk.commands", "bench", "faults", "--kills", "200", "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=450)
    report = json.loads(ran.stdout)
    assert (report["lost"], report["twice"], report["numbers_twice"], report["damaged"]) == (0, 0, 0, 0), ran.stderr
    assert ran.returncode == 0
    assert report["kills"] == 200 and report["submissions"] > 50 and report["faults"] > 5

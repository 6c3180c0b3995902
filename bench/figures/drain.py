"""What it takes to deliver what waited: real sync, real centre, beside a bare upload of the same bytes.

Forms and scans go in the station's own order and sizes of request, to a centre's outer zone. The peer sends bodies of
the same sizes, one after the other on one connection, to a server that writes each to a file and flushes it before it
answers: no seal is proved, no receipt signed or believed, no row changed. Twice: on this machine's disk, and with a
shop SSD's flush on all sides (5 ms more each). Turns alternate with their peer; the figure is that of the median ratio.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import structlog

from bench.bare_upload import bare_upload
from bench.figure import Figure, at_least, at_most
from bench.live_centre import LiveCentre
from bench.sample_station import sample_application
from bench.slow_flush import slow_flush
from offline_queue.clock import SystemClock
from offline_queue.enrol import enrol
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven

NAME = "drain"
TARGET = 0.8
GROWTH = 1.25
"""A batch from a long queue may cost so much more than one from a short queue: noise, not length."""
FORMS, SCANS, SCAN_BYTES = 1000, 200, 400_000
SHORT, LONG = 500, 5000
TURNS = 3
FLUSH_MS = 5


def measure() -> list[Figure]:
    folder = Path(tempfile.mkdtemp(prefix="station-bench-"))
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(open(os.devnull, "w")))  # noqa: SIM115
    try:
        figures = [_drained(folder, NAME, None), _growth(folder, SHORT, LONG)]
        if (slow := slow_flush(folder, FLUSH_MS)) is None:
            print(
                "THERE IS NO C COMPILER: the drain was not measured with a slower flush (package gcc)", file=sys.stderr
            )
        else:
            figures.append(_drained(folder, f"{NAME}-flush-{FLUSH_MS}ms", slow))
        return figures
    finally:
        structlog.reset_defaults()
        shutil.rmtree(folder, ignore_errors=True)


def _drained(folder: Path, name: str, environment: dict[str, str] | None) -> Figure:
    rates: list[tuple[float, float]] = []
    with _centre(folder / f"{name}-centre", environment) as centre:
        for turn in range(TURNS):
            station = _enrolled(centre, folder / f"{name}-{turn}")
            fill(station, FORMS, SCANS)
            took, sizes = _drain(station, centre, environment)
            bare = bare_upload(folder / f"{name}-bare-{turn}", [size for size in sizes if size], environment)
            rates.append((sum(sizes) / 1e6 / took, sum(sizes) / 1e6 / bare))
    ratios = [rate / peer for rate, peer in rates]
    rate, peer_rate = rates[ratios.index(statistics.median_low(ratios))]
    peer = "the same bytes in the same requests to a server that writes each to a flushed file"
    return at_least(name, rate, "MB/s", peer, peer_rate, TARGET)


def _growth(folder: Path, short: int, long: int) -> Figure:
    """Microseconds a form of a short and of a long queue."""
    costs = []
    with _centre(folder / "growth-centre", None) as centre:
        for count in (short, long):
            station = _enrolled(centre, folder / f"queue-of-{count}")
            fill(station, count, 0)
            took, _ = _drain(station, centre, None)
            costs.append(took / count * 1e6)
    return at_most(f"drain_of_{long}", costs[1], "µs", f"the same a form with {short} queued", costs[0], GROWTH)


def _centre(data: Path, environment: dict[str, str] | None) -> LiveCentre:
    centre = LiveCentre(data, environment=environment)
    centre.command("init")
    centre.start("--zone", "outer")
    return centre


def _enrolled(centre: LiveCentre, data_dir: Path) -> Path:
    told = json.loads(centre.command("station-code", "--name", data_dir.name, "--division", "510114006001"))
    enrol(data_dir, f"http://127.0.0.1:{centre.port}", told["code"])
    return data_dir


class Days:
    """A clock that goes on by a day a hundred hand-ins, so that a block of numbers lasts."""

    def __init__(self) -> None:
        self._true = SystemClock()
        self._asked = 0

    def now(self):  # type: ignore[no-untyped-def]
        self._asked += 1
        return self._true.now() + timedelta(days=self._asked // 200)

    def monotonic_ns(self) -> int:
        return self._true.monotonic_ns()


def fill(data_dir: Path, forms: int, scans: int, scan_bytes: int = SCAN_BYTES) -> None:
    """Forms that wait, the first of them with a scan each."""
    queue = Queue.open(data_dir, clock=Days(), reserve_bytes=0)
    build = sample_application()
    page = ScanGiven("page", "image/jpeg", random.Random(1).randbytes(scan_bytes))
    for number in range(forms):
        given = [page] if number < scans else []
        queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1, scans=given)
    queue.close()


def _drain(data_dir: Path, centre: LiveCentre, environment: dict[str, str] | None) -> tuple[float, list[int]]:
    """Seconds, and the sizes of all requests."""
    words = [sys.executable, "-m", "bench.drained_station", str(data_dir), str(centre.port)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    told = json.loads(done.stdout)
    return told["took_s"], told["sizes"]

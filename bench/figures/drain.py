"""What it takes to deliver what waited: real sync, real centre, beside a bare upload of the same bytes.

Forms and scans go in the station's own order and sizes of request. The peer sends bodies of the same sizes, one after
the other on one connection, to a server that writes each to a file and flushes it before it answers: no seal is proved,
no receipt signed or believed, no row changed.
"""

import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import structlog

from bench.figure import Figure, at_least, at_most
from bench.live_centre import LiveCentre
from bench.sample_station import sample_application
from contract.sync import SyncLine
from offline_queue.clock import SystemClock
from offline_queue.enrol import enrol
from offline_queue.identity import load_identity
from offline_queue.outbox import Outbox
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.rounds import Rounds

NAME = "drain"
TARGET = 0.8
GROWTH = 1.25
"""A batch from a long queue may cost so much more than one from a short queue: noise, not length."""
FORMS, SCANS, SCAN_BYTES = 1000, 200, 400_000
SHORT, LONG = 500, 5000
SERVER = '''
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    count = 0
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Door.count += 1
        fd = os.open(os.path.join(sys.argv[1], str(Door.count)), os.O_CREAT | os.O_WRONLY)
        os.write(fd, body)
        os.fsync(fd)
        os.close(fd)
        folder = os.open(sys.argv[1], os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *words):
        pass
server = HTTPServer(("127.0.0.1", 0), Door)
print(server.server_address[1], flush=True)
server.serve_forever()
'''


def measure() -> list[Figure]:
    folder = Path(tempfile.mkdtemp(prefix="station-bench-"))
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(open(os.devnull, "w")))  # noqa: SIM115
    try:
        return _drained(folder)
    finally:
        structlog.reset_defaults()
        shutil.rmtree(folder, ignore_errors=True)


class Counting(CentreLine):
    """Notes the size of each request's body."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.sizes: list[int] = []

    def send(self, method, path, body, wanted, token):  # type: ignore[no-untyped-def]
        self.sizes.append(len(body or b""))
        return super().send(method, path, body, wanted, token)


def _drained(folder: Path) -> list[Figure]:
    centre = LiveCentre(folder / "centre")
    centre.start()
    try:
        station = _enrolled(centre, folder / "station")
        _fill(station, FORMS, SCANS)
        took, sizes = _drain(station, centre)
        bare = _bare(folder, [size for size in sizes if size])
        megabytes = sum(sizes) / 1e6
        peer = "the same bytes in the same requests to a server that writes each to a flushed file"
        drain = at_least(NAME, megabytes / took, "MB/s", peer, megabytes / bare, TARGET)
        return [drain, _growth(centre, folder, SHORT, LONG)]
    finally:
        centre.close()


def _growth(centre: LiveCentre, folder: Path, short: int, long: int) -> Figure:
    """Milliseconds for the next 500 of a short and of a long queue, and so for every 500 on the way."""
    costs = []
    for count in (short, long):
        station = _enrolled(centre, folder / f"queue-of-{count}")
        _fill(station, count, 0)
        took, _ = _drain(station, centre)
        costs.append(took / count * 1e6)
    return at_most(f"drain_of_{long}", costs[1], "µs", f"the same a form with {short} queued", costs[0], GROWTH)


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


def _fill(data_dir: Path, forms: int, scans: int) -> None:
    queue = Queue.open(data_dir, clock=Days(), reserve_bytes=0)
    build = sample_application()
    page = ScanGiven("page", "image/jpeg", random.Random(1).randbytes(SCAN_BYTES))
    for number in range(forms):
        given = [page] if number < scans else []
        queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1, scans=given)
    queue.close()


def _drain(data_dir: Path, centre: LiveCentre) -> tuple[float, list[int]]:
    """Seconds, and the sizes of all requests."""
    clock = SystemClock()
    outbox = Outbox(data_dir, clock)
    line = Counting(f"http://127.0.0.1:{centre.port}")
    told: list[SyncLine] = []
    rounds = Rounds(load_identity(data_dir), outbox, line, clock, told.append, random.random, timedelta(days=1))
    try:
        started = perf_counter()
        while outbox.pending() or outbox.chunks.to_ask(1) or outbox.chunks.to_confirm(1):
            before = outbox.pending()
            rounds.round()
            if told and told[-1].failure and outbox.pending() == before:
                raise RuntimeError(told[-1].failure.happened)
        return perf_counter() - started, line.sizes
    finally:
        line.close()
        outbox.close()


def _bare(folder: Path, sizes: list[int]) -> float:
    (folder / "bare").mkdir()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder / "bare")], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    line = http.client.HTTPConnection("127.0.0.1", int(server.stdout.readline()))
    content = os.urandom(max(sizes))
    try:
        started = perf_counter()
        for size in sizes:
            line.request("POST", "/", content[:size])
            line.getresponse().read()
        return perf_counter() - started
    finally:
        line.close()
        server.kill()
        server.wait()
        server.stdout.close()

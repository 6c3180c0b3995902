"""The same work for this queue and for PouchDB replicating into a CouchDB-compatible server. Development only.

    python -m bench.side_by_side [--forms 300] [--scans 60] [--kills 20] [--json]

Forms of 3.5 KB and scans of 400 KB wait on a station and go through a line that counts bytes: once undisturbed, and
once with station and server killed by the same schedule, so and so often, until all is there. Times are of whole
processes, start included. Needs node and npm; what npm brings goes into a temporary folder. Exit 2: it could not run.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import structlog

from bench.figures.drain import fill
from bench.live_centre import LiveCentre
from offline_queue.enrol import enrol

PROGRAMS = Path(__file__).parent / "pouchdb"
SCAN_BYTES = 400_000
BETWEEN_KILLS_S = (0.3, 1.0)
SERVER_SHARE = 0.25
TRIES = 20
WITHIN_S = 600


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """lost, twice: of forms and scans, after the run with kills."""

    name: str
    seconds: float
    wire_bytes: int
    payload_bytes: int
    seconds_with_kills: float
    wire_bytes_with_kills: int
    kills: int
    lost: int
    twice: int


class Line:
    """A way to a port of this machine; counts what goes over it, both directions."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.counted = 0
        self._changing = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            caller, _ = self._door.accept()
            try:
                called = socket.create_connection(("127.0.0.1", self._port), timeout=5)
                called.settimeout(None)
            except OSError:
                caller.close()
                continue
            for one, other in ((caller, called), (called, caller)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while part := one.recv(65536):
                with self._changing:
                    self.counted += len(part)
                other.sendall(part)
        for each in (one, other):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@dataclass
class Pair:
    """A filled station and a server. `send` is the process that delivers: exit 0 when nothing waits."""

    line: Line
    send: list[str]
    start_server: Callable[[], None]
    kill_server: Callable[[], None]
    log: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def start_sending(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.send, stdin=subprocess.PIPE, stdout=log, stderr=log, env=self.environment, start_new_session=True
            )

    def deliver(self) -> float:
        """Seconds until a whole process found nothing left. Raises RuntimeError."""
        started = time.monotonic()
        for _ in range(TRIES):
            if self.start_sending().wait(WITHIN_S) == 0:
                return time.monotonic() - started
        raise RuntimeError(f"not delivered: {self.log.read_text()[-2000:]}")

    def deliver_under_kills(self, kills: int, draw: random.Random) -> float:
        started = time.monotonic()
        sending = self.start_sending()
        for _ in range(kills):
            time.sleep(draw.uniform(*BETWEEN_KILLS_S))
            if draw.random() < SERVER_SHARE:
                self.kill_server()
                self.start_server()
            else:
                os.killpg(sending.pid, signal.SIGKILL)
                sending.wait()
                sending = self.start_sending()
        os.killpg(sending.pid, signal.SIGKILL)
        sending.wait()
        self.deliver()
        return time.monotonic() - started


def our_pair(folder: Path, forms: int, scans: int) -> tuple[Pair, LiveCentre]:
    centre = LiveCentre(folder / "centre")
    centre.command("init")
    centre.start("--zone", "outer")
    told = json.loads(centre.command("station-code", "--name", "甲", "--division", "510114006001"))
    enrol(folder / "station", f"http://127.0.0.1:{centre.port}", told["code"])
    fill(folder / "station", forms, scans, SCAN_BYTES)
    line = Line(centre.port)
    address = f"http://127.0.0.1:{line.port}"
    send = [sys.executable, "-m", "offline_queue.sync", "--data", str(folder / "station"), "--once"]
    pair = Pair(
        line, [*send, "--centre", address], lambda: void(centre.start("--zone", "outer")), lambda: void(centre.kill()),
        folder / "sync.log",
    )  # fmt: skip
    return pair, centre


def void(_: object) -> None:
    """For calls whose answer nobody wants."""


def ours(folder: Path, forms: int, scans: int, kills: int, seed: int) -> Side:
    taken = []
    for number, act in enumerate(_acts(kills, seed)):
        place = folder / str(number)
        place.mkdir(parents=True)
        pair, centre = our_pair(place, forms, scans)
        try:
            taken.append((act(pair), pair.line.counted))
            stored = centre.rows("SELECT count(*), count(DISTINCT submission_id) FROM intake_custody")[0]
            apart = centre.rows("SELECT count(*) FROM intake_quarantine")[0][0]
            chunks = centre.rows("SELECT coalesce(sum(size), 0) FROM intake_chunk")[0][0]
        finally:
            centre.close()
    lost = forms - stored[1] + (scans - chunks // SCAN_BYTES)
    return _side("this queue", taken, forms, scans, kills, lost, stored[0] - stored[1] + apart)


def pouchdb(folder: Path, programs: Path, forms: int, scans: int, kills: int, seed: int) -> Side:
    taken, found = [], {}
    for number, act in enumerate(_acts(kills, seed)):
        place = folder / str(number)
        place.mkdir(parents=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = PouchServer(programs, place / "server", port)
        server.start()
        try:
            _node(programs, "station.js", "fill", str(place / "station"), str(forms), str(scans), str(SCAN_BYTES))
            line = Line(port)
            url = f"http://127.0.0.1:{line.port}/centre"
            send = ["node", str(programs / "station.js"), "replicate", str(place / "station"), url]
            pair = Pair(line, send, server.start, server.kill, place / "replicate.log")
            taken.append((act(pair), line.counted))
            found = json.loads(_node(programs, "station.js", "count", f"http://127.0.0.1:{port}/centre"))
        finally:
            server.kill()
    lost = forms - found["forms"] + scans - found["scans"]
    return _side("PouchDB", taken, forms, scans, kills, lost, found["twice"])


class PouchServer:
    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        folder.mkdir()
        self._words = ["node", str(programs / "server.js"), str(folder), str(port)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            raise RuntimeError("the CouchDB-compatible server did not start")

    def kill(self) -> None:
        if self._process is not None and self._process.stdout is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()
            self._process = None


def _acts(kills: int, seed: int) -> list[Callable[[Pair], float]]:
    return [lambda pair: pair.deliver(), lambda pair: pair.deliver_under_kills(kills, random.Random(seed))]


def _side(
    name: str, taken: list[tuple[float, int]], forms: int, scans: int, kills: int, lost: int, twice: int
) -> Side:
    (calm_s, calm_bytes), (wild_s, wild_bytes) = taken
    return Side(
        name=name,
        seconds=round(calm_s, 2),
        wire_bytes=calm_bytes,
        payload_bytes=forms * 3500 + scans * SCAN_BYTES,
        seconds_with_kills=round(wild_s, 2),
        wire_bytes_with_kills=wild_bytes,
        kills=kills,
        lost=lost,
        twice=twice,
    )


def _node(programs: Path, *words: str) -> str:
    done = subprocess.run(
        ["node", str(programs / words[0]), *words[1:]], capture_output=True, text=True, timeout=WITHIN_S, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def _installed(folder: Path) -> Path | None:
    """The peer's programs with what npm brings; None with a loud word when there is none."""
    if not (shutil.which("node") and shutil.which("npm")):
        print("NODE OR NPM IS NOT INSTALLED: nothing was compared with PouchDB", file=sys.stderr)
        return None
    shutil.copytree(PROGRAMS, folder)
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True, timeout=WITHIN_S
    )
    if done.returncode:
        print(f"NPM COULD NOT INSTALL: nothing was compared with PouchDB\n{done.stderr[-1000:]}", file=sys.stderr)
        return None
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.side_by_side", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--forms", type=int, default=300)
    parser.add_argument("--scans", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the schedule of kills")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(open(os.devnull, "w")))  # noqa: SIM115
    with tempfile.TemporaryDirectory(prefix="side-by-side-") as temporary:
        folder = Path(temporary)
        programs = _installed(folder / "programs")
        if programs is None:
            return 2
        sides = [
            pouchdb(folder / "pouchdb", programs, args.forms, args.scans, args.kills, args.seed),
            ours(folder / "ours", args.forms, args.scans, args.kills, args.seed),
        ]
    for side in sides:
        print(msgspec.json.encode(side).decode() if args.json else "\n".join(f"{side}".split(", ")))
    return 0 if not any(side.lost or side.twice for side in sides[1:]) else 1


if __name__ == "__main__":
    sys.exit(main())

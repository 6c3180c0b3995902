"""`./station bench faults --kills N [--json]`: kill loops of hand-in, sync and centre behind a line that fails.

Real centre, real sync process, real queue; exit 1 when anything promised is lost or anything is there twice.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import msgspec

from bench.faults.station import Child, hand_in_for_a_life, promised, sync_for_a_life, waits
from bench.live_centre import LiveCentre
from bench.postgresql import Postgresql
from offline_queue.enrol import enrol
from offline_queue.inspection import verify_queue

STATIONS = 6
CENTRE_SHARE = 0.01
BETWEEN_KILLS_S = 0.04
DRAIN_S = 180.0


class Report(msgspec.Struct, kw_only=True):
    """The line of CLI.md, and what it is made of."""

    submissions: int
    kills: int
    faults: int
    lost: int
    twice: int
    seconds: float
    numbers_twice: int
    damaged: int
    """Files that a station cannot prove any more, or that ended by themselves with an error."""
    killed: dict[str, int]
    made: dict[str, int]

    @property
    def ok(self) -> bool:
        return not (self.lost or self.twice or self.numbers_twice or self.damaged)


class Run:
    def __init__(self, folder: Path, database: str, seed: int) -> None:
        self._draw = random.Random(seed)
        self._folder = folder
        self._centre = LiveCentre(folder / "centre", database)
        self._killed = {"hand_in": 0, "sync": 0, "centre": 0}
        self._faults = 0
        self._made: dict[str, int] = {}

    def run(self, kills: int) -> Report:
        started = time.monotonic()
        self._centre.start()
        line = subprocess.Popen(
            [sys.executable, "-m", "bench.faults.proxy", str(self._centre.port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert line.stdin is not None and line.stdout is not None
        address = f"http://127.0.0.1:{line.stdout.readline().strip()}"
        try:
            stations = [self._enrol(number) for number in range(STATIONS)]
            children = [child for station in stations for child in self._children(station, address)]
            self._kill_in_turn(children, kills)
            line.stdin.write("calm\n")
            line.stdin.flush()
            self._drain(stations, children)
            line.stdin.close()
            self._made = json.loads(line.stdout.read())
            return self._judge(stations, children, started)
        finally:
            line.kill()
            line.wait()
            self._centre.close()

    def _enrol(self, number: int) -> Path:
        told = json.loads(self._centre.command("station-code", "--name", f"站{number}", "--division", "510114006001"))
        data_dir = self._folder / f"station-{number}"
        enrol(data_dir, f"http://127.0.0.1:{self._centre.port}", told["code"])
        return data_dir

    def _children(self, data_dir: Path, address: str) -> list[Child]:
        log = self._folder / "children.err"
        acts = {
            "hand_in": partial(hand_in_for_a_life, data_dir),
            "sync": partial(sync_for_a_life, data_dir, address),
        }
        made = [Child(name, act, log) for name, act in acts.items()]
        for child in made:
            child.start()
        return made

    def _kill_in_turn(self, children: list[Child], kills: int) -> None:
        for _ in range(kills):
            time.sleep(self._draw.uniform(0, BETWEEN_KILLS_S))
            if self._draw.random() < CENTRE_SHARE:
                self._centre.kill()
                self._centre.start()
                self._killed["centre"] += 1
                continue
            child = self._draw.choice(children)
            child.kill()
            child.start()
            self._killed[child.name] += 1

    def _drain(self, stations: list[Path], children: list[Child]) -> None:
        """The line is calm and nobody dies; what was promised arrives."""
        for child in children:
            child.kill()
        for child in children:
            if child.name == "sync":
                child.start()
        until = time.monotonic() + DRAIN_S
        while any(waits(station) for station in stations) and time.monotonic() < until:
            time.sleep(0.2)
        for child in children:
            if child.name == "sync":
                child.kill()

    def _judge(self, stations: list[Path], children: list[Child], started: float) -> Report:
        told = [one for station in stations for one in promised(station)]
        there = [row[0] for row in self._centre.rows("SELECT submission_id FROM intake_custody")]
        quarantined = self._centre.rows("SELECT count(*) FROM intake_quarantine")[0][0]
        numbers = [number for _, number in told]
        verdicts = [verify_queue(station) for station in stations]
        damaged = sum(each.corrupt + each.missing + each.unreadable + each.damaged_chunks for each in verdicts)
        return Report(
            submissions=len(told),
            kills=sum(self._killed.values()),
            faults=sum(self._made.values()),
            lost=len({submission for submission, _ in told} - set(there)),
            twice=len(there) - len(set(there)) + quarantined,
            seconds=round(time.monotonic() - started, 1),
            numbers_twice=len(numbers) - len(set(numbers)),
            damaged=damaged + sum(len(child.failed) for child in children),
            killed=self._killed,
            made=self._made,
        )


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="station bench faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N")
    parser.add_argument("--postgresql", action="store_true", help="the centre on PostgreSQL instead of SQLite")
    parser.add_argument("--seed", type=int, default=0, help="of the order of kills; 0: another one each time")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work there and leave everything")
    parser.add_argument("--json", action="store_true", help="one JSON value")
    args = parser.parse_args(argv)
    server = Postgresql() if args.postgresql else None
    try:
        with tempfile.TemporaryDirectory(prefix="station-faults-") as temporary:
            folder = args.keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            report = Run(folder, server.url if server else "", args.seed or time.time_ns()).run(args.kills)
    finally:
        if server:
            server.close()
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        print(f"{report.submissions} received, {report.kills} kills, {report.faults} faults in {report.seconds:.0f} s")
        judged = f"{report.lost} lost, {report.twice} twice, {report.numbers_twice} numbers twice"
        print(f"{judged}, {report.damaged} damaged")
        print(f"killed {report.killed}; faults {report.made}")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())

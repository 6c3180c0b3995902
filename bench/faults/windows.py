"""`./station bench windows --kills N [--json]`: the real window is killed with a resident before it, again and again.

Real window with its resident, emulated devices on real wires, real sync process, real centre behind a network that is
there or not. Half of the kills come at any moment of a visit, the others at one contact of the hand-in with the disk.
Exit 1 when something told as received is lost, is there twice, or a later resident sees what was another's.
"""

import argparse
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import msgspec

from bench.faults.window import DEAD, PATIENCE_S, Window
from bench.person import ZHANG_SAN
from bench.pretend_world import PretendWorld
from contract.submission import SubmissionState
from offline_queue.inspection import list_queue, verify_queue

DRAIN_S = 180.0
LATER_THAN_SEEN = 1.15
"""A visit may take so much longer than the first: kills come also after the receipt."""
SHARES = {"any moment": 0.5, "in the hand-in": 0.4, "no": 0.1}


class Report(msgspec.Struct, kw_only=True):
    """`told`: receipts that a resident saw. `kept`: sealed submissions, told or not."""

    kills: int
    killed: dict[str, int]
    told: int
    kept: int
    lost: int
    twice: int
    numbers_twice: int
    damaged: int
    seen_by_others: int
    seconds: float

    @property
    def ok(self) -> bool:
        return not (self.lost or self.twice or self.numbers_twice or self.damaged or self.seen_by_others)


class Run:
    def __init__(self, world: PretendWorld, seed: int) -> None:
        self._world = world
        self._draw = random.Random(seed)
        self._told: list[str] = []
        self._killed: Counter[str] = Counter()
        self._seen_by_others = 0
        self._visit_s = 0.0
        self._contacts = 0

    def run(self, kills: int) -> Report:
        """Raises WindowFailed for a window that ends by itself or stands still."""
        started = time.monotonic()
        self._first_visit()
        while self._killed.total() < kills:
            self._network()
            self._one_life(kills - self._killed.total())
        self._world.network.restore()
        with closing(self._window()):
            until = time.monotonic() + DRAIN_S
            while not self._has_arrived() and time.monotonic() < until:
                time.sleep(0.2)
        return self._judge(started)

    def _window(self) -> Window:
        window = Window(self._world, self._world.data / "station.toml")
        if window.first["screen"] != "idle" or window.first["number_shown"]:
            self._seen_by_others += 1
        return window

    def _first_visit(self) -> None:
        """Nobody is killed: how long a visit takes, and how often its hand-in touches the disk."""
        with closing(self._window()) as window:
            began = time.monotonic()
            window.tell("visit")
            told = window.wait_for("told")
            self._visit_s, self._contacts = time.monotonic() - began, told["contacts"]
            self._told.append(told["submission_id"])

    def _network(self) -> None:
        if self._draw.random() < 0.5:
            self._world.network.cut()
        else:
            self._world.network.restore()

    def _one_life(self, left: int) -> None:
        """One window, until it is killed."""
        with closing(self._window()) as window:
            while left:
                how = self._draw.choices(list(SHARES), list(SHARES.values()))[0]
                if how == "in the hand-in":
                    window.tell(f"visit {self._draw.choice((-1, self._draw.randrange(self._contacts + 4)))}")
                else:
                    window.tell("visit")
                if how == "any moment":
                    time.sleep(self._draw.uniform(0, self._visit_s * LATER_THAN_SEEN))
                    window.kill()
                    self._hear(window.heard())
                elif (said := window.wait_for("told", "dead")) != DEAD:
                    self._hear([said])
                    window.tell("leave")
                    if window.wait_for("stands")["number_shown"]:
                        self._seen_by_others += 1
                    continue
                window.process.wait(PATIENCE_S)
                self._killed[how] += 1
                return

    def _hear(self, lines: list[dict[str, object]]) -> None:
        for line in lines:
            if line["said"] == "told" and line["number_shown"]:
                self._told.append(str(line["submission_id"]))

    def _kept(self) -> list[tuple[str, SubmissionState]]:
        listed = list_queue(self._world.station_dir)
        return [(each.submission_id, each.state) for each in listed if each.item]

    def _at_centre(self) -> list[str]:
        """What it has custody of and has opened; ratings among it, which are no cases."""
        with closing(sqlite3.connect(self._world.centre.data / "centre.db", timeout=20)) as database:
            return [
                row[0]
                for row in database.execute("SELECT submission_id FROM intake_custody WHERE opened_at IS NOT NULL")
            ]

    def _has_arrived(self) -> bool:
        kept = self._kept()
        done = all(state is SubmissionState.COMPLETE for _, state in kept)
        return done and len(self._at_centre()) >= len(kept)

    def _judge(self, started: float) -> Report:
        kept, opened = self._kept(), self._at_centre()
        verdict = verify_queue(self._world.station_dir)
        with closing(sqlite3.connect(self._world.centre.data / "centre.db", timeout=20)) as database:
            apart = database.execute("SELECT count(*) FROM intake_quarantine").fetchone()[0]
            # of cases: a rating carries the number of what it rates
            numbers = [row[0] for row in database.execute("SELECT provisional_number FROM cases_case")]
        at_centre = Counter(opened)
        lost = {one for one in self._told if not at_centre[one]} | {one for one, _ in kept if not at_centre[one]}
        return Report(
            kills=self._killed.total(),
            killed=dict(self._killed),
            told=len(self._told),
            kept=len(kept),
            lost=len(lost),
            twice=len(opened) - len(at_centre) + apart,
            numbers_twice=len(numbers) - len(set(numbers)),
            damaged=verdict.corrupt + verdict.missing + verdict.unreadable + verdict.damaged_chunks,
            seen_by_others=self._seen_by_others,
            seconds=round(time.monotonic() - started, 1),
        )


def kill_windows(folder: Path, kills: int, seed: int) -> Report:
    """`seed`: of the order of kills. Raises WindowFailed."""
    with closing(PretendWorld(folder, ZHANG_SAN)) as world:
        return Run(world, seed).run(kills)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="station bench windows", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    parser.add_argument("--seed", type=int, default=0, help="of the order of kills; 0: another one each time")
    parser.add_argument("--json", action="store_true", help="one JSON value")
    args = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="station-windows-") as folder:
        report = kill_windows(Path(folder), args.kills, args.seed or time.time_ns())
    if args.json:
        print(msgspec.json.encode(report).decode())
    else:
        print(json.dumps(msgspec.to_builtins(report), indent=2, ensure_ascii=False))
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())

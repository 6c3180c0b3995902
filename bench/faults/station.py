"""The two processes of a station as children that may be killed: one hands in, one is the real sync process.

Both are forked from a process that has everything imported, so that a life costs milliseconds and the kill hits the
work, not the start of an interpreter.
"""

import argparse
import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bench.sample_station import sample_application
from contract.china_time import CHINA
from contract.failures import Failed
from contract.submission import Priority
from offline_queue.inspection import list_queue
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven
from offline_queue.sync import __main__ as sync_main
from offline_queue.sync import rounds, waiting

HAND_INS_A_LIFE = 4
PROMISED = "promised"
"""Beside the data directory: a line for each submission that a resident was told is received."""
_YEARS = 3 * 365


class LyingClock:
    """Wall time that is off by days or years in either direction, another way in each life."""

    def __init__(self, days: int) -> None:
        self._off_by = timedelta(days=days)

    def now(self) -> datetime:
        return datetime.now(CHINA) + self._off_by

    def monotonic_ns(self) -> int:
        return time.monotonic_ns()


def hand_in_for_a_life(data_dir: Path, seed: int) -> None:
    """Hand in, tell, and wait to be killed."""
    draw = random.Random(seed)
    told = os.open(data_dir.with_name(f"{data_dir.name}.{PROMISED}"), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    queue = Queue.open(data_dir, clock=LyingClock(draw.randint(-_YEARS, _YEARS)), reserve_bytes=0)
    build = sample_application(signature_bytes=2000)
    for _ in range(HAND_INS_A_LIFE):
        scans = [ScanGiven("page", "image/jpeg", draw.randbytes(draw.choice((100, 300_000))))]
        try:
            done = queue.hand_in(
                build,
                item_code="R06-014",
                form_id="F01",
                form_version=1,
                priority=draw.choice((Priority.NORMAL, Priority.GREEN_CHANNEL)),
                scans=scans if draw.random() < 0.1 else (),
            )
        except Failed:
            break  # nothing was promised
        os.write(told, f"{done.submission_id} {done.number}\n".encode())  # the resident is told "received"
        time.sleep(draw.uniform(0, 0.02))
    signal.pause()


def sync_for_a_life(data_dir: Path, centre: str, seed: int) -> None:
    """The real sync process, with waits that fit a run of minutes."""
    random.seed(seed)
    waiting.FIRST_S, waiting.LONGEST_S = 0.05, 1.0
    rounds.IDLE_S = 0.05
    parser = argparse.ArgumentParser()
    sync_main.add_arguments(parser)
    sync_main.run(parser.parse_args(["--data", str(data_dir), "--centre", centre, "--keep-hours", "0.001"]))


class Child:
    """One process that is started again after each kill."""

    def __init__(self, name: str, act: Callable[[int], None], log: Path) -> None:
        self.name = name
        self._act = act
        self._log = log
        self._seed = 0
        self._pid = 0
        self._held = -1
        self.failed: list[str] = []

    def start(self) -> None:
        self._seed += 1
        reader, self._held = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            code = 3  # whatever is raised: a forked child never returns into the bench
            try:
                os.close(self._held)
                os.dup2(reader, 0)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(os.open(self._log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), 2)
                self._act(self._seed)
                code = 0
            finally:
                if code:
                    os.write(2, f"{self.name}: {traceback.format_exc(limit=3)}\n".encode())
                os._exit(code)
        os.close(reader)

    def kill(self) -> None:
        """SIGKILL, unless it ended by itself, which is a failure only when it says so."""
        os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        os.close(self._held)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            self.failed.append(f"{self.name} ended with {os.WEXITSTATUS(status)}")


def waits(data_dir: Path) -> int:
    """Submissions whose way is not at its end."""
    return sum(one.state in ("QUEUED", "CUSTODY", "HELD") for one in list_queue(data_dir))


def promised(data_dir: Path) -> list[tuple[str, str]]:
    """(submission id, number) of everything that was called received."""
    path = data_dir.with_name(f"{data_dir.name}.{PROMISED}")
    if not path.exists():
        return []
    return [(line.split()[0], line.split()[1]) for line in path.read_text("ascii").splitlines()]

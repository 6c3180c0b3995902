"""Main of the sync process: `python -m offline_queue.sync --data DIR`.

Standard output: SyncLine as JSON, one a line. Standard input: `wake` means try now, `ask {…}` asks a register
(contract/inquiry.py); its end ends the process.
Standard error: the log. Exit code 0 ended by its parent, 1 a failure that a technician must mend, 2 wrong use.
"""

import argparse
import os
import random
import sys
import time
from datetime import timedelta
from pathlib import Path

import msgspec

from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from contract.sync import NetworkState, SyncLine
from offline_queue import log
from offline_queue.adoption import SYNC_LOCK
from offline_queue.clock import SystemClock
from offline_queue.disk import take_lock
from offline_queue.identity import load_identity
from offline_queue.outbox import Outbox
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.hearing import Hearing
from offline_queue.sync.lanes import Lanes
from offline_queue.sync.rounds import Pause, Rounds

DISK_PAUSE_S = 15.0
LOCK_PAUSE_S = 1.0
LANES = 3
"""Requests under way together: the centre flushes one while it receives another. It has four places a process."""
_WAITED_OUT = {FailureCode.DISK_FULL, FailureCode.DISK_READ_ONLY, FailureCode.QUEUE_IN_USE}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="data directory of the station")
    parser.add_argument("--centre", default="", metavar="URL", help="base address instead of the enrolment's")
    parser.add_argument("--ca-file", default="", metavar="PEM", help="the only certificate authority to trust")
    parser.add_argument("--kbit", type=int, default=0, metavar="N", help="at most N kbit/s each way; 0: no limit")
    parser.add_argument("--proxy", default="", metavar="URL", help="an HTTP proxy on the way to the centre")
    parser.add_argument("--keep-hours", type=float, default=24.0, metavar="H", help="sealed files stay after COMPLETE")
    parser.add_argument("--reserve-mb", type=int, default=64, metavar="MB", help="free space that residents need")
    parser.add_argument("--software", default="", metavar="VERSION", help="what the report to the centre names")
    parser.add_argument("--once", action="store_true", help="one round, then end: 0 nothing waits, 1 something does")


def run(args: argparse.Namespace) -> int:
    log.log_to_stderr("sync")
    hearing = Hearing()
    try:
        identity = load_identity(args.data)
        lock = _take_lock_in_time(args.data, args.once, hearing)
        if lock is None:
            return 0
        clock = SystemClock()
        outbox = Outbox(args.data, clock)
        # a limit of bandwidth is one line's: then each request waits for the one before it
        line, *further = [
            CentreLine(
                args.centre or identity.stored.centre,
                args.ca_file or identity.stored.ca_file,
                kbit_s=args.kbit,
                proxy=args.proxy,
            )
            for _ in range(1 if args.kbit else 1 + LANES)
        ]
        lanes = Lanes(further) if further else None
    except Failed as failed:
        _report(failed)
        return 1
    rounds = Rounds(
        identity,
        outbox,
        line,
        clock,
        tell,
        random.random,
        timedelta(hours=args.keep_hours),
        reserve_bytes=args.reserve_mb * 1024 * 1024,
        software=args.software,
        lanes=lanes,
        hearing=None if args.once else hearing,
    )
    try:
        while True:
            pause = _one_round(rounds)
            if pause is None:
                return 1
            if args.once:
                return 1 if outbox.pending() else 0
            if not _pass(pause, hearing, rounds):
                return 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or the interpreter complains once more when it flushes
        return 0
    except KeyboardInterrupt:
        return 0
    finally:
        if lanes is not None:
            lanes.close()
        line.close()
        outbox.close()
        os.close(lock)


def _pass(pause: Pause, hearing: Hearing, rounds: Rounds) -> bool:
    """Let a pause go by and answer questions meanwhile; False when standard input ended."""
    until = time.monotonic() + pause.seconds
    while True:
        if not hearing.wait(until - time.monotonic(), may_be_woken=pause.may_be_woken):
            return False
        rounds.answer_questions()
        if time.monotonic() >= until or (hearing.is_woken and pause.may_be_woken):
            hearing.is_woken = False
            return True


def _one_round(rounds: Rounds) -> Pause | None:
    """None: no further round makes sense until somebody mends something."""
    try:
        return rounds.round()
    except Failed as failed:
        _report(failed)
        return Pause(DISK_PAUSE_S) if failed.code in _WAITED_OUT else None


def _take_lock_in_time(data_dir: Path, once: bool, hearing: Hearing) -> int | None:
    """The former sync process may be still ending. None: standard input ended while waiting."""
    while True:
        try:
            return take_lock(data_dir, SYNC_LOCK)
        except Failed as failed:
            if failed.code is not FailureCode.QUEUE_IN_USE or once:
                raise
        if not hearing.wait(LOCK_PAUSE_S, may_be_woken=False):
            return None


def tell(line: SyncLine) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    sys.stdout.buffer.flush()


def _report(failed: Failed) -> None:
    log.error(LogEvent.FAILURE, where="sync", code=failed.code, happened=failed.happened, remedy=failed.remedy)
    tell(SyncLine(network=NetworkState.DOWN, pending=0, failure=failed.as_failure()))


def main() -> int:
    parser = argparse.ArgumentParser(prog="offline_queue.sync", description="Deliver the station's queue to the centre")
    add_arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())

"""What a hand-in costs (number, seal, file, row, receipt) beside the same file and the same row written raw.

As for a resident: the window has asked before whether anything could be stored, so the next file lies ready.
"""

import os
import shutil
import statistics
import tempfile
from pathlib import Path
from time import perf_counter_ns

import structlog

from bench.figure import Figure, at_most
from bench.sample_station import enrol_without_centre, sample_application
from offline_queue import log
from offline_queue.database import connect, sql
from offline_queue.queue import Queue
from offline_queue.records import row_of
from offline_queue.spool import Spool

NAME = "enqueue"
TARGET = 1.5
_WARM_UP, _TIMES = 20, 200


def measure() -> list[Figure]:
    """Turn about, so that a slow moment of the disk meets both."""
    folder = Path(tempfile.mkdtemp(prefix="station-bench-"))
    try:
        with open(folder / "log", "w") as file:  # a hand-in writes its log line, so that is measured too
            log.log_to(file, "bench")
            ours, raw = _measured(folder)
    finally:
        structlog.reset_defaults()
        shutil.rmtree(folder)
    value, peer_value = statistics.median(ours) / 1000, statistics.median(raw) / 1000
    peer = "the same bytes to a durable file and the same row to SQLite"
    return [at_most(NAME, value, "µs", peer, peer_value, TARGET)]


def _measured(folder: Path) -> tuple[list[int], list[int]]:
    enrol_without_centre(folder / "ours")
    queue = Queue.open(folder / "ours", reserve_bytes=0)
    spool = Spool(folder / "ours")
    peer = _Raw(folder / "raw")
    build = sample_application()
    ours: list[int] = []
    raw: list[int] = []
    try:
        for _ in range(_WARM_UP + _TIMES):
            if refused := queue.can_accept():  # as the window asks before a resident starts
                raise refused
            queue.settle()
            started = perf_counter_ns()
            done = queue.hand_in(build, item_code="R06-014", form_id="F01", form_version=1)
            ours.append(perf_counter_ns() - started)
            queue.settle()
            envelope = spool.read(done.submission_id) or b""
            row = row_of(spool.read_header(done.submission_id), len(envelope), done.proof_text, done.created_at)
            os.sync()  # what a hand-in leaves for later is not the peer's to flush
            started = perf_counter_ns()
            peer.write(done.submission_id, envelope, row)
            raw.append(perf_counter_ns() - started)
            queue.settle()
    finally:
        queue.close()
        spool.close()
        peer.close()
    return ours[_WARM_UP:], raw[_WARM_UP:]


class _Raw:
    """The least that is as durable: one file, its folder, one row in one transaction of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self._connection = connect(folder)
        (folder / "files").mkdir()
        self._folder = os.open(folder / "files", os.O_RDONLY | os.O_DIRECTORY)

    def write(self, name: str, content: bytes, row: dict[str, object]) -> None:
        fd = os.open(".", os.O_TMPFILE | os.O_WRONLY, 0o600, dir_fd=self._folder)
        os.write(fd, content)
        os.fsync(fd)
        os.link(f"/proc/self/fd/{fd}", name, dst_dir_fd=self._folder, follow_symlinks=True)
        os.close(fd)
        os.fsync(self._folder)
        self._connection.execute(sql("put"), row)

    def close(self) -> None:
        os.close(self._folder)
        self._connection.close()

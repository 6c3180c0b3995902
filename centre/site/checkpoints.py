"""SQLite's log is carried into the database by a thread of its own, so that nobody's commit has to do it.

Left to itself SQLite makes the commit that reaches 1,000 pages do that work: whoever sent that batch waits for some
megabytes to be flushed. Here most of it happens beside the writers; only the rest, so small that it takes milliseconds,
is done while they wait, and the log starts anew.
"""

import threading
from collections.abc import Callable
from typing import Any

from pysqlite3 import dbapi2

sqlite: Any = dbapi2  # brings no types

LOOK_EVERY_S = 0.05
CARRY_AT_PAGES = 256
"""Of 4 KiB, not yet carried: less is not worth a flush of the database."""
START_ANEW_AT_PAGES = 2000
FEW_PAGES, TRIES = 64, 4
"""With so few left the writers are asked to wait; under load that takes some tries."""
BACKSTOP_PAGES = 8000
"""Where a commit does it all the same: in a process that has no such thread, or when the thread cannot keep up."""


class Checkpointer:
    """`writers`: the lock that the process's writers share."""

    def __init__(self, database: str, writers: Any, failed: Callable[[str], None]) -> None:
        self._database = database
        self._writers = writers
        self._failed = failed
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        connection: Any = sqlite.connect(self._database, timeout=1, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        try:
            while not self._stopping.wait(LOOK_EVERY_S):
                try:
                    self._look(connection)
                except sqlite.Error as error:
                    self._failed(type(error).__name__)
                    self._stopping.wait(1.0)
        finally:
            connection.close()

    def _look(self, connection: Any) -> None:
        pages, carried = _log_of(connection, "NOOP")
        if pages - carried < CARRY_AT_PAGES:
            return
        pages, carried = _log_of(connection, "PASSIVE")
        if pages < START_ANEW_AT_PAGES:
            return
        for _ in range(TRIES):
            if _log_of(connection, "NOOP")[0] - carried <= FEW_PAGES:
                break
            carried = _log_of(connection, "PASSIVE")[1]
        with self._writers:
            _log_of(connection, "PASSIVE")


def _log_of(connection: Any, how: str) -> tuple[int, int]:
    """Pages in the log, and how many of them are in the database."""
    _, pages, carried = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    return pages, carried

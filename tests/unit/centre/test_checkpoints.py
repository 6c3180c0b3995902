"""The log of SQLite starts anew while writers go on, and nobody's commit carries it."""

import threading
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from centre.site.checkpoints import START_ANEW_AT_PAGES, Checkpointer


def writer(path: Path):  # type: ignore[no-untyped-def]
    connection = sqlite.connect(path, isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    return connection


def pages_in_log(connection) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    return connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1:]


def test_a_long_log_is_carried_and_starts_anew(tmp_path: Path) -> None:
    one = writer(tmp_path / "centre.db")
    one.execute("CREATE TABLE batch (content BLOB)")
    writers = threading.RLock()
    checkpointer = Checkpointer(str(tmp_path / "centre.db"), writers, lambda happened: None)
    one.execute("INSERT INTO batch VALUES (zeroblob(?))", [100 * 4096])
    checkpointer._look(one)
    assert pages_in_log(one)[1] == 0, "so little is left for later"
    one.execute("INSERT INTO batch VALUES (zeroblob(?))", [(START_ANEW_AT_PAGES + 100) * 4096])
    checkpointer._look(writer(tmp_path / "centre.db"))
    pages, carried = pages_in_log(one)
    assert pages == carried > START_ANEW_AT_PAGES
    one.execute("INSERT INTO batch VALUES (1)")
    assert pages_in_log(one)[0] < 10


def test_it_runs_beside_the_writers_until_it_is_stopped(tmp_path: Path) -> None:
    one = writer(tmp_path / "centre.db")
    one.execute("CREATE TABLE batch (content BLOB)")
    told: list[str] = []
    checkpointer = Checkpointer(str(tmp_path / "centre.db"), threading.RLock(), told.append)
    one.execute("INSERT INTO batch VALUES (zeroblob(?))", [300 * 4096])
    checkpointer.start()
    for _ in range(600):
        if len(set(pages_in_log(one))) == 1:
            break
        threading.Event().wait(0.05)
    checkpointer.stop()
    assert len(set(pages_in_log(one))) == 1 and told == []

"""queue.db: opening, version, migrations and transactions. Statements stand in sql/, one a file (STYLE rule 14)."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contract.failures import Failed, FailureCode, Retry
from offline_queue.disk import disk_failed

if TYPE_CHECKING:
    import sqlite3 as sqlite  # pysqlite3 has the same interface but brings no types
else:
    from pysqlite3 import dbapi2 as sqlite

NAME = "queue.db"
SQLITE_AT_LEAST = (3, 51, 3)
"""Before it a checkpoint that meets another process restarting the WAL can corrupt the file (sqlite.org/wal.html)."""
BUSY_MS = 5_000
_HERE = Path(__file__).parent

Connection = sqlite.Connection


@cache
def sql(name: str) -> str:
    return (_HERE / "sql" / f"{name}.sql").read_text("utf-8")


def check_version() -> None:
    """Raises Failed(QUEUE_SQLITE_TOO_OLD)."""
    if sqlite.sqlite_version_info < SQLITE_AT_LEAST:
        raise Failed(
            FailureCode.QUEUE_SQLITE_TOO_OLD,
            f"SQLite {sqlite.sqlite_version} where at least {'.'.join(map(str, SQLITE_AT_LEAST))} is needed",
            "install pysqlite3 of the lock (./station does it) and see that no pysqlite3-binary overwrites it",
            Retry.NEVER,
        )


def connect(data_dir: Path, *, read_only: bool = False) -> Connection:
    """Open (and make or migrate) `<data_dir>/queue.db`; usable from any thread, one at a time. Raises Failed."""
    check_version()
    path = data_dir / NAME
    try:
        connection = sqlite.connect(
            f"file:{_quoted(path)}{'?mode=ro' if read_only else ''}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MS / 1000,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                os.chmod(path, 0o600)
                migrate(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite.Error as error:
        raise database_failed(error, data_dir) from error
    except OSError as error:
        raise disk_failed(error, data_dir) from error
    return connection


def migrate(connection: Connection) -> None:
    """Apply the numbered files that are not applied yet, each in one transaction with the row that records it."""
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    for path in sorted((_HERE / "migrations").glob("[0-9]*.sql")):
        number = int(path.name[:4])
        if number > done:
            # user_version is part of the database file, so it commits or vanishes with the rest
            script = f"BEGIN IMMEDIATE;\n{path.read_text('utf-8')}\nPRAGMA user_version = {number};\nCOMMIT;"
            try:
                connection.executescript(script)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


def is_migrated(connection: Connection) -> bool:
    newest = max(int(path.name[:4]) for path in (_HERE / "migrations").glob("[0-9]*.sql"))
    return connection.execute("PRAGMA user_version").fetchone()[0] >= newest


def is_sound(connection: Connection) -> bool:
    """SQLite's own check of pages and constraints; linear in the size of the database."""
    try:
        return connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite.DatabaseError:
        return False


@contextmanager
def transaction(connection: Connection, data_dir: Path) -> Iterator[Connection]:
    """One durable change: BEGIN IMMEDIATE, COMMIT, or nothing. Raises Failed for what the database refuses."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite.Error as error:
        raise database_failed(error, data_dir) from error


def execute(connection: Connection, data_dir: Path, statement: str, params: dict[str, Any]) -> None:
    """Run one statement of sql/ as a transaction of its own. Raises Failed."""
    try:
        connection.execute(sql(statement), params)
    except sqlite.Error as error:
        raise database_failed(error, data_dir) from error


def rows(connection: Connection, statement: str, /, **params: Any) -> list[tuple[Any, ...]]:
    """Run one statement of sql/ and take all it gives."""
    return connection.execute(sql(statement), params).fetchall()


def database_failed(error: sqlite.Error, data_dir: Path) -> Failed:
    """What SQLite answered, as a failure with a remedy."""
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if primary == sqlite.SQLITE_FULL:
        return disk_failed(OSError(errno.ENOSPC, "full"), data_dir)
    if primary in (sqlite.SQLITE_READONLY, sqlite.SQLITE_CANTOPEN, sqlite.SQLITE_PERM):
        return disk_failed(OSError(errno.EROFS, "read-only"), data_dir)
    if primary in (sqlite.SQLITE_BUSY, sqlite.SQLITE_LOCKED):
        return Failed(
            FailureCode.QUEUE_IN_USE,
            f"another process holds {data_dir / NAME} for longer than {BUSY_MS} ms",
            "end the other process (see `fuser`), then try again",
        )
    return Failed(
        FailureCode.QUEUE_DAMAGED,
        f"{NAME} answered {getattr(error, 'sqlite_errorname', None) or type(error).__name__}",
        "restart the station: the database is made again from the sealed files; or run ./station queue rebuild",
    )


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")

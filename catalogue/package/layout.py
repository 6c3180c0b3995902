"""How a package lies on disk: the schema, the mark in its header, and what is said when it cannot be written."""

import errno
from typing import TYPE_CHECKING

from catalogue.package.manifest import refused
from contract.failures import Failed, FailureCode, Retry

if TYPE_CHECKING:
    import sqlite3 as sqlite  # pysqlite3 has the same interface but brings no types
else:
    from pysqlite3 import dbapi2 as sqlite

__all__ = ["APPLICATION_ID", "SCHEMA", "not_written", "sqlite"]

SCHEMA = (
    "CREATE TABLE content(kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, "
    "PRIMARY KEY(kind, key)) WITHOUT ROWID",
    "CREATE TABLE manifest(key_id TEXT NOT NULL, body BLOB NOT NULL, signature BLOB NOT NULL)",
)
"""The whole schema; a package with any other is refused before anything is read from it."""

APPLICATION_ID = 0x58445A31
"""XDZ1, in the header of the file."""


def not_written(error: Exception, name: str) -> Failed:
    """What to say when `name` could not be written."""
    if not isinstance(error, OSError):
        return refused(FailureCode.PACKAGE_DAMAGED, f"{name} could not be written: {error}")
    code = FailureCode.DISK_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else FailureCode.DISK_READ_ONLY
    return Failed(
        code,
        f"{name} could not be written: {error.strerror}",
        "free some space or give the folder's rights back, then try again",
        Retry.LATER,
    )

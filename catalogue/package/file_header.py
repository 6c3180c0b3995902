"""Looks at a package's file before anything in it is believed: its size, its mark, its tables, its one manifest."""

from pathlib import Path
from typing import Any

from catalogue.package.layout import APPLICATION_ID, SCHEMA
from catalogue.package.manifest import refused
from contract.failures import FailureCode

SIZE_LIMIT = 512 * 1024 * 1024
PIECE_LIMIT = 16 * 1024 * 1024


def check_file(path: Path) -> None:
    """The file's header against its size: a file cut short is found before SQLite opens it."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise refused(FailureCode.PACKAGE_MISSING, f"there is no package {path.name}") from None
    except OSError as error:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} cannot be read: {error.strerror}") from None
    if len(header) < 100 or not header.startswith(b"SQLite format 3\x00"):
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} is not a package")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size > SIZE_LIMIT or (65536 if page == 1 else page) * pages != size:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} is {size} bytes long, its header says {page * pages}")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise refused(FailureCode.PACKAGE_DAMAGED, f"{path.name} is a database, but no content package")


def read_manifest(database: Any) -> tuple[bytes, bytes]:
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA cell_size_check = ON")
    schema = database.execute("SELECT sql FROM sqlite_schema LIMIT 9").fetchall()
    if sorted(str(row[0]) for row in schema) != sorted(SCHEMA):
        raise refused(FailureCode.PACKAGE_DAMAGED, "its tables are not those of a package")
    rows = database.execute(
        "SELECT body, signature FROM manifest WHERE length(body) <= ? LIMIT 2", (PIECE_LIMIT,)
    ).fetchall()
    if len(rows) != 1 or not all(isinstance(part, bytes) for part in rows[0]):
        raise refused(FailureCode.PACKAGE_DAMAGED, "it must have exactly one manifest")
    return rows[0]

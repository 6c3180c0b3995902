"""Writes the file of a package: pieces and manifest in one order, so that the same content gives the same bytes."""

from collections.abc import Iterable
from pathlib import Path

from catalogue.package.layout import APPLICATION_ID, SCHEMA, sqlite


def write_file(
    path: Path, pieces: Iterable[tuple[str, str, bytes]], key_id: str, manifest: bytes, signature: bytes
) -> None:
    """pieces: (kind, key, body). Raises sqlite.Error when the disk does not take it."""
    database = sqlite.connect(path, isolation_level=None)
    try:
        database.executescript(
            f"PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            f"PRAGMA application_id={APPLICATION_ID};"
        )
        database.execute("BEGIN")
        for statement in SCHEMA:
            database.execute(statement)
        database.executemany("INSERT INTO content VALUES(?, ?, ?)", sorted(pieces))
        database.execute("INSERT INTO manifest VALUES(?, ?, ?)", (key_id, manifest, signature))
        database.execute("COMMIT")
        database.execute("VACUUM")
    finally:
        database.close()

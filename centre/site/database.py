"""Database settings from one address, and the one lock that SQLite's writers share."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_writer = threading.RLock()


def database_settings(address: str, data: Path) -> dict[str, Any]:
    """`address`: empty (a SQLite file below `data`), `sqlite:///path`, or `postgresql://user:password@host:port/name`.

    Raises ValueError for any other.
    """
    parts = urlsplit(address)
    if parts.scheme in ("", "sqlite"):
        if address and not parts.path:
            raise ValueError("a SQLite address names no file")
        return {
            "ENGINE": "centre.site.sqlite",
            "NAME": str(Path(unquote(parts.path)) if address else data / "centre.db"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            # Without the first, sealed bytes travel as hex text, three times slower (docs/decisions/0021); with the
            # second, what a connection says often is planned once.
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
        }
    raise ValueError(f"a database address starts with postgresql:// or sqlite://, not {parts.scheme}://")


@contextmanager
def writing() -> Iterator[None]:
    """One transaction. On SQLite the process's writers stand in line here: its busy-wait starves some for seconds."""
    from django.db import connection, transaction

    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _writer, transaction.atomic():
        yield

"""Database settings from one address, and the one lock that SQLite's writers share."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from centre.site.checkpoints import BACKSTOP_PAGES

writers = threading.RLock()
PASSED = {"target_session_attrs", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}
CONNECT_WITHIN_S = 5


def database_settings(address: str, data: Path) -> dict[str, Any]:
    """`address`: empty (a SQLite file below `data`), `sqlite:///path`, or `postgresql://user:password@host:port/name`.

    A PostgreSQL address may name several servers, of which the one that takes writes is used: `?host=A,B&port=1,2`
    with PASSED options of libpq beside it. Raises ValueError for any other.
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
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                f"PRAGMA wal_autocheckpoint={BACKSTOP_PAGES};",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        asked = dict(parse_qsl(parts.query))
        if unknown := set(asked) - {"host", "port"} - PASSED:
            raise ValueError(f"a database address knows no {', '.join(sorted(unknown))}")
        host = parts.hostname or asked.get("host", "")
        several: dict[str, Any] = {"target_session_attrs": "read-write"} if "," in host else {}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host,
            "PORT": str(parts.port or asked.get("port", "")),
            "CONN_MAX_AGE": None,
            # Without the first, sealed bytes travel as hex text, three times slower (docs/decisions/0023); with the
            # second, what a connection says often is planned once.
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, "connect_timeout": CONNECT_WITHIN_S}
            | several
            | {name: value for name, value in asked.items() if name in PASSED},
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
    with writers, transaction.atomic():
        yield


@contextmanager
def writing_soon() -> Iterator[None]:
    """One transaction that does not wait for the disk: a power cut may take it back, but not behind a later `writing`.

    Both databases write one log in order, so whatever waits for its own commit has this one durable too.
    """
    from django.db import connection, transaction

    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
            yield
        return
    with writers, connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = NORMAL")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute("PRAGMA synchronous = FULL")

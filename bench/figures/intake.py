"""What the centre's intake keeps of the database's own speed: batches over HTTP beside the same rows straight in."""

import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figure import Figure, at_least, at_most
from bench.live_centre import LiveCentre
from bench.load.batches import Batch, make_batch
from bench.load.crowd import enrol_crowd
from bench.load.drive import Driven, drive
from bench.load.kept_line import KeptLine
from bench.postgresql import Postgresql, programs
from bench.pretend_station import PretendStation

NAME = "intake"
TARGET = 0.6
LONGEST_MS = 100.0
ENVELOPES, SEALED_BYTES = 20, 4096
PROCESSES, THREADS = 2, 4
"""Of the load; the same number of connections on both sides."""
BATCHES_EACH, TURNS = 25, 7
BATCHES_A_STATION = 40
SQL = Path(__file__).resolve().parents[2] / "centre" / "intake" / "sql"


def measure(batches_each: int = BATCHES_EACH, turns: int = TURNS) -> list[Figure]:
    """On PostgreSQL when Debian's package is installed, and on SQLite."""
    figures = []
    if programs() is None:
        print("POSTGRESQL IS NOT INSTALLED: the intake was not measured on it (package postgresql)", file=sys.stderr)
    else:
        server = Postgresql()
        try:
            figures += _measured("postgresql", server.url, batches_each, turns)
        finally:
            server.close()
    return figures + _measured("sqlite", "", batches_each, turns)


def _measured(kind: str, database: str, batches_each: int, turns: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="centre-bench-") as folder:
        centre = LiveCentre(Path(folder) / "data", database)
        centre.command("init")
        centre.start("--zone", "outer")
        try:
            return _turns(kind, centre, batches_each, turns)
        finally:
            centre.close()


def _turns(kind: str, centre: LiveCentre, batches_each: int, turns: int) -> list[Figure]:
    lines = PROCESSES * THREADS
    stations = enrol_crowd(centre, max(1, lines * batches_each // BATCHES_A_STATION))
    for station in stations:
        station.ask_token()
    straight = _straight(centre)
    straight_lines = (PROCESSES, THREADS) if centre.database else (1, 1)  # SQLite has one writer
    drive(lambda: _over_http(centre.port), _batches(stations, lines * 4), PROCESSES, THREADS)  # warm
    rates: list[float] = []
    peers: list[float] = []
    answers_ms: list[float] = []
    for _ in range(turns):
        peers.append(_rate(drive(straight, _batches(stations, lines * batches_each), *straight_lines)))
        driven = drive(lambda: _over_http(centre.port), _batches(stations, lines * batches_each), PROCESSES, THREADS)
        rates.append(_rate(driven))
        answers_ms += [each * 1000 for each in driven.each_s]
    peer = f"the same statement straight at {kind}, {straight_lines[0] * straight_lines[1]} connections"
    ratios = [rate / peer_rate for rate, peer_rate in zip(rates, peers, strict=True)]
    middle = ratios.index(statistics.median_low(ratios))
    figures = [at_least(f"intake-{kind}", rates[middle], "/s", peer, peers[middle], TARGET)]
    if kind == "sqlite":
        figures.append(at_most("intake-sqlite-longest", max(answers_ms), "ms", "limit for any answer", LONGEST_MS, 1.0))
    return figures


def _batches(stations: list[PretendStation], count: int) -> list[Batch]:
    return [make_batch(stations[number % len(stations)], ENVELOPES, SEALED_BYTES) for number in range(count)]


def _rate(driven: Driven) -> float:
    return len(driven.each_s) * ENVELOPES / driven.took_s


def _over_http(port: int) -> Callable[[Batch], None]:
    line = KeptLine(port)

    def send(batch: Batch) -> None:
        status, body = line.ask(batch.request)
        if status != 200:
            raise RuntimeError(f"status {status}: {body[:200]!r}")

    return send


def _straight(centre: LiveCentre) -> Callable[[], Callable[[Batch], None]]:
    return (lambda: _at_postgresql(centre)) if centre.database else (lambda: _at_sqlite(centre.data / "centre.db"))


def _at_postgresql(centre: LiveCentre) -> Callable[[Batch], None]:
    import psycopg

    connection = psycopg.connect(centre.database, autocommit=True)
    sql: Any = (SQL / "receive_batch.postgresql.sql").read_text().encode()

    def insert(batch: Batch) -> None:
        columns = [list(column) for column in zip(*batch.rows, strict=True)]
        sender = batch.rows[0][:2]
        new = connection.execute(sql, [*sender, False, batch.sha256, datetime.now(UTC), *columns]).fetchall()
        if len(new) != len(batch.rows):
            raise RuntimeError(f"{len(new)} rows were new")

    return insert


def _at_sqlite(path: Path) -> Callable[[Batch], None]:
    import pysqlite3.dbapi2 as sqlite

    connection: Any = sqlite.connect(path, timeout=20, isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    sql = (SQL / "receive_one.sqlite.sql").read_text().replace("%s", "?")

    def insert(batch: Batch) -> None:
        received_at = datetime.now(UTC).isoformat(" ")
        connection.execute("BEGIN IMMEDIATE")
        for row in batch.rows:
            if connection.execute(sql, [*row, batch.sha256, received_at]).fetchone() is None:
                raise RuntimeError("a row was there")
        connection.execute("COMMIT")

    return insert

"""Many enrolled stations at once: their rows go straight into the centre's database, their tokens are asked for."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bench.live_centre import LiveCentre
from bench.pretend_station import PretendStation
from contract.sync import EnrolAnswer, NumberBlock

COLUMNS = (
    "station_id", "epoch", "public", "name", "district", "town", "terminal", "division", "place_name", "town_name",
    "first_number", "last_number", "enrolled_at", "feed_cursor", "machine", "link_now", "link_before", "renewed_from",
)  # fmt: skip
TERMINALS_A_TOWN = 999


def enrol_crowd(centre: LiveCentre, count: int) -> list[PretendStation]:
    """`count` stations that the centre knows as if each had enrolled; without keys of the centre and without tokens."""
    stations, rows = [], []
    now = datetime.now(UTC)
    for number in range(count):
        town, terminal = f"{500 + number // TERMINALS_A_TOWN:03d}", f"{number % TERMINALS_A_TOWN + 1:03d}"
        station = PretendStation(centre.send)
        place = EnrolAnswer(
            station_id=f"XD-510114-{town}-{terminal}",
            epoch=1,
            district="510114",
            town=town,
            terminal=terminal,
            division=f"510114{town}001",
            place_name="压力测试小区",
            town_name="压力测试街道",
            numbers=NumberBlock(first=1, last=500),
            keys=(),
            time=now,
        )
        station.enrolled = place
        stations.append(station)
        where = ("510114", town, terminal, place.division, place.place_name, place.town_name)
        rows.append((place.station_id, 1, station.public, "测试站", *where, 1, 500, now, 0, b"", b"", b"", b""))
    _insert(centre, rows)
    return stations


def _insert(centre: LiveCentre, rows: list[tuple[Any, ...]]) -> None:
    names, marks = ", ".join(COLUMNS), ", ".join(["{}"] * len(COLUMNS))
    sql = f"INSERT INTO intake_station ({names}) VALUES ({marks})"
    connection: Any
    if centre.database:
        import psycopg

        host = urlsplit(centre.database).query.removeprefix("host=")
        with psycopg.connect(host=host, user="centre", dbname="centre") as connection:
            connection.cursor().executemany(sql.replace("{}", "%s"), rows)
        return
    import pysqlite3.dbapi2 as sqlite

    connection = sqlite.connect(f"{centre.data}/centre.db", timeout=20)  # pyright: ignore[reportAttributeAccessIssue]
    with connection:
        plain = [tuple(str(each) if isinstance(each, datetime) else each for each in row) for row in rows]
        connection.executemany(sql.replace("{}", "?"), plain)
    connection.close()

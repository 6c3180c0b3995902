"""What comes down to stations: signed pages in the order of their cursors, files piece by piece."""

import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest

from bench.pretend_scans import read_blob, read_news, report_health
from bench.pretend_station import Unexpected
from contract import wire
from contract.news import NewsKind, NumberBlocks
from contract.sync import Alarm, Refusal

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)


def publish(audience: str, key: str, content: bytes, kind: NewsKind = NewsKind.NOTICE, now: datetime = NOW) -> int:
    from centre.intake import news
    from centre.site.database import writing

    with writing():
        return news.publish(audience, kind, key, content, now)


def test_a_station_reads_its_own_its_towns_and_everybodys_news_once_and_in_order(world) -> None:
    mine, other = world.station(), world.station(division="510114007001")
    publish("", "a", b"1")
    publish(mine.place.station_id, "b", b"2")
    publish("town 006", "c", b"3")
    publish("town 007", "d", b"4")
    page = read_news(mine)
    assert [line.content for line in page.lines] == [b"1", b"2", b"3"]
    assert [line.content for line in read_news(other).lines] == [b"1", b"4"]
    assert page.cursor == page.lines[-1].cursor >= int(NOW.timestamp())
    assert read_news(mine, page.cursor).lines == () and read_news(mine, page.cursor).cursor == page.cursor
    publish("", "a", b"")
    (again,) = read_news(mine, page.cursor).lines
    assert (again.key, again.content) == ("a", b"")
    assert [line.content for line in read_news(mine).lines] == [b"2", b"3", b""]


def test_a_page_is_bounded_and_the_next_one_goes_on(world) -> None:
    station = world.station()
    for number in range(4):
        publish("", str(number), bytes(200_000))
    seen, cursor = [], 0
    while (page := read_news(station, cursor)).lines:
        assert len(page.lines) <= 2
        seen += [line.key for line in page.lines]
        cursor = page.cursor
    assert seen == ["0", "1", "2", "3"]


def test_cursors_rise_on_after_a_backup_was_restored(world) -> None:
    from centre.intake.models import NewsCounter, NewsLine

    station = world.station()
    read = publish("", "a", b"1", now=NOW)
    NewsLine.objects.all().delete()
    NewsCounter.objects.all().delete()
    publish("", "b", b"2", now=datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert [line.content for line in read_news(station, read).lines] == [b"2"]


def test_a_station_short_of_numbers_gets_a_block_more_and_keeps_those_before(world) -> None:
    from centre.intake import door

    station = world.station()
    report_health(station, numbers_left=100)
    assert read_news(station).lines == ()
    report_health(station, numbers_left=99)
    (line,) = read_news(station).lines
    told = wire.decode(line.content, NumberBlocks)
    assert told.epoch == station.place.epoch
    assert [(block.first, block.last) for block in told.blocks] == [(1, 500), (501, 1000)]
    for _ in range(25):
        door.pressure.cache_clear()
        report_health(station, numbers_left=0)
    (line,) = read_news(station).lines
    blocks = wire.decode(line.content, NumberBlocks).blocks
    assert len(blocks) == 19 and blocks[-1].last <= 9999


def test_health_is_kept_as_it_stands_now_and_strange_values_fit(world) -> None:
    from centre.fleet.models import StationHealth

    station = world.station()
    strange = Alarm(code="x\0" * 100, happened="满" * 400, since=NOW)
    report_health(station, *[strange] * 110)
    report_health(station, Alarm(code="disk.full", happened="little room", since=NOW), numbers_left=-5)
    health = StationHealth.objects.get()
    assert [alarm["code"] for alarm in health.alarms] == ["disk.full"]
    assert (health.pending, health.numbers_left) == (1, 0)


def test_a_file_is_fetched_piece_by_piece(world, tmp_path) -> None:
    from centre.intake.chunk_store import offer_blob

    station = world.station()
    content = os.urandom(1_300_000)
    (tmp_path / "package").write_bytes(content)
    blob = offer_blob(tmp_path / "package", NOW)
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    got = b""
    while len(got) < blob.size:
        piece = read_blob(station, blob.sha256, len(got))
        assert piece.at == len(got) and piece.size == blob.size
        got += piece.content
    assert got == content
    for sha256, at in (("0" * 64, 0), (blob.sha256, blob.size + 1), ("../../keys", 0)):
        with pytest.raises(Unexpected) as refused:
            read_blob(station, sha256, at)
        assert (refused.value.status, wire.decode(refused.value.body, Refusal).code) == (404, "blob.unknown")


def test_a_centre_restored_from_a_backup_tells_its_news_above_what_was_read(world, monkeypatch) -> None:
    from django.db import connections

    from centre.intake import clock

    at = datetime.now(UTC)
    station = world.station()
    station.send_batch(*(station.seal(station.application()) for _ in range(3)))
    world.open_all()
    connections.close_all()
    backup = (world.data / "centre.db").read_bytes()
    station.send_batch(station.seal(station.application()))
    world.open_all()
    read = station.feed()
    assert len(read.changes) == 4
    connections.close_all()
    for left in world.data.glob("centre.db*"):
        left.unlink()
    (world.data / "centre.db").write_bytes(backup)
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(minutes=5))
    other = station.application()
    station.send_batch(station.seal(other))
    world.open_all()
    again = station.feed(read.cursor)
    assert [change.submission_id for change in again.changes] == [other.submission_id]
    assert again.cursor > read.cursor

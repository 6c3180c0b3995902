"""The centre's commands about its stations, as an operator runs them."""

import argparse
import json
from datetime import UTC, datetime

import pytest

from bench.pretend_courier import write_bundle
from bench.pretend_scans import read_news, report_health
from contract import wire
from contract.news import FileOffer, Notice, Recall
from contract.sync import Alarm, Outcome, Standing


@pytest.fixture
def act(world, capsys):
    """Run one act inside the test's centre: exit code and what it printed, as JSON lines."""
    from centre import station_commands

    def run(*words: str) -> tuple[int, list[dict]]:
        parser = argparse.ArgumentParser()
        station_commands.add_acts(parser.add_subparsers(dest="act"), argparse.ArgumentParser(add_help=False))
        args = parser.parse_args(list(words))
        capsys.readouterr()
        code = station_commands.ACTS[args.act](args)
        lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("{", "["))]
        return code, [json.loads(line) for line in lines]

    return run


def test_stations_are_listed_with_alarms_and_copies(world, act) -> None:
    station = world.station()
    report_health(station, Alarm(code="disk.full", happened="little room", since=datetime.now(UTC)))
    station.machine = b"m" * 32
    station.ask_token()
    station.machine = b"o" * 32
    assert station.ask_token().standing is Standing.COPIED
    code, ((told,),) = act("stations", "--json")
    assert code == 0
    assert (told["station_id"], told["alarms"]) == (station.place.station_id, ["disk.full"])
    assert [seen["reason"] for seen in told["copies"]] == ["machine"]
    assert act("shut-out", station.place.station_id)[0] == 0
    assert act("shut-out", "nobody")[0] == 1
    assert act("stations", "--json")[1][0][0]["revoked"] is True


def test_a_stick_is_taken_in_and_a_bad_bundle_holds_no_good_one_up(world, act, tmp_path) -> None:
    station = world.station()
    write_bundle(station, tmp_path, [[station.seal(station.application())]])
    assert act("courier", str(tmp_path), "--json")[1][0]["stored"] == 1
    write_bundle(station, tmp_path, [[station.seal(station.application())]], epoch=9)
    code, told = act("courier", str(tmp_path), "--json")
    assert code == 1
    assert sorted((each["ok"], each.get("already")) for each in told) == [(False, None), (True, 1)]


def test_offers_and_notices_reach_the_stations(world, act, tmp_path) -> None:
    station = world.station()
    (tmp_path / "package").write_bytes(b"content")
    assert act("offer", "package", "2026.12.1", str(tmp_path / "package"))[0] == 0
    assert act("offer", "package", "2026.12.1", str(tmp_path / "none"))[0] == 1
    assert act("notice", "flood", "--zh", "本站明日停用", "--urgent", "--to", "town 006")[0] == 0
    offer, notice = read_news(station).lines
    assert wire.decode(offer.content, FileOffer).size == 7
    assert wire.decode(notice.content, Notice).text == {"zh-CN": "本站明日停用"}
    act("notice", "flood", "--to", "town 006")
    assert read_news(station, notice.cursor).lines[0].content == b""


def test_after_a_restore_stations_send_again_and_get_no_number_twice(world, act) -> None:
    from centre.fleet.models import GivenBlock

    station = world.station()
    station.machine = b"m" * 32
    station.ask_token()
    station.link = b"a link that the backup does not know"[:16]
    code, (told,) = act("restored", "2026-11-27T08:00:00+08:00")
    assert (code, told["stations"]) == (0, 1)
    (line,) = read_news(station).lines
    assert wire.decode(line.content, Recall).since == datetime(2026, 11, 26, 23, 50, tzinfo=UTC)
    answer = station.ask_token()
    assert answer.standing is Standing.GOOD and answer.renewed is None
    assert station.send_batch(station.seal(station.application())).entries[0].outcome is Outcome.STORED
    report_health(station, numbers_left=0)
    assert sorted(GivenBlock.objects.values_list("first", flat=True)) == [1, 1501]
    with pytest.raises(ValueError, match="offset"):
        act("restored", "2026-11-27T08:00:00")

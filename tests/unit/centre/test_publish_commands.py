"""What the centre tells its stations beside their matters, and chunks that nobody names."""

import argparse
import json
import os
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bench.pretend_scans import ask_custody, ask_missing, asked_of, read_news, seal_pages, send_chunks
from contract import wire
from contract.chunks import CHUNK_PLAIN
from contract.envelope import decode_envelope
from contract.news import BookingSlots, CentreKeys, Configuration, Release
from contract.submission import Suite
from contract.sync import CustodyReceipt, Outcome
from tests.unit.centre.test_chunks import names


@pytest.fixture
def act(world, capsys):
    """Run one act inside the test's centre; what it printed."""
    from centre import publish_commands

    def run(*words: str) -> dict:
        parser = argparse.ArgumentParser()
        publish_commands.add_acts(parser.add_subparsers(dest="act"), argparse.ArgumentParser(add_help=False))
        args = parser.parse_args(list(words))
        capsys.readouterr()
        assert publish_commands.ACTS[args.act](args) == 0
        return json.loads(capsys.readouterr().out.splitlines()[-1])

    return run


def restarted() -> None:
    from centre.intake.door import outer_keys

    outer_keys.cache_clear()


def test_a_new_receipt_key_is_told_under_the_older_one_that_every_station_knows(world, act) -> None:
    station = world.station()
    (older,) = (key.key_id for key in station.place.keys if key.use == "receipt")
    newer = act("keys", "new-receipt")["key_id"]
    restarted()
    (line,) = read_news(station).lines  # believes the older key only
    told = wire.decode(line.content, CentreKeys).keys
    assert {key.key_id for key in told if key.use == "receipt"} == {older, newer}
    status, body, _ = world.send("POST", "/intake/v1/custody", wire.encode(question(station)), station.token)
    receipt = wire.decode(wire.decode(body, dict)["receipt"], CustodyReceipt)
    assert (status, receipt.key_id) == (200, newer)
    act("keys", "retire", older)
    restarted()
    assert {key.key_id for key in world.station().place.keys if key.use == "receipt"} == {newer}
    with pytest.raises(ValueError, match="last of its use"):
        act("keys", "retire", newer)
    restarted()


def question(station):
    from contract.sync import CustodyQuestion

    return CustodyQuestion(submissions=(asked_of(station.seal(station.application())),))


def test_what_was_sealed_to_a_retired_key_is_still_opened(world, act) -> None:
    from centre.cases.models import Case
    from centre.site.keys import make_keys

    station = world.station()
    envelope = station.seal(station.application())
    made = act("keys", "new-seal", "--suite", "x25519")
    (older,) = {key["key_id"] for key in made["keys"] if key["suite"] == 1} - {made["key_id"]}
    told = act("keys", "retire", older)
    assert older not in {key["key_id"] for key in told["keys"]}
    assert make_keys(world.data) is False
    assert older not in {key["key_id"] for key in act("keys", "list")["keys"]}, "a restart brought it back"
    assert station.send_batch(envelope).entries[0].outcome is Outcome.STORED
    world.open_all()
    assert Case.objects.get().problem == ""


def test_settings_slots_and_releases_reach_their_stations(world, act, tmp_path) -> None:
    station = world.station()
    act("configure", "queue.keep_hours=12.5", "station.helper_name=王师傅", "--to", "town 006")
    slots = {"office": "o1", "office_name": "新都大厅", "item_codes": ["R06-014"], "slots": [
        {"slot_id": "s1", "starts_at": "2026-12-01T09:00:00+08:00", "ends_at": "2026-12-01T09:20:00+08:00", "free": 2}
    ]}  # fmt: skip
    (tmp_path / "slots.json").write_text(json.dumps(slots))
    act("booking", str(tmp_path / "slots.json"))
    act("release", "a-submission", "--to", station.place.station_id)
    act("release", "another", "--to", "somebody-else")
    settings, booking, release = read_news(station).lines
    assert wire.decode(settings.content, Configuration).settings == {
        "queue.keep_hours": 12.5,
        "station.helper_name": "王师傅",
    }
    assert wire.decode(booking.content, BookingSlots).slots[0].free == 2
    assert wire.decode(release.content, Release).submission_id == "a-submission"
    act("configure", "--to", "town 006")
    assert read_news(station, release.cursor).lines[0].content == b""
    for wrong in (["configure", "keep_hours=1"], ["configure", "a.b=[1]"], ["booking", str(tmp_path / "none")]):
        with pytest.raises(ValueError):
            act(*wrong)


def test_only_old_chunks_that_no_form_names_are_dropped(world, act) -> None:
    from centre.intake.models import Chunk

    station = world.station()
    page = ("page.jpg", "image/jpeg", os.urandom(CHUNK_PLAIN + 10))
    _, whole, whole_chunks = seal_pages(station, station.application(), [page])
    _, partly, (first, _second) = seal_pages(station, station.application(), [page])
    orphan, beside, young = os.urandom(50), os.urandom(60), os.urandom(70)
    station.send_batch(whole, partly)
    send_chunks(station, *whole_chunks, beside)
    send_chunks(station, orphan)
    send_chunks(station, first)
    assert ask_custody(station, asked_of(whole)).entries[0].complete
    old = datetime.now(UTC) - timedelta(days=40)
    Chunk.objects.update(stored_at=old)
    send_chunks(station, young)
    unspoken = world.data / "store" / "packs" / "2026-01-01" / "0123"
    unspoken.parent.mkdir()
    unspoken.write_bytes(b"of a centre that was killed")
    os.utime(unspoken, (old.timestamp(), old.timestamp()))
    assert act("drop-chunks") == {"ok": True, "chunks": 2, "files": 2}
    assert ask_missing(station, names([orphan, beside])) == tuple(names([orphan, beside]))
    assert ask_missing(station, names([*whole_chunks, first, young])) == ()
    assert ask_custody(station, asked_of(whole)).entries[0].complete
    assert act("drop-chunks") == {"ok": True, "chunks": 0, "files": 0}
    assert not unspoken.exists()


def test_an_opener_that_runs_already_opens_what_is_sealed_to_a_new_key(world, act) -> None:
    from centre.cases.models import Case

    before = world.station()
    assert before.send_batch(before.seal(before.application())).entries[0].outcome is Outcome.STORED
    world.open_all()  # has read the keys now
    made = act("keys", "new-seal", "--suite", "x25519")["key_id"]
    after = world.station()
    keys = tuple(key for key in after.place.keys if key.use != "seal" or key.key_id == made)
    after.enrolled = msgspec.structs.replace(after.place, keys=keys)
    envelope = after.seal(after.application(), suite=Suite.X25519)
    assert decode_envelope(envelope)[0].key_id == made
    assert after.send_batch(envelope).entries[0].outcome is Outcome.STORED
    world.open_all()
    assert [case.problem for case in Case.objects.all()] == ["", ""]

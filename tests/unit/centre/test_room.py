"""A centre whose disk is filling up asks stations to wait, in an order, and loses and forgets nothing."""

import pytest

from bench.pretend_scans import seal_pages, send_chunks
from bench.pretend_station import Unexpected
from contract.submission import Priority
from contract.sync import Outcome

MB = 1024 * 1024


@pytest.fixture
def free(world, monkeypatch):
    """Say how many MB are free, of a reserve of 100."""
    from centre.intake import receive_batch, room, views

    disk = room.Room(str(world.data), 100 * MB)
    monkeypatch.setattr(receive_batch, "room", lambda: disk)
    monkeypatch.setattr(views, "room", lambda: disk)

    def tell(megabytes: int) -> None:
        disk.free, disk.looked_at = megabytes * MB, float("inf")

    return tell


def test_new_forms_wait_and_the_green_channel_waits_last(world, free) -> None:
    station = world.station()
    known, normal = station.seal(station.application()), station.seal(station.application())
    green = station.seal(station.application(), priority=Priority.GREEN_CHANNEL)
    station.send_batch(known)
    free(60)
    receipt = station.send_batch(normal, known, green, known[:-1])
    assert [entry.outcome for entry in receipt.entries] == [
        Outcome.HELD, Outcome.ALREADY, Outcome.STORED, Outcome.DAMAGED
    ]  # fmt: skip
    assert [entry.wait_s for entry in receipt.entries] == [900, 0, 0, 0]
    free(40)
    assert [entry.outcome for entry in station.send_batch(green, normal).entries] == [Outcome.ALREADY, Outcome.HELD]
    free(200)
    assert station.send_batch(normal).entries[0].outcome is Outcome.STORED


def test_chunks_are_put_off_with_a_slot(world, free) -> None:
    station = world.station()
    _, envelope, chunks = seal_pages(station, station.application(), [("a.jpg", "image/jpeg", b"a page")])
    station.send_batch(envelope)
    free(40)
    with pytest.raises(Unexpected) as refused:
        send_chunks(station, *chunks)
    assert refused.value.status == 503 and int(refused.value.headers["Retry-After"]) >= 1
    free(60)
    assert send_chunks(station, *chunks) == ()
    assert station.send_batch(envelope).entries[0].complete


def test_the_disk_itself_is_asked(tmp_path) -> None:
    from centre.intake.room import Room

    assert Room(str(tmp_path), 1).for_form(is_green=False)
    assert not Room(str(tmp_path), 2**60).for_chunks()

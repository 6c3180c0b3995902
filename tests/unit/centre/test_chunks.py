"""Scans come in chunks, in any order, before or after their form; complete is said when all are there."""

import hashlib
import os
import random

import pytest

from bench.pretend_scans import ask_custody, ask_missing, asked_of, seal_pages, send_chunks
from bench.pretend_station import DOT, Unexpected
from contract import wire
from contract.chunks import CHUNK_LIMIT, CHUNK_PLAIN, UPLOAD_LIMIT
from contract.sync import Outcome, Refusal

PAGES = [
    ("户口簿.png", "image/png", DOT + os.urandom(2 * CHUNK_PLAIN)),
    ("申请书.jpg", "image/jpeg", os.urandom(700)),
]


def names(chunks: list[bytes]) -> list[bytes]:
    return [hashlib.sha256(chunk).digest() for chunk in chunks]


def test_complete_is_said_only_when_every_chunk_is_durable(world) -> None:
    station = world.station()
    _, envelope, chunks = seal_pages(station, station.application(), PAGES)
    assert len(chunks) == 4
    (entry,) = station.send_batch(envelope).entries
    assert (entry.outcome, entry.complete) == (Outcome.STORED, False)
    assert ask_missing(station, names(chunks)) == tuple(names(chunks))
    for sent, chunk in enumerate(chunks):
        (entry,) = ask_custody(station, asked_of(envelope)).entries
        assert (entry.outcome, entry.complete) == (Outcome.ALREADY, False), sent
        assert send_chunks(station, chunk) == ()
    assert ask_missing(station, names(chunks)) == ()
    assert ask_custody(station, asked_of(envelope)).entries[0].complete
    assert station.send_batch(envelope).entries[0].complete


def test_chunks_may_come_before_their_form_twice_and_in_any_order(world) -> None:
    from centre.intake.models import Chunk

    station = world.station()
    _, envelope, chunks = seal_pages(station, station.application(), PAGES)
    shuffled = chunks * 2
    random.Random(5).shuffle(shuffled)
    for at in range(0, len(shuffled), 3):
        send_chunks(station, *shuffled[at : at + 3])
    assert station.send_batch(envelope).entries[0].complete
    assert Chunk.objects.count() == len(chunks)
    stored = [path for path in (world.data / "store").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in stored) == sum(map(len, chunks))
    assert all(path.stat().st_mode & 0o077 == 0 for path in stored)


def test_what_was_never_sent_or_is_other_bytes_is_said_so(world) -> None:
    station = world.station()
    application = station.application()
    first, other = station.seal(application), station.seal(application)
    unknown = asked_of(station.seal(station.application()))
    station.send_batch(first)
    entries = ask_custody(station, asked_of(first), asked_of(other), unknown).entries
    assert [entry.outcome for entry in entries] == [Outcome.ALREADY, Outcome.QUARANTINED, Outcome.UNKNOWN]
    assert [entry.complete for entry in entries] == [True, False, False]
    stranger = world.station()
    assert ask_custody(stranger, asked_of(first)).entries[0].outcome is Outcome.UNKNOWN


def test_too_many_and_too_large_is_refused_before_anything_is_stored(world) -> None:
    station = world.station()
    for wrong in ([], [b"x"] * (UPLOAD_LIMIT + 1), [bytes(CHUNK_LIMIT + 1)]):
        with pytest.raises(Unexpected) as refused:
            send_chunks(station, *wrong)
        assert (refused.value.status, wire.decode(refused.value.body, Refusal).code) == (400, "chunks.count")
    for asked in ([bytes(32)] * 1001, [b"short"]):
        with pytest.raises(Unexpected) as refused:
            ask_missing(station, asked)
        assert wire.decode(refused.value.body, Refusal).code == "chunks.asked"
    assert not (world.data / "store").exists()


def test_a_store_in_trouble_is_a_busy_centre_and_names_nothing_as_held(world, monkeypatch) -> None:
    from centre.intake.chunk_disk import ChunkDisk

    station = world.station()

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(ChunkDisk, "_save", full)
        with pytest.raises(Unexpected) as refused:
            send_chunks(station, b"chunk")
    assert refused.value.status == 503 and int(refused.value.headers["Retry-After"]) >= 1
    assert ask_missing(station, names([b"chunk"])) == tuple(names([b"chunk"]))
    assert send_chunks(station, b"chunk") == ()


def test_any_django_storage_can_hold_the_chunks(world, monkeypatch) -> None:
    from django.core.files.storage import InMemoryStorage  # pyright: ignore[reportAttributeAccessIssue]

    from centre.intake import chunk_store

    elsewhere = InMemoryStorage()
    monkeypatch.setattr(chunk_store, "chunk_storage_in_use", lambda: elsewhere)
    station = world.station()
    _, envelope, chunks = seal_pages(station, station.application(), PAGES)
    send_chunks(station, *chunks)
    assert station.send_batch(envelope).entries[0].complete
    assert list(chunk_store.read_chunks(names(chunks))) == chunks
    assert not (world.data / "store").exists()


def test_the_store_is_chosen_by_an_address(tmp_path) -> None:
    from centre.site.chunk_storage import chunk_storage

    assert chunk_storage("", tmp_path)["OPTIONS"] == {"location": str(tmp_path / "store")}
    assert chunk_storage("file:///srv/chunks", tmp_path)["OPTIONS"] == {"location": "/srv/chunks"}
    s3 = chunk_storage("s3://xindu/station?endpoint_url=https://s3.example", tmp_path)
    assert s3["BACKEND"].endswith("S3Storage")
    assert (s3["OPTIONS"]["bucket_name"], s3["OPTIONS"]["location"]) == ("xindu", "station")
    with pytest.raises(ValueError, match="gopher"):
        chunk_storage("gopher:/x", tmp_path)

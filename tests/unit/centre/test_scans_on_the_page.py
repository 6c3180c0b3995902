"""A scanned page is on the case's page when it has arrived, and in clear only there."""

import os

import msgspec
import pytest

from bench.pretend_scans import seal_pages, send_chunks
from bench.pretend_station import DOT
from contract.chunks import CHUNK_PLAIN
from contract.submission import GivenMaterial, MaterialGiven

PAGE = DOT + b"page in clear " + os.urandom(CHUNK_PLAIN)


@pytest.fixture
def sent(world):
    """(station, application, chunks) of a case whose scan has not arrived."""
    station = world.station()
    material = GivenMaterial(id="m2", name="户口簿", how=MaterialGiven.SCANNED)
    application = msgspec.structs.replace(station.application(), materials=(material,))
    whole, envelope, chunks = seal_pages(station, application, [("m2.png", "image/png", PAGE)])
    station.send_batch(envelope)
    world.open_all()
    return station, whole, chunks


def page_of(client, application) -> tuple[str, str]:
    from centre.cases.models import Case

    case = Case.objects.get(submission_id=application.submission_id)
    address = f"/cases/{case.case_number}/"
    return address, client.get(address).content.decode()


def test_a_scan_is_said_to_be_on_its_way_and_seen_when_it_came(world, sent) -> None:
    station, application, chunks = sent
    client = world.signed_in()
    address, page = page_of(client, application)
    assert "户口簿" in page and "扫描件还在路上" in page
    assert client.get(f"{address}files/1").status_code == 404
    send_chunks(station, *chunks)
    address, page = page_of(client, application)
    assert "扫描件还在路上" not in page and "?paper=1" in page
    picture = client.get(f"{address}files/1")
    assert (picture.status_code, picture.content, picture["Content-Type"]) == (200, PAGE, "image/png")
    assert client.get(f"{address}files/2").status_code == 404


def test_a_scan_lies_nowhere_in_clear(world, sent) -> None:
    station, application, chunks = sent
    send_chunks(station, *chunks)
    client = world.signed_in()
    address, _ = page_of(client, application)
    client.get(f"{address}files/1")
    for path in world.data.rglob("*"):
        assert not path.is_file() or b"page in clear" not in path.read_bytes(), path


def test_a_chunk_that_rotted_is_no_picture_and_no_error(world, sent) -> None:
    station, application, chunks = sent
    send_chunks(station, *chunks)
    (path, *_) = [path for path in (world.data / "store").rglob("*") if path.is_file()]
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    client = world.signed_in()
    address, _ = page_of(client, application)
    assert client.get(f"{address}files/1").status_code == 404

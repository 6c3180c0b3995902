"""A stick is taken in like the network, answered on the stick, and believed in nothing its station did not sign."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.pretend_courier import write_bundle
from bench.pretend_scans import asked_of, seal_pages
from bench.pretend_station import PretendStation
from contract import wire
from contract.courier import CourierAnswer, CourierFile
from contract.failures import Failed, FailureCode
from contract.news import NewsKind, NewsPage, SignedNews
from contract.sync import BatchRequest, CustodyQuestion, CustodyReceipt, Outcome

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)


def take_in(folder: Path):
    from centre.intake.courier import import_bundle
    from centre.intake.door import outer_keys

    return import_bundle(folder, outer_keys(), lambda: NOW)


def answer_in(folder: Path) -> CourierAnswer:
    return wire.decode((folder / "answer.cbor").read_bytes(), CourierAnswer)


def word_on(station: PretendStation, folder: Path, name: str, kind: type) -> CustodyReceipt:
    (answered,) = [each for each in answer_in(folder).answers if each.name == name]
    return station.believe(answered.receipt, wire.decode((folder / name).read_bytes(), kind))


def test_forms_scans_and_questions_come_in_and_each_is_answered(world, tmp_path) -> None:
    from centre.intake import news
    from centre.site.database import writing

    station = world.station()
    with writing():
        news.publish("", NewsKind.NOTICE, "n", b"content", NOW)
    plain = [station.seal(station.application()) for _ in range(2)]
    _, scanned, chunks = seal_pages(station, station.application(), [("m.png", "image/png", os.urandom(600_000))])
    folder = write_bundle(station, tmp_path, [plain, [scanned]], chunks, [asked_of(scanned)])
    done = take_in(folder)
    assert (done.stored, done.chunks, done.wrong) == (3, 3, [])
    receipt = word_on(station, folder, "forms-00001.cbor", BatchRequest)
    assert [entry.outcome for entry in receipt.entries] == [Outcome.STORED] * 2
    assert word_on(station, folder, "custody-00001.cbor", CustodyQuestion).entries[0].complete
    page = wire.decode(wire.decode(answer_in(folder).news, SignedNews).page, NewsPage)
    assert [line.content for line in page.lines] == [b"content"] and page.after == 0
    assert [entry.outcome for entry in station.send_batch(*plain).entries] == [Outcome.ALREADY] * 2
    again = take_in(folder)
    assert (again.stored, again.already) == (0, 3)
    world.open_all()
    from centre.cases.models import Case

    assert Case.objects.count() == 3


def test_a_file_that_was_changed_or_lost_is_passed_over_and_named(world, tmp_path) -> None:
    station = world.station()
    batches = [[station.seal(station.application())] for _ in range(4)]
    folder = write_bundle(station, tmp_path, batches)
    changed = folder / "forms-00001.cbor"
    changed.write_bytes(changed.read_bytes()[:-1] + b"x")
    (folder / "forms-00002.cbor").unlink()
    link = folder / "forms-00003.cbor"
    link.rename(tmp_path / "elsewhere")
    link.symlink_to(tmp_path / "elsewhere")
    done = take_in(folder)
    assert done.stored == 1
    assert [each["name"] for each in done.wrong] == [f"forms-0000{number}.cbor" for number in (1, 2, 3)]
    assert [each.name for each in answer_in(folder).answers] == ["forms-00004.cbor"]


@pytest.mark.parametrize(
    "changes",
    [
        {"station_id": "XD-000000-000-000"},
        {"epoch": 2},
        {"epoch": 0},
        {"bundle_id": "0" * 36},
        {"files": (CourierFile(name="../../centre.db", size=1, sha256="0" * 64),)},
        {"files": (CourierFile(name="forms-00001.cbor", size=1, sha256="0" * 64),) * 2},
    ],
)
def test_a_manifest_that_cannot_be_right_changes_nothing(world, tmp_path, changes) -> None:
    from centre.intake.models import Custody

    station = world.station()
    folder = write_bundle(station, tmp_path, [[station.seal(station.application())]], **changes)
    with pytest.raises(Failed) as failed:
        take_in(folder)
    assert failed.value.code is FailureCode.COURIER_INVALID
    assert not Custody.objects.exists() and not (folder / "answer.cbor").exists()


def test_a_forged_signature_and_torn_bytes_change_nothing(world, tmp_path) -> None:
    station = world.station()
    thief = PretendStation(world.send)
    thief.enrolled = station.enrolled
    folder = write_bundle(thief, tmp_path, [[station.seal(station.application())]])
    with pytest.raises(Failed):
        take_in(folder)
    whole = write_bundle(station, tmp_path, [[station.seal(station.application())]])
    manifest = (whole / "manifest.cbor").read_bytes()
    for torn in (b"", manifest[:-3], bytes(len(manifest)), manifest + b"\x00"):
        (whole / "manifest.cbor").write_bytes(torn)
        with pytest.raises(Failed):
            take_in(whole)


def test_what_residents_handed_in_comes_by_stick_after_the_station_was_shut_out(world, tmp_path) -> None:
    from centre.fleet.enrol import shut_out

    station = world.station()
    folder = write_bundle(station, tmp_path, [[station.seal(station.application())]])
    shut_out(station.place.station_id, NOW)
    assert take_in(folder).stored == 1
    assert answer_in(folder).news == b""


def test_unfinished_bundles_are_not_seen_and_a_full_stick_is_said(world, tmp_path, monkeypatch) -> None:
    from centre.intake.courier import bundles_on

    station = world.station()
    folder = write_bundle(station, tmp_path, [[station.seal(station.application())]])
    unfinished = write_bundle(station, tmp_path, [[station.seal(station.application())]])
    (unfinished / "manifest.cbor").unlink()
    assert bundles_on(tmp_path) == [folder]
    with pytest.raises(Failed):
        bundles_on(tmp_path / "nothing")
    (folder / "answer.cbor.part").mkdir()
    with pytest.raises(Failed, match="taken in"):
        take_in(folder)
    (folder / "answer.cbor.part").rmdir()
    assert take_in(folder).already == 1

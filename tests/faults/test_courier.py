"""The stick: out, into a centre written from docs/courier.md alone, and back; pulled, full, changed, mixed up."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bench.sample_station import STATION, enrol_without_centre
from contract.failures import Failed, FailureCode
from contract.submission import Priority, SubmissionState
from offline_queue.courier_export import export_bundle
from offline_queue.courier_import import import_answers
from offline_queue.seal import ScanGiven
from tests.faults.delivery import Delivery
from tests.faults.small_centre import SmallCentre
from tests.faults.small_wire import canonical
from tests.killing import run_and_kill

ROOT = Path(__file__).resolve().parents[2]
PAGE = ScanGiven("page", "image/jpeg", bytes(600_000))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "small-stick"
    path.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(path)], capture_output=True).returncode:
        pytest.skip("no right to mount a tmpfs here: the full stick is not tried")
    yield path
    subprocess.run(["umount", "--lazy", str(path)], check=True)


def bundles(stick: Path) -> list[Path]:
    return sorted(path for path in (stick / "xdz-courier").iterdir() if not path.name.endswith(".part"))


def centre_imports(centre: SmallCentre, stick: Path) -> list[str]:
    """By the document alone. Gives the kinds of the files in their order."""
    kinds = []
    for bundle in bundles(stick):
        signed = cbor2.loads((bundle / "manifest.cbor").read_bytes())
        manifest = cbor2.loads(signed["manifest"])
        public = Ed25519PublicKey.from_public_bytes(centre.publics[manifest["station_id"]])
        public.verify(signed["signature"], b"XDZ courier v1\x00" + signed["manifest"])
        assert manifest["bundle_id"] == bundle.name
        answers = []
        for file in manifest["files"]:
            content = (bundle / file["name"]).read_bytes()
            if (len(content), hashlib.sha256(content).hexdigest()) != (file["size"], file["sha256"]):
                continue
            kind = file["name"].partition("-")[0]
            kinds.append(kind)
            if kind == "forms":
                _, receipt = centre.batch(content, None, manifest["epoch"])
            elif kind == "scans":
                centre.answer("chunks", {}, content, None, "")
                continue
            else:
                _, receipt = centre.custody(content, manifest["station_id"], manifest["epoch"])
            answers.append({"name": file["name"], "receipt": receipt})
        _, news = centre.news_page(manifest["station_id"], 0)
        answer = {"bundle_id": bundle.name, "answers": answers, "news": canonical(news)}
        (bundle / "answer.cbor").write_bytes(canonical(answer))
    return kinds


def test_out_in_and_back(delivery: Delivery, stick: Path) -> None:
    done = delivery.hand_in(25) + delivery.hand_in(2, Priority.GREEN_CHANNEL, scans=[PAGE])
    exported = export_bundle(delivery.station, stick, delivery.clock)
    assert (exported.forms, exported.chunks, exported.more, exported.ok) == (27, 6, False, True)
    assert set(delivery.states().values()) == {SubmissionState.QUEUED}, "an export changes nothing"
    assert centre_imports(delivery.centre, stick) == ["forms"] * 2 + ["scans"] * 2 + ["custody"]
    assert delivery.centre.batches[0][:2] == [one.submission_id for one in done[25:]], "green channel first"
    imported = import_answers(delivery.station, stick, delivery.clock)
    assert (imported.ok, imported.checked, imported.missing) == (True, 1, 0)
    delivery.assert_everything_arrived_once(done)
    assert set(delivery.states().values()) == {SubmissionState.COMPLETE}
    assert bundles(stick) == [], "an answered bundle leaves the stick"
    assert export_bundle(delivery.station, stick, delivery.clock).bundle is None


def test_the_network_may_come_back_meanwhile(delivery: Delivery, stick: Path) -> None:
    done = delivery.hand_in(3, scans=[PAGE])
    export_bundle(delivery.station, stick, delivery.clock)
    delivery.rounds()
    centre_imports(delivery.centre, stick)
    assert import_answers(delivery.station, stick, delivery.clock).ok
    delivery.assert_everything_arrived_once(done)


def test_two_sticks_on_their_way_at_once(delivery: Delivery, stick: Path, tmp_path: Path) -> None:
    done = delivery.hand_in(2)
    export_bundle(delivery.station, stick, delivery.clock)
    done += delivery.hand_in(2)
    other = tmp_path / "other"
    other.mkdir()
    export_bundle(delivery.station, other, delivery.clock)
    centre_imports(delivery.centre, other)
    centre_imports(delivery.centre, stick)
    assert import_answers(delivery.station, stick, delivery.clock).adopted == 2
    assert import_answers(delivery.station, other, delivery.clock).adopted == 2
    delivery.assert_everything_arrived_once(done)


def test_pulled_anywhere_the_stick_holds_a_whole_bundle_or_none(delivery: Delivery, stick: Path) -> None:
    done = delivery.hand_in(3, scans=[PAGE])
    at = kills = 0
    while True:
        killed, _ = run_and_kill(lambda: export_bundle(delivery.station, stick, delivery.clock).ok, at)
        kills += killed
        at += 5
        for bundle in bundles(stick) if (stick / "xdz-courier").exists() else []:
            assert (bundle / "manifest.cbor").exists()
        if not killed:
            break
    assert kills > 10
    assert not list((stick / "xdz-courier").glob("*.part")), "what was unfinished is gone with the next export"
    centre_imports(delivery.centre, stick)
    assert import_answers(delivery.station, stick, delivery.clock).ok
    delivery.assert_everything_arrived_once(done)


def test_killed_while_importing_the_next_import_finishes(delivery: Delivery, stick: Path) -> None:
    done = delivery.hand_in(3, scans=[PAGE])
    export_bundle(delivery.station, stick, delivery.clock)
    centre_imports(delivery.centre, stick)
    at = 0
    while run_and_kill(lambda: import_answers(delivery.station, stick, delivery.clock).ok, at)[0]:
        at += 9
    delivery.assert_everything_arrived_once(done)


def test_a_full_stick_takes_what_fits_and_says_that_more_waits(delivery: Delivery, small_stick: Path) -> None:
    done = delivery.hand_in(60, size=30_000)
    rounds = 0
    while True:
        exported = export_bundle(delivery.station, small_stick, delivery.clock)
        if exported.bundle is None:
            break
        assert exported.forms < 60 and (exported.more or exported.ok)
        centre_imports(delivery.centre, small_stick)
        assert import_answers(delivery.station, small_stick, delivery.clock).ok
        rounds += 1
        assert rounds < 20
    assert rounds >= 3
    delivery.assert_everything_arrived_once(done)
    (small_stick / "filler").write_bytes(bytes(1000 * 1024))
    delivery.hand_in(1)
    with pytest.raises(Failed) as failed:
        export_bundle(delivery.station, small_stick, delivery.clock)
    assert failed.value.code is FailureCode.COURIER_STICK
    assert bundles(small_stick) == []


def test_a_stick_that_is_not_there_is_said(delivery: Delivery, tmp_path: Path) -> None:
    delivery.hand_in(1)
    with pytest.raises(Failed) as failed:
        export_bundle(delivery.station, tmp_path / "nowhere", delivery.clock)
    assert failed.value.code is FailureCode.COURIER_STICK
    assert import_answers(delivery.station, tmp_path / "nowhere", delivery.clock).checked == 0


@pytest.mark.parametrize("name", ["answer.cbor", "manifest.cbor"])
def test_a_changed_byte_anywhere_is_believed_in_nothing(delivery: Delivery, stick: Path, name: str) -> None:
    delivery.hand_in(2)
    export_bundle(delivery.station, stick, delivery.clock)
    delivery.centre.add_news("notice", "n", {"notice_id": "n", "text": {}, "shown_from": "2026-01-01T00:00:00Z"})
    centre_imports(delivery.centre, stick)
    (bundle,) = bundles(stick)
    content = (bundle / name).read_bytes()
    receipts = content.find(b"answers") if name == "answer.cbor" else 0
    for at in range(receipts, len(content), 29):
        changed = bytearray(content)
        changed[at] ^= 1 << at % 8
        (bundle / name).write_bytes(bytes(changed))
        imported = import_answers(delivery.station, stick, delivery.clock)
        moved = set(delivery.states().values())
        # a flip in the news leaves the receipts true; one anywhere else changes nothing
        assert not imported.ok or imported.checked == 0 or moved == {SubmissionState.COMPLETE}
        assert bundle.exists() or moved == {SubmissionState.COMPLETE}
        if moved == {SubmissionState.COMPLETE}:
            return
    (bundle / name).write_bytes(content)
    assert import_answers(delivery.station, stick, delivery.clock).adopted == 2


def test_a_form_changed_on_the_stick_is_passed_over_and_goes_again(delivery: Delivery, stick: Path) -> None:
    done = delivery.hand_in(25)
    export_bundle(delivery.station, stick, delivery.clock)
    file = bundles(stick)[0] / "forms-00001.cbor"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    centre_imports(delivery.centre, stick)
    assert import_answers(delivery.station, stick, delivery.clock).adopted == 5
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_a_stick_of_another_station_is_none_of_ours(delivery: Delivery, stick: Path, tmp_path: Path) -> None:
    delivery.hand_in(1)
    export_bundle(delivery.station, stick, delivery.clock)
    (bundle,) = bundles(stick)
    signed = cbor2.loads((bundle / "manifest.cbor").read_bytes())
    manifest = cbor2.loads(signed["manifest"]) | {"station_id": "somebody-else"}
    (bundle / "manifest.cbor").write_bytes(canonical(signed | {"manifest": canonical(manifest)}))
    imported = import_answers(delivery.station, stick, delivery.clock)
    assert (imported.ok, imported.checked) == (True, 0) and bundle.exists()
    delivery.centre.publics["somebody-else"] = delivery.centre.publics[STATION]
    with pytest.raises(InvalidSignature):
        centre_imports(delivery.centre, stick)


def test_the_commands_answer_in_json(tmp_path: Path, stick: Path) -> None:
    enrol_without_centre(tmp_path / "station")

    def run(*words: str) -> tuple[int, dict]:
        where = ["--data", str(tmp_path / "station"), "--json"]
        command = [sys.executable, "-m", "kiosk.commands", "queue", *words, *where]
        ran = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60)
        return ran.returncode, json.loads(ran.stdout)

    code, exported = run("export", str(stick))
    assert code == 0 and exported["ok"] and exported["bundle"] is None
    code, imported = run("import", str(stick))
    assert code == 0 and imported == {"ok": True, "checked": 0, "adopted": 0, "corrupt": 0, "missing": 0}

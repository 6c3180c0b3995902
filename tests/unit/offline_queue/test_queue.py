"""Handing in: what is on the disk afterwards, what the resident gets, what is refused beforehand."""

import hashlib
import threading
from pathlib import Path

import cbor2
import msgspec
import pytest
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from bench.sample_station import enrol_without_centre, sample_application
from contract.failures import Failed, FailureCode
from contract.numbers import is_provisional_number
from contract.submission import Priority, SubmissionState
from contract.sync import NumberBlock
from offline_queue.identity import load_identity
from offline_queue.queue import Queue
from offline_queue.receipts import keys_of, link_of, verify_proof
from tests.faults.small_wire import canonical, split
from tests.hand_clock import HandClock
from tests.unit.offline_queue.conftest import SEAL_PRIVATE

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}


def hand_in(queue: Queue, name: str = "张测试", **more):
    return queue.hand_in(sample_application(name, signature_bytes=50), **GIVEN, **more)


def opened_by_the_centre(envelope: bytes) -> dict:
    """Opened by docs/envelope.md alone, with none of our sealing code."""
    header, sealed = split(envelope)
    bound = canonical(header | {"sealed_size": 0, "sealed_sha256": ""})
    info = b"XDZ envelope v1\x00" + hashlib.sha256(bound).digest()
    key = hpke.MLKEM768X25519PrivateKey(
        mlkem.MLKEM768PrivateKey.from_seed_bytes(SEAL_PRIVATE[:64]),
        x25519.X25519PrivateKey.from_private_bytes(SEAL_PRIVATE[64:]),
    )
    suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    plain = zstandard.ZstdDecompressor().decompress(suite.decrypt(sealed, key, info=info))
    assert len(plain) == header["plain_size"]
    return cbor2.loads(plain)


def test_only_the_centre_can_open_what_lies_on_the_disk(queue: Queue, station: Path) -> None:
    name = "张·测试\U0002cd9f\ue863"  # a middle dot, an ideograph beyond GBK, a private-use character of the chip
    done = hand_in(queue, name)
    envelope = (station / "spool" / f"{done.submission_id}.env").read_bytes()
    application = opened_by_the_centre(envelope)
    assert application["card"]["name"] == name
    assert application["provisional_number"] == done.number
    assert application["submission_id"] == done.submission_id
    for clear in (name, "11010519491231002X", "测试路"):
        for path in station.rglob("*"):
            assert not path.is_file() or clear.encode() not in path.read_bytes()


def test_the_header_in_clear_says_what_travels_and_nothing_personal(queue: Queue, station: Path) -> None:
    done = hand_in(queue, priority=Priority.GREEN_CHANNEL)
    header, _sealed = split((station / "spool" / f"{done.submission_id}.env").read_bytes())
    assert set(header) == {
        "version", "suite", "key_id", "station_id", "epoch", "sequence", "submission_id", "payload_type",
        "provisional_number", "item_code", "form_id", "form_version", "priority", "created_at", "monotonic_ns",
        "plain_size", "sealed_size", "sealed_sha256", "previous_receipt_8", "chunks",
    }  # fmt: skip
    assert (header["suite"], header["priority"], header["item_code"]) == (2, 1, "R06-014")


def test_a_changed_header_does_not_open(queue: Queue, station: Path) -> None:
    done = hand_in(queue)
    header, sealed = split((station / "spool" / f"{done.submission_id}.env").read_bytes())
    encoded = canonical(header | {"item_code": "R99-999"})
    head = bytes.fromhex("8958445A0D0A010A") + len(encoded).to_bytes(2, "big") + encoded
    with pytest.raises(InvalidTag):
        opened_by_the_centre(head + hashlib.sha256(head).digest() + sealed)


def test_files_are_for_their_owner_only(queue: Queue, station: Path) -> None:
    hand_in(queue)
    for path in station.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_resident_gets_a_number_that_proves_itself_and_a_receipt_that_verifies(queue: Queue, station: Path) -> None:
    done = hand_in(queue)
    assert is_provisional_number(done.number) and done.number.startswith("XD5101140060122603020001")
    proof = verify_proof(done.proof_text, keys_of(load_identity(station)))
    assert (proof.number, proof.item_code, proof.handed_in_at) == (done.number, "R06-014", done.created_at)
    assert proof.body_sha256_8.hex() == done.sealed_sha256[:16]


def test_each_receipt_names_the_one_before(queue: Queue, station: Path) -> None:
    first, second = hand_in(queue), hand_in(queue)
    proof = verify_proof(second.proof_text, keys_of(load_identity(station)))
    assert proof.previous_8 == link_of(first.proof_text)


def test_it_can_be_looked_up_by_id_and_by_number(queue: Queue) -> None:
    done = hand_in(queue)
    for wanted in (done.submission_id, done.number):
        shown = queue.state(wanted)
        assert shown is not None
        assert (shown.submission_id, shown.state, shown.handed_in_at) == (
            done.submission_id,
            SubmissionState.QUEUED,
            done.created_at,
        )
    assert queue.state("XD0") is None
    assert (queue.counts(), queue.pending()) == ({SubmissionState.QUEUED: 1}, 1)


def test_a_rating_travels_like_an_application_and_needs_no_number_of_its_own(queue: Queue, station: Path) -> None:
    done = hand_in(queue)
    rating_id = queue.rate(done.submission_id, "1", ("态度好",))
    payload = opened_by_the_centre((station / "spool" / f"{rating_id}.env").read_bytes())
    assert (payload["type"], payload["of_submission"], payload["of_number"]) == (
        "rating",
        done.submission_id,
        done.number,
    )
    assert queue.proof(rating_id) is None
    shown = queue.state(done.number)
    assert shown is not None and shown.submission_id == done.submission_id
    assert hand_in(queue).number[20:24] == "0002"


def test_a_rating_of_nothing_is_refused(queue: Queue) -> None:
    with pytest.raises(KeyError):
        queue.rate("nothing", "1")


def test_a_payload_that_cannot_be_encoded_leaves_nothing_behind(queue: Queue, station: Path) -> None:
    def build(submission_id, number, at):
        good = sample_application(signature_bytes=1)(submission_id, number, at)
        return msgspec.structs.replace(good, answers={"秘密": "\ud800"})

    with pytest.raises(Failed) as refused:
        queue.hand_in(build, **GIVEN)
    assert refused.value.code is FailureCode.SEAL_FAILED and "秘密" not in str(refused.value)
    assert list((station / "spool").iterdir()) == [] and queue.counts() == {}


def test_a_payload_of_another_submission_is_a_mistake(queue: Queue) -> None:
    with pytest.raises(ValueError, match="another submission"):
        queue.hand_in(lambda _id, number, at: sample_application()("other", number, at), **GIVEN)


def test_a_second_window_is_refused(queue: Queue, station: Path) -> None:
    with pytest.raises(Failed) as refused:
        Queue.open(station)
    assert refused.value.code is FailureCode.QUEUE_IN_USE


def test_a_station_that_is_not_enrolled_says_so(tmp_path: Path) -> None:
    with pytest.raises(Failed) as refused:
        Queue.open(tmp_path / "fresh")
    assert refused.value.code is FailureCode.STATION_NOT_ENROLLED


def test_several_threads_may_hand_in(queue: Queue) -> None:
    numbers: list[str] = []
    threads = [threading.Thread(target=lambda: numbers.append(hand_in(queue).number)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == 8 and queue.verify().ok


def test_too_little_space_is_said_before_a_resident_starts(station: Path, clock: HandClock) -> None:
    queue = Queue.open(station, clock=clock, reserve_bytes=1 << 60)
    refused = queue.can_accept()
    assert refused is not None and refused.code is FailureCode.DISK_FULL
    hand_in(queue)  # what was begun is finished from the reserve
    queue.close()


def test_used_up_numbers_are_said_before_a_resident_starts(tmp_path: Path, clock: HandClock) -> None:
    enrol_without_centre(tmp_path, numbers=NumberBlock(first=5, last=6))
    queue = Queue.open(tmp_path, clock=clock, reserve_bytes=0)
    assert [hand_in(queue).number[20:24] for _ in range(2)] == ["0005", "0006"]
    refused = queue.can_accept()
    assert refused is not None and refused.code is FailureCode.QUEUE_NO_NUMBERS
    with pytest.raises(Failed) as failed:
        hand_in(queue)
    assert failed.value.code is FailureCode.QUEUE_NO_NUMBERS
    clock.turn(days=1)
    assert queue.can_accept() is None and hand_in(queue).number[20:24] == "0005"
    queue.close()


def test_a_file_system_without_unnamed_files_does_as_well(queue: Queue, station: Path) -> None:
    queue._spool._folder.has_tmpfile = False
    done = hand_in(queue)
    assert [path.name for path in (station / "spool").iterdir()] == [f"{done.submission_id}.env"]
    assert queue.verify().ok and queue.can_accept() is None

"""Scans travel in chunks after the forms: whatever fails each arrives, and only then it is complete."""

import hashlib
import os
from pathlib import Path

import cbor2
import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from zstandard import ZstdDecompressor

from bench.sample_station import enrol_without_centre, sample_application
from contract.chunks import CHUNK_LIMIT, CHUNK_PLAIN, CHUNKS_OF_ONE
from contract.failures import Failed, FailureCode
from contract.submission import Priority, SubmissionState, Suite
from offline_queue.inspection import rebuild_queue, verify_queue
from offline_queue.queue import Queue
from offline_queue.seal import ScanGiven
from tests.faults.delivery import DAY, Delivery
from tests.faults.small_wire import Fault, split
from tests.killing import run_and_kill

PAGE = ScanGiven("page-1", "image/jpeg", os.urandom(2 * CHUNK_PLAIN + 100))
SMALL = ScanGiven("page-2", "image/jpeg", b"a small page")


def chunk_files(delivery: Delivery) -> list[Path]:
    return sorted((delivery.station / "chunks").glob("*.chunk"))


def test_forms_go_first_then_the_chunks_and_only_then_it_is_complete(delivery: Delivery) -> None:
    with_scans = delivery.hand_in(1, scans=[PAGE, SMALL])
    plain = delivery.hand_in(25)
    assert len(chunk_files(delivery)) == 4
    assert all(path.stat().st_size <= CHUNK_LIMIT for path in chunk_files(delivery))
    delivery.centre.plan.append(Fault("missing", "drop_before"))
    delivery.rounds()
    states = delivery.states()
    assert states.pop(with_scans[0].submission_id) is SubmissionState.CUSTODY
    assert set(states.values()) == {SubmissionState.COMPLETE} and len(states) == len(plain)
    assert delivery.centre.chunk_arrivals == []
    delivery.rounds()
    assert delivery.states()[with_scans[0].submission_id] is SubmissionState.COMPLETE
    assert len(delivery.centre.chunk_arrivals) == 4
    delivery.assert_everything_arrived_once(with_scans + plain)


def test_green_channel_scans_go_before_older_ones(delivery: Delivery) -> None:
    normal = delivery.hand_in(1, scans=[SMALL])
    green = delivery.hand_in(1, Priority.GREEN_CHANNEL, scans=[PAGE])
    delivery.rounds()
    wanted = [split(delivery.centre.stored[(delivery.identity.station_id, 1, one.submission_id)])[0]["chunks"]
              for one in green + normal]
    assert delivery.centre.chunk_arrivals == wanted[0] + wanted[1]


@pytest.mark.parametrize("on", ["missing", "chunks", "custody"])
@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "cut", "portal", "redirect", "garbage"])
def test_a_request_for_scans_may_go_wrong_in_any_way(delivery: Delivery, on: str, kind: str) -> None:
    done = delivery.hand_in(1, scans=[PAGE, SMALL])
    delivery.centre.plan.append(Fault(on, kind))
    delivery.rounds(2)
    assert not delivery.centre.plan, "the fault was never met"
    delivery.assert_everything_arrived_once(done)
    assert delivery.states()[done[0].submission_id] is SubmissionState.COMPLETE


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "cut"])
def test_one_of_the_uploads_under_way_together_fails_and_all_arrive(delivery: Delivery, kind: str) -> None:
    done = delivery.hand_in(5, scans=[PAGE])
    delivery.lanes = 2
    delivery.centre.plan.append(Fault("chunks", kind))
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)
    assert len(set(delivery.centre.chunk_arrivals)) == 15



def test_a_line_cut_in_the_middle_of_the_chunks_goes_on_where_it_was(delivery: Delivery) -> None:
    pages = [ScanGiven(f"page-{n}", "image/jpeg", os.urandom(CHUNK_PLAIN)) for n in range(12)]
    done = delivery.hand_in(1, scans=pages)
    delivery.centre.plan.append(Fault("chunks", "drop_after"))
    delivery.rounds()
    assert len(delivery.centre.chunk_arrivals) == 4, "four chunks arrived, and their answer was lost"
    delivery.rounds()
    assert len(delivery.centre.chunk_arrivals) == 12, "nothing was sent twice"
    assert delivery.states()[done[0].submission_id] is SubmissionState.COMPLETE


def test_killed_anywhere_while_scans_travel_nothing_is_lost(delivery: Delivery) -> None:
    done = delivery.hand_in(1, scans=[PAGE, SMALL])
    at = kills = 0
    while True:
        killed, _ = run_and_kill(lambda: len(delivery.rounds()), at)
        kills += killed
        at += 3
        if not killed:
            break
        if delivery.states()[done[-1].submission_id] is SubmissionState.COMPLETE:
            done += delivery.hand_in(1, scans=[PAGE, SMALL])
    assert kills > 10
    delivery.clock.turn(hours=2)
    delivery.rounds(2)
    delivery.assert_everything_arrived_once(done)


def test_killed_anywhere_while_handing_in_leaves_all_chunks_or_none(delivery: Delivery) -> None:
    def act() -> str:
        return delivery.hand_in(1, scans=[SMALL])[0].submission_id

    at = promised = 0
    while True:
        killed, _said = run_and_kill(act, at)
        Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0).close()
        verdict = verify_queue(delivery.station)
        assert verdict.ok and verdict.chunks == len(chunk_files(delivery)) == verdict.checked
        promised += not killed
        at += 2
        if not killed:
            break
    assert promised and at > 20
    delivery.rounds()
    assert set(delivery.states().values()) == {SubmissionState.COMPLETE}


def test_a_damaged_chunk_is_found_before_it_is_sent_and_mends_with_its_file(delivery: Delivery) -> None:
    broken = delivery.hand_in(1, scans=[PAGE])[0].submission_id
    path = chunk_files(delivery)[1]
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    fine = delivery.hand_in(1, scans=[SMALL])[0].submission_id
    assert verify_queue(delivery.station).damaged_chunks == 1
    delivery.rounds()
    assert delivery.states() == {broken: SubmissionState.CORRUPT, fine: SubmissionState.COMPLETE}
    assert sorted(delivery.centre.arrivals) == sorted([broken, fine]), "the form is at the centre all the same"
    path.write_bytes(content)
    assert rebuild_queue(delivery.station, delivery.clock).ok
    delivery.rounds()
    assert delivery.states()[broken] is SubmissionState.COMPLETE


def test_a_lost_database_comes_back_with_its_chunks(delivery: Delivery) -> None:
    done = delivery.hand_in(2, scans=[PAGE, SMALL])
    for path in delivery.station.glob("queue.db*"):
        path.unlink()
    queue = Queue.open(delivery.station, clock=delivery.clock)
    assert queue.opened.ok and queue.opened.chunks == 8
    queue.close()
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)
    assert set(delivery.states().values()) == {SubmissionState.COMPLETE}


def test_chunks_go_with_their_submission_after_the_keeping_period(delivery: Delivery) -> None:
    done = delivery.hand_in(1, scans=[PAGE])
    delivery.rounds()
    delivery.clock.turn(hours=25)
    waiting = delivery.hand_in(1, scans=[SMALL])
    delivery.centre.plan.append(Fault("missing", "drop_before"))
    delivery.rounds()
    assert len(chunk_files(delivery)) == 1
    assert delivery.states() == {
        done[0].submission_id: SubmissionState.PURGED,
        waiting[0].submission_id: SubmissionState.CUSTODY,
    }


def test_a_centre_that_lost_it_gets_it_again(delivery: Delivery) -> None:
    done = delivery.hand_in(1, scans=[SMALL])
    delivery.centre.plan.append(Fault("custody", "drop_before"))
    delivery.rounds()
    delivery.centre.forgets.add(done[0].submission_id)
    delivery.centre.chunks.clear()
    delivery.rounds(1, keep=DAY)
    assert delivery.states()[done[0].submission_id] is SubmissionState.COMPLETE
    assert delivery.centre.arrivals == [done[0].submission_id] * 2, "lost once, so it came twice"


def test_held_for_a_time_goes_again_after_it_and_held_for_a_person_does_not(delivery: Delivery) -> None:
    done = delivery.hand_in(1)
    delivery.centre.waits_s.append(120)
    delivery.rounds()
    assert delivery.states()[done[0].submission_id] is SubmissionState.HELD
    delivery.rounds()
    assert delivery.centre.arrivals == []
    delivery.clock.turn(seconds=121)
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)
    held = delivery.hand_in(1)
    delivery.centre.waits_s.append(0)
    delivery.rounds()
    delivery.clock.turn(days=30)
    delivery.rounds()
    assert delivery.states()[held[0].submission_id] is SubmissionState.HELD


def test_too_many_pages_are_refused_before_anything_is_written(delivery: Delivery) -> None:
    with pytest.raises(Failed) as failed:
        delivery.hand_in(1, scans=[ScanGiven(f"p{n}", "image/jpeg", b"x") for n in range(CHUNKS_OF_ONE + 1)])
    assert failed.value.code is FailureCode.SEAL_FAILED
    assert chunk_files(delivery) == []
    done = delivery.hand_in(1, scans=[ScanGiven(f"p{n}", "image/jpeg", b"x") for n in range(CHUNKS_OF_ONE)])
    delivery.rounds()
    delivery.assert_everything_arrived_once(done)


def test_the_centre_opens_the_scan_by_the_written_specification_alone(tmp_path: Path) -> None:
    private = os.urandom(32)
    enrol_without_centre(tmp_path, seal_private=private, suite=Suite.X25519)
    queue = Queue.open(tmp_path, reserve_bytes=0)
    done = queue.hand_in(sample_application(), item_code="R06-014", form_id="F01", form_version=1, scans=[PAGE])
    queue.close()
    header, sealed = split((tmp_path / "spool" / f"{done.submission_id}.env").read_bytes())
    bound = cbor2.dumps({**header, "sealed_size": 0, "sealed_sha256": ""}, canonical=True)
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    key = x25519.X25519PrivateKey.from_private_bytes(private)
    packed = suite.decrypt(sealed, key, info=b"XDZ envelope v1\x00" + hashlib.sha256(bound).digest())
    (scan,) = cbor2.loads(ZstdDecompressor().decompress(packed))["scans"]
    assert scan["chunks"] == header["chunks"]
    pieces = []
    for place, digest in enumerate(scan["chunks"]):
        chunk = (tmp_path / "chunks" / f"{digest.hex()}.chunk").read_bytes()
        pieces.append(AESGCM(scan["key"]).decrypt(place.to_bytes(12, "big"), chunk, b"XDZ chunk v1\x00"))
    assert b"".join(pieces) == PAGE.content

"""A copied disk or a restored backup: found, stopped before it gives a number twice, and nothing of it is lost."""

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from bench.sample_station import RECEIPT_KEY, STATION, sample_application
from contract.failures import Failed, FailureCode
from contract.submission import SubmissionState
from contract.sync import NumberBlock, Standing
from offline_queue import machine
from offline_queue.enrol import enrol
from offline_queue.identity import FOLDER, load_identity
from offline_queue.inspection import list_queue
from offline_queue.machine import Place, look_around
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery
from tests.faults.small_wire import Fault


@pytest.fixture(autouse=True)
def _two_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells this machine from others is a file that a test may exchange."""
    (tmp_path / "machine-id").write_text("machine-a\n")
    monkeypatch.setattr(machine, "MACHINE_ID", tmp_path / "machine-id")
    monkeypatch.setattr(machine, "NETWORK_CARDS", tmp_path / "no-cards")


def other_machine(tmp_path: Path) -> None:
    (tmp_path / "machine-id").write_text("machine-b\n")


def copy_of(delivery: Delivery, to: Path, *, whole_disk: bool) -> Delivery:
    """A copy of the files; of a whole disk, the inodes are the same too: then the witness is not fooled, but fits."""
    shutil.copytree(delivery.station, to)
    if whole_disk:
        witness = to / FOLDER / machine.WITNESS
        said = msgspec.json.decode(witness.read_bytes())
        said["inode"] = witness.stat().st_ino
        witness.write_bytes(msgspec.json.encode(said))
    return Delivery(to, delivery.centre, delivery.address, delivery.clock)


def refused(delivery: Delivery) -> FailureCode | None:
    queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
    try:
        failed = queue.can_accept()
        return failed.code if failed else None
    finally:
        queue.close()


def renewing(delivery: Delivery) -> None:
    """Let the centre give a new epoch with the numbers 5000 to 5999."""
    answer = msgspec.to_builtins(delivery.identity.answer, builtin_types=(bytes,))

    def renew(epoch: int) -> dict:
        return answer | {"epoch": epoch, "numbers": {"first": 5000, "last": 5999}}

    delivery.centre.chain.renew = renew


def test_a_station_that_stays_where_it_is_goes_on_for_ever(delivery: Delivery) -> None:
    for _ in range(5):
        delivery.hand_in(1)
        delivery.centre.tokens.clear()
        delivery.rounds()
        assert refused(delivery) is None
    assert delivery.centre.chain.alarms == []


def test_an_answer_that_was_lost_is_no_copy(delivery: Delivery) -> None:
    delivery.rounds()
    for _ in range(3):
        delivery.centre.plan.append(Fault("token", "drop_after"))
        delivery.rounds(2)
    assert delivery.centre.chain.alarms == [] and refused(delivery) is None


def test_copied_files_take_nothing_even_without_a_network(delivery: Delivery, tmp_path: Path) -> None:
    delivery.hand_in(1)
    copy = copy_of(delivery, tmp_path / "copy", whole_disk=False)
    assert refused(copy) is FailureCode.STATION_COPIED
    assert refused(delivery) is None


def test_a_copied_disk_on_another_machine_takes_nothing(delivery: Delivery, tmp_path: Path) -> None:
    assert look_around(delivery.station) is Place.NEW and refused(delivery) is None
    copy = copy_of(delivery, tmp_path / "copy", whole_disk=True)
    assert refused(copy) is None, "on the same machine only the centre can tell"
    other_machine(tmp_path)
    assert refused(copy) is FailureCode.STATION_COPIED


def test_what_was_handed_in_at_a_copy_arrives_and_the_copy_stops(delivery: Delivery, tmp_path: Path) -> None:
    done = delivery.hand_in(2)
    copy = copy_of(delivery, tmp_path / "copy", whole_disk=False)
    delivery.rounds()
    done += copy.hand_in(3)  # before anybody noticed
    other_machine(tmp_path)
    copy.rounds()
    assert copy.said[-1].standing is Standing.COPIED
    failure = copy.said[-1].failure
    assert failure is not None and failure.code is FailureCode.STATION_COPIED
    assert refused(copy) is FailureCode.STATION_COPIED
    assert delivery.centre.chain.alarms == [STATION]
    (tmp_path / "machine-id").write_text("machine-a\n")
    done += delivery.hand_in(1)
    delivery.rounds()
    assert delivery.said[-1].standing is Standing.GOOD and refused(delivery) is None
    assert sorted(delivery.centre.arrivals) == sorted(one.submission_id for one in done)
    assert set(copy.states().values()) == {SubmissionState.COMPLETE}


def test_two_that_nothing_tells_apart_are_found_by_their_links(delivery: Delivery, tmp_path: Path) -> None:
    delivery.hand_in(1)
    delivery.rounds()
    twin = copy_of(delivery, tmp_path / "twin", whole_disk=True)
    done = twin.hand_in(2)
    twin.rounds()
    delivery.rounds()
    twin.rounds()
    standings = {delivery.said[-1].standing, twin.said[-1].standing}
    assert standings == {Standing.GOOD, Standing.COPIED}
    assert {one.submission_id for one in done} <= set(delivery.centre.arrivals)
    assert len(set(delivery.centre.arrivals)) == len(delivery.centre.arrivals)


def test_a_restored_backup_gets_a_new_epoch_and_never_repeats_a_number(delivery: Delivery, tmp_path: Path) -> None:
    renewing(delivery)
    done = delivery.hand_in(3)
    delivery.rounds()
    backup = tmp_path / "backup"
    shutil.copytree(delivery.station, backup)
    after = delivery.hand_in(4)
    delivery.centre.tokens.clear()
    delivery.rounds()
    shutil.rmtree(delivery.station)
    shutil.copytree(backup, delivery.station)
    assert refused(delivery) is FailureCode.STATION_COPIED
    delivery.rounds()
    assert refused(delivery) is None
    assert load_identity(delivery.station).epoch == 2
    later = delivery.hand_in(2)
    assert {one.number[-6:-2] for one in later} == {"5000", "5001"}
    assert not {one.number for one in later} & {one.number for one in done + after}
    delivery.rounds()
    arrivals = delivery.centre.arrivals
    assert sorted(arrivals) == sorted(one.submission_id for one in done + after + later)


def test_an_open_window_goes_on_in_the_new_epoch(delivery: Delivery, tmp_path: Path) -> None:
    renewing(delivery)
    delivery.rounds()
    link = (delivery.station / FOLDER / "link").read_bytes()
    delivery.centre.tokens.clear()
    delivery.rounds()
    delivery.centre.tokens.clear()
    delivery.rounds()
    (delivery.station / FOLDER / "link").write_bytes(link)  # an image of the disk was put back
    queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
    given = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
    before = queue.hand_in(sample_application(), **given)
    delivery.centre.tokens.clear()
    delivery.rounds()
    after = queue.hand_in(sample_application(), **given)
    queue.close()
    assert (before.number[-6:-2], after.number[-6:-2]) == ("0001", "5000")
    delivery.rounds()
    assert {(epoch, name) for _, epoch, name in delivery.centre.stored} == {
        (1, before.submission_id),
        (2, after.submission_id),
    }


def test_a_copy_is_enrolled_as_a_station_of_its_own_once_nothing_waits(delivery: Delivery, tmp_path: Path) -> None:
    delivery.rounds()
    copy = copy_of(delivery, tmp_path / "copy", whole_disk=False)
    copy.hand_in(1)
    other_machine(tmp_path)
    answer = msgspec.to_builtins(delivery.identity.answer, builtin_types=(bytes,))
    delivery.centre.codes["NEW"] = None
    delivery.centre.enrol_answer = answer | {"station_id": "510114-006-013", "terminal": "013"}
    with pytest.raises(Failed) as failed:
        enrol(copy.station, copy.address, "NEW", clock=copy.clock)
    assert failed.value.code is FailureCode.STATION_COPIED
    copy.rounds()
    old_key = load_identity(copy.station).public
    enrolled = enrol(copy.station, copy.address, "NEW", clock=copy.clock)
    assert enrolled.station_id == "510114-006-013" and enrolled.public != old_key
    assert refused(copy) is None
    assert {one.state for one in list_queue(copy.station)} == {SubmissionState.COMPLETE}


def test_new_numbers_and_keys_of_the_news_reach_an_open_window(delivery: Delivery) -> None:
    queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=0)
    block = NumberBlock(first=7000, last=7001)
    delivery.centre.add_news("numbers", "", {"epoch": 1, "blocks": [{"first": 1, "last": 9999}]})
    delivery.rounds()
    assert queue.can_accept() is None
    delivery.centre.add_news("numbers", "", {"epoch": 9, "blocks": [msgspec.to_builtins(block)]})
    key = {"suite": 1, "public": os.urandom(32), "valid_from": "2026-01-01T00:00:00Z", "valid_to": None}
    keys = [
        {**key, "key_id": "seal-2", "use": "seal"},
        {**key, "key_id": "receipt-2", "use": "receipt"},
    ]
    delivery.centre.add_news("keys", "", {"keys": keys})
    delivery.rounds()
    assert queue.can_accept() is None
    identity = load_identity(delivery.station)
    assert identity.sealing_key(delivery.clock.now()).key_id == "seal-2"
    assert identity.receipt_key(RECEIPT_KEY) == delivery.centre.receipt_public, "receipts on their way stay believed"
    assert identity.blocks == (NumberBlock(first=1, last=9999),), "another epoch's numbers are not ours"
    queue.close()

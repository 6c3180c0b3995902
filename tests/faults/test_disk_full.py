"""The disk is full, read-only or ends in the middle of a file: refused clearly, nothing half, nothing lost."""

import os
import resource
import signal
import stat
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.sample_station import enrol_without_centre, sample_application
from contract.failures import Failed, FailureCode
from contract.submission import SubmissionState
from contract.sync import NumberBlock
from offline_queue import next_file
from offline_queue.inspection import list_queue, verify_queue
from offline_queue.numbers import Serials
from offline_queue.queue import Queue
from tests.faults.delivery import Delivery
from tests.faults.small_centre import SmallCentre
from tests.hand_clock import HandClock
from tests.killing import run_and_kill

GIVEN = {"item_code": "R06-014", "form_id": "F01", "form_version": 1}
NEVER = 1 << 60


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB. Making one needs root and the right to mount."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount a tmpfs here: the small disk is not tried (a limit on file sizes is, below)")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # lazy: a failed test may still hold a file open


def test_a_small_disk_that_fills_up_refuses_and_keeps_what_it_received(small_disk: Path) -> None:
    station = small_disk / "station"
    enrol_without_centre(station)
    queue = Queue.open(station, clock=HandClock(), reserve_bytes=0)
    received = []
    with pytest.raises(Failed) as failed:
        for _ in range(2000):
            received.append(queue.hand_in(sample_application(signature_bytes=3000), **GIVEN))
    assert failed.value.code is FailureCode.DISK_FULL
    assert len(received) > 20
    assert {one.submission_id for one in queue.list()} == {one.submission_id for one in received}
    assert queue.verify().ok
    queue.close()

    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    queue = Queue.open(station, clock=HandClock(), reserve_bytes=0)
    assert queue.opened.ok and queue.opened.adopted == 0
    assert queue.can_accept() is None
    later = queue.hand_in(sample_application(signature_bytes=3000), **GIVEN)
    assert later.number not in {one.number for one in received}
    queue.close()


def test_a_disk_that_becomes_read_only_is_said_before_a_resident_starts(small_disk: Path) -> None:
    station = small_disk / "station"
    enrol_without_centre(station)
    queue = Queue.open(station, clock=HandClock(), reserve_bytes=0)
    done = queue.hand_in(sample_application(signature_bytes=50), **GIVEN)
    queue.close()
    # a file system cannot be remounted read-only while files are open for writing: a read-only bind mount on top
    subprocess.run(["mount", "--bind", str(small_disk), str(small_disk)], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", str(small_disk)], check=True)
    try:
        with pytest.raises(Failed) as failed:
            Queue.open(station, clock=HandClock(), reserve_bytes=0)
        assert failed.value.code is FailureCode.DISK_READ_ONLY
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)
    assert [one.submission_id for one in list_queue(station)] == [done.submission_id]


@pytest.mark.parametrize("limit", [1, 700, 1500, 9_000])
def test_a_file_that_cannot_grow_is_refused_whole(tmp_path: Path, limit: int) -> None:
    """RLIMIT_FSIZE needs no rights: it cuts the sealed file, the database or its log, whichever is longer."""
    enrol_without_centre(tmp_path)
    clock = HandClock()
    queue = Queue.open(tmp_path, clock=clock, reserve_bytes=0)
    before = queue.hand_in(sample_application(signature_bytes=50), **GIVEN)
    queue.close()

    def act() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        opened = Queue.open(tmp_path, clock=clock, reserve_bytes=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            opened.hand_in(sample_application(signature_bytes=50), **GIVEN)
        except Failed as failed:
            return failed.code.value
        return "received"

    _, said = run_and_kill(act, NEVER)
    assert said in ("disk.full", "queue.damaged")
    assert [path.name for path in (tmp_path / "spool").iterdir()] == [f"{before.submission_id}.env"]
    queue = Queue.open(tmp_path, clock=clock, reserve_bytes=0)
    assert [one.submission_id for one in queue.list()] == [before.submission_id]
    assert queue.hand_in(sample_application(signature_bytes=50), **GIVEN).number != before.number
    queue.close()
    assert verify_queue(tmp_path).ok


def test_a_folder_nobody_may_write_in_is_said_clearly(tmp_path: Path) -> None:
    enrol_without_centre(tmp_path)
    Queue.open(tmp_path, clock=HandClock()).close()
    if os.geteuid() == 0:
        # root passes permissions by; an immutable place for it is a file where the folder should be
        (tmp_path / "spool").rmdir()
        (tmp_path / "spool").write_bytes(b"")
        with pytest.raises(Failed) as failed:
            Queue.open(tmp_path, clock=HandClock())
        assert failed.value.remedy
        return
    os.chmod(tmp_path / "spool", stat.S_IRUSR | stat.S_IXUSR)
    queue = Queue.open(tmp_path, clock=HandClock(), reserve_bytes=0)
    refused = queue.can_accept()
    assert refused is not None and refused.code is FailureCode.DISK_READ_ONLY
    os.chmod(tmp_path / "spool", stat.S_IRWXU)
    queue.close()


def test_with_ballast_what_was_begun_is_finished_and_nothing_new_is_begun(small_disk: Path) -> None:
    station = small_disk / "station"
    enrol_without_centre(station)
    subprocess.run(["mount", "-o", "remount,size=3m", str(small_disk)], check=True)
    queue = Queue.open(station, clock=HandClock(), reserve_bytes=1024 * 1024)
    assert queue.can_accept() is None
    assert (station / "ballast").stat().st_size == 256 * 1024
    # something else fills the disk while a resident types
    with open(small_disk / "filler", "wb", buffering=0) as filler, pytest.raises(OSError):
        while True:
            filler.write(bytes(4096))
    done = queue.hand_in(sample_application(signature_bytes=3000), **GIVEN)
    assert not (station / "ballast").exists(), "the room was given back"
    refused = queue.can_accept()
    assert refused is not None and refused.code is FailureCode.DISK_FULL
    assert [one.submission_id for one in queue.list()] == [done.submission_id] and queue.verify().ok
    (small_disk / "filler").unlink()
    assert queue.can_accept() is None and (station / "ballast").exists()
    queue.close()


def test_a_full_disk_is_told_to_the_centre_and_makes_room_by_delivering(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    centre = SmallCentre()
    delivery = Delivery.between(small_disk / "station", centre)
    try:
        queue = Queue.open(delivery.station, clock=delivery.clock, reserve_bytes=1024 * 1024)
        assert queue.can_accept() is None
        done = [queue.hand_in(sample_application(signature_bytes=60_000), **GIVEN) for _ in range(20)]
        with open(small_disk / "filler", "wb", buffering=0) as filler, pytest.raises(OSError):
            while True:
                filler.write(bytes(4096))
        delivery.rounds(1, reserve_bytes=1024 * 1024)
        delivery.clock.turn(seconds=1)
        delivery.rounds(1, reserve_bytes=1024 * 1024)
        assert "disk.full" in [alarm["code"] for alarm in centre.reports[0]["alarms"]]
        assert sorted(centre.arrivals) == sorted(one.submission_id for one in done)
        assert set(delivery.states_of(queue).values()) == {SubmissionState.PURGED}, "complete need not wait for its day"
        assert {path.name for path in (delivery.station / "spool").iterdir()} <= {next_file.NAME}
        queue.close()
    finally:
        centre.stop()


def test_a_stump_of_a_number_that_found_no_room_is_not_completed(tmp_path: Path) -> None:
    """RLIMIT_FSIZE cuts the side file of the numbers in the middle of a line."""
    block = NumberBlock(first=1, last=9999)
    serials = Serials(tmp_path, "510114006012.1", (block,))
    first = serials.next(date(2026, 3, 2), lambda: 0)
    size = (tmp_path / "numbers").stat().st_size

    def act() -> list[int]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5, resource.RLIM_INFINITY))
        with pytest.raises(Failed):
            serials.next(date(2026, 3, 3), lambda: 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        return [serials.next(date(2026, 3, 3), lambda: 0)]  # and then it dies without closing

    _, given = run_and_kill(act, NEVER)
    assert (tmp_path / "numbers").read_bytes().endswith(b"\n")
    again = Serials(tmp_path, "510114006012.1", (block,))
    assert again.next(date(2026, 3, 3), lambda: 0) > given[0] and first == 1
    again.close()
    serials.close()

"""A worker that is killed, crashes, hangs or babbles: the supervisor keeps what the role promised."""

import gc
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardReading,
    CardSeen,
    DeviceState,
    DeviceStatus,
    Disarm,
    NotPrinted,
    PaperState,
    Print,
)
from contract.failures import Failure, FailureCode
from contract.log_events import LogEvent
from contract.print_job import PrintJob, TextBlock
from contract.roles import Role
from devices import watched_worker
from tests.conformance.heard import Heard
from tests.faults.odd_worker import odd_command

SLIP = PrintJob(job_id="job-1", blocks=(TextBlock(text="测试"),))


def odd(**settings: object) -> Heard:
    return Heard(Role.CARD_READER, {"driver": "odd", **settings}, odd_command)


def code_of(status: DeviceStatus) -> FailureCode | None:
    return status.failure.code if status.failure else None


def kill(heard: Heard) -> None:
    pid = heard.supervisor.pid(heard.role)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_a_killed_worker_is_back_each_time_and_stays_armed() -> None:
    emulator = CardReaderEmulator()
    with Heard(Role.CARD_READER, {"driver": "sdt_serial", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=8), AskStatus())
        heard.wait_state(DeviceState.READY)
        for _ in range(8):  # more often than a crashing driver would be tried
            kill(heard)
            assert code_of(heard.wait_state(DeviceState.UNKNOWN)) is FailureCode.DEVICE_CRASHED
            heard.wait_state(DeviceState.READY)
        emulator.put_card(SAMPLE_PERSON)
        assert heard.wait(CardSeen).visit == 8
    emulator.close()


def test_a_card_that_lay_there_when_the_worker_was_killed_is_still_watched() -> None:
    emulator = CardReaderEmulator()
    with Heard(Role.CARD_READER, {"driver": "sdt_serial", "port": emulator.path}) as heard:
        heard.send(Arm(visit=8))
        emulator.put_card(SAMPLE_PERSON)
        heard.wait(CardSeen)
        heard.send(Disarm())
        kill(heard)
        heard.wait_state(DeviceState.READY)
        assert heard.count(CardLifted) == 0
        emulator.lift_card()
        assert heard.wait(CardLifted).visit == 8
    emulator.close()


def test_a_worker_that_is_disarmed_is_not_armed_again_after_a_restart() -> None:
    with odd() as heard:
        heard.send(Arm(visit=1), Disarm(), AskStatus())
        heard.wait(CardReading)
        kill(heard)
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=2))
        assert heard.wait(CardReading).visit == 2


def test_a_hung_worker_is_killed_and_started_again() -> None:
    with odd(does="hang") as heard:
        first = heard.wait_state(DeviceState.READY).identity
        heard.send(Arm(visit=1, deadline_s=1.0))
        assert code_of(heard.wait_state(DeviceState.UNKNOWN)) is FailureCode.DEVICE_HUNG
        assert heard.wait_state(DeviceState.READY).identity != first
        assert LogEvent.WORKER_KILLED in [event for event, _ in heard.logged]


def test_a_stopped_process_is_killed_and_started_again() -> None:
    with odd() as heard:
        heard.wait_state(DeviceState.READY)
        pid = heard.supervisor.pid(Role.CARD_READER)
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        assert code_of(heard.wait_state(DeviceState.UNKNOWN)) is FailureCode.DEVICE_HUNG
        heard.wait_state(DeviceState.READY)


def test_a_crash_says_where_and_not_what() -> None:
    with odd(does="crash") as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=1, deadline_s=0.3))
        crashed = heard.wait(Failure)
        assert crashed.code is FailureCode.DEVICE_CRASHED
        assert "odd_driver.py" in crashed.happened
        assert "RuntimeError" in crashed.happened
        assert "张" not in crashed.happened


def test_a_driver_that_crashes_again_and_again_is_given_up_and_tried_when_it_is_plugged_in_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched_worker, "BACK_OFF_S", (0.0, 0.05))
    port = tmp_path / "port"
    port.symlink_to("/dev/null")
    with odd(on_open="crash", port=str(port)) as heard:
        given_up = heard.wait(DeviceStatus, lambda status: code_of(status) is FailureCode.DEVICE_GIVEN_UP)
        assert given_up.state is DeviceState.FAULT
        assert heard.supervisor.status(Role.CARD_READER) == given_up
        started = [event for event, _ in heard.logged].count(LogEvent.WORKER_STARTED)
        assert started == 3
        heard.send(Print(visit=1, job=SLIP))
        assert heard.wait(NotPrinted).failure.code is FailureCode.DEVICE_GIVEN_UP
        port.unlink()
        port.symlink_to("/dev/zero")
        heard.wait(Failure)  # it was started anew, and crashed anew


def test_garbage_on_the_pipe_is_dropped_named_and_not_repeated() -> None:
    with odd(does="garbage") as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=1))
        for _ in range(2):
            dropped = heard.wait(Failure)
            assert dropped.code is FailureCode.DEVICE_LINE
            assert "card_seen" not in dropped.happened
        assert heard.wait(CardReading).visit == 1


def test_a_line_without_end_is_dropped_and_the_worker_goes_on() -> None:
    with odd(does="overlong") as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Arm(visit=1))
        assert heard.wait(Failure).code is FailureCode.DEVICE_LINE
        assert heard.wait(CardReading).visit == 1


def test_a_slip_in_a_worker_that_dies_is_answered_for() -> None:
    with odd() as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Print(visit=3, job=SLIP))
        deadline = time.monotonic() + 10
        while not heard.supervisor._board.promises[Role.CARD_READER].awaits_an_answer and time.monotonic() < deadline:
            time.sleep(0.01)
        kill(heard)
        not_printed = heard.wait(NotPrinted)
        assert (not_printed.visit, not_printed.job_id, not_printed.paper) == (3, "job-1", PaperState.UNKNOWN)
        assert not_printed.failure.code is FailureCode.DEVICE_CRASHED


def test_a_print_that_fails_in_the_driver_is_not_printed() -> None:
    with odd(does="refuse") as heard:
        heard.send(Print(visit=3, job=SLIP))
        assert heard.wait(NotPrinted).failure.code is FailureCode.PRINTER_SILENT


def test_no_process_and_no_descriptor_is_left_behind() -> None:
    gc.collect()  # what earlier tests left is closed before it is counted
    before = len(os.listdir("/proc/self/fd"))
    with odd() as heard:
        heard.wait_state(DeviceState.READY)
        pid = heard.supervisor.pid(Role.CARD_READER)
        for _ in range(3):
            kill(heard)
            heard.wait_state(DeviceState.READY)
            pid = heard.supervisor.pid(Role.CARD_READER)
    assert len(os.listdir("/proc/self/fd")) <= before
    assert not Path(f"/proc/{pid}").exists()


def test_an_unknown_driver_is_a_fault_that_names_the_known_ones() -> None:
    with Heard(Role.CARD_READER, {"driver": "mock"}) as heard:
        failure = heard.wait_state(DeviceState.FAULT).failure
        assert failure is not None
        assert failure.code is FailureCode.CONFIG_INVALID
        assert "sdt_serial" in failure.remedy


def test_a_role_that_is_not_configured_is_absent_and_answers() -> None:
    with odd() as heard:
        assert heard.supervisor.status(Role.SCANNER).state is DeviceState.ABSENT
        heard.supervisor.send(Role.RECEIPT_PRINTER, Print(visit=1, job=SLIP))
        assert heard.wait(NotPrinted).failure.code is FailureCode.CONFIG_INVALID


def test_a_worker_ends_when_its_window_is_gone() -> None:
    import subprocess

    command = odd_command(Role.CARD_READER, "odd", {})
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=watched_worker._environment())
    assert worker.stdin and worker.stdout
    assert b"ready" in worker.stdout.readline() + worker.stdout.readline()
    worker.stdin.close()
    assert worker.wait(10) == 0
    worker.stdout.close()


def test_the_frozen_station_starts_its_workers_by_its_own_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = watched_worker.worker_command(Role.SCANNER, "serial_lines", {"port": "/dev/x"})
    assert command == [sys.executable, "devices-worker", "scanner", "serial_lines", '{"port": "/dev/x"}']

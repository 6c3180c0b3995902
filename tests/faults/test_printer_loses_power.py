"""The printer's power fails in the middle of a slip, or its worker is killed: half a slip is never a whole one.

What hangs from the printer afterwards belongs to one person; the next slip is cut off from it and says 补打 when it is
the same once more.
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.paper_picture import PaperPicture
from contract.device_lines import (
    AskStatus,
    DeviceAnswer,
    DeviceState,
    DeviceStatus,
    NotPrinted,
    PaperState,
    Print,
    Printed,
)
from contract.failures import FailureCode
from contract.print_job import PrintJob, TextBlock
from contract.roles import Role
from devices.driver import no_note
from devices.receipt_printer.escpos import EscposPrinter
from tests.conformance.heard import Heard

LINES = [f"第 {number} 行" for number in range(1, 101)]
LONG = PrintJob(job_id="job-1", blocks=tuple(TextBlock(text=line) for line in LINES))
NEXT = PrintJob(job_id="job-2", blocks=(TextBlock(text="另一位"),))


@pytest.fixture
def printer() -> Iterator[ReceiptPrinterEmulator]:
    emulator = ReceiptPrinterEmulator()
    yield emulator
    emulator.close()


def texts(printer: ReceiptPrinterEmulator) -> list[list[str]]:
    return [slip.text for slip in PaperPicture(576).slips(b"".join(printer.slips))]


def test_power_that_fails_in_the_slip_is_not_printed_and_the_next_try_says_reprint(
    printer: ReceiptPrinterEmulator,
) -> None:
    said: list[DeviceAnswer] = []
    driver = EscposPrinter({"port": printer.path, "profile": "gbk_80mm"}, said.append, no_note)
    driver.open()
    printer.lose_power_after(300)
    driver.handle(Print(visit=1, job=LONG, deadline_s=3.0))
    (answer,) = [answer for answer in said if isinstance(answer, NotPrinted | Printed)]
    assert isinstance(answer, NotPrinted) and answer.failure.code is FailureCode.PRINTER_SILENT
    printer.power_on()
    said.clear()
    driver.handle(Print(visit=1, job=LONG, deadline_s=20.0))
    assert [type(answer) for answer in said if isinstance(answer, NotPrinted | Printed)] == [Printed]
    driver.close()
    begun, whole = texts(printer)
    assert begun == LINES[: len(begun)] and 0 < len(begun) < len(LINES)
    assert whole == ["【补打】", *LINES]


@pytest.mark.parametrize("again", [LONG, NEXT], ids=["the same slip", "somebody else's"])
def test_a_worker_killed_in_a_slip_without_paper_leaves_no_half_for_the_next(
    printer: ReceiptPrinterEmulator, again: PrintJob
) -> None:
    printer.fault(PrinterFault.PAPER_OUT_MID_SLIP)
    with Heard(Role.RECEIPT_PRINTER, {"driver": "escpos", "port": printer.path, "baud": 115200}) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Print(visit=1, job=LONG))
        ends = time.monotonic() + 10
        while not printer.unfinished and time.monotonic() < ends:
            time.sleep(0.002)
        pid = heard.supervisor.pid(Role.RECEIPT_PRINTER)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert heard.wait(NotPrinted).job_id == LONG.job_id
        heard.send(AskStatus())
        heard.wait(DeviceStatus, lambda status: status.paper is PaperState.OUT)
        printer.heal()
        heard.send(AskStatus())
        heard.wait_state(DeviceState.READY)
        heard.send(Print(visit=2, job=again, deadline_s=20.0))
        assert heard.wait(Printed).job_id == again.job_id
    half, whole = texts(printer)
    assert half == LINES[: len(half)] and 0 < len(half) < len(LINES)
    assert whole == (["【补打】", *LINES] if again is LONG else ["另一位"])


def test_a_station_that_loses_power_in_a_slip_cuts_it_off_before_the_next_residents(
    printer: ReceiptPrinterEmulator, tmp_path: Path
) -> None:
    """Worker and supervisor are gone together: only the disk knows that a slip hangs there."""
    table = {"driver": "escpos", "port": printer.path, "baud": 115200, "slip_marker": str(tmp_path / "slip-open")}
    printer.fault(PrinterFault.PAPER_OUT_MID_SLIP)
    with Heard(Role.RECEIPT_PRINTER, table) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Print(visit=1, job=LONG))
        ends = time.monotonic() + 10
        while not printer.unfinished and time.monotonic() < ends:
            time.sleep(0.002)
        pid = heard.supervisor.pid(Role.RECEIPT_PRINTER)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert heard.wait(NotPrinted).job_id == LONG.job_id
    printer.heal()
    with Heard(Role.RECEIPT_PRINTER, table) as heard:
        heard.wait_state(DeviceState.READY)
        heard.send(Print(visit=2, job=NEXT, deadline_s=20.0))
        assert heard.wait(Printed).job_id == NEXT.job_id
    half, whole = texts(printer)
    assert half == LINES[: len(half)] and 0 < len(half) < len(LINES)
    assert whole == ["另一位"]
    assert not (tmp_path / "slip-open").exists()

"""The roll ends or the blade sticks in the middle of a slip: it is not called printed, and no half is left to come."""

from collections.abc import Iterator

import pytest

from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.paper_picture import PaperPicture
from contract.device_lines import DeviceAnswer, DeviceState, DeviceStatus, NotPrinted, PaperState, Print, Printed
from contract.failures import Failed, FailureCode
from contract.print_job import PrintJob, TextBlock
from devices.driver import no_note
from devices.receipt_printer.escpos import EscposPrinter

JOB = PrintJob(job_id="job-1", blocks=tuple(TextBlock(text=f"第 {number} 行") for number in range(1, 31)))
WHOLE = [f"第 {number} 行" for number in range(1, 31)]


@pytest.fixture
def printer() -> Iterator[ReceiptPrinterEmulator]:
    emulator = ReceiptPrinterEmulator()
    yield emulator
    emulator.close()


@pytest.fixture
def said() -> list[DeviceAnswer]:
    return []


@pytest.fixture
def driver(printer: ReceiptPrinterEmulator, said: list[DeviceAnswer]) -> Iterator[EscposPrinter]:
    driver = EscposPrinter({"port": printer.path, "profile": "gbk_80mm"}, said.append, no_note)
    driver.open()
    yield driver
    driver.close()


def texts(printer: ReceiptPrinterEmulator) -> list[list[str]]:
    """Lines of every slip that was cut off."""
    return [slip.text for slip in PaperPicture(576).slips(b"".join(printer.slips))]


def ask(driver: EscposPrinter, said: list[DeviceAnswer], job: PrintJob = JOB) -> Printed | NotPrinted:
    said.clear()
    driver.handle(Print(visit=1, job=job, deadline_s=8.0))
    (answer,) = [answer for answer in said if isinstance(answer, Printed | NotPrinted)]
    return answer


def test_a_roll_that_ends_in_the_slip_is_not_printed_and_the_next_try_says_reprint(
    printer: ReceiptPrinterEmulator, driver: EscposPrinter, said: list[DeviceAnswer]
) -> None:
    printer.fault(PrinterFault.PAPER_OUT_MID_SLIP)
    answer = ask(driver, said)
    assert isinstance(answer, NotPrinted)
    assert (answer.failure.code, answer.paper) == (FailureCode.PRINTER_PAPER_OUT, PaperState.OUT)
    (status,) = [answer for answer in said if isinstance(answer, DeviceStatus)]
    assert (status.state, status.paper) == (DeviceState.FAULT, PaperState.OUT)
    half = printer.unfinished
    assert half
    assert printer.slips == []

    printer.heal()
    driver.poll()
    assert printer.unfinished == half, "a new roll does not bring the rest of a slip that counts as not printed"
    answer = ask(driver, said)
    assert isinstance(answer, Printed)
    begun, whole = texts(printer)
    assert begun == WHOLE[: len(begun)]
    assert whole == ["【补打】", *WHOLE]


def test_a_slip_that_hangs_uncut_is_cut_off_before_the_next_one(
    printer: ReceiptPrinterEmulator, driver: EscposPrinter, said: list[DeviceAnswer]
) -> None:
    printer.fault(PrinterFault.CUTTER_JAM)
    answer = ask(driver, said)
    assert isinstance(answer, NotPrinted)
    assert answer.failure.code is FailureCode.PRINTER_CUTTER
    assert printer.slips == []

    printer.heal()
    answer = ask(driver, said, PrintJob(job_id="job-2", blocks=(TextBlock(text="另一张"),)))
    assert isinstance(answer, Printed)
    assert texts(printer) == [WHOLE, ["另一张"]]


def test_noise_on_the_line_does_not_turn_half_a_slip_into_a_whole_one(
    printer: ReceiptPrinterEmulator, driver: EscposPrinter, said: list[DeviceAnswer]
) -> None:
    printer.fault(PrinterFault.BABBLES)
    printer.fault(PrinterFault.PAPER_OUT_MID_SLIP)
    answer = ask(driver, said)
    assert isinstance(answer, NotPrinted)
    assert answer.failure.code is FailureCode.PRINTER_PAPER_OUT


def test_a_plug_pulled_in_the_slip_is_not_printed_and_the_next_try_says_reprint(
    printer: ReceiptPrinterEmulator, driver: EscposPrinter, said: list[DeviceAnswer]
) -> None:
    printer.fault(PrinterFault.PAPER_OUT_MID_SLIP)
    said.clear()
    long = PrintJob(job_id="job-1", blocks=JOB.blocks * 20)
    printer.pull_plug_after(400)
    with pytest.raises(Failed) as failed:
        driver.handle(Print(visit=1, job=long, deadline_s=8.0))
    assert failed.value.code is FailureCode.DEVICE_UNPLUGGED
    (answer,) = [answer for answer in said if isinstance(answer, NotPrinted)]
    assert answer.failure.code is FailureCode.DEVICE_UNPLUGGED
    driver.close()
    printer.replug()
    printer.heal()
    driver.open()
    assert isinstance(ask(driver, said), Printed)
    begun, whole = texts(printer)
    assert begun == WHOLE[: len(begun)]
    assert whole == ["【补打】", *WHOLE]

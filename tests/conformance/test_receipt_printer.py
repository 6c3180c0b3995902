"""What a receipt printer promises, whatever wire it speaks: each registered driver passes this (STYLE rule 6)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bench.emulators.packet_wire import PacketWire
from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.emulators.tcp_wire import TcpWire
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
from contract.failures import Failed, FailureCode
from contract.log_events import FACTS, FRAME, LogEvent
from contract.print_job import Align, PrintJob, TextBlock
from contract.roles import Role
from devices.driver import Driver
from devices.registry import driver_class, drivers_of

# Driver → its settings for a model that answers and for one that never does. A new driver adds a row.
MODELS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "escpos": ({"profile": "gbk_80mm"}, {"profile": "gbk_80mm_no_status"}),
}
EMULATORS: dict[str, dict[str, Callable[[], ReceiptPrinterEmulator]]] = {
    "escpos": {
        "serial": ReceiptPrinterEmulator,
        "tcp": lambda: ReceiptPrinterEmulator(wire=TcpWire()),
        "usb": lambda: ReceiptPrinterEmulator(wire=PacketWire(b"\x01\x82")),
    }
}
"""Driver → line → a printer at its far end."""


class Bench:
    """A driver, the printer it is plugged into, and what it said."""

    def __init__(self, name: str, printer: ReceiptPrinterEmulator, model: dict[str, Any]) -> None:
        self.printer = printer
        self.said: list[DeviceAnswer] = []
        self.noted: list[tuple[LogEvent, dict[str, Any]]] = []
        settings = {"port": printer.path, "baud": 115200, **model}
        self.driver: Driver = driver_class(Role.RECEIPT_PRINTER, name.split("@")[0])(
            settings, self.said.append, self._note
        )

    def _note(self, event: LogEvent, **facts: Any) -> None:
        self.noted.append((event, facts))

    def print(self, job: PrintJob, deadline_s: float = 10.0) -> Printed | NotPrinted:
        before = len(self.said)
        self.driver.handle(Print(visit=7, job=job, deadline_s=deadline_s))
        answers = [said for said in self.said[before:] if isinstance(said, Printed | NotPrinted)]
        assert len(answers) == 1, "one answer to one job"
        assert (answers[0].visit, answers[0].job_id) == (7, job.job_id)
        return answers[0]

    def status(self) -> DeviceStatus:
        self.driver.handle(AskStatus())
        assert isinstance(self.said[-1], DeviceStatus)
        return self.said[-1]

    def slips(self) -> list[list[str]]:
        """Text lines of every slip that was cut off."""
        return [slip.text for slip in PaperPicture(576).slips(b"".join(self.printer.slips))]


@contextmanager
def bench_of(name: str, answers: bool, *faults: PrinterFault) -> Iterator[Bench]:
    driver, line = name.split("@")
    printer = EMULATORS[driver][line]()
    for fault in faults:
        printer.fault(fault)
    bench = Bench(name, printer, MODELS[driver][0 if answers else 1])
    try:
        bench.driver.open()
        yield bench
        assert printer.trouble == []
        for event, facts in bench.noted:
            assert facts.keys() <= FACTS[event] | FRAME
    finally:
        bench.driver.close()
        printer.close()


def job(job_id: str = "job-1", reprint: bool = False) -> PrintJob:
    lines = ("受理回执", "䶮* 110***********002X")
    blocks = tuple(TextBlock(text=line, align=Align.CENTRE) for line in lines)
    return PrintJob(job_id=job_id, blocks=blocks, reprint=reprint)


pytestmark = pytest.mark.parametrize(
    "name", [f"{driver}@{line}" for driver in drivers_of(Role.RECEIPT_PRINTER) for line in EMULATORS[driver]]
)


def test_a_slip_comes_out_whole_and_is_confirmed(name: str) -> None:
    with bench_of(name, True) as bench:
        answer = bench.print(job())
        assert isinstance(answer, Printed)
        assert answer.confirmed
        assert answer.paper is PaperState.PRESENT
        assert bench.slips() == [["受理回执"]], "the second line is drawn"
        assert bench.printer.unfinished == b""


def test_a_healthy_printer_is_ready_and_has_paper(name: str) -> None:
    with bench_of(name, True) as bench:
        status = bench.status()
        assert (status.state, status.paper, status.failure) == (DeviceState.READY, PaperState.PRESENT, None)


def test_a_silent_printer_is_unknown_and_not_ready_and_prints_nothing(name: str) -> None:
    with bench_of(name, True, PrinterFault.SILENT) as bench:
        status = bench.status()
        assert (status.state, status.paper) == (DeviceState.UNKNOWN, PaperState.UNKNOWN)
        answer = bench.print(job())
        assert isinstance(answer, NotPrinted)
        assert answer.failure.code is FailureCode.PRINTER_SILENT
        assert bench.printer.slips == []


def test_a_model_that_never_answers_prints_unconfirmed_and_its_paper_is_unknown(name: str) -> None:
    with bench_of(name, False, PrinterFault.SILENT) as bench:
        assert bench.status().state is DeviceState.UNKNOWN
        answer = bench.print(job())
        assert isinstance(answer, Printed)
        assert not answer.confirmed
        assert answer.paper is PaperState.UNKNOWN
        assert bench.printer.wait_for_slips(1, timeout_s=5)


@pytest.mark.parametrize(
    ("fault", "code", "paper"),
    [
        (PrinterFault.PAPER_OUT, FailureCode.PRINTER_PAPER_OUT, PaperState.OUT),
        (PrinterFault.COVER_OPEN, FailureCode.PRINTER_COVER_OPEN, PaperState.PRESENT),
        (PrinterFault.OVERHEATED, FailureCode.PRINTER_OVERHEATED, PaperState.PRESENT),
    ],
)
def test_a_printer_that_cannot_print_says_why_and_then_prints(
    name: str, fault: PrinterFault, code: FailureCode, paper: PaperState
) -> None:
    with bench_of(name, True, fault) as bench:
        status = bench.status()
        assert status.state is DeviceState.FAULT
        assert status.paper is paper
        assert status.failure is not None
        assert status.failure.code is code
        answer = bench.print(job())
        assert isinstance(answer, NotPrinted)
        assert answer.failure.code is code
        bench.printer.heal()
        assert isinstance(bench.print(job()), Printed)
        assert bench.slips() == [["受理回执"]], "once, and no reprint: nothing had been sent"


def test_paper_that_runs_low_does_not_keep_a_slip_back(name: str) -> None:
    with bench_of(name, True, PrinterFault.PAPER_LOW) as bench:
        assert bench.status().state is DeviceState.READY
        answer = bench.print(job())
        assert isinstance(answer, Printed)
        assert answer.paper is PaperState.LOW


def test_the_same_job_is_answered_again_and_printed_once(name: str) -> None:
    with bench_of(name, True) as bench:
        assert isinstance(bench.print(job()), Printed)
        assert isinstance(bench.print(job()), Printed)
        assert len(bench.printer.slips) == 1


def test_a_reprint_that_was_asked_for_carries_the_mark(name: str) -> None:
    with bench_of(name, True) as bench:
        bench.print(job())
        bench.print(job(reprint=True))
        assert bench.slips() == [["受理回执"], ["【补打】", "受理回执"]]


def test_bytes_nobody_asked_for_are_no_answer(name: str) -> None:
    with bench_of(name, True, PrinterFault.BABBLES) as bench:
        assert bench.status().paper is PaperState.PRESENT
        answer = bench.print(job())
        assert isinstance(answer, Printed)
        assert answer.confirmed


def test_a_printer_that_takes_bytes_and_does_nothing_ends_at_its_deadline(name: str) -> None:
    with bench_of(name, True) as bench:
        bench.printer.fault(PrinterFault.DEAD)
        answer = bench.print(job(), deadline_s=2.0)
        assert isinstance(answer, NotPrinted)
        assert answer.failure.code is FailureCode.PRINTER_SILENT


def test_a_printer_that_is_pulled_out_is_gone_and_found_again(name: str) -> None:
    with bench_of(name, True) as bench:
        bench.printer.unplug()
        with pytest.raises(Failed) as failed:
            bench.driver.poll()
            bench.driver.handle(AskStatus())
        assert failed.value.code is FailureCode.DEVICE_UNPLUGGED
        bench.driver.close()
        bench.printer.replug()
        bench.driver.open()
        assert isinstance(bench.print(job()), Printed)


def test_a_change_is_told_without_being_asked(name: str) -> None:
    with bench_of(name, True) as bench:
        bench.driver.poll()
        bench.said.clear()
        bench.printer.fault(PrinterFault.COVER_OPEN)
        ends = time.monotonic() + 10.0
        while not bench.said and time.monotonic() < ends:
            bench.driver.poll()
            time.sleep(0.01)
        (told,) = bench.said
        assert isinstance(told, DeviceStatus)
        assert told.failure is not None
        assert told.failure.code is FailureCode.PRINTER_COVER_OPEN

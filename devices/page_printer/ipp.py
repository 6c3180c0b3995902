"""Driver "ipp": A4 printers by IPP, directly or through a CUPS queue. Prints PDF; keeps nothing.

Settings: port, ipp://host/path; media (iso_a4_210x297mm). A job lives in memory, goes over the line once, and is purged
from the spooler when it is over.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any

from contract.device_lines import (
    Arm,
    AskStatus,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    PagesNotPrinted,
    PagesPart,
    PagesPrinted,
    PrintPages,
    SelfTest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.roles import Role
from devices.driver import Emit, Note, not_for
from devices.page_printer.ipp_codec import (
    BOOLEAN,
    CANCEL_JOB,
    GET_JOB,
    GET_PRINTER,
    INTEGER,
    KEYWORD,
    MIME,
    NAME,
    PRINT_JOB,
    Attribute,
    IppAnswer,
)
from devices.page_printer.ipp_line import IppLine
from devices.page_printer.printer_state import failure_of, paper_of

MOST_BYTES = 8 * 1024 * 1024
LOOK_S = 0.5
ASK_EVERY_S = 15.0
COMPLETED, CANCELLED, ABORTED = 9, 7, 8
OF_PRINTER = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-make-and-model")
_OF_JOB = ("job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed")


class IppPrinter:
    """One printer. "Printed" means that it has taken and finished the job, not that a sheet lies in the tray."""

    busy_limit_s = 150.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._port = str(settings.get("port", ""))
        self._media = str(settings.get("media", "iso_a4_210x297mm"))
        self._emit = emit
        self._line: IppLine | None = None
        self.tap: Callable[[IppAnswer], IppAnswer] = untapped
        self._shown: DeviceStatus | None = None
        self._asked_at = 0.0
        self._pdf = bytearray()
        self._pdf_of: tuple[int, str] | None = None
        self._parts = 0
        self._answered: tuple[tuple[int, str], PagesPrinted] | None = None
        IppLine(self._port).close()  # a port that cannot be meant is refused now

    # --- life ---------------------------------------------------------------------------------------------------

    def open(self) -> None:
        self._line = IppLine(self._port)
        self._shown = None
        self._ask()

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case PagesPart():
                self._take(command)
            case PrintPages():
                self._print(command)
            case AskStatus() | SelfTest():
                self._shown = None
                self._ask()
            case Arm() | Disarm():
                pass
            case _:
                raise not_for(Role.PAGE_PRINTER, command)

    def poll(self) -> float:
        if time.monotonic() - self._asked_at >= ASK_EVERY_S:
            self._ask()
        return LOOK_S

    # --- state --------------------------------------------------------------------------------------------------

    def _ask(self) -> Failed | None:
        """Ask the printer how it is and tell the window what changed."""
        self._asked_at = time.monotonic()
        answer = self.tap(self._spoken().ask(GET_PRINTER, [Attribute(KEYWORD, "requested-attributes", OF_PRINTER)]))
        if not answer.is_good:
            raise _refused(f"does not tell its state (status {answer.status:04X})")
        reasons = answer.texts("printer-state-reasons")
        failure = failure_of(reasons)
        if failure is None and answer.attributes.get("printer-is-accepting-jobs") == (False,):
            failure = _refused("accepts no jobs")
        if failure is None and answer.number("printer-state") == 5:
            failure = Failed(FailureCode.PAGES_NEEDS_HAND, "the A4 printer is stopped", "look at its display")
        model = answer.texts("printer-make-and-model")
        status = DeviceStatus(
            role=Role.PAGE_PRINTER,
            state=DeviceState.READY if failure is None else DeviceState.FAULT,
            paper=paper_of(reasons),
            failure=failure.as_failure() if failure else None,
            identity=model[0] if model else None,
        )
        if status != self._shown:
            self._shown = status
            self._emit(status)
        return failure

    # --- a job --------------------------------------------------------------------------------------------------

    def _take(self, part: PagesPart) -> None:
        of = part.visit, part.job_id
        if part.index == 0:
            self._forget()
            self._pdf_of = of
        if of != self._pdf_of or part.index != self._parts or len(self._pdf) + len(part.octets) > MOST_BYTES:
            self._forget()
            return
        self._pdf += part.octets
        self._parts += 1

    def _forget(self) -> None:
        self._pdf[:] = bytes(len(self._pdf))
        self._pdf.clear()
        self._pdf_of, self._parts = None, 0

    def _print(self, asked: PrintPages) -> None:
        key = asked.visit, asked.job_id
        if self._answered is not None and self._answered[0] == key:
            self._emit(self._answered[1])  # never twice by accident
            return
        job: int | None = None
        try:
            job = self._send(asked)
            printed = self._wait(asked, job)
        except Failed as failed:
            came_out = None if job is None else self._cancel(job)
            self._emit(
                PagesNotPrinted(
                    visit=asked.visit,
                    job_id=asked.job_id,
                    failure=failed.as_failure(),
                    some_came_out=False if job is None else came_out,
                )
            )
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                raise
            return
        finally:
            self._forget()
        self._answered = key, printed
        self._emit(printed)
        self._purge(job)

    def _send(self, asked: PrintPages) -> int:
        pdf = bytes(self._pdf)
        whole = (asked.visit, asked.job_id) == self._pdf_of and asked.parts == self._parts
        if not whole or hashlib.sha256(pdf).hexdigest() != asked.sha256 or not pdf.startswith(b"%PDF-"):
            raise Failed(FailureCode.DEVICE_LINE, "the pages did not arrive whole", "report it", Retry.NOW)
        failure = self._ask()
        if failure is not None:
            raise failure
        answer = self._spoken().ask(
            PRINT_JOB,
            [Attribute(NAME, "job-name", ("station",)), Attribute(MIME, "document-format", ("application/pdf",))],
            [
                Attribute(INTEGER, "copies", (min(max(asked.copies, 1), 9),)),
                Attribute(KEYWORD, "media", (self._media,)),
                Attribute(KEYWORD, "sides", ("two-sided-long-edge" if asked.two_sided else "one-sided",)),
            ],
            pdf,
        )
        job = answer.number("job-id")
        if not answer.is_good or job is None:
            raise _refused(f"does not take the job (status {answer.status:04X})")
        return job

    def _wait(self, asked: PrintPages, job: int) -> PagesPrinted:
        ends = time.monotonic() + min(max(asked.deadline_s, 1.0), 120.0)
        while True:
            answer = self._job(job)
            match answer.number("job-state"):
                case int(state) if state == COMPLETED:
                    return PagesPrinted(visit=asked.visit, job_id=asked.job_id, pages=_sheets(answer))
                case int(state) if state in (CANCELLED, ABORTED):
                    raise _refused(f"gave the job up ({', '.join(answer.texts('job-state-reasons'))})")
                case _:
                    pass
            failure = self._ask()  # the job itself stays "processing" for ever when the paper is out
            if time.monotonic() > ends:
                raise failure or Failed(
                    FailureCode.PAGES_SILENT, "the A4 printer did not finish in time", "look at its display"
                )
            time.sleep(LOOK_S)

    def _job(self, job: int) -> IppAnswer:
        wanted = Attribute(KEYWORD, "requested-attributes", _OF_JOB)
        answer = self._spoken().ask(GET_JOB, [Attribute(INTEGER, "job-id", (job,)), wanted])
        if not answer.is_good:
            raise _refused(f"does not know the job any more (status {answer.status:04X})")
        return answer

    def _cancel(self, job: int) -> bool | None:
        """Take the job back; whether sheets came out before, None when not known."""
        try:
            sheets = _sheets(self._job(job))
            self._spoken().ask(
                CANCEL_JOB, [Attribute(INTEGER, "job-id", (job,)), Attribute(BOOLEAN, "purge-job", (True,))]
            )
        except Failed:
            return None
        return None if sheets is None else sheets > 0

    def _purge(self, job: int) -> None:
        """CUPS keeps a finished job unless told; a printer that does not know the word refuses, and that is all."""
        try:
            self._spoken().ask(
                CANCEL_JOB, [Attribute(INTEGER, "job-id", (job,)), Attribute(BOOLEAN, "purge-job", (True,))]
            )
        except Failed:
            return

    def _spoken(self) -> IppLine:
        if self._line is None:
            raise Failed(FailureCode.DEVICE_UNPLUGGED, "the A4 printer is not open", "it is opened again by itself")
        return self._line


def untapped(answer: IppAnswer) -> IppAnswer:
    return answer


def _sheets(answer: IppAnswer) -> int | None:
    impressions = answer.number("job-impressions-completed")
    return impressions if impressions is not None else answer.number("job-media-sheets-completed")


def _refused(happened: str) -> Failed:
    return Failed(FailureCode.PAGES_REFUSED, f"the A4 printer {happened}", "look at its display; print a test page")

"""Driver of receipt printers that speak ESC/POS: prints a slip and says honestly what became of it.

Hop 13 of a value's way: keeps every character of a name, never prints a slip twice without 补打, logs no content.
"""

import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

from contract.device_lines import (
    AskStatus,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    NotPrinted,
    PaperState,
    Print,
    Printed,
    SelfTest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.roles import Role
from devices.driver import Emit, Note
from devices.link.by_port import open_link_by_port
from devices.link.serial_port import Link, Tap, untapped
from devices.receipt_printer.dialogue import PrinterDialogue, Sent
from devices.receipt_printer.lettering import Lettering
from devices.receipt_printer.open_slip import OpenSlip
from devices.receipt_printer.profile import load_profile
from devices.receipt_printer.slip import SlipWriter
from devices.receipt_printer.status import PrinterStatus

_LONGEST_PRINT_S = 60.0
_LOOK_S = 1.0
_ASK_EVERY_S = 5.0
_REMEMBERED_JOBS = 500


class EscposPrinter:
    """One ESC/POS printer: serial, USB or TCP by its `port`. Settings: `port`, `baud`, `profile` (in profiles/)."""

    busy_limit_s = _LONGEST_PRINT_S + 15.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._settings = settings
        self.tap: Tap = untapped
        self._emit = emit
        self._note = note
        self._profile = load_profile(settings.get("profile", "gbk_80mm"))
        self._writer = SlipWriter(self._profile, Lettering())
        self._link: Link | None = None
        self._dialogue: PrinterDialogue | None = None
        self._shown: DeviceStatus | None = None
        self._asked_at = 0.0
        # a slip was begun and not ended: the rest waits in the printer's buffer, and what is printed hangs uncut
        marker = settings.get("slip_marker")
        self._slip_before = OpenSlip(Path(marker) if marker else None, bool(settings.get("slip_is_open", False)))
        # job id → the answer once printed; None: bytes were sent and it is not known what became of them
        self._begun: OrderedDict[str, Printed | None] = OrderedDict.fromkeys(settings.get("slips_begun", ()))

    def open(self) -> None:
        """Open the link and ask for the status; a silent printer is UNKNOWN, not a failure to open."""
        self._link = self.tap(self._opened())
        self._dialogue = PrinterDialogue(self._link)
        if self._slip_before.is_open:
            self._clear_buffer()
        if self._profile.automatic_status:
            self._dialogue.say(b"\x1da\x0f")
        self._shown = None
        self._show(self._ask())

    def _opened(self) -> Link:
        return open_link_by_port(self._settings)

    def handle(self, command: DeviceCommand) -> None:
        """Print, or tell the status. A SelfTest prints nothing: it happens unattended and paper is not for waste."""
        match command:
            case Print():
                self._print(command)
            case AskStatus() | SelfTest():
                self._shown = None
                self._show(self._ask())
            case _:
                return

    def poll(self) -> float:
        """Look whether the printer said something, and ask it every few seconds in any case."""
        dialogue = self._spoken()
        said_something = dialogue.anything_came()
        if said_something or time.monotonic() - self._asked_at >= _ASK_EVERY_S:
            self._show(self._ask())
        return _LOOK_S

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link = self._dialogue = None

    def _print(self, command: Print) -> None:
        """Print one job, once. The same job again without `reprint` gets the same answer and no paper."""
        started = time.monotonic()
        job = command.job
        done = self._begun.get(job.job_id)
        if done is not None and not job.reprint:
            self._emit(Printed(visit=command.visit, job_id=job.job_id, paper=done.paper, confirmed=done.confirmed))
            return
        before = PrinterStatus()
        try:
            before = self._ask()
            self._must_be_able(before)
            mark = job.reprint_mark if job.reprint or job.job_id in self._begun else ""
            slip = self._slip(command, mark)
            self._remember(job.job_id, None)
            self._slip_before.begin()
            ends = started + min(max(command.deadline_s, 1.0), _LONGEST_PRINT_S)
            sent = self._spoken().send(slip, ends, self._profile.status, self._profile.proves_end)
            printed = self._verdict(command, sent)
            self._slip_before.end()
        except Failed as failed:
            paper = before.paper
            if failed.code is FailureCode.PRINTER_PAPER_OUT:
                paper = PaperState.OUT
            self._emit(NotPrinted(visit=command.visit, job_id=job.job_id, paper=paper, failure=failed.as_failure()))
            self._note(LogEvent.RECEIPT_NOT_PRINTED, code=failed.code.value, paper=paper.value)
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                raise
            if self._slip_before.is_open:
                self._clear_buffer()
            self._show(self._ask())
            return
        self._remember(job.job_id, printed)
        self._emit(printed)
        took_ms = round((time.monotonic() - started) * 1000)
        facts = {"took_ms": took_ms, "paper": printed.paper.value, "confirmed": printed.confirmed}
        self._note(LogEvent.RECEIPT_PRINTED, **facts)

    def _verdict(self, command: Print, sent: Sent) -> Printed:
        """What became of the slip, by the status after it. Raises Failed when it is not whole on the paper."""
        after = self._ask()
        failure = after.failure()
        if sent is Sent.PROVEN and (failure is None or failure.code is FailureCode.PRINTER_PAPER_OUT):
            # a roll that ends right behind the slip is the next resident's trouble
            self._show(after)
            return Printed(visit=command.visit, job_id=command.job.job_id, paper=after.paper)
        if failure is not None:
            raise failure
        if self._profile.status and not after.answered:
            raise _silent()
        if sent is Sent.STOPPED:
            raise Failed(
                FailureCode.PRINTER_UNKNOWN,
                "the printer stopped taking the slip and gives no cause",
                "look at its lamps; switch it off and on",
            )
        self._show(after)
        return Printed(visit=command.visit, job_id=command.job.job_id, paper=after.paper, confirmed=False)

    def _slip(self, command: Print, mark: str) -> bytes:
        try:
            return self._writer.written(command.job, mark, cut_first=self._slip_before.is_open)
        except ValueError as error:
            raise Failed(
                FailureCode.DEVICE_LINE, f"the slip cannot be printed: {error}", "report it to the maker", Retry.NEVER
            ) from None

    def _must_be_able(self, status: PrinterStatus) -> None:
        failure = status.failure()
        if failure is not None:
            raise failure
        if self._profile.status and not status.answered:
            raise _silent()

    def _ask(self) -> PrinterStatus:
        self._asked_at = time.monotonic()
        return self._spoken().status() if self._profile.status else PrinterStatus()

    def _show(self, status: PrinterStatus) -> None:
        """Tell the window when something changed."""
        failure = status.failure()
        if failure is not None:
            state, told = DeviceState.FAULT, failure.as_failure()
        elif status.answered:
            state, told = DeviceState.READY, None
        else:
            state, told = DeviceState.UNKNOWN, _silent().as_failure() if self._profile.status else None
        shown = DeviceStatus(role=Role.RECEIPT_PRINTER, state=state, paper=status.paper, failure=told)
        if shown != self._shown:
            self._shown = shown
            self._emit(shown)

    def _clear_buffer(self) -> None:
        """Throw away the rest of a slip that was reported as not printed: it would come out with the next roll."""
        if self._profile.clear_buffer:
            self._spoken().say(self._profile.clear_buffer)

    def _remember(self, job_id: str, answer: Printed | None) -> None:
        self._begun[job_id] = answer
        self._begun.move_to_end(job_id)
        while len(self._begun) > _REMEMBERED_JOBS:
            self._begun.popitem(last=False)

    def _spoken(self) -> PrinterDialogue:
        if self._dialogue is None:
            raise Failed(FailureCode.DEVICE_UNPLUGGED, "the printer is not open", "it is opened again by itself")
        return self._dialogue


def _silent() -> Failed:
    return Failed(
        FailureCode.PRINTER_SILENT,
        "the printer answers no status query",
        "check plug, cable and baud; for a model that never answers choose a profile ending in _no_status",
    )

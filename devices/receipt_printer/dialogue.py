"""Questions to an ESC/POS printer and its answers on one stream, each with a deadline (PROTOCOLS §4.3).

Every unsolicited byte is dropped: automatic status, XON and XOFF, answers to an earlier question.
"""

import time
from enum import Enum

from devices.link.serial_port import Link
from devices.receipt_printer.status import (
    PrinterStatus,
    is_automatic_head,
    is_queued_answer,
    is_real_time_answer,
)

_ANSWER_S = 0.4
_PIECE = 1024
_STALLED_S = 2.0
_PROBE_S = 0.7
_XON_XOFF = (0x11, 0x13)


class Sent(Enum):
    """How sending a slip ended."""

    PROVEN = "proven"
    """The printer answered the question at the slip's end."""
    UNPROVEN = "unproven"
    """All bytes were taken; the printer gave no proof, or was not asked for one."""
    STOPPED = "stopped"
    """The printer stopped taking bytes, or says that it cannot go on."""


class PrinterDialogue:
    """Speaks with one printer over one link. Every method raises Failed(DEVICE_UNPLUGGED) when it has gone."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.proof_seen = False

    def status(self) -> PrinterStatus:
        """Ask all four questions. A printer that answers neither of the first two is not asked the others."""
        paper = self._ask(4)
        printer = self._ask(1)
        if paper is None and printer is None:
            return PrinterStatus()
        return PrinterStatus(printer, self._ask(2), self._ask(3), paper)

    def say(self, commands: bytes) -> None:
        """Send a few bytes of commands that have no answer."""
        self._link.write(commands, _ANSWER_S)

    def anything_came(self) -> bool:
        """Whether the printer said something by itself: a reason to ask."""
        return bool(self._link.read_available(0.0))

    def send(self, slip: bytes, ends: float, has_status: bool, proves_end: bool) -> Sent:
        """Send a slip until `ends` (monotonic seconds); stop early when the printer says that it cannot print on."""
        self.proof_seen = False
        self._link.flush_input()
        for start in range(0, len(slip), _PIECE):
            piece = slip[start : start + _PIECE]
            while piece:
                left = ends - time.monotonic()
                if left <= 0:
                    return Sent.STOPPED
                piece = piece[self._link.write(piece, min(left, _STALLED_S)) :]
                if piece and has_status and self._is_stopped():
                    return Sent.STOPPED
        if not self._link.drain(max(0.0, ends - time.monotonic())):
            return Sent.STOPPED
        return self._wait_for_proof(ends) if proves_end else Sent.UNPROVEN

    def _wait_for_proof(self, ends: float) -> Sent:
        while (left := ends - time.monotonic()) > 0:
            self._listen(min(left, _PROBE_S), for_answer=False)
            if self.proof_seen:
                return Sent.PROVEN
            if self._is_stopped():
                return Sent.STOPPED
        return Sent.UNPROVEN

    def _is_stopped(self) -> bool:
        """Whether the printer says that it waits for somebody. Does not throw away a proof that comes meanwhile."""
        status = PrinterStatus(
            offline_cause=self._ask(2, flush=False),
            error_cause=self._ask(3, flush=False),
            paper_sensors=self._ask(4, flush=False),
        )
        return status.failure() is not None and not self.proof_seen

    def _ask(self, question: int, flush: bool = True) -> int | None:
        if flush:
            self._link.flush_input()
        self._link.write(bytes([0x10, 0x04, question]), _ANSWER_S)
        return self._listen(_ANSWER_S, for_answer=True)

    def _listen(self, wait_s: float, for_answer: bool) -> int | None:
        """Sort what comes until an answer (or a proof) is there, `wait_s` at most."""
        ends = time.monotonic() + wait_s
        while (left := ends - time.monotonic()) > 0:
            came = self._link.read(1, left)
            if not came:
                return None
            byte = came[0]
            if byte in _XON_XOFF:
                continue
            if is_automatic_head(byte):
                self._link.read(3, left)
            elif is_real_time_answer(byte):
                if for_answer:
                    return byte
            elif is_queued_answer(byte):
                self.proof_seen = True
                if not for_answer:
                    return None
        return None

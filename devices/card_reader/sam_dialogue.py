"""Hop 3: the dialogue with the security module: order, deadlines, retry ladder, statuses → failures.

May not decode card text, nor log a frame of 30 xx. Source: PROTOCOLS §1.3, §1.4, §1.10.
"""

import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

from contract.failures import Failed, FailureCode, Retry
from devices.card_reader.read_answer import CardParts, parts_of_read
from devices.card_reader.sam_frame import Answer, AnswerStream, Damaged, request_frame
from devices.link.serial_port import Link

GAP_S = 0.2
"""Silence inside an answer that means the rest is not coming."""
RESET_PAUSE_S = 1.0
RETRIES_FROM_FIND = 3

OK, FOUND, NO_SUCH_ITEM, NO_CARD = 0x90, 0x9F, 0x91, 0x80


@dataclass(frozen=True)
class Request:
    """One command of §1.3: its two bytes, how long the module may think, and what a good answer looks like."""

    command: int
    parameter: int
    think_s: float = 1.0
    data: bytes = b""
    success: int = OK
    sizes: tuple[int, ...] = (0,)
    """Bytes of data a good answer may have; answers name no command, so a stale one is told by status and size."""
    may_lack: bool = False
    """Whether 91 "no such item" is an answer to it."""

    def accepts(self, answer: Answer) -> bool:
        if answer.sw3 == self.success:
            return len(answer.data) in self.sizes
        return self.may_lack if answer.sw3 == NO_SUCH_ITEM else answer.sw3 not in (OK, FOUND)


RESET = Request(0x10, 0xFF)
STATUS = Request(0x11, 0xFF)
SAM_ID = Request(0x12, 0xFF, sizes=(16,))
FIND = Request(0x20, 0x01, success=FOUND, sizes=(4,))
SELECT = Request(0x20, 0x02, sizes=(8,))
READ = Request(0x30, 0x01, think_s=3.0, sizes=tuple(range(4 + 256, 4 + 256 + 1024 + 1)))
NEW_ADDRESS = Request(0x30, 0x03, sizes=(0, 70, 140, 210, 280), may_lack=True)

_READER = "take the reader's plug out and in again; when it stays, the reader has to be exchanged"
_AGAIN = "lay the card flat on the reader and hold it still"
_COUNTER = "try once more; when it stays, this card cannot be read here: the resident needs a counter"

FAILURES: dict[int, tuple[FailureCode, str, str, Retry]] = {
    0x10: (FailureCode.CARD_CHECKSUM, "the module found our checksum wrong twice", _READER, Retry.LATER),
    0x11: (FailureCode.CARD_FRAME, "the module found our length wrong twice", _READER, Retry.LATER),
    0x21: (
        FailureCode.READER_OUT_OF_ORDER,
        "the module does not know the command",
        "check that the configured driver is the one for this reader",
        Retry.LATER,
    ),
    0x23: (FailureCode.READER_OUT_OF_ORDER, "the module does not permit the operation", _READER, Retry.LATER),
    0x24: (FailureCode.CARD_NOT_RECOGNISED, "the module reports an error it has no name for", _COUNTER, Retry.NOW),
    0x31: (FailureCode.CARD_NOT_RECOGNISED, "the card did not accept the module", _COUNTER, Retry.NOW),
    0x32: (FailureCode.CARD_NOT_RECOGNISED, "the module did not accept the card", _COUNTER, Retry.NOW),
    0x33: (
        FailureCode.CARD_TAMPERED,
        "the card's content failed its verification",
        "the resident needs a counter; the card may have been tampered with",
        Retry.NEVER,
    ),
    0x40: (
        FailureCode.CARD_NOT_RECOGNISED,
        "not an ID card, or a kind that this reader's firmware does not know",
        "use the ID card itself",
        Retry.NOW,
    ),
    0x41: (FailureCode.CARD_MOVED, "the card was moved while being read", _AGAIN, Retry.NOW),
    0x47: (
        FailureCode.CARD_NOT_RECOGNISED,
        "the module and the card could not agree on a random number",
        _COUNTER,
        Retry.NOW,
    ),
    0x60: (FailureCode.READER_OUT_OF_ORDER, "the module failed its own self-test", _READER, Retry.LATER),
    0x66: (FailureCode.READER_OUT_OF_ORDER, "the module is not authorised", _READER, Retry.LATER),
    0x80: (FailureCode.CARD_MOVED, "the card left the reader", _AGAIN, Retry.NOW),
    0x81: (FailureCode.CARD_MOVED, "the card could not be selected", _AGAIN, Retry.NOW),
}
"""SW3 → what it means to us; one test walks the whole table of §1.4."""

_FROM_FIND = frozenset({0x24, 0x31, 0x32, 0x41, 0x47, 0x80, 0x81})
_READER_FAULTS = frozenset({0x21, 0x23, 0x60, 0x66})


class CardTrouble(Failed):
    """This card could not be read; the reader itself is well. `sw3`: the module's status, for the log."""

    sw3: int = 0


def failure_of(sw3: int) -> Failed:
    """The failure a status means: CardTrouble for one card, plain Failed when the reader itself is at fault."""
    unknown = (
        FailureCode.CARD_NOT_RECOGNISED,
        f"the module answers with the unknown status {sw3:02X}",
        _COUNTER,
        Retry.NOW,
    )
    code, happened, remedy, retry = FAILURES.get(sw3, unknown)
    if sw3 in _READER_FAULTS:
        return Failed(code, f"{happened} (SW3 {sw3:02X})", remedy, retry)
    trouble = CardTrouble(code, f"{happened} (SW3 {sw3:02X})", remedy, retry)
    trouble.sw3 = sw3
    return trouble


class SamDialogue:
    """Speaks with one module over one link. Every method ends within a few answers' time and raises Failed."""

    def __init__(
        self,
        link: Link,
        baud: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._link = link
        self._baud = baud
        self._clock = clock
        self._sleep = sleep
        self._stream = AnswerStream()

    # --- one request -------------------------------------------------------------------------------------------

    def once(self, request: Request) -> Answer:
        """Send a request and wait for its answer. Raises Failed: READER_SILENT, CARD_CHECKSUM, CARD_FRAME."""
        self._link.flush_input()
        self._stream.reset()
        frame = request_frame(request.command, request.parameter, request.data)
        if self._link.write(frame, 1.0) < len(frame):
            raise _silent("it takes no more bytes")
        deadline = self._clock() + request.think_s + 11 * (len(frame) + 11 + max(request.sizes)) / self._baud
        came = 0
        while (left := deadline - self._clock()) > 0:
            data = self._link.read(self._stream.missing, min(left, GAP_S) if came else left)
            if not data:
                break
            came += len(data)
            for found in self._stream.feed(data):
                if isinstance(found, Damaged):
                    raise Failed(
                        FailureCode.CARD_CHECKSUM,
                        f"an answer of {found.size} bytes arrived with a wrong checksum",
                        "check the cable and its length; it is asked again by itself",
                        Retry.NOW,
                    )
                if request.accepts(found):
                    return found
            if came > max(request.sizes) + 4096:
                break  # a line that never falls silent
        name = f"{request.command:02X} {request.parameter:02X}"
        if came:
            raise Failed(
                FailureCode.CARD_FRAME,
                f"the answer to {name} broke off or was no answer ({came} bytes)",
                "check the cable and the baud rate; it is asked again by itself",
                Retry.NOW,
            )
        raise _silent(f"no answer to {name} within {request.think_s:g} s")

    def ask(self, request: Request) -> Answer:
        """`once` with the ladder: resend; reset the module and resend; then Failed, and the port is opened anew."""
        for attempt in range(3):
            if attempt == 2:
                self._reset()
            try:
                answer = self.once(request)
            except Failed as failed:
                if failed.code is FailureCode.DEVICE_UNPLUGGED or attempt == 2:
                    raise
                continue
            if answer.sw3 not in (0x10, 0x11) or attempt == 2:
                return answer
        raise AssertionError("unreachable")

    def _reset(self) -> None:
        try:
            self.once(RESET)
        except Failed as failed:
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                raise
        self._sleep(RESET_PAUSE_S)

    # --- what the driver asks for -------------------------------------------------------------------------------

    def check(self) -> None:
        """Raise unless the module says that it is well (asked twice)."""
        try:
            answer = self.once(STATUS)
        except Failed as failed:
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                raise
            answer = self.once(STATUS)
        if answer.sw3 != OK:
            raise _as_reader_fault(answer.sw3)

    def sam_id(self) -> str | None:
        """The module's number as vendors print it (§1.5); None when it gives none."""
        answer = self.once(SAM_ID)
        if answer.sw3 != OK or len(answer.data) != 16:
            return None
        return "%02d.%02d-%08d-%010d-%010d" % struct.unpack("<HHIII", answer.data)  # noqa: UP031 - the vendor's own format

    def card_is_there(self) -> bool:
        """Find once. False also for a card that was read and not lifted since: the module hides it (§1.10)."""
        answer = self.ask(FIND)
        if answer.sw3 == FOUND:
            return True
        if answer.sw3 in _READER_FAULTS:
            raise failure_of(answer.sw3)
        return False

    def same_card_is_there(self) -> bool | None:
        """Whether the card that was read still lies there (30 03); None: this module cannot tell."""
        answer = self.ask(NEW_ADDRESS)
        if answer.sw3 in (OK, NO_SUCH_ITEM):
            return True
        return None if answer.sw3 in (0x11, 0x21, 0x23) else False

    def read_card(self, with_new_address: bool = False) -> CardParts:
        """Select and read the card that `card_is_there` has just found.

        Retries from find where §1.4 says so. Raises CardTrouble when this card cannot be read, other Failed when the
        reader or its line is at fault.
        """
        trouble: Failed = failure_of(NO_CARD)
        for attempt in range(RETRIES_FROM_FIND):
            if attempt:
                answer = self.ask(FIND)
                if answer.sw3 != FOUND:
                    break  # gone meanwhile: what went wrong before is the outcome
            answer, addresses = self._select_and_read(with_new_address)
            if answer.sw3 == OK:
                return self._parts(answer, addresses)
            trouble = failure_of(answer.sw3)
            if answer.sw3 not in _FROM_FIND:
                raise trouble
        raise trouble

    @staticmethod
    def _parts(answer: Answer, addresses: bytes) -> CardParts:
        try:
            parts = parts_of_read(answer.data)
        except Failed as failed:
            raise CardTrouble(failed.code, failed.happened, failed.remedy, failed.retry) from None
        return CardParts(text=parts.text, photo=parts.photo, new_addresses=addresses)

    def _select_and_read(self, with_new_address: bool) -> tuple[Answer, bytes]:
        answer, addresses = self.ask(SELECT), b""
        if answer.sw3 != OK:
            return answer, addresses
        if with_new_address:
            appended = self.ask(NEW_ADDRESS)
            if appended.sw3 == OK:
                addresses = appended.data
        return self.ask(READ), addresses


def _as_reader_fault(sw3: int) -> Failed:
    failed = failure_of(sw3)
    return Failed(FailureCode.READER_OUT_OF_ORDER, failed.happened, _READER, Retry.LATER)


def _silent(happened: str) -> Failed:
    return Failed(
        FailureCode.READER_SILENT,
        f"the card reader: {happened}",
        "check its plug and power; `./station devices probe` tests it",
        Retry.LATER,
    )

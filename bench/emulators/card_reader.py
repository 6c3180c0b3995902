"""An ID card reader's security module at the far end of a serial line (PROTOCOLS §1), with its surprises and faults.

It hides a card that was read until the card is lifted, takes its time over the radio field, and answers what it does
not know with status 21. Written from the protocol page; shares no code with the driver.
"""

import functools
import operator
import threading
import time
from collections import deque
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from bench.emulators.card_layouts import card_block
from bench.emulators.faulty_wire import FaultyWire, Wire
from bench.emulators.wire import PacedPty

SAM_ID = bytes.fromhex("05000300E5D63401393000003209 0100".replace(" ", ""))
"""05.03-20240101-0000012345-0000067890."""
PHOTO = bytes(range(256)) * 4


class CardFault(StrEnum):
    """What can go wrong (§1.12). Each strikes the next answers it fits, `times` of them."""

    DELAY = "delay"
    HALF_FRAME = "half_frame"
    WRONG_CHECKSUM = "wrong_checksum"
    GARBAGE_BEFORE = "garbage_before"
    STRAY_BYTE = "stray_byte"
    SILENT = "silent"
    DUPLICATE_ANSWER = "duplicate_answer"
    STALE_ANSWER = "stale_answer"
    LIFTED_EARLY = "lifted_early"
    """The card goes away between select and read."""
    LIFTED_IN_READ = "lifted_in_read"
    """The line falls silent in the middle of the card's text, the card is gone."""
    VANISH = "vanish"
    """The port goes away in the middle of an answer."""
    BABBLE = "babble"
    """Endless bytes that are no frame."""
    STATUS = "status"
    """Answer with the status `sw3` instead."""
    BAD_TEXT = "bad_text"
    """An unpaired surrogate in the name."""
    LENGTHS = "lengths"
    """Lengths inside the read answer that do not add up."""
    SLOW_BYTE = "slow_byte"
    """50 ms between the bytes."""


_OF_READ = {CardFault.LIFTED_EARLY, CardFault.LIFTED_IN_READ, CardFault.BAD_TEXT, CardFault.LENGTHS}


class _Planned:
    def __init__(self, fault: CardFault, times: int, only: bytes, sw3: int, seconds: float) -> None:
        self.fault, self.times, self.only, self.sw3, self.seconds = fault, times, only, sw3, seconds


def _xor(body: bytes) -> int:
    return functools.reduce(operator.xor, body, 0)


def _frame(sw3: int, payload: bytes = b"") -> bytes:
    body = (len(payload) + 4).to_bytes(2, "big") + bytes((0, 0, sw3)) + payload
    return b"\xaa\xaa\xaa\x96\x69" + body + bytes((_xor(body),))


class CardReaderEmulator:
    """A reader that can be plugged, given a card and made to fail. Runs in its own thread; call from any thread.

    `radio_s`: how long the field takes to read a card (real modules: about a second). `path`: the port to configure.
    `wire`: another than a serial line.
    """

    def __init__(
        self,
        baud: int = 115200,
        radio_s: float = 0.0,
        path: Path | None = None,
        wire: FaultyWire | Wire | None = None,
    ) -> None:
        self.wire = wire or PacedPty(baud, path)
        self.radio_s = radio_s
        self._lock = threading.Lock()
        self._block: bytes | None = None
        self._photo: bytes | None = PHOTO
        self._address = b""
        self._state = "empty"  # empty, unread, found, selected, read
        self._faults: deque[_Planned] = deque()
        self._last = b""
        self._is_slow = False
        self.asked: list[bytes] = []  # command bytes in order, for tests
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="card-reader-emulator", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return self.wire.path

    # --- what a hand does ---------------------------------------------------------------------------------------

    def put_card(self, card: Mapping[str, str] | bytes, photo: bytes | None = PHOTO, new_address: str = "") -> None:
        """Lay a card down: a person as in CLI.md `--person`, or a whole 256-byte text block."""
        block = card if isinstance(card, bytes) else card_block(card)
        with self._lock:
            self._block, self._photo, self._state = block, photo, "unread"
            self._address = new_address.ljust(35).encode("utf-16-le")[:70] if new_address else b""

    def lift_card(self) -> None:
        with self._lock:
            self._block, self._state = None, "empty"

    def unplug(self) -> None:
        self.wire.unplug()

    def replug(self) -> None:
        with self._lock:
            if self._block is not None:
                self._state = "unread"
        self.wire.replug()

    def fault(
        self, fault: CardFault | str, times: int = 1, only: bytes = b"", sw3: int = 0x41, seconds: float = 0.5
    ) -> None:
        """Plan a fault for the next `times` answers; `only`: to requests that begin with these command bytes."""
        with self._lock:
            self._is_slow = True
            self._faults.append(_Planned(CardFault(fault), times, only, sw3, seconds))

    def heal(self) -> None:
        """Forget all planned faults."""
        with self._lock:
            self._faults.clear()
            self._is_slow = False

    @property
    def hides_card(self) -> bool:
        """Whether a card lies there that was read: find answers 80 until it is lifted."""
        with self._lock:
            return self._state == "read"

    def close(self) -> None:
        self._ended.set()
        self.wire.wake()
        self._thread.join(timeout=5)
        self.wire.close()

    # --- the module ---------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        heard = b""
        while not self._ended.is_set():
            came = self.wire.read(0.5)
            if not came:
                heard = b"" if not self.wire.plugged else heard
                if not self.wire.plugged:
                    self._ended.wait(0.02)
                continue
            heard = (heard + came)[-8192:]
            while (request := self._next_request(heard)) is not None:
                heard, body = request
                if body is not None:
                    self._answer(body)

    @staticmethod
    def _next_request(heard: bytes) -> tuple[bytes, bytes | None] | None:
        """The rest and the body (command on) of a whole request; body b"" when its checksum is wrong."""
        at = heard.find(b"\xaa\xaa\xaa\x96\x69")
        if at < 0 or len(heard) < at + 7:
            return None
        size = heard[at + 5] * 256 + heard[at + 6]
        if not 3 <= size <= 1024:
            return heard[at + 5 :], None
        if len(heard) < at + 7 + size:
            return None
        whole = heard[at + 5 : at + 7 + size]
        return heard[at + 7 + size :], whole[2:-1] if _xor(whole) == 0 else b""

    def _answer(self, body: bytes) -> None:
        with self._lock:
            self.asked.append(body[:2])
            planned = self._take_fault(body)
            if planned and planned.fault is CardFault.LIFTED_EARLY:
                self._block, self._state = None, "empty"
            if planned and planned.fault is CardFault.STATUS:
                answer, radio_s = _frame(planned.sw3), 0.0
            else:
                answer, radio_s = self._good_answer(body, planned)
        if radio_s:
            self._ended.wait(radio_s)
        self._send(answer, planned)
        self._last = answer

    def _take_fault(self, body: bytes) -> _Planned | None:
        for planned in self._faults:
            wanted = planned.only or (b"\x30\x01" if planned.fault in _OF_READ else b"")
            if body.startswith(wanted):
                planned.times -= 1
                if planned.times <= 0:
                    self._faults.remove(planned)
                return planned
        return None

    def _good_answer(self, body: bytes, planned: _Planned | None) -> tuple[bytes, float]:
        """The answer and how long the radio field takes for it."""
        lies = self._block is not None
        match body[:2]:
            case b"":
                return _frame(0x10), 0.0
            case b"\x10\xff":
                if lies:
                    self._state = "unread"
                return _frame(0x90), 0.0
            case b"\x11\xff" | b"\x61\xff":
                return _frame(0x90), 0.0
            case b"\x12\xff":
                return _frame(0x90, SAM_ID), 0.0
            case b"\x20\x01":
                if not lies or self._state == "read":
                    return _frame(0x80), 0.0
                self._state = "found"
                return _frame(0x9F, bytes(4)), 0.0
            case b"\x20\x02":
                if self._state != "found":
                    return _frame(0x81), 0.0
                self._state = "selected"
                return _frame(0x90, bytes(8)), 0.0
            case b"\x30\x01" | b"\x30\x10":
                return self._read_answer(body, planned)
            case b"\x30\x03":
                if self._state not in ("selected", "read"):
                    return _frame(0x41), 0.0
                return (_frame(0x90, self._address) if self._address else _frame(0x91)), 0.0
            case _:
                return _frame(0x21), 0.0

    def _read_answer(self, body: bytes, planned: _Planned | None) -> tuple[bytes, float]:
        if self._block is None or self._state not in ("selected", "read"):
            return _frame(0x41), self.radio_s
        self._state = "read"
        text, photo = self._block, self._photo or b""
        if planned and planned.fault is CardFault.BAD_TEXT:
            text = b"\x00\xd8" + text[2:]
        sizes = len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big")
        if planned and planned.fault is CardFault.LENGTHS:
            sizes = b"\x01\x00\x01\x00"
        fingerprint = b"" if body[1] == 0x01 else b"\x00\x00"
        return _frame(0x90, sizes + fingerprint + text + photo), self.radio_s

    def _send(self, answer: bytes, planned: _Planned | None) -> None:
        match planned.fault if planned else None:
            case CardFault.DELAY:
                self._ended.wait(planned.seconds if planned else 0)
                self.wire.write(answer)
            case CardFault.HALF_FRAME:
                self.wire.write(answer[: max(7, len(answer) // 2)])
            case CardFault.LIFTED_IN_READ:
                self.wire.write(answer[:200])
                self.lift_card()
            case CardFault.WRONG_CHECKSUM:
                self.wire.write(answer[:-1] + bytes((answer[-1] ^ 0xFF,)))
            case CardFault.GARBAGE_BEFORE:
                self.wire.write(b"\x00\xff\x96\x69\xaa\xaa\x13noise" + answer)
            case CardFault.STRAY_BYTE:
                self.wire.write(answer[:1] + b"\x00" + answer[1:])
            case CardFault.SILENT:
                pass
            case CardFault.DUPLICATE_ANSWER:
                self.wire.write(answer + answer)
            case CardFault.STALE_ANSWER:
                self.wire.write(self._last + answer)
            case CardFault.VANISH:
                self.wire.write(answer[: len(answer) // 2])
                self.unplug()
            case CardFault.BABBLE:
                ends = time.monotonic() + (planned.seconds if planned else 0)
                while time.monotonic() < ends and not self._ended.is_set():
                    self.wire.write(b"\xaa\x55\xaa\x96" * 8)
            case CardFault.SLOW_BYTE:
                for at in range(len(answer)):
                    if self._ended.wait(0.05) or not self._is_slow:
                        break
                    self.wire.write(answer[at : at + 1])
            case _:
                self.wire.write(answer)

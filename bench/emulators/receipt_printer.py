"""A receipt printer at the far end of a serial line (PROTOCOLS §4), with its sensors, its blade and its faults.

Real-time commands are obeyed as they arrive, also inside a picture and while nothing is printed; everything else waits
in the buffer and stays there when the paper ends. Written from the protocol page; shares no code with the driver.
"""

import threading
from enum import StrEnum
from pathlib import Path

from bench.emulators.faulty_wire import FaultyWire, Wire
from bench.emulators.wire import PacedPty
from bench.escpos_stream import CLEAR_BUFFER, Command, CommandStream, UnknownCommand


class PrinterFault(StrEnum):
    """What can go wrong with a printer; each lasts until `heal`."""

    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER_JAM = "cutter_jam"
    """The blade sticks at the next cut."""
    OVERHEATED = "overheated"
    SILENT = "silent"
    """It prints, but answers nothing."""
    DEAD = "dead"
    """It takes bytes and does nothing."""
    PAPER_OUT_MID_SLIP = "paper_out_mid_slip"
    """The roll ends 200 dots into the next slip."""
    BABBLES = "babbles"
    """Before each answer it sends an automatic status and an XON that nobody asked for."""


_MID_SLIP_DOTS = 200
_BUFFER_BYTES = 65536


class ReceiptPrinterEmulator:
    """A printer with a roll of paper. Runs in its own thread; call from any thread. `path`: the port to configure.

    `slips` holds the bytes that became paper, one entry a cut; `unfinished` what was printed since.
    """

    def __init__(self, baud: int = 115200, path: Path | None = None, wire: FaultyWire | Wire | None = None) -> None:
        self._wire = wire or PacedPty(baud, path)
        self._changed = threading.Condition()
        self._faults: set[PrinterFault] = set()
        self._stream = CommandStream()
        self._waiting: list[Command] = []
        self._tail = b""
        self._printed = bytearray()
        self._dots = 0
        self._blade_stuck = False
        self._automatic = 0
        self._told = b""
        self._pulled_after: int | None = None
        self._dies_after: int | None = None
        self.slips: list[bytes] = []
        self.trouble: list[str] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="receipt-printer-emulator", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return self._wire.path

    @property
    def unfinished(self) -> bytes:
        with self._changed:
            return bytes(self._printed)

    # --- what a hand does -------------------------------------------------------------------------------------------

    def fault(self, fault: PrinterFault | str) -> None:
        with self._changed:
            self._faults.add(PrinterFault(fault))
        self._settle()

    def heal(self, *faults: PrinterFault | str) -> None:
        """Put these faults right, or all of them: what waits in the buffer is printed on, as real printers do."""
        with self._changed:
            gone = {PrinterFault(fault) for fault in faults} or set(PrinterFault)
            self._faults -= gone
            if PrinterFault.CUTTER_JAM in gone:
                self._blade_stuck = False
        self._settle()

    def unplug(self) -> None:
        self._wire.unplug()

    def pull_plug_after(self, count: int) -> None:
        """Pull the plug once the printer has heard `count` more bytes."""
        self._pulled_after = count

    def lose_power_after(self, count: int) -> None:
        """Its own power fails once it has heard `count` more bytes, while its plug stays in: deaf until `power_on`."""
        self._dies_after = count

    def power_on(self) -> None:
        self.power_off()
        self.heal(PrinterFault.DEAD)

    def power_off(self) -> None:
        """Switch off and on while it is plugged in: what waited in the buffer is gone, paper and faults are not."""
        with self._changed:
            self._waiting.clear()
            self._stream = CommandStream()
            self._automatic = 0

    def replug(self) -> None:
        """Plug in again; a printer that lost its power has forgotten its buffer and its settings."""
        self.power_off()
        self._wire.replug()

    def wait_for_slips(self, count: int, timeout_s: float) -> bool:
        """Wait until `count` slips were cut off; False when they were not in time."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.slips) >= count, timeout_s)

    def close(self) -> None:
        self._ended.set()
        self._wire.wake()
        self._thread.join(timeout=5)
        self._wire.close()

    # --- the printer ------------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        while not self._ended.is_set():
            came = self._wire.read(0.5)
            if came:
                self._hear(came if self._dies_after is None else came[: self._dies_after])
            if self._dies_after is not None:
                self._dies_after -= len(came)
                if self._dies_after <= 0:
                    self._dies_after = None
                    self.fault(PrinterFault.DEAD)
                    self.power_off()
            if self._pulled_after is not None:
                self._pulled_after -= len(came)
                if self._pulled_after <= 0:
                    self._pulled_after = None
                    self._wire.unplug()

    def _hear(self, came: bytes) -> None:
        if PrinterFault.DEAD in self._faults:
            return
        answers, came = self._obey_at_once(came)
        with self._changed:
            try:
                self._waiting += self._stream.feed(came)
            except UnknownCommand as unknown:
                self.trouble.append(str(unknown))
            if len(self._waiting) > _BUFFER_BYTES:
                self.trouble.append("buffer overrun")
                del self._waiting[_BUFFER_BYTES:]
        for question in answers:
            self._answer(self._real_time(question))
        self._settle()

    def _obey_at_once(self, came: bytes) -> tuple[list[int], bytes]:
        """Find `10 04 n`, `10 05 n` and "clear the buffer" wherever they stand. → questions; what is left to print."""
        seen = self._tail + came
        fresh_from = len(self._tail)
        self._tail = seen[-(len(CLEAR_BUFFER) - 1) :]
        questions = []
        for at in range(len(seen) - 2):
            if at + 2 < fresh_from or seen[at] != 0x10:
                continue
            if seen[at + 1] == 0x04 and 1 <= seen[at + 2] <= 4:
                questions.append(seen[at + 2])
            elif seen[at + 1] == 0x05 and seen[at + 2] in (1, 2):
                with self._changed:
                    self._blade_stuck = PrinterFault.CUTTER_JAM in self._faults
                    if seen[at + 2] == 2:
                        self._waiting.clear()
        if CLEAR_BUFFER in seen:
            came = seen[seen.rindex(CLEAR_BUFFER) + len(CLEAR_BUFFER) :]
            with self._changed:
                self._waiting.clear()
                self._stream.clear()
                self._tail = came
        return questions, came

    def _settle(self) -> None:
        """Print what can be printed, then tell what changed."""
        replies = []
        with self._changed:
            while self._waiting and self._cannot_print() is None:
                command = self._waiting.pop(0)
                reply = self._carry_out(command)
                if reply is not None:
                    replies.append(reply)
            status = self._automatic_status()
            if self._automatic and status != self._told:
                self._told = status
                replies.append(status)
        for reply in replies:
            self._answer(reply)

    def _cannot_print(self) -> str | None:
        if PrinterFault.PAPER_OUT in self._faults:
            return "paper"
        if PrinterFault.COVER_OPEN in self._faults:
            return "cover"
        if self._blade_stuck:
            return "cutter"
        return "hot" if PrinterFault.OVERHEATED in self._faults else None

    def _carry_out(self, command: Command) -> bytes | None:
        """Print, cut or answer one command; the lock is held."""
        head, arguments = command.head, command.arguments
        if head == b"\x1da":
            self._automatic = arguments[0]
            self._told = b""
            return None
        if head == b"\x1dr":
            if arguments[0] not in (1, 49):
                return b"\x00"
            return b"\x03" if PrinterFault.PAPER_LOW in self._faults else b"\x00"
        if head in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
            return None
        if head == b"\x1dV" and PrinterFault.CUTTER_JAM in self._faults:
            self._blade_stuck = True
            self._waiting.insert(0, command)
            return None
        self._printed += command.raw
        self._dots += _rows(command)
        if PrinterFault.PAPER_OUT_MID_SLIP in self._faults and self._dots > _MID_SLIP_DOTS:
            self._faults.discard(PrinterFault.PAPER_OUT_MID_SLIP)
            self._faults.add(PrinterFault.PAPER_OUT)
        if head == b"\x1dV":
            self.slips.append(bytes(self._printed))
            self._printed.clear()
            self._dots = 0
            self._changed.notify_all()
        return None

    def _answer(self, data: bytes) -> None:
        if self._faults & {PrinterFault.SILENT, PrinterFault.DEAD}:
            return
        if PrinterFault.BABBLES in self._faults and len(data) == 1:
            self._wire.write(self._automatic_status() + b"\x11")
        self._wire.write(data)

    def _real_time(self, question: int) -> bytes:
        trouble = self._cannot_print()
        answer = 0x12
        if question == 1 and trouble:
            answer |= 0x08
        elif question == 2:
            answer |= {"cover": 0x04, "paper": 0x20, "cutter": 0x40, "hot": 0x40}.get(trouble or "", 0)
        elif question == 3:
            answer |= {"cutter": 0x08, "hot": 0x40}.get(trouble or "", 0)
        elif question == 4 and PrinterFault.PAPER_OUT in self._faults:
            answer |= 0x6C
        elif question == 4 and PrinterFault.PAPER_LOW in self._faults:
            answer |= 0x0C
        return bytes((answer,))

    def _automatic_status(self) -> bytes:
        trouble = self._cannot_print()
        first = 0x10 | (0x08 if trouble else 0) | (0x20 if trouble == "cover" else 0)
        second = {"cutter": 0x08, "hot": 0x40}.get(trouble or "", 0)
        out = PrinterFault.PAPER_OUT in self._faults
        third = 0x0F if out else 0x03 if PrinterFault.PAPER_LOW in self._faults else 0
        return bytes((first, second, third, 0))


def _rows(command: Command) -> int:
    """Dots of paper that a command moves on, roughly; enough to end a roll in the middle of a slip."""
    if command.head == b"\n":
        return 34
    if command.head == b"\x1bd":
        return 34 * command.arguments[0]
    if command.head == b"\x1dv":
        return command.arguments[4] | command.arguments[5] << 8
    return 0

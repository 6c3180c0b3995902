"""A relay board with a door contact at the far end of a serial line: `relay N on`, `relay N off`, `input`."""

import threading
from enum import StrEnum
from pathlib import Path

from bench.emulators.faulty_wire import FaultyWire, Wire
from bench.emulators.wire import PacedPty


class RelayFault(StrEnum):
    SILENT = "silent"
    GARBAGE = "garbage"


class RelayBoardEmulator:
    """Call from any thread. `lit`: numbers of the relays that are on."""

    def __init__(self, path: Path | None = None, wire: FaultyWire | Wire | None = None) -> None:
        self._wire = wire or PacedPty(9600, path)
        self._changed = threading.Condition()
        self._faults: set[RelayFault] = set()
        self._door_is_open = False
        self.lit: set[str] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="relay-emulator", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return self._wire.path

    def fault(self, fault: RelayFault | str) -> None:
        self._faults.add(RelayFault(fault))

    def heal(self) -> None:
        self._faults.clear()

    def move_door(self, is_open: bool) -> None:
        self._door_is_open = is_open

    def unplug(self) -> None:
        self._wire.unplug()

    def replug(self) -> None:
        self._wire.replug()

    def wait_lit(self, numbers: set[str], timeout_s: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.lit == numbers, timeout_s)

    def close(self) -> None:
        self._ended.set()
        self._wire.wake()
        self._thread.join(timeout=5)
        self._wire.close()

    def _serve(self) -> None:
        heard = b""
        while not self._ended.is_set():
            heard = (heard + self._wire.read(0.5))[-256:]
            while b"\r" in heard:
                line, _, heard = heard.partition(b"\r")
                self._obey(line.decode("ascii", "replace").split())
            if not self._wire.plugged:
                self._ended.wait(0.02)

    def _obey(self, words: list[str]) -> None:
        match words:
            case ["relay", number, state]:
                with self._changed:
                    (self.lit.add if state == "on" else self.lit.discard)(number)
                    self._changed.notify_all()
            case ["input"] if RelayFault.GARBAGE in self._faults:
                self._wire.write(b"\xff\x00" * 60)
            case ["input"] if RelayFault.SILENT not in self._faults:
                self._wire.write(f"input {int(self._door_is_open)}\r\n".encode())
            case _:
                pass

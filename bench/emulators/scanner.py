"""A code scanner at the far end of a serial line (PROTOCOLS §3.2): it sends what it is shown, framed as it was set."""

import threading
import time
from enum import StrEnum
from pathlib import Path

from bench.emulators.faulty_wire import FaultyWire, Wire
from bench.emulators.wire import PacedPty


class ScannerFault(StrEnum):
    NO_SUFFIX = "no_suffix"
    TWICE = "twice"
    """The same code again at once, as a scanner does while the code stays before it."""
    ENDLESS = "endless"
    """8 KiB without a suffix."""
    TORN = "torn"
    """10 ms of silence in the middle."""
    GARBAGE = "garbage"
    """Bytes that are neither UTF-8 nor GB18030."""
    VANISH = "vanish"
    """The port goes away in the middle of a code."""


class ScannerEmulator:
    """A scanner that triggers itself, or by `trigger` bytes. Call from any thread."""

    def __init__(
        self,
        baud: int = 9600,
        prefix: bytes = b"",
        suffix: bytes = b"\r",
        path: Path | None = None,
        wire: FaultyWire | Wire | None = None,
    ) -> None:
        self._wire = wire or PacedPty(baud, path)
        self._prefix = prefix
        self._suffix = suffix
        self._lock = threading.Lock()
        self._faults: list[ScannerFault] = []
        self._heard = threading.Condition()
        self.asked = b""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="scanner-emulator", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return self._wire.path

    def show(self, text: str | bytes, encoding: str = "utf-8") -> None:
        """Hold a code before the scanner; returns when its bytes are on the line."""
        payload = text if isinstance(text, bytes) else text.encode(encoding)
        with self._lock:
            fault = self._faults.pop(0) if self._faults else None
            whole = self._prefix + payload + self._suffix
            match fault:
                case ScannerFault.NO_SUFFIX:
                    self._wire.write(self._prefix + payload)
                case ScannerFault.TWICE:
                    self._wire.write(whole + whole)
                case ScannerFault.ENDLESS:
                    self._wire.write(
                        self._prefix + (payload or b"x") * (8192 // max(1, len(payload)) + 1) + self._suffix
                    )
                case ScannerFault.TORN:
                    self._wire.write(whole[: len(whole) // 2])
                    time.sleep(0.01)
                    self._wire.write(whole[len(whole) // 2 :])
                case ScannerFault.GARBAGE:
                    self._wire.write(self._prefix + b"\xff\xfe\x80\xff" + self._suffix)
                case ScannerFault.VANISH:
                    self._wire.write(whole[: len(whole) // 2])
                    self._wire.unplug()
                case None:
                    self._wire.write(whole)

    def fault(self, fault: ScannerFault | str) -> None:
        """Strikes the next code that is shown."""
        with self._lock:
            self._faults.append(ScannerFault(fault))

    def unplug(self) -> None:
        self._wire.unplug()

    def replug(self) -> None:
        self._wire.replug()

    def wait_asked(self, command: bytes, timeout_s: float) -> bool:
        """Wait until the program has sent these bytes; False when it has not in time."""
        with self._heard:
            return self._heard.wait_for(lambda: command in self.asked, timeout_s)

    def close(self) -> None:
        self._ended.set()
        self._wire.wake()
        self._thread.join(timeout=5)
        self._wire.close()

    def _listen(self) -> None:
        while not self._ended.is_set():
            came = self._wire.read(0.5)
            with self._heard:
                self.asked = (self.asked + came)[-256:]
                self._heard.notify_all()
            if not self._wire.plugged:
                self._ended.wait(0.02)

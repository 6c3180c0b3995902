"""The recognising process as the window has it: begun with the pad, asked without waiting, ended with the visit.

A process of its own, so that the window's thread shares no interpreter with the arithmetic; ending it is what makes
sure that no stroke outlives the visit.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from kiosk.text_entry.handwriting.lines import LINE_LIMIT, Asked, Told

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_MS = 4000
"""An answer takes milliseconds; a process that needs longer than its own start is no use."""
GONE_AFTER_MS = 1000

Strokes = Sequence[Sequence[tuple[float, float]]]
Tell = Callable[[str | None], None]


def worker_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "handwriting-worker"]
    return [sys.executable, "-m", "kiosk.text_entry.handwriting.worker"]


class HandwritingProcess(QObject):
    """Lives on the window's thread and never blocks it. One question at a time: a newer one replaces an older."""

    def __init__(self, parent: QObject | None = None, command: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._command = list(command) or worker_command()
        self._process: QProcess | None = None
        self._number = 0
        self._tell: Tell | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._fail)

    def prepare(self) -> None:
        """Start it unless it runs; a resident opens the pad a second before the first character stands."""
        if self._process is not None:
            return
        process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        paths = [str(ROOT), *surroundings.value("PYTHONPATH").split(os.pathsep)]
        surroundings.insert("PYTHONPATH", os.pathsep.join(dict.fromkeys(filter(None, paths))))
        surroundings.insert("OPENBLAS_NUM_THREADS", "1")
        process.setProcessEnvironment(surroundings)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._fail)
        process.errorOccurred.connect(self._fail)
        self._process = process
        process.start(self._command[0], self._command[1:])

    def ask(self, strokes: Strokes, tell: Tell) -> None:
        """`tell` gets the characters, best first, or None when they cannot be had; not at all when asked anew."""
        self._number += 1
        self._tell = tell
        self.prepare()
        line = msgspec.json.encode(Asked(self._number, tuple(tuple(stroke) for stroke in strokes)))
        if self._process is None or len(line) >= LINE_LIMIT:
            self._fail()
            return
        self._process.write(line + b"\n")
        self._patience.start()

    def end(self) -> None:
        """Nobody is told any more; the process goes, and with it whatever it had in memory."""
        self._tell = None
        self._patience.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._fail)
        process.errorOccurred.disconnect(self._fail)
        process.finished.connect(process.deleteLater)
        process.kill()  # there is nothing in it to save

    def close(self) -> None:
        """The station stops: as `end`, and wait until they are gone."""
        self.end()
        for process in self.findChildren(QProcess):
            process.waitForFinished(GONE_AFTER_MS)

    @property
    def pid(self) -> int:
        """0 when none runs."""
        return self._process.processId() if self._process is not None else 0

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            try:
                told = msgspec.json.decode(bytes(self._process.readLine(LINE_LIMIT).data()), type=Told)
            except (msgspec.DecodeError, msgspec.ValidationError):
                continue
            if told.number == self._number and self._tell is not None:
                tell, self._tell = self._tell, None
                self._patience.stop()
                tell(told.characters)

    def _fail(self) -> None:
        """It ended, did not start or is silent: whoever waits is told; the next question starts another."""
        tell = self._tell
        self.end()
        if tell is not None:
            tell(None)

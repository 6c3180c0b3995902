"""What the window's thread does once a page has stood for a moment: it clears up, so that no page change has to.

QML's engine and Python look for what nobody holds any more whenever enough was made since the last time. Left to
themselves they do so while a page is being made: 5 and 30 ms on top of its 10.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtQml import QQmlEngine

from kiosk.screens.stage import Stage

AFTER_MS = 60
"""Nobody touches again so soon, and the page's frames are drawn."""


class Rest(QObject):
    """One per window, made on its thread. Python's own collection waits for the page that nobody stands before."""

    cleared_up = Signal()

    def __init__(self, engine: QQmlEngine, stage: Stage) -> None:
        super().__init__(engine)  # nothing is cleared up after it
        self._engine = engine
        self._stage = stage
        self._timer = QTimer(self, interval=AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._clear_up)
        stage.presented.connect(self._timer.start)

    @property
    def is_due(self) -> bool:
        """A page changed and was not cleared up after."""
        return self._timer.isActive()

    def _clear_up(self) -> None:
        self._engine.collectGarbage()
        if self._stage.screen.startswith("idle"):
            gc.collect()
        self.cleared_up.emit()

"""Eyes and a finger: finds what is on the screen by its name and touches it through Qt's own touch events."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QPoint, Qt, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest


class NotThere(RuntimeError):
    """What the resident looked for did not appear in time; says what was on the screen instead."""


@dataclass(frozen=True)
class Seen:
    name: str
    x: float
    y: float
    width: float
    height: float


class Finger:
    def __init__(self, engine: QQmlEngine, window: QQuickWindow) -> None:
        self._window = window
        self._device = QTest.createTouchDevice()
        component = QQmlComponent(engine, QUrl.fromLocalFile(str(Path(__file__).parent / "Eye.qml")))
        eye = component.create()
        if eye is None:
            raise RuntimeError(component.errorString())
        self._component = component
        self._eye: QObject = eye
        self._eye.setProperty("desk", window.contentItem())
        self._asked = 0
        self._frames = 0
        self.touched_s = time.perf_counter()
        """When the screen was touched last."""
        window.frameSwapped.connect(self._count_frame, Qt.ConnectionType.QueuedConnection)

    def look(self) -> list[Seen]:
        """Everything that can be pressed now, in drawing order: what lies on top comes last."""
        self._asked += 1
        self._eye.setProperty("asked", self._asked)
        return [Seen(**entry) for entry in json.loads(str(self._eye.property("seen")))]

    def find(self, name: str) -> Seen | None:
        return next((seen for seen in reversed(self.look()) if seen.name == name), None)

    def wait_for(self, name: str, seconds: float = 10.0) -> Seen:
        """Wait until something of this name can be pressed. Raises NotThere."""
        found: list[Seen] = []

        def there() -> bool:
            seen = self.find(name)
            found[:] = [seen] if seen is not None else []
            return bool(found)

        if not self.wait_until(there, seconds):
            raise NotThere(f"no {name!r}; there is {sorted({seen.name for seen in self.look()})}")
        return found[0]

    def wait_until(self, is_so: Callable[[], bool], seconds: float) -> bool:
        """Let the window work until `is_so`; False when it was not in time."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end:
                return False
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.002)
        return True

    def settle(self) -> None:
        """Let everything that waits be delivered and drawn."""
        for _ in range(3):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def wait_for_frame(self) -> None:
        """Until what stands there was made and drawn: only then does everything lie in its place."""
        self.wait_until(lambda: bool(self._window.property("pageWhole")), 5)
        before = self._frames
        self._window.update()
        self.wait_until(lambda: self._frames > before, 5)

    def _count_frame(self) -> None:
        self._frames += 1

    def touch(self, name: str, seconds: float = 10.0) -> Seen:
        self.wait_for(name, seconds)
        self.wait_for_frame()
        seen = self.wait_for(name, seconds)
        self.touch_at(seen.x, seen.y)
        return seen

    def touch_at(self, x: float, y: float) -> None:
        point = QPoint(round(x), round(y))
        self.touched_s = time.perf_counter()
        QTest.touchEvent(self._window, self._device).press(0, point, self._window).commit()
        QTest.touchEvent(self._window, self._device).release(0, point, self._window).commit()
        self.settle()

    def draw(self, pad: Seen, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
        """Draw with the finger on a pad; points are shares of its width and height."""
        left, top = pad.x - pad.width / 2, pad.y - pad.height / 2
        for stroke in strokes:
            points = [QPoint(round(left + x * pad.width), round(top + y * pad.height)) for x, y in stroke]
            QTest.touchEvent(self._window, self._device).press(0, points[0], self._window).commit()
            for point in points[1:]:
                QTest.touchEvent(self._window, self._device).move(0, point, self._window).commit()
            QTest.touchEvent(self._window, self._device).release(0, points[-1], self._window).commit()
        self.settle()

"""Python side of Probe.qml: what is on the window, as structs; pressing by name."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow


class Box(msgspec.Struct, kw_only=True):
    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: "Box") -> tuple[float, float]:
        """Width and height of the common part, 0 when there is none."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        tall = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return (wide, tall) if wide > 0 and tall > 0 else (0.0, 0.0)


class Target(Box, kw_only=True):
    name: str
    enabled: bool
    primary: bool
    order: int


class Said(Box, kw_only=True):
    """One text on screen. `pressed`: place in `targets` of what it belongs to, or -1. `order`: when it is drawn."""

    text: str
    px: int
    painted_width: float
    painted_height: float
    truncated: bool
    lines: int
    colour: str
    align: int
    pressed: int
    enabled: bool
    bold: bool
    order: int


class Ground(Box, kw_only=True):
    """A filled rectangle; later ones (`order`) lie over earlier ones."""

    radius: float
    colour: str
    order: int


class Seen(msgspec.Struct, kw_only=True):
    width: float
    height: float
    targets: list[Target]
    texts: list[Said]
    grounds: list[Ground]


class Probe:
    """One per engine."""

    def __init__(self, engine: QQmlEngine) -> None:
        self._component = QQmlComponent(engine, QUrl.fromLocalFile(str(Path(__file__).with_name("Probe.qml"))))
        made = self._component.create()
        if made is None:
            raise RuntimeError(self._component.errorString())
        self._probe: QObject = made

    def look(self, window: QQuickWindow) -> Seen:
        return msgspec.json.decode(self._ask(window, ""), type=Seen)

    def press(self, window: QQuickWindow, name: str) -> bool:
        """Press the target called `name` ("act:item:R06-014"). False: it is not on screen, or cannot be pressed."""
        return msgspec.json.decode(self._ask(window, name), type=bool)

    def _ask(self, window: QQuickWindow, wanted: str) -> str:
        self._probe.setProperty("window", window)
        self._probe.setProperty("wanted", wanted)
        self._probe.setProperty("asked", self._probe.property("asked") + 1)
        answer = self._probe.property("answer")
        self._probe.setProperty("window", None)
        return str(answer)

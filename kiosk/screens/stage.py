"""The thin QObject between the journey and QML: what to show goes out, what was touched comes in. No thinking here."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue


class Stage(QObject):
    """One per window. `present()` is called by the conductor after every event.

    QML reads `shown_text` and `frame_text` (JSON of msgspec structs, see screens/shown.py and screens/frame.py) and
    calls `act(name, argument)`; names are the values of kiosk.journey.events.On. Text, because QML parses it once into
    objects of its own: a map of Python it would convert at every look.
    """

    presented = Signal()
    frame_changed = Signal()
    live_changed = Signal()

    def __init__(self, on_act: Callable[[str, object], None] | None = None, parent: QObject | None = None) -> None:
        """on_act None: acts wait until `hand_over`, for a first page that is drawn before the journey is there."""
        super().__init__(parent)
        self._on_act = on_act
        self._waiting: list[tuple[str, object]] = []
        self._screen = ""
        self._shown = self._frame = "{}"
        self._entry: QObject | None = None
        self._live = ""

    def hand_over(self, on_act: Callable[[str, object], None]) -> None:
        """The journey is there: it gets what was touched meanwhile, the first touch only."""
        self._on_act = on_act
        waiting, self._waiting = self._waiting[:1], []
        for name, argument in waiting:
            on_act(name, argument)

    def attach(self, entry: QObject) -> None:
        """The text field on screen, kiosk/text_entry/entry.py; before a page with a field is shown."""
        self._entry = entry

    def present(self, screen: str, shown: str, frame: str) -> None:
        """screen: QML path under kiosk/screens; shown, frame: JSON objects.

        The frame goes first: bars and profile belong to the new screen.
        """
        if frame != self._frame:
            self._frame = frame
            self.frame_changed.emit()
        if screen != self._screen or shown != self._shown:
            self._screen = screen
            self._shown = shown
            self.presented.emit()

    def show_live(self, address: str) -> None:
        """Address of the camera's newest picture. Apart from `shown`: five a second, and nothing else moves."""
        if address != self._live:
            self._live = address
            self.live_changed.emit()

    @Slot(str)
    @Slot(str, "QVariant")
    def act(self, name: str, argument: object = None) -> None:
        # a JavaScript object or list arrives wrapped; the journey wants plain values
        plain = argument.toVariant() if isinstance(argument, QJSValue) else argument
        if self._on_act is None:
            self._waiting.append((name, plain))
        else:
            self._on_act(name, plain)

    @property
    def shown(self) -> dict[str, Any]:
        """What the page shows, for who looks at it from Python."""
        return json.loads(self._shown)

    @property
    def frame(self) -> dict[str, Any]:
        return json.loads(self._frame)

    if TYPE_CHECKING:
        # what Python reads; PySide's stubs know only the Property itself
        screen: str
        entry: QObject | None
        live: str
    else:
        screen = Property(str, lambda self: self._screen, notify=presented)
        shown_text = Property(str, lambda self: self._shown, notify=presented)
        live = Property(str, lambda self: self._live, notify=live_changed)
        entry = Property(QObject, lambda self: self._entry, constant=True)
        frame_text = Property(str, lambda self: self._frame, notify=frame_changed)

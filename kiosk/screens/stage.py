"""The thin QObject between the journey and QML: what to show goes out, what was touched comes in. No thinking here."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue


class Stage(QObject):
    """One per window. `present()` is called by the conductor after every event.

    QML reads `shown` and `frame` (plain maps built from msgspec structs, see screens/shown.py and screens/frame.py)
    and calls `act(name, argument)`; names are the values of kiosk.journey.events.On.
    """

    presented = Signal()
    frame_changed = Signal()

    def __init__(self, on_act: Callable[[str, object], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_act = on_act
        self._screen = ""
        self._shown: dict[str, object] = {}
        self._frame: dict[str, object] = {}
        self._entry: QObject | None = None

    def attach(self, entry: QObject) -> None:
        """The text field on screen, kiosk/text_entry/entry.py; before QML is loaded."""
        self._entry = entry

    def present(self, screen: str, shown: dict[str, object], frame: dict[str, object]) -> None:
        """screen: QML path under kiosk/screens. The frame goes first: bars and profile belong to the new screen.

        Lists inside become Python lists: PySide hands QML a tuple in a map as an opaque object.
        """
        shown, frame = _lists(shown), _lists(frame)
        if frame != self._frame:
            self._frame = frame
            self.frame_changed.emit()
        if screen != self._screen or shown != self._shown:
            self._screen = screen
            self._shown = shown
            self.presented.emit()

    @Slot(str)
    @Slot(str, "QVariant")
    def act(self, name: str, argument: object = None) -> None:
        # a JavaScript object or list arrives wrapped; the journey wants plain values
        self._on_act(name, argument.toVariant() if isinstance(argument, QJSValue) else argument)

    screen = Property(str, lambda self: self._screen, notify=presented)
    shown = Property("QVariantMap", lambda self: self._shown, notify=presented)
    entry = Property(QObject, lambda self: self._entry, constant=True)
    frame = Property("QVariantMap", lambda self: self._frame, notify=frame_changed)


def _lists(plain: dict[str, object]) -> dict[str, object]:
    return msgspec.json.decode(msgspec.json.encode(plain), type=dict[str, object])

"""The thin QObject between the journey and QML: what to show goes out, what was touched comes in. No thinking here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QJSValue


class Stage(QObject):
    """One per window. `present()` is called by the conductor after every event.

    QML reads `shown` and `frame` (plain maps built from msgspec structs, see screens/shown.py and screens/frame.py)
    and calls `act(name, argument)`; names are the values of kiosk.journey.events.On.
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
        self._shown: dict[str, object] = {}
        self._frame: dict[str, object] = {}
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

    def present(self, screen: str, shown: dict[str, object], frame: dict[str, object]) -> None:
        """screen: QML path under kiosk/screens. The frame goes first: bars and profile belong to the new screen.

        Lists inside become Python lists: PySide hands QML a tuple in a map as an opaque object.
        """
        self.present_plain(screen, _lists(shown), _lists(frame))

    def present_plain(self, screen: str, shown: dict[str, object], frame: dict[str, object]) -> None:
        """As `present`, for maps that hold lists already."""
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

    if TYPE_CHECKING:
        # what Python reads; PySide's stubs know only the Property itself
        screen: str
        shown: dict[str, Any]
        frame: dict[str, Any]
        entry: QObject | None
        live: str
    else:
        screen = Property(str, lambda self: self._screen, notify=presented)
        shown = Property("QVariantMap", lambda self: self._shown, notify=presented)
        live = Property(str, lambda self: self._live, notify=live_changed)
        entry = Property(QObject, lambda self: self._entry, constant=True)
        frame = Property("QVariantMap", lambda self: self._frame, notify=frame_changed)


def _lists(plain: dict[str, object]) -> dict[str, object]:
    import msgspec  # a first page is plain already and does not wait for it

    return msgspec.json.decode(msgspec.json.encode(plain), type=dict[str, object])

"""A whole visit driven through the stage, without devices and without touching: fast enough for thousands of them.

The card is said to have been read; everything else is what QML would say when the resident presses.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

from bench.bare_station import write_settings
from bench.sample_pictures import sheet_jpeg
from bench.sample_station import enrol_without_centre
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.device_lines import CardSeen, DeviceState, DeviceStatus, PaperState
from contract.roles import Role
from kiosk.app import StationWindow
from kiosk.config import load_settings
from kiosk.journey.events import On

ITEM = "R06-014"
CARD = CardRecord(
    kind=CardKind.RESIDENT,
    name="张测试",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    nation="01",
    address="四川省成都市新都区测试路1号",
    issuer="新都区公安局",
    valid_from=date(2010, 1, 1),
    photo=bytes(1024),
)
STROKES = [[[0.2, 0.3], [0.35, 0.6], [0.5, 0.3]], [[0.25, 0.7], [0.75, 0.72]]]
TYPED = {"mobile": "13900001234", "emergency_mobile": "13800005678", "emergency_name": "李测试"}
SCREENS_AT_MOST = 80


class ActedVisit:
    """Visits at one window. `changed` is called after every act that put another page or question on the screen."""

    def __init__(self, folder: Path, *, with_camera: bool = False) -> None:
        """folder: takes the data of a station that is enrolled nowhere. with_camera: each visit takes a photograph."""
        config = write_settings(folder)
        self._with_camera = with_camera
        if with_camera:
            (folder / "sheet.jpg").write_bytes(sheet_jpeg(1))
            with config.open("a", encoding="utf-8") as file:
                file.write(f'\n[devices.camera]\ndriver = "picture_files"\nport = "{folder / "sheet.jpg"}"\n')
        enrol_without_centre(folder)
        self.station = StationWindow(load_settings(config))
        self._conductor = self.station.conductor
        self.stage = self._conductor.stage
        warmed: list[bool] = []
        self.station.warmed.connect(lambda: warmed.append(True))
        self.station.start()
        while not warmed:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        self._send_status()
        if with_camera:
            self.wait_until(lambda: self.station.site.camera is DeviceState.READY)

    def close(self) -> None:
        self.station.stop()

    def visit(self, acted: Callable[[str, object], None]) -> None:
        """From idle page to idle page. `acted(name, argument)` carries an act out and waits for it."""
        for name, argument in self._acts():
            acted(name, argument)

    def carry_out(self, name: str, argument: object = None) -> None:
        """An act of the stage, or "card" for a card that was read."""
        if name == "card":
            self._conductor._from_device(Role.CARD_READER, CardSeen(visit=self._visit, card=CARD))
        elif name == "over":
            self._conductor.happen(On.IDLE_OVER)
        else:
            self.stage.act(name, argument)

    @property
    def screen(self) -> str:
        return str(self.stage.screen).partition("/")[0]

    @property
    def _visit(self) -> int:
        return self._conductor._session.visit

    def _acts(self) -> Iterator[tuple[str, object]]:
        yield "touched", None
        yield "open_search", None
        for query in ("l", "la", "lao", "老年"):
            yield "query_changed", query
        yield "search_now", None
        yield "back", None
        yield "back", None
        yield "browse", "resident"
        yield "back", None
        yield "theme", self.station.package.themes()[0].name if self.station.package else ""
        yield "back", None
        yield "item", ITEM
        yield "apply", None
        yield "agreed", None
        yield "card", None
        for _ in range(SCREENS_AT_MOST):
            match self.screen:
                case "form":
                    yield from self._answer()
                case "materials":
                    yield from self._photograph()
                    yield "next", None
                case "sign":
                    yield "declare", {"id": "all", "agreed": True}
                    yield "signed", {"strokes": STROKES, "width": 800.0, "height": 300.0}
                    yield "next", None
                case "review":
                    yield "profile", "elder"
                    yield "profile", "standard"
                    yield "submit", None
                    self.wait_until(lambda: self.screen in ("receipt", "fault"))
                    yield "finished", None
                    yield "grade", "1"
                    yield "skip_rating", None
                    yield "over", None
                    return
                case other:
                    raise RuntimeError(f"the visit led to {other!r}: {self.stage.shown}")
        raise RuntimeError("the visit does not end")

    def _photograph(self) -> Iterator[tuple[str, object]]:
        if not self._with_camera:
            return
        yield "capture", {"id": "photo"}
        self.wait_until(lambda: bool(self.stage.shown.get("live")))
        yield "take", None
        self.wait_until(lambda: bool(self.stage.shown.get("picture")))
        yield "keep", None

    def _answer(self) -> Iterator[tuple[str, object]]:
        shown = self.stage.shown
        if shown["kind"] == "entry":
            entry = shown["entry"]
            yield "answer", {"field": entry["field"], "value": TYPED.get(str(entry["field"]), "测试小区1栋")}
        elif shown["kind"] in ("options", "places"):
            offered = [option["argument"] for option in shown["options"] or shown["places"].get("options") or ()]
            no = [argument for argument in offered if argument.get("value") is False]
            for argument in (no or offered)[:1]:
                yield "answer", argument
        yield "next", None

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Asleep between events (with a time limit Qt would not wait): the work is measured, not the waiting."""
        wake = QTimer()
        wake.start(50)
        while not is_so():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Let the window draw and drop the pages that went."""
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _send_status(self) -> None:
        for role, paper in ((Role.CARD_READER, None), (Role.RECEIPT_PRINTER, PaperState.OUT)):
            self._conductor._from_device(role, DeviceStatus(role=role, state=DeviceState.READY, paper=paper))

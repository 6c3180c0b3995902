"""Composition root: the only file that joins settings, devices, queue, words and screens. It decides nothing.

Order matters for the first frame: window, fonts, package, home first; workers, queue and sync after it was drawn.
"""

import gc
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from catalogue.package.install import open_installed
from catalogue.package.open import Package
from contract.china_time import CHINA
from contract.codes import Language
from contract.failures import Failed
from contract.log_events import LogEvent
from kiosk.config import ASSETS, Settings
from kiosk.controls.codes import modules_of
from kiosk.controls.fonts import font_files, load_fonts
from kiosk.controls.theme import load_tokens
from kiosk.desk import HandInDesk
from kiosk.first_page import keep_first_page
from kiosk.journey.around import Around
from kiosk.journey.conductor import Conductor
from kiosk.journey.events import On
from kiosk.journey.session import Site
from kiosk.journey.states import State
from kiosk.keeper import Keeper
from kiosk.logs import end_logs, log, log_failure, set_up_logs
from kiosk.station_site import scan_bytes, site_of
from kiosk.text_entry.card_signature import card_signature_png
from kiosk.text_entry.entry import TextEntry
from kiosk.text_entry.handwriting.process import HandwritingProcess
from kiosk.text_entry.methods import station_methods
from kiosk.version import version
from kiosk.window import PREPARED, ShownWindow
from kiosk.words import Words, language_named, words_of

if TYPE_CHECKING:
    from contract.print_job import PrintJob
    from devices.supervisor import Supervisor
    from kiosk.journey.session import Session
    from kiosk.sync_process import SyncProcess


class StationWindow(QObject):
    """The window and everything behind it. `start()` shows it; `stop()` ends what was started."""

    drawn = Signal()
    """The first frame was drawn; devices, queue and sync start after it."""
    kept = Signal()
    """The first page lies ready for the next start."""
    warmed = Signal()
    """From now on no page change needs the disk."""

    def __init__(
        self,
        settings: Settings,
        *,
        shown: ShownWindow | None = None,
        config: Path | None = None,
        clock: Callable[[], datetime] | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
        first: State = State.IDLE,
    ) -> None:
        """shown: a window that shows its first page already. config: the settings' file; its first page is kept.
        clock, monotonic_s: what the journey tells time by; the seconds only say how long nobody touched.

        Needs no QGuiApplication beforehand. Raises Failed(CONFIG_INVALID) for broken assets.
        """
        super().__init__()
        self.settings = settings
        self._config = config
        self._first = first
        set_up_logs("window", settings.station.log_file)
        self._shown = shown or ShownWindow()
        self.application = self._shown.application
        load_fonts(ASSETS / "fonts")
        self._trusted = tuple(bytes.fromhex(key) for key in settings.package.trusted_keys)
        self.package = self._open_package()
        self.site = site_of(settings, self.package)
        self._devices: Supervisor | None = None
        self._sync: SyncProcess | None = None
        self._desk = Keeper("queue", self._open_desk, lambda desk: desk.close())
        self._finder = Keeper("search", self._open_finder)
        self._warmer = Keeper("warming", lambda: self.package)
        self._hand = HandwritingProcess(self)
        methods = station_methods(settings.typing.mixed_sounds)
        self.entry = TextEntry(methods, self._hand, lambda text: self.conductor.text_changed(text), self)
        self.conductor = Conductor(
            Around(
                words=self._words,
                package=self.package,
                desk=self._desk,
                finder=self._finder,
                devices=lambda: self._devices,
                wake_sync=self._wake_sync,
                ask_register=lambda asked: self._sync is not None and self._sync.ask(asked),
                compose=self._compose,
                draw_signatures=self._draw_signatures,
                pictures=self._shown.pictures,
                draw_card_signature=card_signature_png,
                draw_code=modules_of,
                clock=clock or (lambda: datetime.now(CHINA)),
                monotonic_s=monotonic_s,
                profile=settings.screen.profile,
                language=language_named(ASSETS / "words", settings.screen.language),
            ),
            self.site,
            self._shown.stage,
            self.entry,
            self,
        )
        self._shown.stage.attach(self.entry)
        self.conductor.start(first)
        self._tokens = load_tokens(ASSETS / "theme" / "tokens.json")
        if shown is None:
            screen = settings.screen
            self._shown.load(self._tokens, screen.mm_per_px, screen.width_px, screen.height_px)
        self.engine, self.window = self._shown.engine, self._shown.window
        self._first_frame = shown is not None

    # --- life --------------------------------------------------------------------------------------------------

    def start(self, fullscreen: bool = False) -> None:
        if self._first_frame:
            QTimer.singleShot(0, self, self._start_rest)
            return
        self.window.frameSwapped.connect(self._drawn, Qt.ConnectionType.QueuedConnection)
        self._shown.show(fullscreen)

    def stop(self) -> None:
        """End workers, sync and queue; what was handed in is already durable."""
        log(LogEvent.STATION_STOPPED, reason="asked")
        if self._devices is not None:
            self._devices.stop()
        if self._sync is not None:
            self._sync.stop()
        self._hand.close()
        self._warmer.close()
        self._finder.close()
        self._desk.close()
        end_logs()
        self.window.close()
        # the pages go before what they look at
        self.engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.package is not None:
            self.package.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._touches:
            self.conductor.touched()
        return False

    def _drawn(self) -> None:
        if not self._first_frame:
            self._first_frame = True
            self.drawn.emit()
            QTimer.singleShot(0, self, self._start_rest)

    def _start_rest(self) -> None:
        """What the first frame does not need."""
        gc.enable()
        gc.freeze()  # what is there now stays; a collection need not walk it
        from devices.supervisor import Supervisor

        # Qt's enums are made when first named, and this one is large: not before the first frame
        kinds = QEvent.Type
        self._touches = frozenset({kinds.MouseButtonPress, kinds.TouchBegin, kinds.TouchUpdate, kinds.KeyPress})
        self.window.installEventFilter(self)
        log(LogEvent.STATION_STARTED, version=version(), station_id=self.site.division)
        from kiosk.reading_aloud.at_window import device_tables, listen

        self._devices = Supervisor(device_tables(self.settings), self.conductor.on_device, log)
        listen(self.window, self.settings, self.site, self.conductor, self._devices.send, self.entry, self._finder)
        self._start_sync()
        self._warm()
        if self._config is not None and self.conductor.state is self._first:
            page, config = self._first_page(), self._config
            self._finder.ask(
                lambda _: keep_first_page(PREPARED, config, self._first.value, page),
                lambda _: self.kept.emit(),
                lambda _: None,
            )

    def _warm(self) -> None:
        from kiosk.rest import Rest
        from kiosk.warming import PagesAhead, warm

        self.rest = Rest(self.engine, self._shown.stage)
        self._pages = PagesAhead(self.engine, self)
        self._finder.ask(lambda package: package.search("老年证", 1), lambda _: None, lambda _: None)
        self._warmer.ask(
            lambda package: warm(package, self._words, self.site.languages),
            lambda _: self.warmed.emit(),
            lambda wrong: log_failure("warming", "unforeseen", type(wrong).__name__, ""),
        )

    def _start_sync(self) -> None:
        from kiosk.offers import Offers, install_offered
        from kiosk.sync_process import SyncProcess, command_of

        if (self.settings.data_dir / "identity" / "identity.json").exists():
            places = (self.settings.data_dir, self.settings.package_dir, self._trusted)
            offers = Offers(lambda: install_offered(*places), self._is_idle, self.application.quit, self)
            hear = offers.before(self.conductor.on_sync)
            self._sync = SyncProcess(command_of(self.settings), hear, self.settings.station.log_file)

    def _is_idle(self) -> bool:
        return self.conductor.state is State.IDLE

    def _wake_sync(self) -> None:
        if self._sync is not None:
            self._sync.wake()

    # --- parts -------------------------------------------------------------------------------------------------

    def _open_package(self) -> Package | None:
        try:
            return open_installed(self.settings.package_dir, self._trusted)
        except Failed as failed:
            log_failure("package", failed.code.value, failed.happened, failed.remedy)
            return None

    def _open_desk(self) -> HandInDesk:
        return HandInDesk(self.settings.data_dir, self.settings.queue.reserve_mb, scan_bytes(self.settings))

    def _open_finder(self) -> Package:
        """The search works on the package that is open already; its reads are proved and kept, also for the window."""
        if self.package is None:
            raise RuntimeError("no content package")
        return self.package

    def _words(self, language: Language) -> Words:
        return words_of(ASSETS / "words", language, PREPARED)

    def _draw_signatures(self, strokes: dict[str, list[list[tuple[float, float]]]]) -> dict[str, bytes]:
        from kiosk.text_entry.signature import signature_png

        return {name: signature_png(lines) for name, lines in strokes.items()}

    def _compose(self, session: "Session", site: Site, words: Words, reprint: bool) -> "PrintJob":
        from kiosk.receipts.facts import slip_for

        return slip_for(session, site, words, reprint)

    def _first_page(self) -> dict[str, object]:
        """The page that stood there at the start, as kiosk/first_page.py keeps it."""
        stage, screen = self._shown.stage, self.settings.screen
        return {
            "screen": stage.screen,
            "shown": stage.shown,
            "frame": stage.frame,
            "tokens": self._tokens,
            "icons": self._shown.icons.drawn(),
            "fonts": font_files(ASSETS / "fonts", at_start=True),
            "mm_per_px": screen.mm_per_px,
            "width": screen.width_px,
            "height": screen.height_px,
            "fullscreen": screen.fullscreen,
        }


def run_station(
    settings: Settings,
    config: Path,
    shown: ShownWindow | None,
    *,
    windowed: bool = False,
    picture: Path | None = None,
    first_frame: str = "",
    drawn: Callable[..., None] | None = None,
) -> int:
    """The real station, until its window is closed. picture, first_frame: see `./station run --help`.

    Returns 1 when the picture could not be saved.
    """
    station = StationWindow(settings, shown=shown, config=config, first=State(first_frame or "idle"))
    if first_frame and drawn is not None:
        station.drawn.connect(drawn)
        station.kept.connect(station.application.quit)
    station.start(fullscreen=settings.screen.fullscreen and not windowed)
    if picture is not None:
        QTimer.singleShot(0, station, lambda: station.conductor.act(On.TOUCHED.value))
        QTimer.singleShot(300, station, lambda: _save_and_end(station, picture))
    try:
        return station.application.exec()
    finally:
        station.stop()


def _save_and_end(station: StationWindow, picture: Path) -> None:
    saved = station.window.grabWindow().save(str(picture))
    station.application.exit(0 if saved else 1)

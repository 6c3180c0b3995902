"""Carries out what `step` named, and is the only holder of the session. No decision is made here.

Everything slow happens elsewhere (device workers, the queue's thread, the sync process) and comes back as an event
with the visit it was asked in; one that arrives after the resident left is dropped and logged.
"""

import copy
import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, assert_never

import msgspec
import structlog
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from catalogue.package.open import Package
from contract.codes import Language, Profile
from contract.device_lines import (
    Arm,
    CardLifted,
    CardNotRead,
    CardReading,
    CardSeen,
    CodeScanned,
    DeviceAnswer,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    Heartbeat,
    NotPrinted,
    PaperState,
    Print,
    Printed,
)
from contract.failures import Failed, Failure, FailureCode
from contract.log_events import LogEvent
from contract.print_job import PrintJob
from contract.roles import Role
from contract.submission import Application, Rating
from contract.sync import SyncLine
from kiosk.journey.application import application_of, rating_of
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.idle import IdleClock
from kiosk.journey.noting import note
from kiosk.journey.session import HandIn, Session, Site, Slip
from kiosk.journey.states import Overlay, State
from kiosk.journey.step import step
from kiosk.journey.table import Do
from kiosk.keeper import Keeper
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import SCREENS, Scene, Shown
from kiosk.screens.stage import Stage
from kiosk.words import Words

CENTRE_PATIENCE_MS = 4000
"""How long the receipt waits for the centre's word when the network is up; then it says 待上传, which is true too."""
PRINT_PATIENCE_MS = 30_000
ACCEPTANCE_CHECK_S = 15

log = structlog.get_logger()


class Devices(Protocol):
    """What the conductor needs of devices.supervisor.Supervisor."""

    def send(self, role: Role, command: DeviceCommand) -> bool:
        """False: no worker is there to take it."""
        ...


class QueueDesk(Protocol):
    """The queue as the window uses it, on the keeper's thread."""

    def hand_in(self, build: Callable[[str, str, datetime], Application], application: "Draft") -> HandIn: ...

    def rate(self, build: Callable[[str, datetime], Rating]) -> None: ...

    def closed_for(self) -> FailureCode | None: ...


class Entry(Protocol):
    """The text field on screen, kiosk/text_entry/entry.py."""

    def wipe(self) -> None: ...


@dataclass(frozen=True)
class Draft:
    """What the queue needs to know of an application besides its content."""

    item_code: str
    form_id: str
    form_version: int


@dataclass(frozen=True)
class Around:
    """What the conductor is given by kiosk/app.py; every part works on its own thread or process."""

    words: Callable[[Language], Words]
    package: Package | None
    desk: Keeper[QueueDesk]
    finder: Keeper[Package]
    devices: Callable[[], Devices | None]
    wake_sync: Callable[[], None]
    compose: Callable[[Session, Site, Words, bool], PrintJob]
    draw_signatures: Callable[[dict[str, list[list[tuple[float, float]]]]], dict[str, bytes]]
    clock: Callable[[], datetime]
    monotonic_s: Callable[[], float] = time.monotonic
    profile: Profile = Profile.STANDARD
    language: Language = Language.ZH


def _frozen(session: Session) -> Session:
    """What the queue's thread may look at while the window goes on."""
    taken = copy.copy(session)
    taken.answers, taken.materials = dict(session.answers), dict(session.materials)
    taken.strokes = {name: list(lines) for name, lines in session.strokes.items()}
    return taken


class Conductor(QObject):
    """Takes events, asks `note` and `step`, runs the effects, shows the screen again. Lives on the window's thread."""

    arrived = Signal(object)
    """(visit or None, On, argument) from another thread."""
    shown_again = Signal()

    def __init__(self, around: Around, site: Site, entry: Entry | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._site = site
        self._entry = entry
        self._asking = FormAsking()
        self._session = Session(profile=around.profile, language=around.language)
        self._shown: dict[State, Shown] = {}
        self._idle = IdleClock()
        self._last_check_s = float("-inf")
        self._begun_s = 0.0
        self.stage = Stage(self.act, self)
        self.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._tick)
        self._centre_wait = QTimer(self)
        self._centre_wait.setSingleShot(True)
        self._centre_wait.timeout.connect(self._receipt_due)
        self._print_wait = QTimer(self)
        self._print_wait.setSingleShot(True)
        self._print_wait.timeout.connect(lambda: self._happen(On.NOT_PRINTED, FailureCode.PRINTER_SILENT))

    # --- in --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the first screen; the caller starts devices and queue after the first frame."""
        self._site.now = self._around.clock()
        self._site.today = self._site.now.date()
        if self._around.package is None:
            self._session.state = State.CLOSED
        self._idle.reset(self._around.monotonic_s())
        self._show()
        self._second.start()

    def act(self, name: str, argument: object = None) -> None:
        """A touch on the screen: `name` is an On of the resident's."""
        self.touched()
        self._happen(On(name), argument)

    def touched(self) -> None:
        self._idle.touched(self._around.monotonic_s())

    def text_changed(self, text: str) -> None:
        """The text field changed: a query while searching, an answer while filling in."""
        self.touched()
        if self._session.state is State.SEARCH:
            self._happen(On.QUERY_CHANGED, text)
        elif self._session.state is State.FORM:
            self._happen(On.ANSWER, {"field": self._session.question, "value": text})

    def on_device(self, role: Role, answer: DeviceAnswer) -> None:
        """From the supervisor's thread."""
        if not isinstance(answer, Heartbeat):
            self.arrived.emit((None, role, answer))

    def on_sync(self, line: SyncLine) -> None:
        """From the sync process's thread."""
        self.arrived.emit((None, None, line))

    @property
    def state(self) -> State:
        return self._session.state

    @property
    def site(self) -> Site:
        return self._site

    def _take(self, arrived: tuple[int | None, Any, Any]) -> None:
        visit, what, argument = arrived
        if isinstance(argument, SyncLine):
            self._from_centre(argument)
        elif isinstance(what, Role):
            self._from_device(what, argument)
        elif what is On.ACCEPTANCE:
            self._site.closed_for = argument
        elif visit is not None and visit != self._session.visit:
            log.info(LogEvent.LATE_ANSWER_DROPPED, visit=visit, kind=str(what))
        elif what is On.SEALED:
            self._sealed(argument)
        else:
            self._happen(what, argument)

    def _happen(self, on: On, argument: object = None) -> None:
        named = note(self._session, self._site, self._asking, on, argument)
        if on is On.MORE_TIME:
            self._idle.grant_more(self._around.monotonic_s())
        before = self._session.state
        self._session.state, effects = step(before, named)
        if self._session.state is not before:
            self._idle.touched(self._around.monotonic_s())
            if self._session.overlay is not Overlay.NONE and named is not On.STATUS_CHANGED:
                self._session.overlay = Overlay.NONE
        for effect in effects:
            self._run(effect, argument)
        self._show()

    # --- effects ---------------------------------------------------------------------------------------------

    def _run(self, effect: Do, argument: object) -> None:
        session, around = self._session, self._around
        match effect:
            case Do.BEGIN_VISIT:
                session.visit += 1
                self._begun_s = around.monotonic_s()
                self._idle.reset(self._begun_s)
                log.info(LogEvent.VISIT_STARTED, visit=session.visit)
            case Do.FORGET:
                self._forget()
            case Do.ARM_READER:
                if not self._send(Role.CARD_READER, Arm(visit=session.visit)):
                    self._later(On.READER_GONE, None)
            case Do.DISARM_READER:
                self._send(Role.CARD_READER, Disarm())
            case Do.SEARCH:
                query = session.query
                around.finder.ask(
                    lambda package: package.search(query, 20),
                    lambda found: self._post(On.FOUND, (query, tuple(found))),
                    lambda wrong: self._trouble("search", wrong),
                )
            case Do.LOAD_GUIDE:
                self._load_guide(argument)
            case Do.START_FORM:
                self._start_form()
            case Do.SAVE:
                self._save()
            case Do.PRINT:
                self._print(reprint=False)
            case Do.PRINT_AGAIN:
                self._print(reprint=session.slip is not Slip.NOT_YET)
            case Do.SAVE_RATING:
                self._save_rating()
            case Do.WAKE_SYNC:
                around.wake_sync()
            case _:
                assert_never(effect)

    def _forget(self) -> None:
        session, around = self._session, self._around
        if session.visit:
            took = round(around.monotonic_s() - self._begun_s)
            log.info(LogEvent.VISIT_ENDED, visit=session.visit, reason=session.state.value, took_s=took)
        self._centre_wait.stop()
        self._print_wait.stop()
        # keeps counting visits, so that an answer asked for earlier finds nobody
        self._session = Session(
            visit=session.visit + 1,
            state=session.state,
            profile=around.profile,
            language=session.language if session.state is State.CLEARED else around.language,
        )
        if self._entry is not None:
            self._entry.wipe()

    def _load_guide(self, code: object) -> None:
        session, package = self._session, self._around.package
        if package is not None and isinstance(code, str) and package.has_item(code):
            session.item, session.guide = package.item(code), package.guide(code)

    def _start_form(self) -> None:
        session, package = self._session, self._around.package
        if session.item is None or package is None:
            return
        form = package.form_for_item(session.item.code)
        if session.form is None or form is None or session.form.id != form.id:
            session.form, session.answers, session.question = form, {}, ""

    def _save(self) -> None:
        session, site, around, asking = self._session, self._site, self._around, self._asking
        visit = session.visit
        if session.form is None or session.item is None:
            self._later(On.SAVE_FAILED, FailureCode.FORM_INVALID)
            return
        # a frozen copy, made here on the window's thread; the queue's thread sees only this
        answers = asking.complete(session, site)
        needed = asking.materials(session, site)
        frozen = _frozen(session)
        draft = Draft(session.item.code, session.form.id, session.form.version)

        def job(desk: QueueDesk) -> HandIn:
            pictures = around.draw_signatures(frozen.strokes)
            return desk.hand_in(
                lambda submission_id, number, at: application_of(
                    frozen, site, answers, needed, pictures, submission_id, number, at
                ),
                draft,
            )

        def failed(wrong: Exception) -> None:
            self._trouble("hand_in", wrong)
            self.arrived.emit((visit, On.SAVE_FAILED, wrong.code if isinstance(wrong, Failed) else FailureCode.SEAL_FAILED))

        around.desk.ask(job, lambda handed_in: self.arrived.emit((visit, On.SEALED, handed_in)), failed)

    def _sealed(self, handed_in: HandIn) -> None:
        """Safe on this station. With a network the receipt waits a moment for the centre's word."""
        self._session.handed_in = handed_in
        self._around.wake_sync()
        if self._site.network_up and not self._session.centre_has_it:
            self._centre_wait.start(CENTRE_PATIENCE_MS)
        else:
            self._receipt_due()

    def _receipt_due(self) -> None:
        session = self._session
        self._centre_wait.stop()
        if session.state is State.SUBMITTING and session.handed_in is not None:
            handed_in = session.handed_in
            self._happen(
                On.SAVED,
                HandIn(handed_in.submission_id, handed_in.number, handed_in.at, handed_in.proof, session.centre_has_it),
            )

    def _print(self, reprint: bool) -> None:
        session, site = self._session, self._site
        if session.handed_in is None:
            return
        if site.printer in (DeviceState.ABSENT, DeviceState.FAULT) or site.paper is PaperState.OUT:
            code = FailureCode.PRINTER_PAPER_OUT if site.paper is PaperState.OUT else FailureCode.PRINTER_UNKNOWN
            self._later(On.NOT_PRINTED, code)
            return
        job = self._around.compose(session, site, self._around.words(session.language), reprint)
        session.slip = Slip.PRINTING
        if self._send(Role.RECEIPT_PRINTER, Print(visit=session.visit, job=job)):
            self._print_wait.start(PRINT_PATIENCE_MS)
        else:
            self._later(On.NOT_PRINTED, FailureCode.PRINTER_UNKNOWN)

    def _save_rating(self) -> None:
        session = _frozen(self._session)
        self._around.desk.ask(
            lambda desk: desk.rate(lambda submission_id, at: rating_of(session, submission_id, at)),
            lambda _done: self._around.wake_sync(),
            lambda wrong: self._trouble("rating", wrong),
        )

    def _send(self, role: Role, command: DeviceCommand) -> bool:
        devices = self._around.devices()
        return devices is not None and devices.send(role, command)

    def _later(self, on: On, argument: object) -> None:
        visit = self._session.visit
        QTimer.singleShot(0, self, lambda: self._take((visit, on, argument)))

    def _post(self, on: On, argument: object) -> None:
        """From another thread, for whoever stands here when it arrives."""
        self.arrived.emit((None, on, argument))

    def _trouble(self, where: str, wrong: Exception) -> None:
        if isinstance(wrong, Failed):
            log.error(LogEvent.FAILURE, where=where, code=wrong.code.value, happened=wrong.happened, remedy=wrong.remedy)
        else:
            log.error(LogEvent.FAILURE, where=where, code="unforeseen", happened=type(wrong).__name__, remedy="send the log")

    # --- what the world says ---------------------------------------------------------------------------------

    def _from_device(self, role: Role, answer: DeviceAnswer) -> None:
        match answer:
            case DeviceStatus():
                self._device_status(role, answer)
            case CardReading(visit=visit):
                self._take((visit, On.CARD_READING, None))
            case CardSeen(visit=visit):
                self._take((visit, On.CARD_READ, answer))
            case CardNotRead(visit=visit, failure=failure):
                self._take((visit, On.CARD_NOT_READ, failure))
            case CardLifted(visit=visit):
                self._take((visit, On.CARD_LIFTED, None))
            case Printed(visit=visit, paper=paper, confirmed=confirmed):
                self._site.paper = paper
                self._printing_over(visit, On.PRINTED, confirmed)
            case NotPrinted(visit=visit, paper=paper, failure=failure):
                self._site.paper = paper
                self._printing_over(visit, On.NOT_PRINTED, failure.code)
            case CodeScanned() | Heartbeat() | Failure():
                pass  # nothing on screen waits for these yet
            case _:
                assert_never(answer)

    def _printing_over(self, visit: int, on: On, argument: object) -> None:
        if visit == self._session.visit:
            self._print_wait.stop()
            number = self._session.handed_in.number if self._session.handed_in else ""
            event = LogEvent.RECEIPT_PRINTED if on is On.PRINTED else LogEvent.RECEIPT_NOT_PRINTED
            log.info(event, provisional_number=number, paper=self._site.paper.value)
        self._take((visit, on, argument))

    def _device_status(self, role: Role, status: DeviceStatus) -> None:
        site, session = self._site, self._session
        match role:
            case Role.CARD_READER:
                was, site.reader = site.reader, status.state
                down = (DeviceState.FAULT, DeviceState.ABSENT)
                if session.state is State.CARD and status.state in down:
                    self._happen(On.READER_GONE, status.failure)
                elif session.state is State.CARD_TROUBLE and was in down and status.state is DeviceState.READY:
                    self._happen(On.READER_BACK)
                elif session.state is State.CARD and was is not DeviceState.READY and status.state is DeviceState.READY:
                    self._send(Role.CARD_READER, Arm(visit=session.visit))  # the worker is a new one
            case Role.RECEIPT_PRINTER:
                site.printer = status.state
                site.paper = status.paper or site.paper
            case Role.SCANNER:
                site.scanner = status.state
            case _:
                assert_never(role)
        log.info(LogEvent.DEVICE_STATE, role=role.value, state=status.state.value)
        self._happen(On.STATUS_CHANGED)

    def _from_centre(self, line: SyncLine) -> None:
        site, session = self._site, self._session
        was = (site.network_up, site.pending)
        site.network_up, site.pending = line.network == "up", line.pending
        if was[0] != site.network_up:
            log.info(LogEvent.NETWORK_STATE, state=line.network, pending=line.pending)
        mine = session.handed_in is not None and any(c.submission_id == session.handed_in.submission_id for c in line.changes)
        if mine and not session.centre_has_it:
            session.case_number = next(
                (c.case_number for c in line.changes if session.handed_in and c.submission_id == session.handed_in.submission_id),
                "",
            )
            self._happen(On.CENTRE_HAS_IT)
            self._receipt_due()
        elif was != (site.network_up, site.pending):
            self._happen(On.STATUS_CHANGED)

    def _tick(self) -> None:
        around, session = self._around, self._session
        now_s = around.monotonic_s()
        self._site.now = around.clock()
        self._site.today = self._site.now.date()
        due = self._idle.due(session, now_s)
        if due is not None:
            self._happen(due)
        elif self._site.now.second == 0:
            self._happen(On.STATUS_CHANGED)
        if now_s - self._last_check_s >= ACCEPTANCE_CHECK_S:
            self._last_check_s = now_s
            around.desk.ask(
                lambda desk: desk.closed_for(),
                lambda code: self._post(On.ACCEPTANCE, code),
                lambda wrong: self._post(
                    On.ACCEPTANCE, wrong.code if isinstance(wrong, Failed) else FailureCode.QUEUE_DAMAGED
                ),
            )

    # --- out -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        session = self._session
        scene = Scene(session, self._site, self._around.words(session.language), self._around.package)
        screen = SCREENS[session.state]
        shown = self._shown.get(session.state)
        if shown is None:
            module, _, name = screen.shown.partition(":")
            shown = self._shown[session.state] = getattr(importlib.import_module(module), name)
        self.stage.present(
            screen.qml, msgspec.to_builtins(shown(scene)), msgspec.to_builtins(frame_shown(scene))
        )
        self.shown_again.emit()


"""Takes events one at a time, asks `note` and `step`, has the effects run and shows the screen again.

The only holder of the session; lives on the window's thread. An answer that was asked for in an earlier visit is
dropped and logged: a slow card must never open the next person's screen.
"""

from typing import Any, assert_never

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from contract.device_lines import (
    AnswerBeside,
    CardLifted,
    CardNotRead,
    CardReading,
    CardSeen,
    CodeScanned,
    DeviceAnswer,
    DeviceStatus,
    Heartbeat,
    NotPrinted,
    Printed,
)
from contract.failures import Failed, Failure, FailureCode
from contract.log_events import LogEvent
from contract.roles import Role
from contract.sync import SyncLine
from kiosk.journey.around import Around, Entry
from kiosk.journey.beside import said_by
from kiosk.journey.effects import Effects, note_visit_end
from kiosk.journey.events import On
from kiosk.journey.idle import IdleClock
from kiosk.journey.late_asking import LateAsking
from kiosk.journey.named_effects import Do
from kiosk.journey.noting import TYPED_INTO, note
from kiosk.journey.noting_centre import note_centre
from kiosk.journey.opening import note_trouble
from kiosk.journey.session import HandIn, Session, Site, Slip
from kiosk.journey.site_devices import note_device
from kiosk.journey.states import Overlay, State
from kiosk.journey.step import step
from kiosk.journey.unheard import Listens, Nobody
from kiosk.logs import log
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import SCREENS, Scene, view_of
from kiosk.screens.stage import Stage

CENTRE_PATIENCE_MS = 4000
"""How long the receipt waits for the centre's word when the network is up; then it says 待上传, which is true too."""
PRINT_PATIENCE_MS = 30_000
ACCEPTANCE_CHECK_S = 15


class Conductor(QObject):
    arrived = Signal(object)
    """(visit | None, On | Role | None, argument), from any thread; taken up on the window's."""

    def __init__(
        self, around: Around, site: Site, stage: Stage, entry: Entry | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._site = site
        self._entry = entry
        self._asking = LateAsking()
        self._effects = Effects(around, site, self._asking, lambda *event: self.arrived.emit(event))
        self._session = Session(profile=around.profile, language=around.language)
        self.listening: Listens = Nobody()
        self._idle = IdleClock()
        self._checked_s = float("-inf")
        self._begun_s = 0.0
        self.stage = stage
        self.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._centre_wait = QTimer(self, singleShot=True, interval=CENTRE_PATIENCE_MS)
        self._centre_wait.timeout.connect(self._receipt_due)
        self._print_wait = QTimer(self, singleShot=True, interval=PRINT_PATIENCE_MS)
        self._print_wait.timeout.connect(lambda: self._happen(On.NOT_PRINTED, FailureCode.PRINTER_SILENT))

    # --- in --------------------------------------------------------------------------------------------------

    def start(self, first: State = State.IDLE) -> None:
        """Show the first screen; the caller starts devices and queue after the first frame."""
        self._read_clock()
        self._session.state = State.CLOSED if self._around.package is None else first
        self._idle.reset(self._around.monotonic_s())
        self._show()
        self.stage.hand_over(self.act)
        self._second.start()

    def act(self, name: str, argument: object = None) -> None:
        """A touch on the screen; `name` is the value of an On."""
        self.touched()
        self.listening.acts(On(name))
        self._happen(On(name), argument)

    def touched(self) -> None:
        self._idle.touched(self._around.monotonic_s())

    def text_changed(self, text: str) -> None:
        """The text field changed: a query while searching, an answer while filling in."""
        self.touched()
        on = TYPED_INTO.get(self._session.state)
        if on is not None:
            self._happen(on, {"field": self._session.question, "value": text} if on is On.ANSWER else text)

    def on_device(self, role: Role, answer: DeviceAnswer) -> None:
        """From the supervisor's thread."""
        for arrived in self._effects.pictures.heard(role, answer):
            self.arrived.emit(arrived)

    def on_sync(self, line: SyncLine) -> None:
        """From the sync process's thread."""
        self.arrived.emit((None, None, line))

    @property
    def state(self) -> State:
        return self._session.state

    def _take(self, arrived: tuple[int | None, Any, Any]) -> None:
        visit, what, argument = arrived
        if isinstance(argument, SyncLine):
            self._from_centre(argument)
        elif isinstance(what, Role):
            self._from_device(what, argument)
        elif what is On.LIVE:
            hints = self._effects.pictures.show_live(self._session, self.stage.show_live)
            if hints is not None:
                self._happen(On.LIVE, hints)
        elif visit is not None and visit != self._session.visit:
            log(LogEvent.LATE_ANSWER_DROPPED, visit=visit, kind=str(what))
        elif what is On.ACCEPTANCE:
            self._site.closed_for = argument
        elif what is On.SEALED:
            self._sealed(argument)
        elif what is On.PAGES_MADE:
            self._effects.printing.send_pages(self._session, *argument)
        else:
            self._happen(what, argument)

    def happen(self, on: On, argument: object = None) -> None:
        self._happen(on, argument)

    def _happen(self, on: On, argument: object = None) -> None:
        named = note(self._session, self._site, self._asking, on, argument)
        if on is On.MORE_TIME:
            self._idle.grant_more(self._around.monotonic_s())
        before = self._session.state
        self._session.state, effects = step(before, named)
        if self._session.state is not before:
            self._idle.touched(self._around.monotonic_s())
            self._session.overlay = Overlay.NONE
        self.listening.did(named)
        try:
            for effect in effects:
                self._run(effect, argument)
            self._effects.follow(self._session)
            self._show()
        except Failed as wrong:  # a piece of the content; the page that says so needs none
            note_trouble("content", wrong)
            if on is On.CONTENT_DAMAGED:
                raise
            self._happen(On.CONTENT_DAMAGED)

    def _run(self, effect: Do, argument: object) -> None:
        match effect:
            case Do.BEGIN_VISIT:
                self._session.visit += 1
                self._begun_s = self._around.monotonic_s()
                self._idle.reset(self._begun_s)
                self._check_acceptance()
                log(LogEvent.VISIT_STARTED, visit=self._session.visit)
            case Do.FORGET:
                self._forget()
            case _:
                self._effects.run(effect, self._session, argument)
                if self._session.slip is Slip.PRINTING:
                    self._print_wait.start()

    def _forget(self) -> None:
        gone, around = self._session, self._around
        note_visit_end(gone, around.monotonic_s() - self._begun_s)
        self._centre_wait.stop()
        self._print_wait.stop()
        # the visit goes on counting, so that an answer asked for earlier finds nobody; the last page keeps its look
        last = gone.state is State.CLEARED
        self._session = Session(
            visit=gone.visit + 1,
            state=gone.state,
            profile=gone.profile if last else around.profile,
            language=gone.language if last else around.language,
        )
        if self._entry is not None:
            self._entry.wipe()
        self.listening.forget(gone)

    # --- handing in ------------------------------------------------------------------------------------------

    def _sealed(self, handed_in: HandIn) -> None:
        """Safe on this station. With a network the receipt waits a moment for the centre's word."""
        self._session.handed_in = handed_in
        self._around.wake_sync()
        if self._site.network_up:
            self._centre_wait.start()
            self._show()
        else:
            self._receipt_due()

    def _receipt_due(self) -> None:
        session = self._session
        self._centre_wait.stop()
        if session.state is State.SUBMITTING and session.handed_in is not None:
            held = session.handed_in
            self._happen(On.SAVED, HandIn(held.submission_id, held.number, held.at, held.proof, session.centre_has_it))

    # --- what the world says ---------------------------------------------------------------------------------

    def _from_device(self, role: Role, answer: DeviceAnswer) -> None:
        if self._effects.printing.heard(answer):
            return
        if (said := said_by(self._session, role, answer)) is not None:
            self._happen(*said)
            return
        if isinstance(answer, AnswerBeside):
            self.listening.heard(answer, self._session)
            return
        if isinstance(answer, CodeScanned | Heartbeat | Failure):
            return  # nothing on this page waits for these
        match answer:
            case DeviceStatus():
                log(LogEvent.DEVICE_STATE, role=role.value, state=answer.state.value)
                if (noted := note_device(self._session, self._site, role, answer)) is not None:
                    self._happen(*noted)
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
            case _:
                assert_never(answer)

    def _printing_over(self, visit: int, on: On, argument: object) -> None:
        if visit == self._session.visit:
            self._print_wait.stop()
        if visit == self._session.visit and self._session.handed_in is not None:
            event = LogEvent.RECEIPT_PRINTED if on is On.PRINTED else LogEvent.RECEIPT_NOT_PRINTED
            log(event, provisional_number=self._session.handed_in.number, paper=self._site.paper.value)
        self._take((visit, on, argument))

    def _from_centre(self, line: SyncLine) -> None:
        was_up = self._site.network_up
        for on, argument in note_centre(self._session, self._site, line):
            self._happen(on, argument)
            if on is On.CENTRE_HAS_IT:
                self._receipt_due()
        if was_up != self._site.network_up:
            log(LogEvent.NETWORK_STATE, state=line.network.value, pending=line.pending)

    # --- the clock, and out ----------------------------------------------------------------------------------

    def _tick(self) -> None:
        minute = self._site.now.minute
        self._read_clock()
        now_s = self._around.monotonic_s()
        self.listening.tick(now_s)
        self._effects.printing.overdue(self._session)
        due = self._idle.due(self._session, now_s)
        if due is not None:
            self._happen(due)
        elif self._site.now.minute != minute:
            self._happen(On.STATUS_CHANGED)
        if now_s - self._checked_s >= ACCEPTANCE_CHECK_S:
            self._check_acceptance()

    def _check_acceptance(self) -> None:
        self._checked_s = self._around.monotonic_s()
        self._effects.ask_acceptance()

    def _read_clock(self) -> None:
        self._site.now = self._around.clock()
        self._site.today = self._site.now.date()

    def _show(self) -> None:
        session = self._session
        scene = Scene(session, self._site, self._around.words(session.language), self._around.package)
        shown, frame = view_of(session.state)(scene), frame_shown(scene)
        qml = SCREENS[session.state].qml
        self.stage.present(qml, msgspec.json.encode(shown).decode(), msgspec.json.encode(frame).decode())
        self.listening.page(scene, shown, frame)

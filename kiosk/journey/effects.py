"""Carries out what `step` named. No decision is made here.

Everything slow happens elsewhere (device workers, the queue's thread, the sync process) and comes back to the conductor
as an event with the visit it was asked in.
"""

import copy
from collections.abc import Callable
from typing import assert_never

from contract.device_lines import Arm, DeviceCommand, DeviceState, Disarm, PaperState, Print
from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from contract.roles import Role
from kiosk.drafts.desk import DraftDesk
from kiosk.journey.around import Around
from kiosk.journey.card_waiting import CardWaiting
from kiosk.journey.code_reading import scanner_waits
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.noting_answers import Asking
from kiosk.journey.opening import Opening, note_trouble
from kiosk.journey.picture_desk import PictureDesk, all_pictures
from kiosk.journey.printing import Printing
from kiosk.journey.register_asking import RegisterAsking
from kiosk.journey.session import Session, Site, Slip
from kiosk.journey.speaking import Speaking
from kiosk.journey.states import State
from kiosk.logs import log

Post = Callable[[int | None, On, object], None]
"""(visit or None for whoever stands here, event, argument), from any thread."""

SEARCH_LIMIT = 20
SCAN_S = 900.0
"""Longer than anybody may stay on one page."""


def frozen(session: Session) -> Session:
    """What the queue's thread may look at while the window goes on."""
    taken = copy.copy(session)
    taken.answers, taken.materials = dict(session.answers), dict(session.materials)
    taken.pictures = dict(session.pictures)
    taken.strokes = {name: list(lines) for name, lines in session.strokes.items()}
    return taken


class Effects:
    """BEGIN_VISIT and FORGET are the conductor's, who holds the session; everything else is carried out here."""

    def __init__(self, around: Around, site: Site, asking: Asking, post: Post) -> None:
        self._around = around
        self._site = site
        self._asking = asking
        self._post = post
        self._registers = RegisterAsking(around, site, post)
        self._opening = Opening(around, site, post)
        self._drafts = DraftDesk(around, site, self._opening, post)
        self._cards = CardWaiting(site, self.send)
        self._scans_for: tuple[int, State, str] | None = None
        self.pictures = PictureDesk(self.send, around.pictures)
        self.speaking = Speaking(self.send, post)
        self.printing = Printing(around, site, asking, self.send, post)

    def run(self, effect: Do, session: Session, argument: object) -> None:
        match effect:
            case Do.ARM_READER:
                if not self.send(Role.CARD_READER, Arm(visit=session.visit)):
                    self._post(session.visit, On.READER_GONE, None)
            case Do.DISARM_READER:
                self.send(Role.CARD_READER, Disarm())
            case Do.ARM_CAMERA:
                self.pictures.arm(session)
            case Do.DISARM_CAMERA:
                self.pictures.disarm()
            case Do.TAKE_PICTURE:
                if not self.pictures.take(session) and session.taking is not None:
                    gone = (session.taking.asked, FailureCode.DEVICE_UNPLUGGED)
                    self._post(session.visit, On.PICTURE_NOT_TAKEN, gone)
            case Do.LISTEN | Do.LISTEN_FOR_ANSWER | Do.STOP_LISTENING | Do.ANSWER_SAID:
                self.speaking.run(effect, session)
            case Do.FIND_PLACE:
                self._find_place(session)
            case Do.SEARCH:
                self._search(session.query, session.spoken if session.spoken[:1] == (session.query,) else ())
            case Do.LOAD_THEME:
                self._opening.load_theme(session)
            case Do.LOAD_GUIDE:
                self._opening.load_guide(session, argument)
            case Do.START_FORM:
                self._opening.start_form(session)
            case Do.START_JOINT:
                self._opening.start_joint(session)
            case Do.SAVE:
                self._save(session)
            case Do.DRAW_CODE:
                self.printing.draw_code(session)
            case Do.PRINT_LIST:
                self.printing.print_list(session)
            case Do.PRINT_GUIDE:
                self.printing.print_guide(session)
            case Do.PRINT_FORM:
                self.printing.print_form(session)
            case Do.PRINT:
                self._print(session, reprint=False)
            case Do.PRINT_AGAIN:
                self._print(session, reprint=True)
            case Do.START_INQUIRY:
                self._opening.start_inquiry(session)
            case Do.ASK_REGISTER:
                self._registers.ask(session)
            case Do.PRINT_ANSWER:
                if self.printing.prints_answers(session):
                    self.printing.print_answer(session)
                else:
                    self._registers.print_answer(session, self.send)
            case Do.DRAW_DRAFT | Do.OPEN_DRAFT | Do.LAY_DRAFT:
                self._drafts.run(effect, session, argument)
            case Do.SAVE_RATING:
                self._save_rating(session)
            case Do.WAKE_SYNC:
                self._around.wake_sync()
            case Do.BEGIN_VISIT | Do.FORGET:
                raise ValueError(f"{effect.value} is the conductor's")
            case _:
                assert_never(effect)

    def send(self, role: Role, command: DeviceCommand) -> bool:
        """False before the devices were started."""
        devices = self._around.devices()
        if devices is not None:
            devices.send(role, command)
        return devices is not None

    def follow(self, session: Session) -> None:
        """What the screen may draw are the pictures of this session, and only they."""
        self._around.pictures.keep(all_pictures(session))
        self.speaking.follow(session)
        self._cards.follow(session)
        self._follow_scanner(session)

    def _follow_scanner(self, session: Session) -> None:
        """The scanner looks on the pages that have a use for a code, and on no other."""
        wanted = (session.visit, session.state, session.question) if scanner_waits(session) else None
        if wanted is not None and wanted != self._scans_for:
            self.send(Role.SCANNER, Arm(visit=session.visit, deadline_s=SCAN_S))
        elif wanted is None and self._scans_for is not None:
            self.send(Role.SCANNER, Disarm())
        self._scans_for = wanted

    def ask_acceptance(self) -> None:
        """Whether anything could be stored just now; answered by On.ACCEPTANCE."""
        self._around.desk.ask(
            lambda desk: desk.closed_for(),
            lambda code: self._post(None, On.ACCEPTANCE, code),
            lambda wrong: self._post(None, On.ACCEPTANCE, _code_of(wrong, FailureCode.QUEUE_DAMAGED)),
        )

    def _search(self, query: str, spoken: tuple[str, ...] = ()) -> None:
        self._around.finder.ask(
            lambda package: package.understand(spoken or (query,), SEARCH_LIMIT),
            lambda understood: self._post(None, On.FOUND, (query, understood)),
            lambda wrong: note_trouble("search", wrong),
        )

    def _find_place(self, session: Session) -> None:
        from catalogue.spoken_places import place_said

        visit, said = session.visit, session.spoken
        self._around.finder.ask(
            lambda package: place_said(package, said),
            lambda name: self._post(visit, On.PLACE_FOUND, name),
            lambda wrong: note_trouble("place", wrong),
        )

    def _save(self, session: Session) -> None:
        around, visit = self._around, session.visit
        is_request = session.inquiry is not None and session.item is not None and session.card is not None
        if not is_request and (session.form is None or (session.item is None and session.joint is None)):
            self._post(visit, On.SAVE_FAILED, FailureCode.FORM_INVALID)
            return
        from kiosk.journey.handing_in import handing_in

        # frozen here on the window's thread; the queue's thread sees only this
        job = handing_in(frozen(session), self._site, self._asking, around)

        def failed(wrong: Exception) -> None:
            note_trouble("hand_in", wrong)
            self._post(visit, On.SAVE_FAILED, _code_of(wrong, FailureCode.SEAL_FAILED))

        around.desk.ask(job, lambda handed_in: self._post(visit, On.SEALED, handed_in), failed)

    def _print(self, session: Session, reprint: bool) -> None:
        site = self._site
        if session.handed_in is None:
            return
        if site.printer in (DeviceState.ABSENT, DeviceState.FAULT) or site.paper is PaperState.OUT:
            code = FailureCode.PRINTER_PAPER_OUT if site.paper is PaperState.OUT else FailureCode.PRINTER_UNKNOWN
            self._post(session.visit, On.NOT_PRINTED, code)
            return
        job = self._around.compose(session, site, self._around.words(session.language), reprint)
        session.slip = Slip.PRINTING
        if not self.send(Role.RECEIPT_PRINTER, Print(visit=session.visit, job=job)):
            self._post(session.visit, On.NOT_PRINTED, FailureCode.PRINTER_UNKNOWN)

    def _save_rating(self, session: Session) -> None:
        if session.handed_in is None:
            return
        of, grade, reasons = session.handed_in.submission_id, session.grade, tuple(sorted(session.reasons))
        self._around.desk.ask(
            lambda desk: desk.rate(of, grade, reasons),
            lambda _done: self._around.wake_sync(),
            lambda wrong: note_trouble("rating", wrong),
        )


def _code_of(wrong: Exception, otherwise: FailureCode) -> FailureCode:
    return wrong.code if isinstance(wrong, Failed) else otherwise


def note_visit_end(session: Session, took_s: float) -> None:
    log(LogEvent.VISIT_ENDED, visit=session.visit, reason=session.state.value, took_s=round(took_s))

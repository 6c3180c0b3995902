"""Carries out what `step` named. No decision is made here.

Everything slow happens elsewhere (device workers, the queue's thread, the sync process) and comes back to the conductor
as an event with the visit it was asked in.
"""

import copy
from collections.abc import Callable
from typing import assert_never

from catalogue.package.grants_in import is_granted_here
from catalogue.package.open import Package
from contract.catalogue import Item
from contract.device_lines import Arm, DeviceCommand, DeviceState, Disarm, PaperState, Print
from contract.failures import Failed, FailureCode, Retry
from contract.form import FormDef
from contract.log_events import LogEvent
from contract.roles import Role
from kiosk.journey.around import Around
from kiosk.journey.events import On
from kiosk.journey.noting_answers import Asking
from kiosk.journey.picture_desk import PictureDesk, all_pictures
from kiosk.journey.printing import Printing
from kiosk.journey.register_asking import RegisterAsking, instant_of
from kiosk.journey.second_card import second_card_field
from kiosk.journey.session import Session, Site, Slip
from kiosk.journey.speaking import Speaking
from kiosk.journey.table import Do
from kiosk.logs import log, log_failure

Post = Callable[[int | None, On, object], None]
"""(visit or None for whoever stands here, event, argument), from any thread."""

SEARCH_LIMIT = 20


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
        self._waits_for: tuple[int, str, bool] | None = None
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
            case Do.LISTEN | Do.STOP_LISTENING:
                self.speaking.run(effect, session)
            case Do.SEARCH:
                self._search(session.query, session.spoken if session.spoken[:1] == (session.query,) else ())
            case Do.LOAD_THEME:
                self._load_theme(session)
            case Do.LOAD_GUIDE:
                self._load_guide(session, argument)
            case Do.START_FORM:
                self._start_form(session)
            case Do.START_JOINT:
                self._start_joint(session)
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
                self._start_inquiry(session)
            case Do.ASK_REGISTER:
                self._registers.ask(session)
            case Do.PRINT_ANSWER:
                self._registers.print_answer(session, self.send)
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
        """The reader waits while a question asks for a second person's card, and only then.

        What the screen may draw are the pictures of this session, and only they.
        """
        self._around.pictures.keep(all_pictures(session))
        self.speaking.follow(session)
        waits = second_card_field(session) is not None
        wanted = (session.visit, session.question, bool(session.errors)) if waits else None
        if wanted is not None and wanted != self._waits_for:
            self.send(Role.CARD_READER, Arm(visit=session.visit))  # again after a card that was not the right one
        elif wanted is None and self._waits_for is not None:
            self.send(Role.CARD_READER, Disarm())
        self._waits_for = wanted

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

    def _load_guide(self, session: Session, code: object) -> None:
        package = self._around.package
        if package is not None and isinstance(code, str) and package.has_item(code):
            session.item, session.guide = package.item(code), package.guide(code)
            session.instant = instant_of(package, code)

    def _start_inquiry(self, session: Session) -> None:
        """What is not granted is not asked either: the page says where it is."""
        package = self._around.package
        if session.item is None or package is None:
            return
        try:
            _granted_here(package, session.item, self._site)
        except Failed as wrong:
            note_trouble("inquiry", wrong)
            session.inquiry, session.save_failure = None, wrong.code
            self._post(session.visit, On.NOT_TAKEN_IN, wrong.code)

    def _load_theme(self, session: Session) -> None:
        from catalogue.package.rules_in import RulesIn  # with the expressions, after the first frame

        package = self._around.package
        if package is not None and session.graph is None:
            session.graph = RulesIn(package).theme(session.theme)
        if session.graph is None:  # nothing to ask: its items, as they are listed
            self._post(session.visit, On.THEME_LIST, None)

    def _start_joint(self, session: Session) -> None:
        """One form of all that is ticked. Begun before with the same items, it goes on as it was."""
        from catalogue.themes.joint_matter import join
        from kiosk.journey.life_event import joined

        package = self._around.package
        if package is None:
            return
        items = joined(session, self._site, package)
        try:
            forms = [(item, form) for item in items if (form := _proved_form(package, item.code)) is not None]
        except Failed as wrong:
            self._not_taken_in(session, wrong)
            return
        code = f"T{[theme.name for theme in package.themes()].index(session.theme) + 1:02d}"
        joint = join(code, session.theme, package.english_name("theme", session.theme), forms)
        if session.joint is None or [p.item for p in session.joint.parts] != [p.item for p in joint.parts]:
            session.joint, session.form = joint, joint.form
            session.answers, session.materials, session.question = {}, {}, ""
            session.declared, session.strokes = frozenset(), {}
        session.item = items[0] if items else None

    def _not_taken_in(self, session: Session, wrong: Failed) -> None:
        note_trouble("form", wrong)
        session.form, session.answers, session.question = None, {}, ""
        session.save_failure = wrong.code
        self._post(session.visit, On.NOT_TAKEN_IN, wrong.code)

    def _start_form(self, session: Session) -> None:
        """A form that cannot be asked is met before anything is filled in: the page says that it is not taken in."""
        package = self._around.package
        if session.item is None or package is None:
            return
        try:
            _granted_here(package, session.item, self._site)
            form = _proved_form(package, session.item.code)
        except Failed as wrong:
            self._not_taken_in(session, wrong)
            return
        session.joint = None
        if session.form is None or form is None or session.form.id != form.id:
            session.form, session.answers, session.question = form, {}, ""
            session.materials, session.declared, session.strokes = {}, frozenset(), {}

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


def _granted_here(package: Package, item: Item, site: Site) -> None:
    """Failed(ITEM_NOT_GRANTED): this village may not take the item in, whatever page it was opened from."""
    if not is_granted_here(package, item, site.division, site.today):
        happened = f"{item.code} is not granted to {site.division} on {site.today}"
        raise Failed(FailureCode.ITEM_NOT_GRANTED, happened, "grant it in the sheet 授权", Retry.NEVER)


def _proved_form(package: Package, item: str) -> FormDef | None:
    """Signed and unharmed is not yet sound: another release may have built it. Failed(FORM_INVALID) says why."""
    from catalogue.forms.prove import FormWrong, prove  # with the expressions, after the first frame

    form = package.form_for_item(item)
    try:
        if form is not None:
            prove(form)
    except FormWrong as wrong:
        remedy = "install a content package that `./station package build` made with this release"
        raise Failed(FailureCode.FORM_INVALID, f"the form of {item}: {wrong}"[:300], remedy, Retry.NEVER) from None
    return form


def _code_of(wrong: Exception, otherwise: FailureCode) -> FailureCode:
    return wrong.code if isinstance(wrong, Failed) else otherwise


def note_trouble(where: str, wrong: Exception) -> None:
    if isinstance(wrong, Failed):
        log_failure(where, wrong.code.value, wrong.happened, wrong.remedy)
    else:
        # the type only: the text of an unforeseen error may hold a resident's answer
        log_failure(where, "unforeseen", type(wrong).__name__, "send the log to the developers")


def note_visit_end(session: Session, took_s: float) -> None:
    log(LogEvent.VISIT_ENDED, visit=session.visit, reason=session.state.value, took_s=round(took_s))

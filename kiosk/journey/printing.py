"""Paper beside the receipt: the list and the guide before somebody sets out, the filled form after handing in.

Composed off the window's thread, in memory only. A4 goes to its printer in parts; what became of it comes back as an
answer that carries the job's id, or not at all: then `overdue` says so.
"""

import hashlib
from collections.abc import Callable

from contract.codes import Language
from contract.device_lines import (
    DeviceAnswer,
    DeviceCommand,
    DeviceState,
    NotPrinted,
    PagesNotPrinted,
    PagesPart,
    PagesPrinted,
    PaperState,
    Print,
    Printed,
    PrintPages,
)
from contract.failures import Failed, FailureCode
from contract.roles import Role
from kiosk.journey.around import Around
from kiosk.journey.events import On
from kiosk.journey.handing_in import children_asked
from kiosk.journey.noting_answers import Asking
from kiosk.journey.session import Session, Sheet, Site, Slip
from kiosk.logs import log_failure

Post = Callable[[int | None, On, object], None]
PART_BYTES = 96 * 1024
"""Octets of a part on a device's pipe: as base64 well within its line."""
PAPER_LANGUAGE = Language.ZH
"""Of the filled form: it is an official paper."""
PATIENCE_S = {Sheet.LIST: 30.0, Sheet.GUIDE: 120.0, Sheet.FORM: 120.0, Sheet.ANSWER: 60.0}
AHEAD = tuple(f"{sheet.value}-" for sheet in Sheet)
"""How the ids of these jobs begin; a receipt's is the id of its submission."""


class Printing:
    def __init__(
        self, around: Around, site: Site, asking: Asking, send: Callable[[Role, DeviceCommand], bool], post: Post
    ) -> None:
        self._around, self._site, self._asking = around, site, asking
        self._send, self._post = send, post
        self._count = 0
        self._since_s = 0.0

    def draw_code(self, session: Session) -> None:
        """A code of some hundred characters takes longer than a frame: it is worked out first, then shown."""
        from kiosk.receipts.checklist import checklist_of, take_along_text

        package, visit = self._around.package, session.visit
        if package is None:
            return
        words = self._around.words(session.language)
        text = take_along_text(checklist_of(session, self._site, words, package), words)
        self._around.finder.ask(
            lambda _package: self._around.draw_code(text),
            lambda _code: self._post(visit, On.CODE_DRAWN, text),
            lambda wrong: self._trouble("take_along", wrong),
        )

    def print_list(self, session: Session) -> None:
        from kiosk.receipts.checklist import checklist_of, compose_checklist

        package, site = self._around.package, self._site
        job = self._begin(session, Sheet.LIST)
        if package is None or site.printer in (DeviceState.ABSENT, DeviceState.FAULT) or site.paper is PaperState.OUT:
            code = FailureCode.PRINTER_PAPER_OUT if site.paper is PaperState.OUT else FailureCode.PRINTER_UNKNOWN
            self._post(session.visit, On.SHEET_NOT_PRINTED, (job, code))
            return
        words = self._around.words(session.language)
        slip = compose_checklist(checklist_of(session, site, words, package), words, job, site.now, site.place_name)
        if not self._send(Role.RECEIPT_PRINTER, Print(visit=session.visit, job=slip)):
            self._post(session.visit, On.SHEET_NOT_PRINTED, (job, FailureCode.PRINTER_UNKNOWN))

    def print_guide(self, session: Session) -> None:
        from kiosk.receipts.checklist import checklist_of
        from kiosk.receipts.guide_paper import guide_pdf

        package, site, words = self._around.package, self._site, self._around.words(session.language)
        job = self._begin(session, Sheet.GUIDE)
        if package is None:
            return
        checklist = checklist_of(session, site, words, package)
        self._make(session, job, lambda: guide_pdf(checklist, words, site.place_name, site.now))

    def print_form(self, session: Session) -> None:
        """The form as it was handed in; of a joint matter one after the other."""
        from kiosk.receipts.facts import filled_forms_of
        from kiosk.receipts.filled_form import filled_forms_pdf

        package, around = self._around.package, self._around
        job = self._begin(session, Sheet.FORM)
        if package is None or session.handed_in is None:
            return
        children = children_asked(session, self._site, self._asking, package)
        words = around.words(PAPER_LANGUAGE)
        strokes = {name: list(lines) for name, lines in session.strokes.items()}
        facts = session.handed_in, self._site.place_name

        def pdf() -> bytes:
            filled = filled_forms_of(children, around.draw_signatures(strokes), *facts, site=self._site)
            return filled_forms_pdf(filled, words, package.divisions(), package.regions())

        self._make(session, job, pdf)

    def prints_answers(self, session: Session) -> bool:
        """On A4 where that printer is ready, and has not just failed with this very answer."""
        failed = session.sheet is Sheet.ANSWER and session.sheet_state is Slip.FAILED
        return self._site.page_printer is DeviceState.READY and not failed

    def print_answer(self, session: Session) -> None:
        from kiosk.receipts.answer_paper import answer_pdf
        from kiosk.receipts.facts import answer_facts

        if session.inquiry is None or not session.inquiry.is_verified:
            return
        again = session.sheet is Sheet.ANSWER
        words = self._around.words(session.language)
        facts = answer_facts(session, self._site, words, again)
        job = self._begin(session, Sheet.ANSWER)
        self._make(session, job, lambda: answer_pdf(facts, words))

    def send_pages(self, session: Session, job: str, pdf: bytes) -> None:
        """To the A4 printer, if the resident still waits for this paper."""
        if job != session.sheet_job:
            return
        parts = [pdf[at : at + PART_BYTES] for at in range(0, len(pdf), PART_BYTES)]
        sent = all(
            self._send(Role.PAGE_PRINTER, PagesPart(visit=session.visit, job_id=job, index=index, octets=octets))
            for index, octets in enumerate(parts)
        )
        digest = hashlib.sha256(pdf).hexdigest()
        asked = PrintPages(visit=session.visit, job_id=job, parts=len(parts), sha256=digest)
        if not sent or not self._send(Role.PAGE_PRINTER, asked):
            self._post(session.visit, On.SHEET_NOT_PRINTED, (job, FailureCode.PRINTER_UNKNOWN))

    def heard(self, answer: DeviceAnswer) -> bool:
        """Whether the answer is about one of these papers; then it was passed on."""
        match answer:
            case Printed(visit=visit, job_id=job, confirmed=confirmed) if job.startswith(AHEAD):
                self._site.paper = answer.paper
                self._post(visit, On.SHEET_PRINTED, (job, confirmed))
            case NotPrinted(visit=visit, job_id=job, failure=failure) if job.startswith(AHEAD):
                self._site.paper = answer.paper
                self._post(visit, On.SHEET_NOT_PRINTED, (job, failure.code))
            case PagesPrinted(visit=visit, job_id=job) if job.startswith(AHEAD):
                self._post(visit, On.SHEET_PRINTED, (job, True))
            case PagesNotPrinted(visit=visit, job_id=job, failure=failure) if job.startswith(AHEAD):
                self._post(visit, On.SHEET_NOT_PRINTED, (job, failure.code))
            case _:
                return False
        return True

    def overdue(self, session: Session) -> None:
        """Asked every second: a printer that says nothing is said to say nothing."""
        if session.sheet is None or session.sheet_state is not Slip.PRINTING:
            return
        if self._around.monotonic_s() - self._since_s > PATIENCE_S[session.sheet]:
            self._post(session.visit, On.SHEET_NOT_PRINTED, (session.sheet_job, FailureCode.PRINTER_SILENT))

    def _begin(self, session: Session, sheet: Sheet) -> str:
        self._count += 1
        self._since_s = self._around.monotonic_s()
        session.sheet, session.sheet_state, session.sheet_failure = sheet, Slip.PRINTING, None
        session.sheet_job = f"{sheet.value}-{session.visit}-{self._count}"
        return session.sheet_job

    def _make(self, session: Session, job: str, pdf: Callable[[], bytes]) -> None:
        visit = session.visit

        def failed(wrong: Exception) -> None:
            self._trouble("pages", wrong)
            self._post(visit, On.SHEET_NOT_PRINTED, (job, FailureCode.PRINTER_UNKNOWN))

        self._around.finder.ask(
            lambda _package: pdf(), lambda made: self._post(visit, On.PAGES_MADE, (job, made)), failed
        )

    def _trouble(self, where: str, wrong: Exception) -> None:
        if isinstance(wrong, Failed):
            log_failure(where, wrong.code.value, wrong.happened, wrong.remedy)
        else:
            log_failure(where, "unforeseen", type(wrong).__name__, "send the log to the developers")

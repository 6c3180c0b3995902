"""Seals and opens drafts off the window's thread, and begins the form that a draft belongs to."""

from collections.abc import Callable
from datetime import date

from contract.draft import Draft, DraftTrouble
from kiosk.journey.around import Around
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.opening import Opening
from kiosk.journey.session import Came, Session, Site
from kiosk.logs import log_failure

Post = Callable[[int | None, On, object], None]


class DraftDesk:
    def __init__(self, around: Around, site: Site, opening: Opening, post: Post) -> None:
        self._around, self._site, self._opening, self._post = around, site, opening, post

    def run(self, effect: Do, session: Session, argument: object) -> None:
        match effect:
            case Do.DRAW_DRAFT:
                self._draw(session)
            case Do.OPEN_DRAFT:
                self._open(session)
            case Do.LAY_DRAFT if isinstance(argument, Draft):
                self._lay(session, argument)
            case _:
                pass

    def _draw(self, session: Session) -> None:
        from kiosk.drafts.contents import draft_of

        draft, today = draft_of(session), self._site.today

        def made() -> tuple[tuple[str, ...], str, date]:
            from contract.draft import frames_of
            from kiosk.drafts.sealing import seal_draft

            sealed, code, until = seal_draft(draft, today)
            frames = frames_of(sealed)
            for frame in frames:
                self._around.draw_code(frame)
            return frames, code, until

        visit = session.visit
        self._around.finder.ask(
            lambda _package: made(),
            lambda drawn: self._post(visit, On.DRAFT_DRAWN, drawn),
            lambda wrong: self._post(visit, On.DRAFT_DRAWN, _trouble_of(wrong, DraftTrouble.TOO_LARGE)),
        )

    def _open(self, session: Session) -> None:
        sealed, code = session.drafting.sealed, session.drafting.typed
        visit, today = session.visit, self._site.today

        def opened() -> Draft:
            from kiosk.drafts.sealing import open_draft

            return open_draft(sealed, code, today)

        self._around.finder.ask(
            lambda _package: opened(),
            lambda draft: self._post(visit, On.DRAFT_OPENED, draft),
            lambda wrong: self._post(visit, On.DRAFT_REFUSED, _trouble_of(wrong, DraftTrouble.DAMAGED)),
        )

    def _lay(self, session: Session, draft: Draft) -> None:
        """Begin as a touch would: what is not granted here, or not in this content any more, is said the same way."""
        from kiosk.drafts.contents import lay_draft

        session.form, session.joint, session.inquiry = None, None, None
        session.declared, session.strokes, session.pictures = frozenset(), {}, {}
        if draft.theme:
            if not self._open_theme(session, draft):
                self._opening.not_known(session)
                return
        else:
            self._opening.load_guide(session, draft.item)
            if session.item is None or session.item.code != draft.item:
                self._opening.not_known(session)
                return
            self._opening.start_form(session)
        lay_draft(session, draft)
        session.came = Came.JOINT if draft.theme else session.came
        session.drafting.laid = session.form is not None

    def _open_theme(self, session: Session, draft: Draft) -> bool:
        from catalogue.themes.graph import counted
        from kiosk.drafts.contents import theme_answers_of
        from kiosk.journey.life_event import joined

        package = self._around.package
        if package is None or draft.theme not in {theme.name for theme in package.themes()}:
            return False
        session.theme, session.graph, session.theme_answers = draft.theme, None, {}
        session.left_out = frozenset(draft.left_out)
        self._opening.load_theme(session)
        if session.graph is None:
            return False
        session.theme_answers = counted(session.graph, theme_answers_of(draft))
        if not joined(session, self._site, package):
            return False
        self._opening.start_joint(session)
        return True


def _trouble_of(wrong: Exception, otherwise: DraftTrouble) -> DraftTrouble:
    from kiosk.drafts.sealing import DraftRefused

    if isinstance(wrong, DraftRefused):
        return wrong.trouble
    # the type only: the text of an unforeseen error may hold a resident's answer
    log_failure("draft", "unforeseen", type(wrong).__name__, "send the log to the developers")
    return otherwise

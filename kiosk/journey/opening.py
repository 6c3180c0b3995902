"""Begins what a resident chose: a guide, a life event, a form, a question to a register. Read, proved, laid ready."""

from collections.abc import Callable

from catalogue.package.grants_in import is_granted_here
from catalogue.package.open import Package
from contract.catalogue import Item
from contract.failures import Failed, FailureCode, Retry
from contract.form import FormDef
from kiosk.journey.around import Around
from kiosk.journey.events import On
from kiosk.journey.register_asking import instant_of
from kiosk.journey.session import Session, Site
from kiosk.logs import log_failure


class Opening:
    def __init__(self, around: Around, site: Site, post: Callable[[int | None, On, object], None]) -> None:
        self._around, self._site, self._post = around, site, post

    def load_guide(self, session: Session, code: object) -> None:
        package = self._around.package
        if package is not None and isinstance(code, str) and package.has_item(code):
            session.item, session.guide = package.item(code), package.guide(code)
            session.instant = instant_of(package, code)

    def start_inquiry(self, session: Session) -> None:
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

    def load_theme(self, session: Session) -> None:
        from catalogue.package.rules_in import RulesIn  # with the expressions, after the first frame

        package = self._around.package
        if package is not None and session.graph is None:
            session.graph = RulesIn(package).theme(session.theme)
        if session.graph is None:  # nothing to ask: its items, as they are listed
            self._post(session.visit, On.THEME_LIST, None)

    def start_joint(self, session: Session) -> None:
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
            self.not_taken_in(session, wrong)
            return
        code = f"T{[theme.name for theme in package.themes()].index(session.theme) + 1:02d}"
        joint = join(code, session.theme, package.english_name("theme", session.theme), forms)
        if session.joint is None or [p.item for p in session.joint.parts] != [p.item for p in joint.parts]:
            session.joint, session.form = joint, joint.form
            session.answers, session.materials, session.question = {}, {}, ""
            session.declared, session.strokes = frozenset(), {}
        session.item = items[0] if items else None

    def not_taken_in(self, session: Session, wrong: Failed) -> None:
        note_trouble("form", wrong)
        session.form, session.answers, session.question = None, {}, ""
        session.save_failure = wrong.code
        self._post(session.visit, On.NOT_TAKEN_IN, wrong.code)

    def start_form(self, session: Session) -> None:
        """A form that cannot be asked is met before anything is filled in: the page says that it is not taken in."""
        package = self._around.package
        if session.item is None or package is None:
            return
        try:
            _granted_here(package, session.item, self._site)
            form = _proved_form(package, session.item.code)
        except Failed as wrong:
            self.not_taken_in(session, wrong)
            return
        session.joint = None
        if session.form is None or form is None or session.form.id != form.id:
            session.form, session.answers, session.question = form, {}, ""
            session.materials, session.declared, session.strokes = {}, frozenset(), {}

    def not_known(self, session: Session) -> None:
        """What a draft names is not in this station's content, or no longer."""
        happened, remedy = "a draft names an item or a life event that is not known here", "look the item up by name"
        self.not_taken_in(session, Failed(FailureCode.FORM_INVALID, happened, remedy, Retry.NEVER))


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


def note_trouble(where: str, wrong: Exception) -> None:
    if isinstance(wrong, Failed):
        log_failure(where, wrong.code.value, wrong.happened, wrong.remedy)
    else:
        # the type only: the text of an unforeseen error may hold a resident's answer
        log_failure(where, "unforeseen", type(wrong).__name__, "send the log to the developers")

"""Sample visits with a draft, a licence before the scanner, or a place to say: name → (state, what fills it)."""

from datetime import date

from bench.sample_applying import ANSWERS, Fill, filled, form
from catalogue.package.open import Package
from contract.draft import DraftTrouble, frames_of
from kiosk.journey.asking import FormAsking
from kiosk.journey.drafting import Told, take_frame
from kiosk.journey.session import Session, Site
from kiosk.journey.states import Overlay, State

SEALED = bytes((at * 89 + 7) % 251 for at in range(610))
"""As long as a draft of some twenty answers; opens nothing."""
FRAMES = frames_of(SEALED)


def taken(page: int) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        filled(session, site, package)
        session.drafting.frames, session.drafting.code = FRAMES, "482019937756"
        session.drafting.until, session.page = date(2026, 12, 4), page

    return fill


def making(session: Session, site: Site, package: Package) -> None:
    filled(session, site, package)


def brought(frames: int, typed: str = "", trouble: DraftTrouble | None = None) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        for frame in FRAMES[:frames]:
            take_frame(session.drafting, frame)
        session.drafting.typed, session.drafting.trouble = typed, trouble

    return fill


def licence(question: str, told: Told | None) -> Fill:
    """A question of F06 that a business licence answers."""

    def fill(session: Session, site: Site, package: Package) -> None:
        form("card_kind")(session, site, package)
        session.item, session.form = package.item("R01-024"), package.form("F06")
        session.answers |= {"basis": "合法稳定就业"}
        FormAsking().begin(session, site)
        session.question, session.told = question, told
        if told is Told.LICENCE:
            session.answers |= {"employer": "成都示例食品有限公司", "employer_uscc": "91510114MA6C12340A"}

    return fill


def leaving(session: Session, site: Site, package: Package) -> None:
    form("card_kind", answers=ANSWERS)(session, site, package)
    session.overlay = Overlay.LEAVE


def sayable(session: Session, site: Site, package: Package) -> None:
    """A place that may also be said."""
    form("home_division", answers={"home_division": ""})(session, site, package)
    site.has_microphone = True


def noted(session: Session, site: Site, package: Package) -> None:
    """The fullest first question: seven options, and under them what the card says of the conditions."""
    form("card_kind")(session, site, package)
    session.item, session.form = package.item("R03-001"), package.form("F05")
    session.answers = {}
    FormAsking().begin(session, site)
    session.question = FormAsking().questions(session, site)[0].id


def six_options(session: Session, site: Site, package: Package) -> None:
    """As many as stand on one page in large letters on a low screen."""
    noted(session, site, package)
    session.item, session.form, session.answers = package.item("R03-002"), package.form("F04"), {}
    FormAsking().begin(session, site)
    session.question = "want_training"


def noted_entry(session: Session, site: Site, package: Package) -> None:
    """A date to type, and what the card says of the conditions."""
    noted(session, site, package)
    session.item, session.form, session.answers = package.item("R01-024"), package.form("F06"), {}
    FormAsking().begin(session, site)
    session.question = FormAsking().questions(session, site)[0].id


DRAFTS: dict[str, tuple[State, Fill]] = {
    "draft": (State.DRAFT, taken(0)),
    "draft-key": (State.DRAFT, taken(len(FRAMES))),
    "draft-making": (State.DRAFT, making),
    "draft-back": (State.DRAFT_BACK, brought(0)),
    "draft-back-one": (State.DRAFT_BACK, brought(1)),
    "draft-back-key": (State.DRAFT_BACK, brought(len(FRAMES), "48201993")),
    "draft-back-wrong": (State.DRAFT_BACK, brought(len(FRAMES), "", DraftTrouble.WRONG_CODE)),
    "draft-back-expired": (State.DRAFT_BACK, brought(0, "", DraftTrouble.EXPIRED)),
    "draft-leave": (State.FORM, leaving),
    "form-division-say": (State.FORM, sayable),
    "form-six": (State.FORM, six_options),
    "form-noted-entry": (State.FORM, noted_entry),
    "form-noted": (State.FORM, noted),
    "form-licence": (State.FORM, licence("employer_uscc", None)),
    "form-licence-read": (State.FORM, licence("employer", Told.LICENCE)),
}

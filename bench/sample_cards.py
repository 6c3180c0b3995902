"""Sample visits where another person's card fills a question in: name → (state, what fills the fresh session)."""

from bench.sample_applying import Fill, sample_card
from catalogue.package.open import Package
from contract.device_lines import DeviceState
from contract.form import FieldError
from kiosk.journey.asking import FormAsking
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State


def childs_card(code: str = "") -> Fill:
    """A child's name, where either card fills it in; `code`: why the one that was put in did not."""

    def fill(session: Session, site: Site, package: Package) -> None:
        session.item, session.form = package.item("R09-003"), package.form_for_item("R09-003")
        session.card, session.question = sample_card(), "child_name"
        session.errors = (FieldError(field="child_name", code=code, message=""),) if code else ()
        site.reader = site.social_card = DeviceState.READY
        FormAsking().begin(session, site)

    return fill


CARDS: dict[str, tuple[State, Fill]] = {"form-social-card": (State.FORM, childs_card("social_card_protected"))}
MORE_CARDS: dict[str, tuple[State, Fill]] = {"form-either-card": (State.FORM, childs_card())}
"""Only to look at."""

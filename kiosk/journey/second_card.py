"""A second person's card: of an agent, a spouse, a child, the other party. Read where its question stands. Pure."""

from collections.abc import Mapping

from catalogue.forms.row_places import place_of_row, with_answer_at
from contract.card import CardRecord
from contract.device_lines import DeviceState
from contract.failures import Failure
from contract.form import Field, FieldError, FormDef, Source
from contract.roles import Role
from contract.social_card import SocialCardRecord
from kiosk.journey.events import On
from kiosk.journey.noting_answers import Asking
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State

AGENT = "agent_"
"""Fields of the shared block that only the agent's own card answers."""
FROM_CARD = {"card2.name": "name", "card2.number": "number"}


def second_card_field(session: Session) -> Field | None:
    """The question on screen, when a second person's card answers it."""
    if session.form is None or session.state is not State.FORM:
        return None
    place = place_of_row(session.question)
    fields = session.form.fields
    if place is not None:
        fields = next((field.fields for field in fields if field.id == place[0]), ())
    name = place[2] if place is not None else session.question
    return next((field for field in fields if field.id == name and field.source is Source.ID_CARD2), None)


def readers_wanted(session: Session, site: Site) -> tuple[Role, ...]:
    """Where the question's card may be put. An agent proves themselves, with an ID card; others are only named."""
    field = second_card_field(session)
    if field is None:
        return ()
    named_only = site.social_card is DeviceState.READY and not field.id.startswith(AGENT)
    return (Role.CARD_READER, Role.SOCIAL_CARD) if named_only else (Role.CARD_READER,)


def take_second_card(session: Session, site: Site, asking: Asking, card: CardRecord) -> None:
    """The agent's card is kept whole and locks its answers; any other fills in the answers it knows."""
    field = second_card_field(session)
    if field is None or session.form is None:
        return
    if session.card is not None and card.number == session.card.number:
        session.errors = (FieldError(field=session.question, code="agent_is_applicant", message=""),)
        return
    session.errors = ()
    if field.id.startswith(AGENT):
        before = [each.id for each in asking.questions(session, site)]
        session.agent_card = card
        after = {each.id for each in asking.questions(session, site)}
        rest = before[before.index(session.question) :] if session.question in before else before
        session.question = next((name for name in rest if name in after), session.question)
        return
    _fill_in(session, session.form, {"name": card.name, "number": card.number})


def take_social_card(session: Session, card: SocialCardRecord | Failure) -> None:
    """Another person's social security card: what it says of its holder without a PIN fills in like an ID card's."""
    field = second_card_field(session)
    if field is None or session.form is None or field.id.startswith(AGENT):
        return
    code = ""
    if isinstance(card, Failure):
        code = "social_card_unreadable"
    elif not card.name or not card.number:
        code = "social_card_protected"
    elif session.card is not None and card.number == session.card.number:
        code = "social_card_of_applicant"
    else:
        _fill_in(session, session.form, {"name": card.name, "number": card.number})
    session.errors = (FieldError(field=session.question, code=code, message=""),) if code else ()


def _fill_in(session: Session, form: FormDef, known: Mapping[str, str]) -> None:
    place = place_of_row(session.question)
    beside = next(each.fields for each in form.fields if each.id == place[0]) if place else form.fields
    for each in beside:
        part = next((part for text, part in FROM_CARD.items() if text in each.compute), "")
        if each.source is Source.ID_CARD2 and part and not each.id.startswith(AGENT):
            name = f"{place[0]}[{place[1]}].{each.id}" if place else each.id
            with_answer_at(session.answers, name, known[part])


def sign_by_card(session: Session, card: CardRecord) -> On:
    """The applicant's own card once more, in place of a signature that somebody cannot draw."""
    if session.card is None or card.number != session.card.number:
        return On.CARD_OTHER
    session.signed_by_card, session.errors = True, ()
    return On.CARD_SIGNED

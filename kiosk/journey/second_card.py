"""A second person's card: of an agent, a spouse, a child, the other party. Read where its question stands. Pure."""

from catalogue.forms.row_places import place_of_row, with_answer_at
from contract.card import CardRecord
from contract.form import Field, FieldError, Source
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
    place = place_of_row(session.question)
    beside = next(each.fields for each in session.form.fields if each.id == place[0]) if place else session.form.fields
    for each in beside:
        known = next((part for text, part in FROM_CARD.items() if text in each.compute), "")
        if each.source is Source.ID_CARD2 and known and not each.id.startswith(AGENT):
            name = f"{place[0]}[{place[1]}].{each.id}" if place else each.id
            with_answer_at(session.answers, name, getattr(card, known))


def sign_by_card(session: Session, card: CardRecord) -> On:
    """The applicant's own card once more, in place of a signature that somebody cannot draw."""
    if session.card is None or card.number != session.card.number:
        return On.CARD_OTHER
    session.signed_by_card, session.errors = True, ()
    return On.CARD_SIGNED

"""Notes of the application itself: card, questions, materials, declarations, signature. Pure; called by noting.note."""

from collections.abc import Mapping
from typing import Any, Protocol

from catalogue.forms.row_places import with_answer_at, with_rows
from contract.device_lines import DeviceState
from contract.failures import FailureCode
from contract.form import Field, FieldError, FieldType, Step
from contract.submission import MaterialGiven
from kiosk.journey.events import On
from kiosk.journey.session import Session, Site
from kiosk.journey.states import PERSONAL, State

TEXT_LIMIT = 200
STROKES_LIMIT = 200
POINTS_LIMIT = 20_000
PLACE_DIGITS = (9, 12)
"""Of a town, and of a village or community."""


class Asking(Protocol):
    """The form engine as the journey needs it; kiosk/journey/asking.py joins it to catalogue.forms."""

    def questions(self, session: Session, site: Site) -> tuple[Field, ...]:
        """The fields asked one a screen, in order, for the answers given so far."""
        ...

    def errors(self, session: Session, site: Site, field: str) -> tuple[FieldError, ...]:
        """What is wrong with one answer, warnings included."""
        ...

    def begin(self, session: Session, site: Site) -> None:
        """Fill in what the card and the station already answer."""
        ...

    def complete(self, session: Session, site: Site) -> dict[str, object]:
        """The answers to be handed in: visible ones and computed ones."""
        ...

    def materials(self, session: Session, site: Site) -> tuple[str, ...]:
        """Ids of the materials this application needs."""
        ...


def text_of(argument: Any, limit: int = TEXT_LIMIT) -> str:
    """A bounded text; anything else is ""."""
    return argument[:limit] if isinstance(argument, str) else ""


def agreed(session: Session, site: Site, asking: Asking) -> On:
    if session.card is not None:
        if session.inquiry is not None:
            return On.INQUIRE_NOW
        start_questions(session, site, asking)
        return On.AGREED_CARD_KNOWN
    session.card_failure = None
    if site.reader in (DeviceState.FAULT, DeviceState.ABSENT):
        session.card_failure = FailureCode.READER_OUT_OF_ORDER
        return On.AGREED_READER_GONE
    return On.AGREED


def start_questions(session: Session, site: Site, asking: Asking) -> None:
    asking.begin(session, site)
    asked = asking.questions(session, site)
    goes_on = session.drafting.laid and any(field.id == session.question for field in asked)
    if not goes_on:  # a draft goes on where it was left
        session.question = asked[0].id if asked else ""
    session.drafting.laid = False
    session.errors = ()


def card_lifted(session: Session) -> On:
    """Where the item needs the card to stay, lifting it ends the visit; elsewhere the resident puts it away."""
    stays = session.form is not None and session.form.card_must_stay
    if stays and session.card is not None and session.handed_in is None and session.state in PERSONAL:
        return On.CARD_LIFTED_ENDS
    return On.CARD_LIFTED


def take_answer(session: Session, site: Site, asking: Asking, argument: Any) -> None:
    if not isinstance(argument, Mapping) or session.form is None:
        return
    field = next((f for f in asking.questions(session, site) if f.id == argument.get("field")), None)
    if field is None:
        return
    value = argument.get("value")
    if isinstance(value, str):
        value = value[:TEXT_LIMIT]
        if field.type is FieldType.INT and value.isascii() and value.isdecimal():
            value = int(value[:12])  # the pad types digits
    elif isinstance(value, float) and value.is_integer():
        value = int(value)  # JavaScript knows one kind of number
    elif not isinstance(value, bool | int | list | type(None)):
        return
    if field.type is FieldType.DIVISION:
        if isinstance(value, str) and is_place_text(session, field, value):
            session.place_typed = (field.id, value)
            return
        session.page, session.place_typed = 0, None  # another town has other pages
    if field.type is FieldType.REPEAT:
        with_rows(session.answers, field.id, value if isinstance(value, int) else 0)
    else:
        with_answer_at(session.answers, field.id, value)
    session.errors, session.told = tuple(error for error in session.errors if error.field != field.id), None


def is_place_text(session: Session, field: Field, value: str) -> bool:
    """Letters of a place that is being typed, not the place that was picked from what they found."""
    if session.place_typed is None or session.place_typed[0] != field.id:
        return False
    is_code = value.isascii() and value.isdecimal() and len(value) in PLACE_DIGITS
    return not is_code and value not in {option.label for option in field.options}


def go_on(session: Session, site: Site, asking: Asking) -> On:
    match session.state:
        case State.FORM:
            return _next_question(session, site, asking)
        case State.MATERIALS:
            if session.editing:
                session.editing = ""
                return On.EDIT_DONE
            contact = [f for f in asking.questions(session, site) if f.step is Step.CONTACT]
            session.question = contact[0].id if contact else session.question
            return On.MATERIALS_DONE
        case State.SIGN:
            form = session.form
            needed = {d.id for d in form.declarations} if form is not None else set()
            signed = session.signed_by_card or "signature" in session.strokes
            if not needed <= session.declared or not signed:
                session.errors = (FieldError(field="signature", code="sign-missing", message=""),)
                return On.SIGN_REFUSED
            session.errors, session.editing, session.page = (), "", 0
            return On.SIGN_DONE
        case _:
            return On.NEXT


def _next_question(session: Session, site: Site, asking: Asking) -> On:
    session.errors, session.told = asking.errors(session, site, session.question), None
    if any(not error.warns for error in session.errors):
        return On.ANSWER_REFUSED
    doubts = frozenset((error.field, error.code) for error in session.errors)
    if not doubts <= session.warned:  # said once; going on after that is the resident's word
        session.warned |= doubts
        return On.ANSWER_REFUSED
    session.errors = ()
    asked = asking.questions(session, site)
    here = place_of(asked, session.question)
    if session.editing:
        # a changed answer may open new questions: ask the first of them that has none
        open_one = next((f for f in asked if _blocks(asking, session, site, f)), None)
        if open_one is not None:
            session.question = open_one.id
            return On.NEXT_QUESTION
        session.editing = ""
        return On.EDIT_DONE
    if here + 1 >= len(asked):
        return On.CONTACT_DONE
    now, after = asked[here], asked[here + 1]
    if now.step is not Step.CONTACT and after.step is Step.CONTACT:
        if asking.materials(session, site):
            return On.FORM_DONE
        session.question = after.id
        return On.FORM_DONE_NO_MATERIALS
    session.question = after.id
    return On.NEXT_QUESTION


def _blocks(asking: Asking, session: Session, site: Site, field: Field) -> bool:
    return any(not error.warns for error in asking.errors(session, site, field.id))


def place_of(asked: tuple[Field, ...], question: str) -> int:
    return next((i for i, f in enumerate(asked) if f.id == question), 0)


def take_material(session: Session, argument: Any) -> None:
    if not isinstance(argument, Mapping) or session.form is None:
        return
    known = {m.id for m in session.form.materials}
    wanted, how = text_of(argument.get("id")), text_of(argument.get("how"))
    if wanted in known and how in set(MaterialGiven):
        session.materials[wanted] = MaterialGiven(how)


def take_declaration(session: Session, argument: Any) -> None:
    if not isinstance(argument, Mapping) or session.form is None:
        return
    known = {d.id for d in session.form.declarations}
    wanted = text_of(argument.get("id"))
    if wanted == "all":
        session.declared = frozenset(known) if argument.get("agreed") else frozenset()
    elif wanted in known:
        chosen = {wanted}
        session.declared = session.declared | chosen if argument.get("agreed") else session.declared - chosen
    session.errors = ()


def take_signature(session: Session, argument: Any) -> None:
    """Strokes in pad units 0…1, bounded: a stuck touchscreen must not fill the memory."""
    if not isinstance(argument, Mapping) or not isinstance(argument.get("strokes"), list):
        return
    strokes: list[list[tuple[float, float]]] = []
    points = 0
    for stroke in argument["strokes"][:STROKES_LIMIT]:
        line = [
            (min(1.0, max(0.0, float(p[0]))), min(1.0, max(0.0, float(p[1]))))
            for p in (stroke if isinstance(stroke, list) else [])
            if isinstance(p, list | tuple) and len(p) == 2 and all(isinstance(v, int | float) for v in p)
        ]
        points += len(line)
        if points > POINTS_LIMIT:
            break
        if line:
            strokes.append(line)
    field = text_of(argument.get("field")) or "signature"
    if strokes:
        session.strokes[field] = strokes
        if field != "signature":
            session.answers[field] = {"sha256": "0" * 64}  # its true hash is known when the picture is drawn
    session.errors = ()


def edit(session: Session, argument: Any) -> On:
    wanted = text_of(argument)
    session.errors = ()
    if wanted == "signature":
        session.editing = "signature"
        return On.EDIT_SIGNATURE
    if wanted.startswith("material:"):
        session.editing = wanted
        return On.EDIT_MATERIALS
    session.editing = session.question = wanted
    return On.EDIT

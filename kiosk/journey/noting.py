"""Takes an event's argument into the session and gives the event its true name: `note(…) -> On`. Pure.

Nothing from QML is trusted: an argument of the wrong type or size changes nothing (the event still takes its way).
"""

from collections.abc import Mapping
from typing import Any, Protocol

from contract.catalogue import Audience
from contract.codes import Language, Profile, Satisfaction
from contract.device_lines import CardSeen, DeviceState
from contract.failures import Failure, FailureCode
from contract.form import Field, FieldError, FieldType, FormDef, Step
from contract.submission import MaterialGiven
from kiosk.journey.events import On
from kiosk.journey.session import Came, HandIn, Session, Site, Slip
from kiosk.journey.states import PERSONAL, Overlay, State

TEXT_LIMIT = 200
STROKES_LIMIT = 200
POINTS_LIMIT = 20_000
EXTENSIONS_AT_MOST = 12


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

    def materials(self, session: Session, site: Site) -> tuple[str, ...]:
        """Ids of the materials this application needs."""
        ...


def note(session: Session, site: Site, asking: Asking, on: On, argument: Any) -> On:
    """Record, then name. The session is changed; the state is not (that is step's)."""
    match on:
        case On.PROFILE:
            if argument in set(Profile):
                session.profile = Profile(argument)
        case On.LANGUAGE:
            if argument in set(Language):
                session.language = Language(argument)
        case On.SOUND:
            session.sound_on = not session.sound_on
        case On.HELP:
            session.overlay = Overlay.HELP
        case On.FULL_TEXT:
            session.full_text = _text(argument)
            session.overlay = Overlay.FULL_TEXT
        case On.CLOSE_SHEET | On.STILL_HERE:
            session.overlay = Overlay.NONE
        case On.MORE_TIME:
            session.extensions = min(session.extensions + 1, EXTENSIONS_AT_MOST)
            session.overlay = Overlay.NONE
        case On.LEAVE:
            if session.state is State.SUBMITTING:
                return On.STATUS_CHANGED
            if session.state in PERSONAL and session.handed_in is None:
                session.overlay = Overlay.LEAVE
                return On.STATUS_CHANGED
            return On.LEAVE_CONFIRMED
        case On.BACK:
            return _back(session, site, asking)
        case On.QUERY_CHANGED | On.SEARCH_NOW:
            if isinstance(argument, str):
                session.query = argument[:TEXT_LIMIT]
        case On.BROWSE:
            _browse(session, argument)
        case On.CATEGORY:
            session.category, session.group, session.page = _text(argument), "", 0
        case On.GROUP:
            session.group, session.page = _text(argument), 0
        case On.PAGE:
            session.page = max(0, argument) if isinstance(argument, int) else session.page
        case On.THEME:
            session.theme, session.page = _text(argument), 0
        case On.ITEM:
            if session.state is not State.GUIDE:
                session.came = Came(session.state.value) if session.state.value in set(Came) else Came.HOME
            session.situation, session.page = "", 0
        case On.SITUATION:
            session.situation, session.page = _text(argument), 0
        case On.APPLY:
            session.page = 0
            if site.closed_for is not None:
                session.save_failure, session.form = site.closed_for, None
                return On.NOT_TAKEN_IN
        case On.PHOTO_CHOICE:
            session.photo_allowed = bool(argument)
        case On.AGREED:
            return _agreed(session, site, asking)
        case On.BY_HAND:
            session.by_hand, session.card_being_read = True, False
            _start_questions(session, site, asking)
        case On.GUIDE_ONLY | On.CARD_AGAIN:
            session.card_being_read, session.card_failure = False, None
        case On.CARD_READING:
            session.card_being_read, session.card_failure = True, None
        case On.CARD_READ:
            assert isinstance(argument, CardSeen)
            if session.state in (State.CARD, State.CARD_TROUBLE):
                session.card, session.by_hand = argument.card, False
                session.card_being_read, session.card_failure = False, None
                _start_questions(session, site, asking)
        case On.CARD_NOT_READ:
            session.card_being_read = False
            session.card_failure = argument.code if isinstance(argument, Failure) else FailureCode.CARD_NOT_RECOGNISED
        case On.READER_GONE:
            session.card_being_read = False
            session.card_failure = argument.code if isinstance(argument, Failure) else FailureCode.READER_OUT_OF_ORDER
        case On.READER_BACK:
            session.card_failure = None
        case On.CARD_LIFTED:
            return _card_lifted(session)
        case On.ANSWER:
            _answer(session, site, asking, argument)
        case On.SIGNED:
            _signed(session, argument)
        case On.SIGN_AGAIN:
            session.strokes.pop(_text(argument) or "signature", None)
            session.answers.pop(_text(argument), None)
        case On.SHOW_NUMBER:
            session.number_shown = not session.number_shown
        case On.NEXT:
            return _next(session, site, asking)
        case On.MATERIAL:
            _material(session, argument)
        case On.DECLARE:
            _declare(session, argument)
        case On.EDIT:
            return _edit(session, argument)
        case On.SUBMIT:
            session.page, session.save_failure = 0, None
        case On.SAVED:
            assert isinstance(argument, HandIn)
            session.handed_in, session.slip = argument, Slip.NOT_YET
        case On.SAVE_FAILED:
            session.save_failure = argument if isinstance(argument, FailureCode) else FailureCode.SEAL_FAILED
        case On.PRINTED:
            session.slip, session.slip_failure = (Slip.PRINTED if argument else Slip.UNKNOWN), None
        case On.NOT_PRINTED:
            session.slip = Slip.FAILED
            session.slip_failure = argument if isinstance(argument, FailureCode) else FailureCode.PRINTER_UNKNOWN
        case On.REPRINT:
            session.slip = Slip.PRINTING
        case On.FOUND:
            query, found = argument
            if query == session.query:
                session.found = found
        case On.CENTRE_HAS_IT:
            session.centre_has_it = True
        case On.GRADE:
            if argument in {grade.code for grade in Satisfaction}:
                session.grade, session.reasons = str(argument), frozenset()
        case On.REASON:
            session.reasons = session.reasons ^ {_text(argument)}
        case On.RATE:
            if not session.grade:
                return On.STATUS_CHANGED
        case _:
            pass
    return on


def _text(argument: Any) -> str:
    return argument[:TEXT_LIMIT] if isinstance(argument, str) else ""


def _back(session: Session, site: Site, asking: Asking) -> On:
    session.errors = ()
    match session.state:
        case State.GUIDE:
            return {
                Came.RESULTS: On.BACK_TO_RESULTS,
                Came.SEARCH: On.BACK_TO_SEARCH,
                Came.BROWSE: On.BACK_TO_BROWSE,
                Came.THEME: On.BACK_TO_THEME,
                Came.HOME: On.BACK,
            }[session.came]
        case State.HOME | State.IDLE:
            return On.STATUS_CHANGED
        case State.SUBMIT_TROUBLE if session.form is None:
            return On.GUIDE_ONLY
        case State.FORM:
            if session.editing:
                session.editing = ""
                return On.EDIT_DONE
            asked = asking.questions(session, site)
            here = _index(asked, session.question)
            if here <= 0:
                return On.BACK
            before = asked[here - 1]
            crosses = before.step is Step.FORM and asked[here].step is Step.CONTACT
            session.question = before.id
            if crosses and asking.materials(session, site):
                return On.BACK_TO_MATERIALS
            return On.PREVIOUS_QUESTION
        case State.MATERIALS:
            if session.editing:
                session.editing = ""
                return On.EDIT_DONE
            asked = [f for f in asking.questions(session, site) if f.step is Step.FORM]
            session.question = asked[-1].id if asked else ""
        case State.SIGN:
            if session.editing:
                session.editing = ""
                return On.SIGN_DONE
            asked = asking.questions(session, site)
            session.question = asked[-1].id if asked else ""
        case _:
            pass
    return On.BACK


def _browse(session: Session, argument: Any) -> None:
    session.quick_list = argument == "quick"
    if argument in set(Audience):
        session.audience = Audience(argument)
    session.category = session.group = ""
    session.page = 0


def _agreed(session: Session, site: Site, asking: Asking) -> On:
    if session.card is not None:
        _start_questions(session, site, asking)
        return On.AGREED_CARD_KNOWN
    session.card_failure = None
    if site.reader in (DeviceState.FAULT, DeviceState.ABSENT):
        session.card_failure = FailureCode.READER_OUT_OF_ORDER
        return On.AGREED_READER_GONE
    return On.AGREED


def _start_questions(session: Session, site: Site, asking: Asking) -> None:
    asking.begin(session, site)
    asked = asking.questions(session, site)
    session.question = asked[0].id if asked else ""
    session.errors = ()


def _card_lifted(session: Session) -> On:
    """Where the item needs the card to stay, lifting it ends the visit; elsewhere the resident puts it away."""
    stays = session.form is not None and session.form.card_must_stay
    if stays and session.card is not None and session.handed_in is None and session.state in PERSONAL:
        return On.CARD_LIFTED_ENDS
    return On.CARD_LIFTED


def _answer(session: Session, site: Site, asking: Asking, argument: Any) -> None:
    if not isinstance(argument, Mapping) or session.form is None:
        return
    field = next((f for f in asking.questions(session, site) if f.id == argument.get("field")), None)
    if field is None:
        return
    value = argument.get("value")
    if isinstance(value, str):
        value = value[:TEXT_LIMIT]
    elif isinstance(value, float) and value.is_integer():
        value = int(value)  # JavaScript knows one kind of number
    elif not isinstance(value, bool | int | list | type(None)):
        return
    if value in ("", None):
        session.answers.pop(field.id, None)
    else:
        session.answers[field.id] = value
    session.errors = tuple(error for error in session.errors if error.field != field.id)


def _next(session: Session, site: Site, asking: Asking) -> On:
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
            if not needed <= session.declared or "signature" not in session.strokes:
                session.errors = (FieldError(field="signature", code="sign-missing", message=""),)
                return On.SIGN_REFUSED
            session.errors, session.editing, session.page = (), "", 0
            return On.SIGN_DONE
        case _:
            return On.NEXT


def _next_question(session: Session, site: Site, asking: Asking) -> On:
    session.errors = asking.errors(session, site, session.question)
    if any(not error.warns for error in session.errors):
        return On.ANSWER_REFUSED
    session.errors = ()
    asked = asking.questions(session, site)
    here = _index(asked, session.question)
    if session.editing:
        # a changed answer may open new questions: ask the first of them that has none
        open_one = next((f for f in asked if asking.errors(session, site, f.id) and _blocks(asking, session, site, f)), None)
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


def _index(asked: tuple[Field, ...], question: str) -> int:
    return next((i for i, f in enumerate(asked) if f.id == question), 0)


def _material(session: Session, argument: Any) -> None:
    if not isinstance(argument, Mapping) or session.form is None:
        return
    known = {m.id for m in session.form.materials}
    if argument.get("id") in known and argument.get("how") in set(MaterialGiven):
        session.materials[str(argument["id"])] = MaterialGiven(argument["how"])


def _declare(session: Session, argument: Any) -> None:
    if not isinstance(argument, Mapping) or session.form is None:
        return
    known = {d.id for d in session.form.declarations}
    if argument.get("id") == "all":
        session.declared = frozenset(known) if argument.get("agreed") else frozenset()
    elif argument.get("id") in known:
        chosen = {str(argument["id"])}
        session.declared = session.declared | chosen if argument.get("agreed") else session.declared - chosen
    session.errors = ()


def _signed(session: Session, argument: Any) -> None:
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
    field = _text(argument.get("field")) or "signature"
    if strokes:
        session.strokes[field] = strokes
        if field != "signature":
            session.answers[field] = {"sha256": ""}  # named at hand-in, when the picture is drawn
    session.errors = ()


def _edit(session: Session, argument: Any) -> On:
    wanted = _text(argument)
    session.errors = ()
    if wanted == "signature":
        session.editing = "signature"
        return On.EDIT_SIGNATURE
    if wanted.startswith("material:"):
        session.editing = wanted
        return On.EDIT_MATERIALS
    session.editing = session.question = wanted
    return On.EDIT


def is_signature(form: FormDef | None, field: str) -> bool:
    return form is not None and any(f.id == field and f.type is FieldType.SIGNATURE for f in form.fields)

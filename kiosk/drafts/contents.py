"""Session → draft and back. Only what was typed goes along; what comes back is believed no more than typing."""

from collections.abc import Mapping

from catalogue.forms.row_places import place_of_row
from contract.draft import Draft
from contract.form import Field, FieldType, FormDef, Source
from contract.submission import MaterialGiven
from kiosk.journey.session import Session

NEVER = frozenset({FieldType.SIGNATURE, FieldType.PHOTO, FieldType.SCAN})
"""What is drawn or photographed stays here and goes with the visit."""
TEXT_LIMIT = 200
LIST_LIMIT = 40
AGENT = "agent_"


def goes_along(field: Field, session: Session) -> bool:
    """A card is laid down again; its words are not carried about. The card of somebody who helps neither."""
    if field.type in NEVER:
        return False
    match field.source:
        case Source.ID_CARD:
            return session.card is None
        case Source.ID_CARD2:
            return session.agent_card is None or not field.id.startswith(AGENT)
        case Source.SYSTEM:
            return False
        case Source.KIOSK | Source.USER:
            return True


def draft_of(session: Session) -> Draft:
    """Raises ValueError when no form is being filled in."""
    form = session.form
    if form is None or session.item is None:
        raise ValueError("no form is being filled in")
    answers = {
        field.id: value
        for field in form.fields
        if goes_along(field, session) and (value := _plain(field, session.answers.get(field.id))) is not None
    }
    joint = session.joint is not None
    return Draft(
        item=session.item.code,
        theme=session.theme if joint else "",
        theme_answers=dict(session.theme_answers) if joint else {},
        left_out=tuple(sorted(session.left_out)) if joint else (),
        form=form.id,
        version=form.version,
        answers=answers,
        materials={
            name: how.value
            for name, how in session.materials.items()
            if how not in (MaterialGiven.SCANNED, MaterialGiven.CARD_PHOTO)
        },
        question=session.question,
    )


def lay_draft(session: Session, draft: Draft) -> None:
    """Put a draft's answers into the form that was begun; what this form does not ask, or not so, is left behind."""
    form = session.form
    if form is None:
        return
    session.answers = {
        field.id: value
        for field in form.fields
        if goes_along(field, session) and (value := _plain(field, draft.answers.get(field.id))) is not None
    }
    known = {material.id for material in form.materials}
    session.materials = {
        name: MaterialGiven(how)
        for name, how in draft.materials.items()
        if name in known and how in (MaterialGiven.LATER, MaterialGiven.PROMISE, MaterialGiven.DATA_SHARING)
    }
    session.question = draft.question if is_question(form, draft.question) else ""


def theme_answers_of(draft: Draft) -> dict[str, object]:
    """Option ids by question, as the pages of a life event leave them."""
    found: dict[str, object] = {}
    for question, given in list(draft.theme_answers.items())[:LIST_LIMIT]:
        if isinstance(given, str):
            found[question] = given[:TEXT_LIMIT]
        elif isinstance(given, list) and all(isinstance(one, str) for one in given):
            found[question] = [one[:TEXT_LIMIT] for one in given[:LIST_LIMIT]]
    return found


def is_question(form: FormDef, name: str) -> bool:
    place = place_of_row(name)
    return any(field.id == (place[0] if place else name) for field in form.fields)


def _plain(field: Field, value: object) -> object:
    """An answer of the kind the field takes, bounded; None for everything else."""
    match field.type:
        case FieldType.REPEAT:
            if not isinstance(value, list):
                return None
            return [_row(field, row) for row in value[:LIST_LIMIT]] or None
        case FieldType.MULTI:
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                return None
            return [one[:TEXT_LIMIT] for one in value[:LIST_LIMIT]] or None
        case FieldType.BOOL:
            return value if isinstance(value, bool) else None
        case FieldType.INT:
            return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12 else None
        case _:
            return value[:TEXT_LIMIT] if isinstance(value, str) and value.isprintable() and value else None


def _row(field: Field, row: object) -> dict[str, object]:
    if not isinstance(row, Mapping):
        return {}
    cells = {column.id: _plain(column, row.get(column.id)) for column in field.fields if column.type not in NEVER}
    return {name: value for name, value in cells.items() if value is not None}

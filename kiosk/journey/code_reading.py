"""What a code before the scanner means on the page that is shown: a licence for a question, or a draft. Pure."""

from catalogue.forms.row_places import with_answer_at
from contract.device_lines import CodeScanned, DeviceAnswer, DeviceState
from contract.draft import PREFIX
from contract.form import Field, FieldType
from contract.licence_code import licence_of
from kiosk.journey.drafting import Told
from kiosk.journey.events import On
from kiosk.journey.noting_answers import Asking
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State

BRINGS_DRAFTS = frozenset({State.HOME, State.GUIDE, State.PRIVACY, State.DRAFT_BACK})
"""Pages where a draft may be laid before the scanner; on all others it means nothing."""
CODES = frozenset({FieldType.USCC, FieldType.ID18_OR_USCC})


def code_event(session: Session, answer: DeviceAnswer) -> tuple[On, object] | None:
    """The event of a code that was shown in this visit; None for any other answer."""
    if not isinstance(answer, CodeScanned) or answer.visit != session.visit:
        return None
    if answer.text.startswith(PREFIX):
        return (On.DRAFT_CODE, answer.text) if session.state in BRINGS_DRAFTS else None
    if session.state is State.DRAFT_BACK:
        return On.DRAFT_CODE, answer.text
    return (On.LICENCE_CODE, answer.text) if session.state is State.FORM else None


def licence_fields(session: Session) -> tuple[Field, Field | None] | None:
    """(field of the code, field of the name) while one of the two is asked; None: no licence is wanted here."""
    form = session.form
    if form is None or session.state is not State.FORM:
        return None
    for field in form.fields:
        if field.type in CODES and session.question in (field.id, field.licence_name):
            return field, next((each for each in form.fields if each.id == field.licence_name), None)
    return None


def scanner_waits(session: Session) -> bool:
    """Whether the scanner is to look at all: it reads nothing on a page that has no use for it."""
    return session.state in BRINGS_DRAFTS or licence_fields(session) is not None


def take_licence(session: Session, site: Site, asking: Asking, text: str) -> None:
    """Code and name become answers like typed ones: they can be changed, and the form's checks hold for them."""
    wanted = licence_fields(session)
    if wanted is None or session.question not in {field.id for field in asking.questions(session, site)}:
        return
    licence = licence_of(text)
    if licence is None:
        session.told = Told.NO_LICENCE
        return
    code, name = wanted
    with_answer_at(session.answers, code.id, licence.uscc)
    if name is not None and licence.name:
        with_answer_at(session.answers, name.id, licence.name[: name.max_length or len(licence.name)])
    session.told = Told.LICENCE
    session.errors = tuple(each for each in session.errors if each.field not in (code.id, code.licence_name))


def can_scan(site: Site) -> bool:
    return site.scanner is DeviceState.READY

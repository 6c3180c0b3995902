"""Joins the session to the form engine (catalogue.forms): what is asked, what is wrong, what is handed in. Pure."""

from collections.abc import Callable, Collection

import msgspec

from catalogue.forms.check import check_state, errors_at
from catalogue.forms.questions import hints_of, questions_of
from catalogue.forms.state import FormState, materials_of, prefill, work_out
from catalogue.themes.joint_matter import joint_errors, joint_materials, joint_questions, own_answers
from contract.form import Field, FieldError, FieldType, FormDef
from contract.pictures import CaptureKind
from contract.submission import MaterialGiven
from kiosk.journey.noting_pictures import placeholder_of
from kiosk.journey.pictures import KIND_OF_FIELD, photo_sources
from kiosk.journey.session import Session, Site


class FormAsking:
    """kiosk.journey.noting_answers.Asking over the real engine. `divisions`: known 12-digit codes; empty: any.

    A joint matter is asked as one form; each of its forms is worked out by itself.
    """

    def __init__(self, divisions: Collection[str] = ()) -> None:
        self._divisions = divisions

    def questions(self, session: Session, site: Site) -> tuple[Field, ...]:
        """Fields in the order they are asked, each with the options offered here and now."""
        states = self._states(session, site)
        if session.joint is not None:
            asked = joint_questions(session.joint, states)
        else:
            asked = tuple(
                msgspec.structs.replace(field, options=question.options[field.id])
                if field.id in question.options
                else field
                for state in states
                for question in questions_of(state)
                for field in question.fields
            )
        answered = photo_sources(session.form) if session.form is not None else {}
        return tuple(field for field in asked if field.id not in answered)

    def errors(self, session: Session, site: Site, field: str) -> tuple[FieldError, ...]:
        states = self._states(session, site)
        if session.joint is not None:
            return joint_errors(session.joint, states, field, session.card, self._divisions)
        if not states:
            return ()
        state = states[0]
        found = check_state(state, session.card, self._divisions)
        asked = next((each for question in questions_of(state) for each in question.fields if each.id == field), None)
        return tuple(errors_at(state, found, asked) if asked is not None else ())

    def begin(self, session: Session, site: Site) -> None:
        """Lay what card and station know under the answers given so far; a card's word replaces what was typed."""
        facts = station_facts(session, site)
        known: dict[str, object] = {}
        for form, names in _forms(session):
            begun = prefill(form, session.card, facts, today=site.today)
            known = {names(own): value for own, value in begun.items()} | known
        typed = session.answers
        fields = session.form.fields if session.form is not None else ()
        locked = {field.id for field in fields if field.source.value.startswith("id_card")}
        session.answers = known | {
            name: value for name, value in typed.items() if session.card is None or name not in locked
        }

    def complete(self, session: Session, site: Site) -> dict[str, object]:
        """What is handed in: the visible answers that count, computed ones included. Not of a joint matter."""
        states = self._states(session, site)
        return dict(states[0].values) if states else {}

    def materials(self, session: Session, site: Site) -> tuple[str, ...]:
        states = self._states(session, site)
        if session.joint is not None:
            return joint_materials(session.joint, states)
        return tuple(material.id for state in states for material in materials_of(state))

    def doubts(self, session: Session, site: Site) -> frozenset[str]:
        """Codes of eligibility hints that do not hold; said kindly, never a refusal."""
        states = self._states(session, site)
        return frozenset(hint.code for state in states for hint in hints_of(state) if hint.holds is False)

    def visible(self, session: Session, site: Site) -> tuple[str, ...]:
        states = self._states(session, site)
        return states[0].visible_ids if states else ()

    def _states(self, session: Session, site: Site) -> tuple[FormState, ...]:
        """Worked out once for the same answers, cards and day, however often a page asks. One for each form."""
        form, joint = session.form, session.joint
        if form is None:
            return ()
        answers, facts = _with_files(session), station_facts(session, site)
        forms = [each.id for each, _ in _forms(session)]
        of = [forms, form.version, answers, id(session.card), id(session.agent_card), site.today, facts]
        key = msgspec.json.encode(of)
        kept = session.worked_out
        if kept is not None and kept[0] == key:
            assert isinstance(kept[1], tuple)
            return kept[1]
        asked = [(form, answers)] if joint is None else [(p.form, own_answers(p, answers)) for p in joint.parts]
        states = tuple(
            work_out(each, given, card=session.card, card2=session.agent_card, today=site.today, station=facts)
            for each, given in asked
        )
        session.worked_out = (key, states)
        return states


def _forms(session: Session) -> list[tuple[FormDef, Callable[[str], str]]]:
    """Each form that is asked, and how its fields are named among the answers."""
    if session.joint is not None:
        return [(part.form, part.fields.__getitem__) for part in session.joint.parts]
    return [(session.form, str)] if session.form is not None else []


def station_facts(session: Session, site: Site) -> dict[str, object]:
    """What conditions of a form may ask of the site."""
    documents = CaptureKind.DOCUMENT in site.camera_takes or site.has_document_scanner
    portraits = CaptureKind.PORTRAIT in site.camera_takes
    return {"division": site.division, "has_camera": portraits, "has_document_camera": documents}


def _with_files(session: Session) -> dict[str, object]:
    """What is drawn or taken counts as given before it is sealed: its hash is made then. And where the photograph
    comes from is what was done, not what was said."""
    form = session.form
    drawn: dict[str, object] = {
        field.id: {"sha256": "0" * 64}
        for field in (form.fields if form is not None else ())
        if field.type is FieldType.SIGNATURE and field.id in session.strokes
    }
    taken: dict[str, object] = {
        field.id: placeholder_of(field.type)
        for field in (form.fields if form is not None else ())
        if field.type in KIND_OF_FIELD and session.pictures.get(field.id)
    }
    return session.answers | drawn | taken | _photo_source(session)


def _photo_source(session: Session) -> dict[str, object]:
    form = session.form
    if form is None or not any(
        material.from_card_photo
        and session.materials.get(material.id) is MaterialGiven.SCANNED
        and session.pictures.get(material.id)
        for material in form.materials
    ):
        return {}
    return {
        name: option.label
        for name, options in photo_sources(form).items()
        for option in options
        if option.key == "camera"
    }

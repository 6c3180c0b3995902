"""Joins the session to the form engine (catalogue.forms): what is asked, what is wrong, what is handed in. Pure."""

from collections.abc import Collection

import msgspec

from catalogue.forms.check import check_state, errors_at
from catalogue.forms.questions import hints_of, questions_of
from catalogue.forms.state import FormState, materials_of, prefill, work_out
from contract.form import Field, FieldError, FieldType
from kiosk.journey.session import Session, Site


class FormAsking:
    """kiosk.journey.noting_answers.Asking over the real engine. `divisions`: known 12-digit codes; empty: any."""

    def __init__(self, divisions: Collection[str] = ()) -> None:
        self._divisions = divisions

    def questions(self, session: Session, site: Site) -> tuple[Field, ...]:
        """Fields in the order they are asked, each with the options offered here and now."""
        state = self._state(session, site)
        if state is None:
            return ()
        return tuple(
            msgspec.structs.replace(field, options=question.options[field.id])
            if field.id in question.options
            else field
            for question in questions_of(state)
            for field in question.fields
        )

    def errors(self, session: Session, site: Site, field: str) -> tuple[FieldError, ...]:
        state = self._state(session, site)
        if state is None:
            return ()
        found = check_state(state, session.card, self._divisions)
        asked = next((each for question in questions_of(state) for each in question.fields if each.id == field), None)
        return tuple(errors_at(state, found, asked) if asked is not None else ())

    def begin(self, session: Session, site: Site) -> None:
        """Lay what card and station know under the answers given so far; a card's word replaces what was typed."""
        if session.form is None:
            return
        known = prefill(session.form, session.card, station_facts(session, site), today=site.today)
        typed = session.answers
        locked = {field.id for field in session.form.fields if field.source.value.startswith("id_card")}
        session.answers = known | {
            name: value for name, value in typed.items() if session.card is None or name not in locked
        }

    def complete(self, session: Session, site: Site) -> dict[str, object]:
        """What is handed in: the visible answers that count, computed ones included."""
        state = self._state(session, site)
        return dict(state.values) if state is not None else {}

    def materials(self, session: Session, site: Site) -> tuple[str, ...]:
        state = self._state(session, site)
        return tuple(material.id for material in materials_of(state)) if state is not None else ()

    def doubts(self, session: Session, site: Site) -> frozenset[str]:
        """Codes of eligibility hints that do not hold; said kindly, never a refusal."""
        state = self._state(session, site)
        return (
            frozenset(hint.code for hint in hints_of(state) if hint.holds is False)
            if state is not None
            else frozenset()
        )

    def visible(self, session: Session, site: Site) -> tuple[str, ...]:
        state = self._state(session, site)
        return state.visible_ids if state is not None else ()

    def _state(self, session: Session, site: Site) -> FormState | None:
        """Worked out once for the same answers, cards and day, however often a page asks."""
        form = session.form
        if form is None:
            return None
        answers, facts = _with_signatures(session), station_facts(session, site)
        of = [form.id, form.version, answers, id(session.card), id(session.agent_card), site.today, facts]
        key = msgspec.json.encode(of)
        kept = session.worked_out
        if kept is not None and kept[0] == key:
            assert isinstance(kept[1], FormState)
            return kept[1]
        state = work_out(
            form, answers, card=session.card, card2=session.agent_card, today=site.today, station=facts
        )
        session.worked_out = (key, state)
        return state


def station_facts(session: Session, site: Site) -> dict[str, object]:
    """What conditions of a form may ask of the site."""
    return {"division": site.division, "has_camera": site.has_camera, "has_document_camera": False}


def _with_signatures(session: Session) -> dict[str, object]:
    """A drawn signature counts as given before its picture exists: its hash is made when the application is sealed."""
    form = session.form
    drawn = {
        field.id: {"sha256": "0" * 64}
        for field in (form.fields if form is not None else ())
        if field.type is FieldType.SIGNATURE and field.id in session.strokes
    }
    return session.answers | drawn

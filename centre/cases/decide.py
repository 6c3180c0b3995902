"""An officer's acts on a case: confirm, accept, return with a list, close. Each leaves a line and moves the clock."""

from datetime import datetime
from enum import StrEnum

from centre.cases.day_clock import moved_by_stop
from centre.cases.models import Case, Event
from centre.cases.open_case import place_of, tell_station, working_days
from centre.site.database import writing
from centre.site.sealed_field import open_field, seal_field
from centre.staff.audit import Act, record
from contract.case import CaseState

NOTE_LIMIT = 600


class Decision(StrEnum):
    ACCEPT = "accept"
    RETURN = "return"
    COMPLETE = "complete"
    CONFIRM = "confirm"
    """An open check was looked at and is right; no change of state."""


ALLOWED = {
    Decision.ACCEPT: (CaseState.RECEIVED, CaseState.RETURNED),
    Decision.RETURN: (CaseState.RECEIVED, CaseState.ACCEPTED),
    Decision.COMPLETE: (CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.RETURNED),
    Decision.CONFIRM: (CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.RETURNED),
}


class CannotDecide(Exception):
    """`words` names what the officer is told (`staff-<words>`)."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def decide(
    case_number: str, decision: Decision, account: str, now: datetime, *, note: str = "", field: str = ""
) -> Case:
    """Carry out one decision in one transaction with its evidence, its audit entry and the line to the station.

    `note` is what the resident is told; a return needs it, one missing thing a line, all at once.
    Raises CannotDecide: "decide-not-now" (another state by now), "decide-needs-list", "decide-look-first" (open checks
    are left), "decide-too-long".
    """
    note = note.strip()
    if len(note) > NOTE_LIMIT:
        raise CannotDecide("decide-too-long")
    with writing():
        case = Case.objects.select_for_update().get(case_number=case_number)
        if case.state not in {state.value for state in ALLOWED[decision]}:
            raise CannotDecide("decide-not-now")
        if decision is Decision.CONFIRM:
            return _confirm(case, field, account, now)
        if decision is Decision.RETURN and not note:
            raise CannotDecide("decide-needs-list")
        if decision in (Decision.ACCEPT, Decision.COMPLETE) and open_checks(case):
            raise CannotDecide("decide-look-first")
        if case.stopped_at is not None and case.due_at is not None:
            case.due_at = moved_by_stop(case.due_at, case.stopped_at, now, working_days())
        match decision:
            case Decision.ACCEPT:
                case.state, case.stopped_at = CaseState.ACCEPTED.value, None
            case Decision.RETURN:
                case.state, case.stopped_at = CaseState.RETURNED.value, now
            case Decision.COMPLETE:
                case.state, case.stopped_at = CaseState.CLOSED.value, None
        case.save()
        _add_event(case, decision.value, account, now, note)
        record(account, Act.DECIDED, now, case.case_number)
        tell_station(case, now)
    return case


def open_checks(case: Case) -> list[str]:
    """Fields the centre's check marked and nobody has confirmed yet."""
    return [field for field, _ in case.faults if field not in case.confirmed]


def note_of(event: Event) -> str:
    if event.note_sealed is None:
        return ""
    return open_field(event.note_sealed, _note_place(event)).decode()


def _confirm(case: Case, field: str, account: str, now: datetime) -> Case:
    if field not in open_checks(case):
        raise CannotDecide("decide-not-now")
    case.confirmed = [*case.confirmed, field]
    case.save()
    Event.objects.create(case=case, at=now, kind="confirm", account=account, facts={"field": field})
    record(account, Act.DECIDED, now, case.case_number)
    return case


def _add_event(case: Case, kind: str, account: str, now: datetime, note: str) -> None:
    event = Event(case=case, at=now, kind=kind, account=account)
    event.note_sealed = seal_field(note.encode(), _note_place(event)) if note else None
    event.save()


def _note_place(event: Event) -> str:
    return f"{place_of(event.case.submission_id)}.note:{event.kind}:{event.at.timestamp():.6f}"

"""What the queue and the search show: rows without anything personal but a surname."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case as Choice
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Value, When

from centre.cases.case_shown import TimeLeft, time_left
from centre.cases.day_clock import HERE
from centre.cases.models import Case
from centre.cases.open_case import place_of, working_days
from centre.intake.models import Station
from centre.site.sealed_field import FieldUnreadable, lookup_hash, open_field
from centre.staff.models import Account
from contract.case import CaseState
from contract.numbers import parent_number
from contract.submission import Priority

AT_ONCE = timedelta(minutes=10)
"""Arrived so soon after the hand-in that nobody was cut off."""
ROWS_A_PAGE = 12
FOUND_AT_MOST = 50
ENDED = (CaseState.CLOSED.value, CaseState.DECLINED.value)
SHOWS = ("waiting", "today", "returned", "green", "late-arrival", "closed")


@dataclass(frozen=True)
class Row:
    case: Case
    tail: str
    surname: str
    station: str
    handed_in: datetime
    was_offline: bool
    left: TimeLeft


def may_see(account: Account) -> QuerySet[Case]:
    """Cases of the officer's town; a district officer's own, and none of another town by any address."""
    cases = Case.objects.all()
    return cases.filter(town=account.town) if account.town else cases


def chosen(cases: QuerySet[Case], show: str, now: datetime) -> QuerySet[Case]:
    """Cases of one tile of the queue, the most urgent first; those whose clock stands still come last."""
    open_cases = cases.exclude(state__in=ENDED)
    night = datetime.combine(now.astimezone(HERE).date() + timedelta(days=1), datetime.min.time(), HERE)
    late = Q(arrived_at__gt=_later_than_hand_in())
    picked = {
        "waiting": open_cases,
        "today": open_cases.filter(due_at__lt=night).exclude(state=CaseState.RETURNED.value),
        "returned": open_cases.filter(state=CaseState.RETURNED.value),
        "green": open_cases.filter(priority=int(Priority.GREEN_CHANNEL)),
        "late-arrival": open_cases.filter(late),
        "closed": cases.filter(state__in=ENDED),
    }[show]
    if show == "closed":
        return picked.order_by("-id")
    return picked.order_by("stopped_at", "due_at", "id") if show == "returned" else _stopped_last(picked)


def _stopped_last(cases: QuerySet[Case]) -> QuerySet[Case]:
    stands = Choice(When(state=CaseState.RETURNED.value, then=Value(1)), default=Value(0), output_field=IntegerField())
    return cases.annotate(stands=stands).order_by("stands", "due_at", "id")


def _later_than_hand_in() -> ExpressionWrapper:
    return ExpressionWrapper(F("handed_in_at") + Value(AT_ONCE, DurationField()), output_field=DateTimeField())


def rows_of(cases: list[Case], now: datetime) -> list[Row]:
    names = dict(
        Station.objects.filter(station_id__in={case.station_id for case in cases}).values_list(
            "station_id", "place_name"
        )
    )
    return [
        Row(
            case=case,
            tail=tail_of(case.provisional_number),
            surname=surname_shown(case),
            station=names.get(case.station_id) or case.station_id,
            handed_in=case.handed_in_at,
            was_offline=case.arrived_at - case.handed_in_at > AT_ONCE,
            left=time_left(case.state, case.handed_in_at, case.due_at, now, working_days()),
        )
        for case in cases
    ]


def tail_of(provisional_number: str) -> str:
    """The ten digits that tell numbers of one station apart: month and day, serial, check."""
    whole = parent_number(provisional_number)
    tail = whole[-10:]
    return f"{tail[:4]} {tail[4:8]} {tail[8:]}{provisional_number[len(whole) :]}"


def surname_shown(case: Case) -> str:
    if case.surname_sealed is None:
        return ""
    try:
        return open_field(case.surname_sealed, f"{place_of(case.submission_id)}.surname").decode()
    except FieldUnreadable:
        return ""


def find_cases(cases: QuerySet[Case], text: str) -> list[Case]:
    """By case number, provisional number (or its last ten digits), whole name, ID number, or part of an item's name."""
    text = text.strip()[:100].replace("\0", "")
    packed = "".join(text.split()).upper()
    if not text:
        return []
    fits = Q(case_number=packed) | Q(provisional_number=packed) | Q(joint__provisional_number=packed)
    fits |= Q(name_hash=lookup_hash(text, "name")) | Q(number_hash=lookup_hash(packed, "id number"))
    if len(text) >= 2:
        fits |= Q(item_name__contains=text)
    if len(packed) == 10 and packed.isdecimal():
        fits |= Q(provisional_number__endswith=packed) | Q(joint__provisional_number__endswith=packed)
    return list(cases.filter(fits).order_by("-id")[:FOUND_AT_MOST])

"""Hop 16, second half: a case for each submission, once; the day clock starts at the hand-in."""

from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings

from centre.cases.applicant import holder_of, surname_of
from centre.cases.content import faults_of, is_taken_in_at, item_of
from centre.cases.day_clock import HERE, WorkingDays, due_at, read_working_days
from centre.cases.models import Case, Checked, DayCounter, Event, JointMatter, RatingGiven
from centre.cases.unseal import Unopened, unseal
from centre.intake.custody import custody_of, mark_opened, next_unopened
from centre.intake.models import Custody, Station
from centre.intake.status_feed import publish_status
from centre.site.database import writing
from centre.site.logs import log
from centre.site.sealed_field import inner_keys, lookup_hash, seal_field
from contract import wire
from contract.case import CaseState
from contract.envelope import NotAnEnvelope, decode_head
from contract.failures import Failed
from contract.log_events import LogEvent
from contract.submission import Application, EnvelopeHeader, JointApplication, Rating

OLDEST_HAND_IN = timedelta(days=3650)
LARGEST_VERSION = 2**31 - 1
NOT_GRANTED = "item_not_granted"
"""A fault of no field: the station's village was not granted the item that day. Taken in all the same; a person sees
it before anything is decided."""
UNKNOWN_ITEM_DAYS = 5
"""Promised days of an item this centre does not know: soon enough that a person looks."""


@cache
def working_days() -> WorkingDays:
    return read_working_days(settings.DATA_DIR / "working-days.toml")


def open_next(now: datetime) -> bool:
    """Open the next submission in custody, in one transaction with its hand-over; False: there is none."""
    with writing():
        rows = next_unopened(1)
        if not rows:
            return False
        _open_row(rows[0], now)
        mark_opened(rows[0], now)
    return True


def give_up_next(now: datetime) -> None:
    """Opening the next one crashed: give it to a person, so that those behind it go on."""
    with writing():
        for row in next_unopened(1):
            _open_unread(row, Unopened("crashed"), now)
            mark_opened(row, now)


def open_unread_again(case: Case, now: datetime) -> None:
    """Try once more to open a case that waits for a person; it stays as it is when that fails the same way."""
    with writing():
        row = custody_of(case.station_id, case.epoch, case.submission_id)
        if row is not None and case.state == CaseState.NEEDS_PERSON.value:
            _open_row(row, now)


def _open_row(row: Custody, now: datetime) -> None:
    try:
        header, payload = unseal(bytes(row.envelope), inner_keys())
    except Unopened as unopened:
        _open_unread(row, unopened, now)
        return
    match payload:
        case Application():
            open_application(row, header, payload, now)
        case JointApplication():
            open_joint(row, header, payload, now)
        case Rating():
            keep_rating(payload, row)


def keep_rating(rating: Rating, row: Custody) -> None:
    """Ratings wait for their case by the submission's id; the same one twice is one."""
    RatingGiven.objects.get_or_create(
        submission_id=row.submission_id,
        defaults={
            "of_submission": _column(rating.of_submission, 64),
            "satisfaction_code": _column(rating.satisfaction_code, 1),
            "reasons": [_column(reason, 100) for reason in rating.reasons[:20]],
            "rated_at": believable(rating.rated_at, row.received_at),
        },
    )


def believable(told: datetime, received_at: datetime) -> datetime:
    """A station's time as far as it can be true: not after the arrival, not years before it."""
    try:
        utc = told.astimezone(UTC)
    except OverflowError:
        return received_at
    return utc if received_at - OLDEST_HAND_IN < utc <= received_at else received_at


def _version(number: int) -> int:
    return max(0, min(number, LARGEST_VERSION))


def _column(text: str, size: int) -> str:
    """Text as every database holds it: PostgreSQL refuses NUL."""
    return text.replace("\0", "")[:size]


def _identity(row: Custody, submission_id: str = "") -> dict[str, object]:
    """submission_id: of a child, where it is not the envelope's own."""
    return {"station_id": row.station_id, "epoch": row.epoch, "submission_id": submission_id or row.submission_id}


def _town_of(row: Custody) -> str:
    station = Station.objects.filter(station_id=row.station_id).only("town").first()
    return station.town if station is not None else ""


def _header_of(row: Custody) -> EnvelopeHeader | None:
    try:
        return decode_head(bytes(row.envelope))[0]
    except NotAnEnvelope:
        return None


def open_joint(row: Custody, header: EnvelopeHeader, joint: JointApplication, now: datetime) -> list[Case]:
    """All children with their parent, in the caller's transaction: all of them or none."""
    parent, _ = JointMatter.objects.get_or_create(
        **_identity(row),
        defaults={"provisional_number": row.provisional_number, "theme": _column(joint.theme, 100)},
    )
    return [open_application(row, header, each, now, parent) for each in joint.applications]


def open_application(
    row: Custody, header: EnvelopeHeader, application: Application, now: datetime, joint: JointMatter | None = None
) -> Case:
    """The case of a readable application: new, or the one that waited for a person since it could not be opened."""
    item = item_of(application.item_code)
    days = item.promised_days if item is not None else UNKNOWN_ITEM_DAYS
    handed_in_at = believable(application.handed_in_at, row.received_at)
    station = Station.objects.filter(station_id=row.station_id).first()
    checked, faults = _check(application, handed_in_at, station.division if station is not None else "")
    holder = holder_of(application)
    name, number = holder["name"], holder["number"]
    # ids and numbers of children are proved when the envelope is opened; a single one has the envelope's own
    own_id = application.submission_id if joint is not None else row.submission_id
    place = place_of(own_id)
    values = {
        "joint": joint,
        "provisional_number": application.provisional_number if joint is not None else row.provisional_number,
        "town": station.town if station is not None else "",
        "item_code": _column(application.item_code, 50),
        "item_name": _column(item.name if item else application.item_name, 200),
        "form_id": _column(application.form_id, 20),
        "form_version": _version(application.form_version),
        "priority": int(header.priority),
        "state": CaseState.RECEIVED.value,
        "problem": "",
        "handed_in_at": handed_in_at,
        "arrived_at": row.received_at,
        "due_at": due_at(handed_in_at, days, working_days()),
        "checked": checked,
        "faults": faults,
        "surname_sealed": seal_field(surname_of(name).encode(), f"{place}.surname"),
        "application_sealed": seal_field(wire.encode(application), f"{place}.application"),
        "number_hash": lookup_hash(number.upper(), "id number") if number else None,
        "name_hash": lookup_hash(name, "name") if name else None,
    }
    return _put(row, values, application.item_code, now, own_id)


def _open_unread(row: Custody, unopened: Unopened, now: datetime) -> None:
    header = unopened.header or _header_of(row)
    item_code = header.item_code if header else ""
    item = item_of(item_code)
    handed_in_at = believable(header.created_at, row.received_at) if header else row.received_at
    log().error(LogEvent.UNSEAL_FAILED, submission_id=row.submission_id, code=unopened.problem)
    values = {
        "provisional_number": row.provisional_number,
        "town": _town_of(row),
        "item_code": _column(item_code, 50),
        "item_name": item.name if item else "",
        "form_id": _column(header.form_id, 20) if header else "",
        "form_version": _version(header.form_version) if header else 0,
        "priority": row.priority,
        "state": CaseState.NEEDS_PERSON.value,
        "problem": unopened.problem,
        "handed_in_at": handed_in_at,
        "arrived_at": row.received_at,
        "due_at": due_at(handed_in_at, item.promised_days if item else UNKNOWN_ITEM_DAYS, working_days()),
        "checked": Checked.UNKNOWN,
        "faults": [],
    }
    _put(row, values, item_code, now)


def _put(row: Custody, values: dict[str, object], item_code: str, now: datetime, submission_id: str = "") -> Case:
    """Add the case, or fill in the one that could not be read before. Its trail begins with what came before it."""
    identity = _identity(row, submission_id)
    case = Case.objects.select_for_update().filter(**identity).first()
    if case is None:
        number = next_case_number(item_code, now)
        case = Case.objects.create(case_number=number, **identity, **values)
        Event.objects.create(case=case, at=case.handed_in_at, kind="handed-in", facts={"station": row.station_id})
        facts = {"batch": row.batch_sha256[:16]}
        Event.objects.create(case=case, at=row.received_at, kind="custody", facts=facts)
    elif case.state == CaseState.NEEDS_PERSON.value:
        for name, value in values.items():
            setattr(case, name, value)
        case.save()
    else:
        return case
    kind = "unread" if case.problem else "unsealed"
    Event.objects.create(case=case, at=now, kind=kind, facts={"problem": case.problem} if case.problem else {})
    tell_station(case, now)
    log().info(LogEvent.CASE_OPENED, case_number=case.case_number, item=case.item_code)
    return case


def tell_station(case: Case, now: datetime) -> None:
    """A line of the status feed. That a person has to open it is the centre's own matter, not the resident's."""
    state = CaseState.RECEIVED.value if case.state == CaseState.NEEDS_PERSON.value else case.state
    publish_status(
        station_id=case.station_id,
        submission_id=case.submission_id,
        provisional_number=case.provisional_number,
        case_number=case.case_number,
        state=state,
        at=now,
    )


def _check(application: Application, handed_in_at: datetime, division: str) -> tuple[str, list[list[str]]]:
    try:
        found = faults_of(application, handed_in_at.astimezone(HERE).date(), division)
    except Failed:
        found = None
    day = handed_in_at.astimezone(HERE).date()
    faults = [] if is_taken_in_at(application.item_code, division, day) else [["", NOT_GRANTED]]
    faults += [[fault.field, fault.code] for fault in found or ()]
    if faults:
        return Checked.LOOK, faults
    return (Checked.UNKNOWN if found is None else Checked.GOOD), faults


def next_case_number(item_code: str, now: datetime) -> str:
    """办件编号: district, item code, date and a serial of four, for as long as the items carry no 实施编码 of 31."""
    plain = "".join(ch for ch in item_code if ch.isascii() and ch.isalnum())[:20].upper() or "X"
    prefix = f"{settings.DISTRICT}{plain}{now.astimezone(HERE):%Y%m%d}"
    counter, _ = DayCounter.objects.select_for_update().get_or_create(prefix=prefix, defaults={"last": 0})
    counter.last += 1
    counter.save()
    return f"{prefix}{counter.last:04d}"


def place_of(submission_id: str) -> str:
    """What binds a sealed column to its case."""
    return f"case:{submission_id}"

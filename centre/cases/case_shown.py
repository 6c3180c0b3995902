"""What an officer sees of a case: the application laid out by its form's own labels. No database, no request."""

from dataclasses import dataclass, field
from datetime import date, datetime

from catalogue.forms.sheet import field_numbers
from centre.cases.applicant import holder_of
from centre.cases.day_clock import HERE, WorkingDays, share_used, working_days_left
from contract.case import CaseState
from contract.codes import NATIONS, Sex
from contract.form import Field, FieldType, FormDef
from contract.id_number import age_on
from contract.submission import Application, MaterialGiven

PICTURES = ("image/png", "image/jpeg")
HEAD, TAIL = 3, 4
NUMBERS = ("id_no", "agent_id_no")
PHONES = ("mobile", "emergency_mobile")


@dataclass(frozen=True)
class Line:
    label: str
    value: str
    field: str = ""
    from_card: bool = False


@dataclass(frozen=True)
class Paper:
    """Something handed in. `place`: number of its picture, attachments first and scans after; None: nothing to see."""

    name: str
    how: str
    place: int | None = None


@dataclass(frozen=True)
class TimeLeft:
    """`tone`: late, today, soon, fine, stopped or done; `days` working days (0 on the day itself)."""

    tone: str
    days: int
    percent: int


@dataclass(frozen=True)
class ApplicationShown:
    applicant: tuple[Line, ...]
    answers: tuple[Line, ...]
    papers: tuple[Paper, ...]
    declarations: tuple[str, ...]
    age: int | None = None
    other_files: tuple[str, ...] = field(default=())


def masked(text: str) -> str:
    """First 3 and last 4 characters; a short text all stars."""
    return f"{text[:HEAD]}{'*' * (len(text) - HEAD - TAIL)}{text[-TAIL:]}" if len(text) >= 12 else "*" * len(text)


def sex_shown(code: str) -> str:
    return Sex(code).zh if code in list(Sex) else code


def phone_shown(text: str) -> str:
    return f"{text[:3]} **** {text[-4:]}" if len(text) == 11 else "*" * len(text)


def time_left(state: str, handed_in_at: datetime, due: datetime | None, now: datetime, days: WorkingDays) -> TimeLeft:
    if state in (CaseState.CLOSED.value, CaseState.DECLINED.value) or due is None:
        return TimeLeft("done", 0, 100)
    used = round(100 * share_used(handed_in_at, now, due))
    if state == CaseState.RETURNED.value:
        return TimeLeft("stopped", 0, 50)
    if now > due:
        return TimeLeft("late", min(-1, working_days_left(now, due, days)), 100)
    left = working_days_left(now, due, days)
    if due.astimezone(HERE).date() == now.astimezone(HERE).date():
        return TimeLeft("today", 0, max(used, 75))
    return TimeLeft("soon" if left <= 2 else "fine", left, used)


def application_shown(
    application: Application,
    form: FormDef | None,
    say,
    divisions: dict[str, str],
    now: datetime,
    arrived: tuple[bool, ...] = (),
) -> ApplicationShown:
    """`say(key, **facts)` gives the staff's words; `divisions` the names of 12-digit codes; `arrived`: which scans."""
    labels = {each.id: each for each in form.fields} if form is not None else {}
    numbers = field_numbers(form) if form is not None else {}  # the same as on the printed form
    holder = holder_of(application)
    age = (
        age_on(date.fromisoformat(holder["birth"]), now.astimezone(HERE).date()) if _is_date(holder["birth"]) else None
    )
    sex = holder["sex"]
    applicant = [
        Line(say("name"), holder["name"]),
        Line(say("id-number"), masked(holder["number"])),
        Line(say("age-sex"), f"{say('age', years=age) if age is not None else '—'} · {sex_shown(sex)}"),
    ]
    if holder["nation"]:
        applicant.append(Line(say("nation"), NATIONS.get(holder["nation"], holder["nation"])))
    if "mobile" in application.answers:
        applicant.append(Line(say("mobile"), phone_shown(str(application.answers["mobile"]))))
    applicant.append(Line(say("address"), holder["address"]))
    shown = {"name", "id_no", "sex", "ethnicity", "birth_date", "hukou_address", "mobile"}
    pictures = {each.name: place for place, each in enumerate(application.attachments) if each.media_type in PICTURES}
    answers, papers = [], []
    ordered = [
        *[name for name in labels if name in application.answers],
        *sorted(set(application.answers) - set(labels)),
    ]
    for name in ordered:
        if name in shown:
            continue
        definition = labels.get(name)
        value = application.answers[name]
        if definition is not None and definition.type in (FieldType.SIGNATURE, FieldType.PHOTO, FieldType.SCAN):
            continue
        text = answer_text(name, value, definition, say, divisions)
        label = f"{numbers[name]} {definition.label}" if definition else name
        answers.append(Line(label, text, name, name in _of_card(form)))
    scanned = _scanned(application, arrived, say)
    for material in application.materials:
        how = say(f"material-{material.how.value.replace('_', '-')}")
        if material.how is MaterialGiven.SCANNED:
            pages = [paper for stem, paper in scanned if stem == material.id]
            scanned = [(stem, paper) for stem, paper in scanned if stem != material.id]
            papers += [Paper(material.name, paper.how, paper.place) for paper in pages]
            if pages:
                continue
            papers.append(Paper(material.name, how, pictures.get(f"{material.id}.png")))
        else:
            papers.append(Paper(material.name, how))
    papers += [paper for _, paper in scanned]
    for name, place in pictures.items():
        stem = name.rsplit(".", 1)[0]
        label = labels[stem].label if stem in labels else say("own-signature") if stem == "signature" else name
        papers.append(Paper(label, say("signed-at-station"), place))
    others = tuple(each.name for each in application.attachments if each.media_type not in PICTURES)
    return ApplicationShown(
        tuple(applicant),
        tuple(answers),
        tuple(papers),
        tuple(declaration.text for declaration in application.declarations),
        age,
        others,
    )


def _scanned(application: Application, arrived: tuple[bool, ...], say) -> list[tuple[str, Paper]]:
    """Scans by the id of their material: a name `m1.jpg` or `m1-2.jpg` is a page of material m1."""
    found = []
    for number, scan in enumerate(application.scans):
        is_here = number < len(arrived) and arrived[number]
        how = say("material-scanned") if is_here else say("scan-on-its-way")
        seen = is_here and scan.media_type in PICTURES
        paper = Paper(scan.name, how, len(application.attachments) + number if seen else None)
        found.append((scan.name.rsplit(".", 1)[0].partition("-")[0], paper))
    return found


def answer_text(name: str, value: object, definition: Field | None, say, divisions: dict[str, str]) -> str:
    """An answer as an officer reads it; numbers and telephones masked whatever the form says of them."""
    kind = definition.type if definition is not None else None
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, list):
        return "、".join(answer_text(name, each, definition, say, divisions) for each in value)
    if isinstance(value, dict):
        if set(value) == {"sha256"}:
            return say("file-given")
        columns = {each.id: each for each in definition.fields} if definition is not None else {}
        return "，".join(
            f"{columns[key].label if key in columns else key} "
            + answer_text(key, each, columns.get(key), say, divisions)
            for key, each in value.items()
        )
    text = "" if value is None else str(value)
    if kind is FieldType.DIVISION:
        return divisions.get(text, text)
    if kind is FieldType.MOBILE or name in PHONES:
        return phone_shown(text)
    if (
        kind in (FieldType.ID18, FieldType.BANKCARD)
        or name in NUMBERS
        or (definition is not None and definition.masked)
    ):
        return masked(text)
    return text


def _of_card(form: FormDef | None) -> frozenset[str]:
    return (
        frozenset(each.id for each in form.fields if each.source.value.startswith("id_card")) if form else frozenset()
    )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

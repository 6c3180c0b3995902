"""The officers' desk: the queue, one case, one decision. Every look is written down before the page is shown."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from centre.cases import desk
from centre.cases.applicant import holder_of
from centre.cases.case_shown import PICTURES, ApplicationShown, application_shown, time_left
from centre.cases.content import faults_of, form_of, place_names
from centre.cases.day_clock import HERE
from centre.cases.decide import ALLOWED, CannotDecide, Decision, open_checks
from centre.cases.decide import decide as carry_out
from centre.cases.joint import joint_shown
from centre.cases.models import Case, RatingGiven
from centre.cases.open_case import NOT_GRANTED, open_unread_again, place_of, working_days
from centre.cases.scans import scan_content, scans_arrived
from centre.cases.trail import trail_of
from centre.intake import clock
from centre.intake.models import Station
from centre.site.sealed_field import FieldUnreadable, open_field
from centre.staff.audit import Act, record
from centre.staff.models import Role
from centre.staff.rights import account_of, only
from centre.staff.words import say, say_fault
from contract import wire
from contract.case import CaseState
from contract.codes import Satisfaction
from contract.form import FormDef
from contract.numbers import in_groups
from contract.submission import Application, Attachment, Scan

REASON_AT_LEAST = 4
REASON_LIMIT = 200


@require_safe
@only(Role.OFFICER)
def queue(request: HttpRequest) -> HttpResponse:
    account, now = account_of(request), clock.now()
    show = request.GET.get("show", "waiting")
    if show not in desk.SHOWS:
        raise Http404
    mine = desk.may_see(account)
    counts = {name: desk.chosen(mine, name, now).count() for name in desk.SHOWS}
    late = desk.chosen(mine, "today", now).filter(due_at__lt=now).count()
    told = request.GET.get("page", "1")
    page = max(1, int(told)) if told.isascii() and told.isdecimal() and len(told) < 7 else 1
    first = (page - 1) * desk.ROWS_A_PAGE
    rows = desk.rows_of(list(desk.chosen(mine, show, now)[first : first + desk.ROWS_A_PAGE]), now)
    pages = max(1, -(-counts[show] // desk.ROWS_A_PAGE))
    shown = {
        "rows": rows,
        "show": show,
        "counts": counts,
        "late": late,
        "page": page,
        "pages": pages,
        "now": now,
        "first": first + 1,
        "last": first + len(rows),
        "total": counts[show],
        "tiles": [(name, counts[name]) for name in desk.SHOWS if name != "closed"],
    }
    return render(request, "cases/queue.html", shown | _frame(request, counts["waiting"]))


@require_POST
@only(Role.OFFICER)
def find(request: HttpRequest) -> HttpResponse:
    """A POST, so that a name that was searched for stands in no address and no log."""
    account, now = account_of(request), clock.now()
    record(account.username, Act.SEARCHED, now)
    rows = desk.rows_of(desk.find_cases(desk.may_see(account), request.POST.get("text", "")), now)
    return render(request, "cases/found.html", {"rows": rows, "now": now} | _frame(request))


@require_safe
@only(Role.OFFICER)
def case(request: HttpRequest, case_number: str) -> HttpResponse:
    found = _case_of(request, case_number)
    record(account_of(request).username, Act.LOOKED, clock.now(), found.case_number)
    return _case_page(request, found)


@require_POST
@only(Role.OFFICER)
def whole_number(request: HttpRequest, case_number: str) -> HttpResponse:
    """The whole ID number, once, for a reason that is written down first."""
    found = _case_of(request, case_number)
    reason = request.POST.get("reason", "").strip()[:REASON_LIMIT]
    if len(reason) < REASON_AT_LEAST:
        return _case_page(request, found, wrong="reason-too-short", status=422)
    record(account_of(request).username, Act.NUMBER_SEEN, clock.now(), found.case_number, reason)
    return _case_page(request, found, whole=True)


@require_POST
@only(Role.OFFICER)
def decide(request: HttpRequest, case_number: str) -> HttpResponse:
    found, account = _case_of(request, case_number), account_of(request)
    try:
        decision = Decision(request.POST.get("decision", ""))
    except ValueError:
        return _case_page(request, found, wrong="decide-choose", status=422)
    note, field = request.POST.get("note", ""), request.POST.get("field", "")
    try:
        carry_out(found.case_number, decision, account.username, clock.now(), note=note, field=field)
    except CannotDecide as cannot:
        return _case_page(request, found, wrong=cannot.words, note=note, status=422)
    return HttpResponseRedirect(reverse("case", args=[found.case_number]))


@require_POST
@only(Role.OFFICER)
def open_again(request: HttpRequest, case_number: str) -> HttpResponse:
    """Try again to open what could not be read, e.g. after a key was put back."""
    found, now = _case_of(request, case_number), clock.now()
    record(account_of(request).username, Act.OPENED_AGAIN, now, found.case_number)
    open_unread_again(found, now)
    return HttpResponseRedirect(reverse("case", args=[found.case_number]))


@require_safe
@only(Role.OFFICER)
def file(request: HttpRequest, case_number: str, place: int) -> HttpResponse:
    """One picture that was handed in. Its type is one we name, it cannot run anything, and no browser keeps it."""
    found = _case_of(request, case_number)
    application = application_of(found)
    if application is None or place >= len(application.attachments) + len(application.scans):
        raise Http404
    given: Attachment | Scan = (*application.attachments, *application.scans)[place]
    if given.media_type not in PICTURES:
        raise Http404
    record(account_of(request).username, Act.FILE_SEEN, clock.now(), found.case_number)
    is_scan = isinstance(given, Scan)
    content = scan_content(application, place - len(application.attachments)) if is_scan else given.content
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=given.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def application_of(found: Case) -> Application | None:
    """The application as it was handed in; None: never read, or its column does not open (a key is missing)."""
    if found.application_sealed is None:
        return None
    try:
        opened = open_field(found.application_sealed, f"{place_of(found.submission_id)}.application")
        return wire.decode(opened, Application)
    except (FieldUnreadable, wire.Undecodable):
        return None


def _case_of(request: HttpRequest, case_number: str) -> Case:
    found = desk.may_see(account_of(request)).filter(case_number=case_number).first()
    if found is None:
        raise Http404
    return found


def _frame(request: HttpRequest, waiting: int | None = None) -> dict[str, object]:
    """What every page's frame shows beside its own matter."""
    mine = desk.may_see(account_of(request))
    count = desk.chosen(mine, "waiting", clock.now()).count() if waiting is None else waiting
    return {"waiting": count, "last_arrival": mine.order_by("-arrived_at").values_list("arrived_at", flat=True).first()}


@dataclass(frozen=True)
class Check:
    """One thing the centre's check marked; `said` in the words the resident would have been told it in."""

    field: str
    label: str
    said: str
    confirmed: bool


def _checks(found: Case, application: Application | None, form: FormDef | None, division: str) -> list[Check]:
    """The marks were stored when the case was opened; their words are worked out from the application each time."""
    if not found.faults:
        return []
    day = found.handed_in_at.astimezone(HERE).date()
    now_found = (faults_of(application, day, division) if application is not None else None) or []
    facts = {(fault.field, fault.code): fault.facts for fault in now_found}
    labels = {each.id: each.label for each in form.fields} if form is not None else {}
    still_open = open_checks(found)
    return [
        Check("", say("check-grant"), say("not-granted"), name not in still_open)
        if code == NOT_GRANTED
        else Check(name, labels.get(name) or name, say_fault(code, facts.get((name, code), {})), name not in still_open)
        for name, code in ((str(name), str(code)) for name, code in found.faults)
    ]


def _case_page(
    request: HttpRequest, found: Case, *, wrong: str = "", note: str = "", whole: bool = False, status: int = 200
) -> HttpResponse:
    now = clock.now()
    application = application_of(found)
    form = form_of(found.form_id, found.form_version)
    shown: ApplicationShown | None = None
    if application is not None:
        shown = application_shown(application, form, say, place_names(), now, scans_arrived(application))
    paper = request.GET.get("paper", "")
    places = {str(each.place) for each in shown.papers if each.place is not None} if shown is not None else set()
    station = Station.objects.filter(station_id=found.station_id).first()
    checks = _checks(found, application, form, station.division if station is not None else "")
    rated = found.joint.submission_id if found.joint is not None else found.submission_id  # a rating is of all of it
    rating = RatingGiven.objects.filter(of_submission=rated).order_by("-id").first()
    page = {
        "case": found,
        "shown": shown,
        "form": form,
        "checks": checks,
        "wrong": wrong,
        "note": note,
        "picture": int(paper) if paper in places else None,
        "number_in_groups": in_groups(found.provisional_number),
        "whole_number": (_whole_number_of(application) if whole else ""),
        "station": station,
        "left": time_left(found.state, found.handed_in_at, found.due_at, now, working_days()),
        "trail": trail_of(found),
        "rating": _rating_shown(rating),
        "now": now,
        "was_offline": found.arrived_at - found.handed_in_at > desk.AT_ONCE,
        "decisions": _decisions(found),
        "unread": application is None,
        "joint": joint_shown(found),
    }
    return render(request, "cases/case.html", page | _frame(request), status=status)


def _whole_number_of(application: Application | None) -> str:
    return holder_of(application)["number"] if application is not None else ""


def _rating_shown(rating: RatingGiven | None) -> str:
    if rating is None:
        return ""
    return next((grade.zh for grade in Satisfaction if grade.code == rating.satisfaction_code), "")


def _decisions(found: Case) -> list[str]:
    order = (Decision.ACCEPT, Decision.COMPLETE, Decision.RETURN)
    return [each.value for each in order if CaseState(found.state) in ALLOWED[each]]

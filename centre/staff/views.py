"""Pages for signing in and out, the own password, and the audit trail."""

from django.contrib.auth import authenticate, login, logout, password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from centre.intake import clock
from centre.staff import sign_in as gate
from centre.staff.audit import Act, first_broken, reason_of, record
from centre.staff.models import Account, AuditEntry, Role
from centre.staff.rights import account_of, only, refuse_page
from centre.staff.words import say

HOME = {Role.OFFICER: "queue", Role.AUDITOR: "audit", Role.KEEPER: "password"}
ENTRIES_A_PAGE = 200


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    following = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "GET":
        return render(request, "staff/sign_in.html", {"next": following})
    username, now = request.POST.get("username", "")[:200], clock.now()
    address = request.META.get("REMOTE_ADDR", "")
    if gate.must_wait(username, address, now):
        return render(request, "staff/sign_in.html", {"next": following, "wrong": "sign-in-wait"}, status=429)
    account = authenticate(request, username=username, password=request.POST.get("password", "")[:500])
    if not isinstance(account, Account):
        gate.count_failure(username, address, now)
        # The text typed as a name may be a password: only a name that exists is written down.
        known = Account.objects.filter(username=username).exists()
        record(username if known else "", Act.SIGN_IN_FAILED, now)
        return render(request, "staff/sign_in.html", {"next": following, "wrong": "sign-in-wrong"}, status=401)
    gate.forget_failures(username)
    login(request, account)
    record(account.username, Act.SIGNED_IN, now)
    if url_has_allowed_host_and_scheme(following, None) and following.startswith("/"):
        return HttpResponseRedirect(following)
    return redirect(HOME[Role(account.role)])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    record(account_of(request).username, Act.SIGNED_OUT, clock.now())
    logout(request)
    return redirect("sign-in")


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    if request.method == "GET":
        return render(request, "staff/password.html", {"first": account.must_change_password})
    now, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    new, again = request.POST.get("new", "")[:500], request.POST.get("again", "")[:500]
    wrong: list[str] = []
    if gate.must_wait(account.username, address, now):
        wrong = [say("sign-in-wait")]
    elif not account.check_password(request.POST.get("old", "")[:500]):
        gate.count_failure(account.username, address, now)
        wrong = [say("password-old-wrong")]
    elif new != again:
        wrong = [say("password-differ")]
    else:
        try:
            password_validation.validate_password(new, account)
        except ValidationError as error:
            wrong = [say(f"password-{fault.code.replace('_', '-')}") for fault in error.error_list or () if fault.code]
    if wrong:
        page = {"first": account.must_change_password, "wrong": wrong}
        return render(request, "staff/password.html", page, status=422)
    account.set_password(new)
    account.must_change_password = False
    account.save()
    update_session_auth_hash(request, account)
    record(account.username, Act.PASSWORD_CHANGED, now)
    return redirect(HOME[Role(account.role)])


@only(Role.AUDITOR)
def audit(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    entries = AuditEntry.objects.order_by("-id")
    if before.isascii() and before.isdecimal() and len(before) <= 18:
        entries = entries.filter(id__lt=int(before))
    shown = list(entries[:ENTRIES_A_PAGE])
    record(account_of(request).username, Act.AUDIT_READ, clock.now())
    rows = [
        {"entry": entry, "act": say(f"act-{entry.act.replace('_', '-')}"), "reason": reason_of(entry)}
        for entry in shown
    ]
    page = {"rows": rows, "broken": first_broken(), "older": shown[-1].pk if len(shown) == ENTRIES_A_PAGE else None}
    return render(request, "staff/audit.html", page)


def form_was_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF check failed: most often the page was open since before the sign-in."""
    return refuse_page(request, 403, "stale")

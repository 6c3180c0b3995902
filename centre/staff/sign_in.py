"""Signing in: slowed down after wrong tries, by account and by address; and the gate before every page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from centre.site.database import writing
from centre.site.sealed_field import lookup_hash
from centre.staff.models import SignInTries

OPEN_PATHS = ("/sign-in", "/static/", "/intake/")
TRIES_OF_AN_ADDRESS = 4
"""Times the tries of one account: an office shares an address."""


def _subjects(username: str, address: str) -> dict[bytes, int]:
    """Subject and how many failures it may have."""
    tries = settings.TRIES_BEFORE_WAIT
    return {
        lookup_hash(username.casefold(), "sign-in name"): tries,
        lookup_hash(address, "sign-in address"): tries * TRIES_OF_AN_ADDRESS,
    }


def must_wait(username: str, address: str, now: datetime) -> bool:
    """Whether this account or address failed too often lately. Asked before the password is looked at."""
    since = now - timedelta(seconds=settings.WAIT_AFTER_TRIES_S)
    allowed = _subjects(username, address)
    rows = SignInTries.objects.filter(subject__in=list(allowed), last_at__gt=since)
    return any(row.failed >= allowed[bytes(row.subject)] for row in rows)


def count_failure(username: str, address: str, now: datetime) -> None:
    since = now - timedelta(seconds=settings.WAIT_AFTER_TRIES_S)
    with writing():
        SignInTries.objects.filter(last_at__lte=since).delete()
        for subject in _subjects(username, address):
            row, made = SignInTries.objects.select_for_update().get_or_create(
                subject=subject, defaults={"failed": 1, "last_at": now}
            )
            if not made:
                row.failed, row.last_at = row.failed + 1, now
                row.save()


def forget_failures(username: str) -> None:
    """After a right password; the address keeps its count."""
    SignInTries.objects.filter(subject=lookup_hash(username.casefold(), "sign-in name")).delete()


class AskForSignIn:
    """Middleware: no page without an account, none but the password page before the first password is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PATHS):
            return self._get_response(request)
        account = request.user
        if not account.is_authenticated:
            following = f"?{urlencode({'next': request.path})}" if request.path != "/" else ""
            return HttpResponseRedirect(reverse("sign-in") + following)
        allowed = (reverse("password"), reverse("sign-out"))
        if getattr(account, "must_change_password", False) and request.path not in allowed:
            return HttpResponseRedirect(reverse("password"))
        return self._get_response(request)

"""Who may open a page: a role for each, and 403 in plain words for everybody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centre.staff.models import Account, Role


def account_of(request: HttpRequest) -> Account:
    """The signed-in account; the gate lets nobody through without one."""
    assert isinstance(request.user, Account)
    return request.user


def only(*roles: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            if account_of(request).role not in roles:
                return refuse_page(request, 403, "may-not")
            return view(request, **parts)

        return answer

    return wrap


def refuse_page(request: HttpRequest, status: int, words: str) -> HttpResponse:
    """A page that says what is wrong (`staff-<words>`) and what to do (`staff-<words>-do`)."""
    return render(request, "staff/refused.html", {"words": words, "do": f"{words}-do"}, status=status)

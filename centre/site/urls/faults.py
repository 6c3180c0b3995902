"""Answers when there is no such page, or when the centre itself failed: CBOR for stations, plain words for staff."""

import sys

from django.http import HttpRequest, HttpResponse

from centre.intake import clock
from centre.intake.refuse import Refused, refusal
from centre.site.logs import log
from contract.log_events import LogEvent

DOOR = "/intake/"


def no_such_door(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(Refused(404, "request.address", "no such address", "see docs/sync-protocol.md"), clock.now())


def door_failed(request: HttpRequest) -> HttpResponse:
    _write_down("intake")
    return refusal(Refused(500, "centre.failed", "the centre failed", "send it again later", 30), clock.now())


def no_such_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(DOOR):
        return no_such_door(request, exception)
    from centre.staff.rights import refuse_page

    return refuse_page(request, 404, "no-page")


def page_failed(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(DOOR):
        return door_failed(request)
    from centre.staff.rights import refuse_page

    _write_down("page")
    return refuse_page(request, 500, "broken")


def _write_down(where: str) -> None:
    """The kind of the error and where it was raised; its text may hold what a person wrote."""
    kind, _, trace = sys.exc_info()
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace is not None else "?"
    happened = f"{kind.__name__ if kind is not None else 'unknown'} at {place}"
    log().error(LogEvent.FAILURE, where=where, code="centre.failed", happened=happened)

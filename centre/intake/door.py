"""What every address of the stations' door does: one method, bounded bodies, CBOR in and out, plain refusals."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from centre.intake import clock
from centre.intake.pressure import Pressure, shared_pressure
from centre.intake.refuse import Refused, refusal
from centre.intake.tokens import Bearer, read_token
from centre.site.keys import OuterKeys
from centre.site.logs import log
from contract import wire
from contract.log_events import LogEvent
from contract.sync import MEDIA_TYPE

T = TypeVar("T")
SMALL_REQUEST = 16 * 1024
_PIECE = 64 * 1024
View = Callable[[HttpRequest], object]


@cache
def outer_keys() -> OuterKeys:
    return OuterKeys(settings.OUTER_KEYS)


@cache
def pressure() -> Pressure:
    return shared_pressure()


def door(method: str) -> Callable[[View], Callable[[HttpRequest], HttpResponse]]:
    """A view of the door: one method, a struct back, every refusal as CBOR."""

    def wrap(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            try:
                if request.method != method:
                    raise Refused(405, "request.method", f"this address takes {method}", "see docs/sync-protocol.md")
                body = wire.encode(view(request))
            except Refused as refused:
                return refusal(refused, clock.now())
            except (DatabaseError, OSError) as error:
                kind = "database" if isinstance(error, DatabaseError) else "storage"
                log().error(LogEvent.FAILURE, where="intake", code=kind, happened=type(error).__name__)
                slot = pressure().slot_s()
                trouble = Refused(
                    503, "centre.trouble", "the centre cannot store now", "send it again at the slot", slot
                )
                return refusal(trouble, clock.now())
            given = HttpResponse(body, content_type=MEDIA_TYPE)
            given["Content-Length"] = str(len(body))
            given["Cache-Control"] = "no-store"
            return given

        return answer

    return wrap


def body_of(request: HttpRequest, limit: int) -> bytes:
    """The body, never more than `limit` bytes of it in memory. Raises Refused 400, 411 or 413."""
    declared = request.META.get("CONTENT_LENGTH") or ""
    if not declared.isdecimal():
        raise Refused(411, "request.length", "the request names no length", "send Content-Length")
    if int(declared) > limit:
        raise Refused(413, "request.too_large", f"more than {limit} bytes", "send fewer envelopes in a batch")
    pieces, left = [], int(declared)
    try:
        # in pieces: the server's own buffer for a whole megabyte grows by copying itself
        while left and (piece := request.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    except (UnreadablePostError, RequestDataTooBig, OSError):
        raise Refused(400, "request.cut", "the request ended early", "send it again") from None
    if left:
        raise Refused(400, "request.cut", "the request ended early", "send it again")
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def struct_of(body: bytes, wanted: type[T], limit: int) -> T:
    try:
        return wire.decode(body, wanted, limit=limit)
    except wire.Undecodable as error:
        raise unreadable(error) from None


def unreadable(error: wire.Undecodable) -> Refused:
    return Refused(400, "request.unreadable", str(error), "see docs/sync-protocol.md")


def number_of(request: HttpRequest, name: str, code: str) -> int:
    """A number of the address's query, at most 18 digits; 0 when it is not there. Raises Refused 400 `code`."""
    text = request.GET.get(name, "0")
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise Refused(400, code, f"{name} is no number", "start at 0")
    return int(text)


def bearer_of(request: HttpRequest) -> Bearer:
    """Whom the request's token speaks for. Raises Refused 401."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer" or len(token) > 1024:
        raise Refused(401, "token.missing", "the request carries no token", "ask for a token first")
    return read_token(token, outer_keys(), clock.now())

"""The addresses of the stations' door: token, batch, feed. CBOR in, CBOR out, bounded before it is read."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from centre.intake import clock, custody
from centre.intake.pressure import Pressure
from centre.intake.receive_batch import receive_batch
from centre.intake.refuse import Refused, refusal
from centre.intake.status_feed import read_feed
from centre.intake.tokens import Bearer, admitted, give_token, read_token
from centre.site.keys import OuterKeys
from centre.site.logs import log
from contract import wire
from contract.log_events import LogEvent
from contract.sync import (
    BATCH_COUNT_LIMIT,
    MEDIA_TYPE,
    REQUEST_BYTES_LIMIT,
    BatchRequest,
    Outcome,
    TokenRequest,
)

T = TypeVar("T")
SMALL_REQUEST = 16 * 1024
View = Callable[[HttpRequest], object]


@cache
def outer_keys() -> OuterKeys:
    return OuterKeys(settings.OUTER_KEYS)


@cache
def pressure() -> Pressure:
    return Pressure(settings.BATCHES_AT_ONCE)


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
            except DatabaseError as error:
                log().error(LogEvent.FAILURE, where="intake", code="database", happened=type(error).__name__)
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
    try:
        body = request.read(int(declared))
    except (UnreadablePostError, RequestDataTooBig, OSError):
        raise Refused(400, "request.cut", "the request ended early", "send it again") from None
    if len(body) != int(declared):
        raise Refused(400, "request.cut", "the request ended early", "send it again")
    return body


def struct_of(body: bytes, wanted: type[T], limit: int) -> T:
    try:
        return wire.decode(body, wanted, limit=limit)
    except wire.Undecodable as error:
        raise Refused(400, "request.unreadable", str(error), "see docs/sync-protocol.md") from None


def bearer_of(request: HttpRequest) -> Bearer:
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer" or len(token) > 1024:
        raise Refused(401, "token.missing", "the request carries no token", "ask for a token first")
    return read_token(token, outer_keys(), clock.now())


@door("POST")
def token(request: HttpRequest) -> Any:
    pressure().spend(f"token {request.META.get('REMOTE_ADDR')}", settings.STATION_BURST, settings.STATION_BATCHES_PER_S)
    asked = struct_of(body_of(request, SMALL_REQUEST), TokenRequest, SMALL_REQUEST)
    return give_token(asked, outer_keys(), clock.now(), settings.TOKEN_LIFE_S, settings.CLOCK_SKEW_S)


@door("POST")
def batch(request: HttpRequest) -> Any:
    bearer = bearer_of(request)
    pressure().spend(bearer.station_id, settings.STATION_BURST, settings.STATION_BATCHES_PER_S)
    with pressure().place():
        body = body_of(request, REQUEST_BYTES_LIMIT)
        sent = struct_of(body, BatchRequest, REQUEST_BYTES_LIMIT)
        if not 1 <= len(sent.envelopes) <= BATCH_COUNT_LIMIT:
            raise Refused(400, "batch.count", f"a batch holds 1 to {BATCH_COUNT_LIMIT}", "send it in parts")
        digest = hashlib.sha256(body).hexdigest()
        taken = receive_batch(bearer, sent.envelopes, digest, outer_keys())
    custody.arrived.set()
    count, stored = taken.outcomes.total(), taken.outcomes[Outcome.STORED]
    log().info(LogEvent.CUSTODY_TAKEN, station_id=bearer.station_id, count=count, stored=stored)
    return taken.signed


@door("GET")
def feed(request: HttpRequest) -> Any:
    station = admitted(bearer_of(request))
    after = request.GET.get("cursor", "0")
    if not (after.isascii() and after.isdecimal() and len(after) <= 18):
        raise Refused(400, "feed.cursor", "the cursor is no number", "start at 0")
    return read_feed(station.station_id, int(after), clock.now())

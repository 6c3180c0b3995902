"""The addresses of the stations' door: batch, chunks, custody, feed, news, files."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from centre.intake import clock, custody
from centre.intake.chunk_store import keep_chunks, missing, read_blob
from centre.intake.custody_asked import answer_custody
from centre.intake.door import bearer_of, body_of, door, number_of, outer_keys, pressure, struct_of, unreadable
from centre.intake.inquiries import ask_inner
from centre.intake.news import read_news
from centre.intake.receive_batch import receive_batch
from centre.intake.refuse import Refused
from centre.intake.room import room
from centre.intake.status_feed import read_feed
from centre.intake.tokens import Bearer, in_good_standing, let_in
from centre.site.logs import log
from contract import wire
from contract.chunks import ASKED_LIMIT, CHUNK_LIMIT, UPLOAD_LIMIT, ChunkAnswer, ChunkQuestion, decode_upload
from contract.inquiry import SealedInquiry, SealedReply
from contract.log_events import LogEvent
from contract.sync import (
    BATCH_COUNT_LIMIT,
    CUSTODY_COUNT_LIMIT,
    REQUEST_BYTES_LIMIT,
    BatchRequest,
    CustodyQuestion,
    Outcome,
)

QUESTION_BYTES = 64 * 1024
UPLOAD_BYTES = UPLOAD_LIMIT * CHUNK_LIMIT + 4096


def _let_in(request: HttpRequest) -> Bearer:
    """The sender, counted. Raises Refused 401 and 429."""
    bearer = bearer_of(request)
    pressure().spend(bearer.station_id, settings.STATION_BURST, settings.STATION_BATCHES_PER_S)
    return bearer


@door("POST")
def batch(request: HttpRequest) -> Any:
    bearer = _let_in(request)
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


@door("POST")
def chunks_missing(request: HttpRequest) -> Any:
    bearer = _let_in(request)
    with pressure().place():
        let_in(bearer)
        asked = struct_of(body_of(request, QUESTION_BYTES), ChunkQuestion, QUESTION_BYTES)
        if len(asked.chunks) > ASKED_LIMIT or any(len(name) != 32 for name in asked.chunks):
            raise Refused(400, "chunks.asked", f"at most {ASKED_LIMIT} names of 32 bytes", "ask in parts")
        return ChunkAnswer(missing=missing(asked.chunks), time=clock.now())


@door("POST")
def chunks(request: HttpRequest) -> Any:
    bearer = _let_in(request)
    with pressure().place():
        let_in(bearer)
        try:
            sent = decode_upload(body_of(request, UPLOAD_BYTES), UPLOAD_BYTES)
        except wire.Undecodable as error:
            raise unreadable(error) from None
        if not 1 <= len(sent) <= UPLOAD_LIMIT or any(len(each) > CHUNK_LIMIT for each in sent):
            raise Refused(400, "chunks.count", f"1 to {UPLOAD_LIMIT} chunks of at most {CHUNK_LIMIT} bytes", "cut them")
        if not room().for_chunks():
            wait_s = pressure().slot_s()
            raise Refused(503, "centre.trouble", "the centre has no room for more", "send it again at the slot", wait_s)
        now = clock.now()
        keep_chunks(bearer.station_id, sent, now)
        return ChunkAnswer(missing=(), time=now)


@door("POST")
def custody_asked(request: HttpRequest) -> Any:
    bearer = _let_in(request)
    with pressure().place():
        let_in(bearer)
        body = body_of(request, QUESTION_BYTES)
        question = struct_of(body, CustodyQuestion, QUESTION_BYTES)
        if len(question.submissions) > CUSTODY_COUNT_LIMIT:
            raise Refused(400, "custody.count", f"at most {CUSTODY_COUNT_LIMIT} at once", "ask in parts")
        return answer_custody(bearer, question, hashlib.sha256(body).hexdigest(), outer_keys(), clock.now())


@door("POST")
def ask(request: HttpRequest) -> Any:
    """A question to a register. It takes none of the places: those are for what residents handed in."""
    bearer = _let_in(request)
    station = in_good_standing(bearer)
    inquiry = struct_of(body_of(request, QUESTION_BYTES), SealedInquiry, QUESTION_BYTES)
    sealed = ask_inner(station.station_id, inquiry, clock.now())
    return SealedReply(inquiry_id=inquiry.inquiry_id, sealed=sealed, time=clock.now())


@door("GET")
def feed(request: HttpRequest) -> Any:
    bearer = _let_in(request)
    with pressure().place():
        station = in_good_standing(bearer)
        return read_feed(station.station_id, number_of(request, "cursor", "feed.cursor"), clock.now())


@door("GET")
def news(request: HttpRequest) -> Any:
    bearer = _let_in(request)
    with pressure().place():
        station = in_good_standing(bearer)
        return read_news(station, number_of(request, "cursor", "news.cursor"), outer_keys(), clock.now())


@door("GET")
def blob(request: HttpRequest) -> Any:
    bearer = _let_in(request)
    with pressure().place():
        in_good_standing(bearer)
        piece = read_blob(request.GET.get("sha256", "")[:64], number_of(request, "at", "blob.place"))
    if piece is None:
        raise Refused(404, "blob.unknown", "no such file, or nothing at this place", "ask for news again")
    return piece

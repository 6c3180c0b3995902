"""Sealed questions that wait for the inner zone, and their sealed answers: the outer zone reads neither."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from centre.intake.models import InquiryWaiting
from centre.intake.refuse import Refused
from centre.site.database import writing
from contract.inquiry import PATIENCE_S, SEALED_INQUIRY_LIMIT, SEALED_REPLY_LIMIT, SealedInquiry

FORGET_AFTER = timedelta(seconds=60)
LOOK_EVERY_S = 0.2
WAITING_AT_ONCE = 4
"""Questions that one process waits for at once; the next hears at once that nobody can be asked now."""

asked = threading.Event()
"""Set when a question was put down, for an answerer in the same process."""
answered = threading.Condition()
"""Notified when an answer was put down in the same process."""
_places = threading.BoundedSemaphore(WAITING_AT_ONCE)


def ask_inner(
    station_id: str, inquiry: SealedInquiry, now: datetime, tick: Callable[[], float] = time.monotonic
) -> bytes:
    """Put a question down and wait for its sealed answer, at most PATIENCE_S; empty: none in time.

    The question is gone when this returns, answered or not. Raises Refused 400 and 409.
    """
    if not 1 <= len(inquiry.inquiry_id) <= 64 or len(inquiry.key_id) > 40 or not 0 <= inquiry.suite < 256:
        raise Refused(400, "ask.shape", "an id of 1 to 64 characters, a key and a suite", "see docs/sync-protocol.md")
    if len(inquiry.sealed) > SEALED_INQUIRY_LIMIT:
        raise Refused(400, "ask.shape", f"more than {SEALED_INQUIRY_LIMIT} sealed bytes", "see docs/sync-protocol.md")
    if not _places.acquire(blocking=False):
        return b""
    try:
        _put_down(station_id, inquiry, now)
        asked.set()
        try:
            return _wait_for(inquiry.inquiry_id, tick)
        finally:
            InquiryWaiting.objects.filter(inquiry_id=inquiry.inquiry_id).delete()
    finally:
        _places.release()


def _put_down(station_id: str, inquiry: SealedInquiry, now: datetime) -> None:
    with writing():
        InquiryWaiting.objects.filter(asked_at__lt=now - FORGET_AFTER).delete()
        if InquiryWaiting.objects.filter(inquiry_id=inquiry.inquiry_id).exists():
            raise Refused(409, "ask.again", "this question is being asked already", "ask with a new id")
        InquiryWaiting.objects.create(
            inquiry_id=inquiry.inquiry_id,
            station_id=station_id,
            key_id=inquiry.key_id,
            suite=inquiry.suite,
            sealed=inquiry.sealed,
            asked_at=now,
        )


def _wait_for(inquiry_id: str, tick: Callable[[], float]) -> bytes:
    end = tick() + PATIENCE_S
    while (left := end - tick()) > 0:
        reply = InquiryWaiting.objects.filter(inquiry_id=inquiry_id).values_list("reply", flat=True).first()
        if reply is not None:
            return bytes(reply)
        with answered:
            answered.wait(min(left, LOOK_EVERY_S))
    return b""


def take_next(now: datetime) -> InquiryWaiting | None:
    """The oldest question that nobody took, now taken; None: there is none, or another answerer was first."""
    with writing():
        row = InquiryWaiting.objects.filter(taken_at__isnull=True).order_by("asked_at").first()
        if row is None or not InquiryWaiting.objects.filter(pk=row.pk, taken_at__isnull=True).update(taken_at=now):
            return None
    return row


def put_reply(inquiry_id: str, sealed: bytes) -> bool:
    """False: nobody waits for it any more, or it is too long; it is thrown away."""
    if len(sealed) > SEALED_REPLY_LIMIT:
        return False
    there = bool(InquiryWaiting.objects.filter(inquiry_id=inquiry_id).update(reply=sealed))
    with answered:
        answered.notify_all()
    return there

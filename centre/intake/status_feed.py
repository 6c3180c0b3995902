"""The status feed: cases write a line, the station that sent the matter reads it, each line once and in order."""

from datetime import datetime

from django.db import connection

from centre.intake.clock import microseconds
from centre.intake.models import StatusLine
from centre.intake.statements import statement
from contract.sync import FEED_COUNT_LIMIT, FeedAnswer, StatusChange

LARGEST_CURSOR = 2**62


def publish_status(
    *, station_id: str, submission_id: str, provisional_number: str, case_number: str, state: str, at: datetime
) -> None:
    """Add a line inside the caller's transaction. A station that is not known has no feed, and no line is kept.

    A cursor is at least the microseconds since 1970: a centre restored from an older backup goes on above every
    line that a station has read.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement("next_status_cursor"), [microseconds(at), microseconds(at), station_id])
        row = cursor.fetchone()
    if row is None:
        return
    StatusLine.objects.create(
        station_id=station_id,
        cursor=row[0],
        submission_id=submission_id,
        provisional_number=provisional_number,
        case_number=case_number,
        state=state,
        at=at,
    )


def read_feed(station_id: str, after: int, now: datetime) -> FeedAnswer:
    """Lines after the cursor, at most FEED_COUNT_LIMIT; the answer's cursor is where to go on."""
    lines = StatusLine.objects.filter(station_id=station_id, cursor__gt=after).order_by("cursor")[:FEED_COUNT_LIMIT]
    changes = tuple(
        StatusChange(
            cursor=line.cursor,
            submission_id=line.submission_id,
            provisional_number=line.provisional_number,
            case_number=line.case_number,
            state=line.state,
            at=line.at,
        )
        for line in lines
    )
    return FeedAnswer(changes=changes, cursor=changes[-1].cursor if changes else after, time=now)

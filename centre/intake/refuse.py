"""Every answer that is not a success: a code, what happened, what to do, and when to come back."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from contract import wire
from contract.sync import MEDIA_TYPE, Refusal


@dataclass(eq=False)
class Refused(Exception):
    """The request cannot be served. `retry_after_s`: a reserved slot, with 429 and 503."""

    status: int
    code: str
    happened: str
    remedy: str
    retry_after_s: int | None = None


def refusal(refused: Refused, now: datetime) -> HttpResponse:
    body = Refusal(code=refused.code, happened=refused.happened, remedy=refused.remedy, time=now)
    answer = HttpResponse(wire.encode(body), status=refused.status, content_type=MEDIA_TYPE)
    answer["Content-Length"] = str(len(answer.content))
    if refused.retry_after_s is not None:
        answer["Retry-After"] = str(refused.retry_after_s)
    return answer

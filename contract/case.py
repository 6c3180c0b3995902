"""Where a matter is at the centre (办件). The states a station hears of through the status feed."""

from enum import StrEnum


class CaseState(StrEnum):
    RECEIVED = "received"
    """收件: opened, nobody has judged it yet."""
    NEEDS_PERSON = "needs_person"
    """The centre has it but could not open or read it by itself: a person looks. Residents hear "received"."""
    ACCEPTED = "accepted"
    """受理."""
    RETURNED = "returned"
    """退回补正: the clock stands still until the correction comes."""
    DECLINED = "declined"
    """不予受理."""
    CLOSED = "closed"
    """办结."""


class CaseKind(StrEnum):
    """GB/T 39046-2020 A.6."""

    INSTANT = "1"
    """即办件."""
    PROMISED = "2"
    """承诺件."""
    OTHER = "9"

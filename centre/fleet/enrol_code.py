"""Make a one-time code for a terminal: twelve characters that are easy to read out and type."""

import hashlib
import secrets
from datetime import datetime, timedelta

from centre.fleet.models import EnrolCode
from centre.intake.models import Station
from centre.site.database import writing
from contract.failures import Failed, FailureCode, Retry

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0/O, 1/I/L, U: what a person misreads."""
GROUPS, GROUP = 3, 4
DAYS_VALID = 7


def code_hash(code: str) -> bytes:
    """Of the code as typed: case, spaces and hyphens do not count."""
    return hashlib.sha256("".join(ch for ch in code.upper() if ch in LETTERS).encode()).digest()


def make_enrol_code(
    *, division: str, place_name: str, town_name: str, now: datetime, station_id: str = "", days: int = DAYS_VALID
) -> str:
    """A code "ABCD-EFGH-JKMN" for one terminal in `division` (12 digits, its first six the district).

    Raises Failed(CONFIG_INVALID): no 12-digit code, or `station_id` names no station.
    """
    if not (len(division) == 12 and division.isascii() and division.isdecimal()):
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"{division} is no 12-digit division code",
            "look it up in the list of divisions",
            Retry.NEVER,
        )
    if station_id and not Station.objects.filter(station_id=station_id).exists():
        raise Failed(
            FailureCode.CONFIG_INVALID, f"no station {station_id}", "leave it out for a new station", Retry.NEVER
        )
    drawn = ["".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS)]
    code = "-".join(drawn)
    with writing():
        EnrolCode.objects.create(
            code_hash=code_hash(code),
            district=division[:6],
            division=division,
            place_name=place_name,
            town_name=town_name,
            station_id=station_id,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
    return code

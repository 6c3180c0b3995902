"""The audit trail: who looked at what, when and why. Each entry holds the hash of the one before."""

import hashlib
from datetime import datetime
from enum import StrEnum

from django.db import connection

from centre.site.database import writing
from centre.site.sealed_field import open_field, seal_field
from centre.staff.models import AuditEntry

START = bytes(32)
COMMAND_LINE = "command line"
"""Stands for an account when somebody with the machine's own rights read a case by command."""
# Any number that no other part of the centre locks on PostgreSQL.
_CHAIN_LOCK = 5_101_140_001


class Act(StrEnum):
    """What a person did. Words of each: `staff-act-…`."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    PASSWORD_CHANGED = "password_changed"
    SEARCHED = "searched"
    LOOKED = "looked"
    FILE_SEEN = "file_seen"
    NUMBER_SEEN = "number_seen"
    DECIDED = "decided"
    OPENED_AGAIN = "opened_again"
    AUDIT_READ = "audit_read"
    READ_BY_COMMAND = "read_by_command"


def record(account: str, act: Act, at: datetime, case_number: str = "", reason: str = "") -> AuditEntry:
    """Add one entry, durable with the caller's transaction or in its own. `reason` is stored encrypted."""
    with writing():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        last = AuditEntry.objects.order_by("-id").values_list("own_hash", flat=True).first()
        entry = AuditEntry(
            at=at,
            account=account,
            act=act.value,
            case_number=case_number,
            previous_hash=bytes(last) if last is not None else START,
        )
        entry.reason_sealed = seal_field(reason.encode(), _place(entry)) if reason else None
        entry.own_hash = _hash(entry)
        entry.save()
    return entry


def reason_of(entry: AuditEntry) -> str:
    return open_field(entry.reason_sealed, _place(entry)).decode() if entry.reason_sealed else ""


def first_broken() -> int | None:
    """Id of the first entry that does not follow from the one before it; None: the chain is whole."""
    previous = START
    for entry in AuditEntry.objects.order_by("id").iterator(chunk_size=500):
        if bytes(entry.previous_hash) != previous or _hash(entry) != bytes(entry.own_hash):
            return entry.pk
        previous = bytes(entry.own_hash)
    return None


def _place(entry: AuditEntry) -> str:
    return f"audit.reason:{entry.account}:{entry.at.timestamp():.6f}"


def _hash(entry: AuditEntry) -> bytes:
    parts = [entry.account, entry.act, entry.case_number, f"{entry.at.timestamp():.6f}"]
    told = hashlib.sha256(bytes(entry.previous_hash))
    for part in (*(text.encode() for text in parts), bytes(entry.reason_sealed or b"")):
        told.update(len(part).to_bytes(4, "big") + part)
    return told.digest()

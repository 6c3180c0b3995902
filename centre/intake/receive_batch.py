"""Hop 15: sealed bytes come in, custody is durable, one signed receipt names each. Never refuses for content."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from centre.intake import clock
from centre.site.database import writing
from centre.site.keys import OuterKeys
from contract import wire
from contract.envelope import NotAnEnvelope, decode_envelope, decode_head
from contract.submission import EnvelopeHeader
from contract.sync import RECEIPT_CONTEXT, CustodyEntry, CustodyReceipt, Outcome, SignedReceipt

SQL = Path(__file__).parent / "sql"
LARGEST_EPOCH = 2**31 - 1


class Identity(NamedTuple):
    """`(station_id, epoch, submission_id)`: what the centre dedupes on for ever."""

    station_id: str
    epoch: int
    submission_id: str


@dataclass(frozen=True)
class Sent:
    """One envelope of a batch, proved against its own hashes."""

    identity: Identity
    header: EnvelopeHeader
    envelope: bytes
    digest: bytes


@cache
def statement(name: str, vendor: str = "") -> str:
    """One named statement; `vendor` picks a database's own wording."""
    return (SQL / (f"{name}.{vendor}.sql" if vendor else f"{name}.sql")).read_text()


def receive_batch(
    station_id: str,
    epoch: int,
    envelopes: tuple[bytes, ...],
    batch_sha256: str,
    keys: OuterKeys,
    now: Callable[[], datetime] = clock.now,
) -> SignedReceipt:
    """Take custody of a batch in one durable transaction and sign the receipt afterwards.

    Entries stand in the order of `envelopes`. Sending the same again gives ALREADY; the same identity with other bytes,
    or another station's identity, is kept apart and named QUARANTINED; bytes that fit no envelope are DAMAGED.
    """
    received_at = now().astimezone(UTC)
    entries: list[CustodyEntry | None] = [None] * len(envelopes)
    good: list[tuple[int, Sent]] = []
    strange: list[tuple[int, Sent, str]] = []
    for place, envelope in enumerate(envelopes):
        try:
            header, _ = decode_envelope(envelope)
            sent = _sent(header, envelope)
        except NotAnEnvelope:
            entries[place] = _damaged(envelope)
            continue
        if header.station_id != station_id:
            strange.append((place, sent, "other_station"))
        elif header.epoch > epoch:
            strange.append((place, sent, "future_epoch"))
        else:
            good.append((place, sent))
    good.sort(key=lambda pair: pair[1].identity)
    damaged = sum(entry is not None for entry in entries)

    with writing(), connection.cursor() as cursor:
        outcomes = _store(cursor, [sent for _, sent in good], batch_sha256, received_at)
        for (place, sent), outcome in zip(good, outcomes, strict=True):
            entries[place] = _entry(sent, outcome)
            if outcome is Outcome.QUARANTINED:
                _put_apart(cursor, station_id, sent, "other_content", received_at)
        for place, sent, reason in strange:
            entries[place] = _entry(sent, Outcome.QUARANTINED)
            _put_apart(cursor, station_id, sent, reason, received_at)
        if damaged:
            cursor.execute(statement("count_damaged"), [station_id, damaged, received_at])
    receipt = wire.encode(
        CustodyReceipt(
            station_id=station_id,
            epoch=epoch,
            batch_sha256=batch_sha256,
            entries=tuple(entry for entry in entries if entry is not None),
            received_at=received_at,
            key_id=keys.receipt_key_id,
        )
    )
    return SignedReceipt(receipt=receipt, signature=keys.sign_receipt(RECEIPT_CONTEXT + receipt))


def _sent(header: EnvelopeHeader, envelope: bytes) -> Sent:
    """Raises NotAnEnvelope for a header whose parts no column can hold: no honest station writes one."""
    small = 0 <= header.epoch <= LARGEST_EPOCH and 0 < len(header.submission_id) <= 64 and len(header.station_id) <= 40
    if not small or len(header.provisional_number) > 40 or "\0" in header.submission_id + header.station_id:
        raise NotAnEnvelope("the header's identity is out of bounds")
    if "\0" in header.provisional_number:
        raise NotAnEnvelope("the header's number is out of bounds")
    identity = Identity(header.station_id, header.epoch, header.submission_id)
    return Sent(identity, header, envelope, hashlib.sha256(envelope).digest())


def _entry(sent: Sent, outcome: Outcome) -> CustodyEntry:
    held = outcome in (Outcome.STORED, Outcome.ALREADY)
    return CustodyEntry(
        submission_id=sent.header.submission_id, sealed_sha256=sent.header.sealed_sha256, outcome=outcome, complete=held
    )


def _damaged(envelope: bytes) -> CustodyEntry:
    """Names the submission when the header at least is whole; else the order and the bytes' hash tell."""
    try:
        header, _ = decode_head(envelope)
        return CustodyEntry(
            submission_id=header.submission_id,
            sealed_sha256=header.sealed_sha256,
            outcome=Outcome.DAMAGED,
            complete=False,
        )
    except NotAnEnvelope:
        pass
    return CustodyEntry(
        submission_id="", sealed_sha256=hashlib.sha256(envelope).hexdigest(), outcome=Outcome.DAMAGED, complete=False
    )


def _store(cursor, batch: list[Sent], batch_sha256: str, received_at: datetime) -> list[Outcome]:
    """Outcome of each, in order. The same identity twice in one batch is judged like two in a row."""
    first: dict[Identity, Sent] = {}
    for sent in batch:
        first.setdefault(sent.identity, sent)
    insert = _insert_on_postgresql if connection.vendor == "postgresql" else _insert_on_sqlite
    new = insert(cursor, list(first.values()), batch_sha256, received_at) if first else set()
    outcomes = []
    for sent in batch:
        if sent.identity in new:
            kept = first[sent.identity]
            same = kept.digest == sent.digest
            outcomes.append(Outcome.STORED if kept is sent else Outcome.ALREADY if same else Outcome.QUARANTINED)
            continue
        cursor.execute(statement("held_digest"), list(sent.identity))
        (held,) = cursor.fetchone()
        outcomes.append(Outcome.ALREADY if bytes(held) == sent.digest else Outcome.QUARANTINED)
    return outcomes


def _insert_on_postgresql(cursor, batch: list[Sent], batch_sha256: str, received_at: datetime) -> set[Identity]:
    columns = [
        [sent.identity.station_id for sent in batch],
        [sent.identity.epoch for sent in batch],
        [sent.identity.submission_id for sent in batch],
        [sent.digest for sent in batch],
        [sent.header.provisional_number for sent in batch],
        [int(sent.header.priority) for sent in batch],
        [sent.envelope for sent in batch],
    ]
    cursor.execute(statement("receive_batch", "postgresql"), [batch_sha256, received_at, *columns])
    return {Identity(*row) for row in cursor.fetchall()}


def _insert_on_sqlite(cursor, batch: list[Sent], batch_sha256: str, received_at: datetime) -> set[Identity]:
    new = set()
    for sent in batch:
        header = sent.header
        row = [*sent.identity, sent.digest, header.provisional_number, int(header.priority), sent.envelope]
        cursor.execute(statement("receive_one", "sqlite"), [*row, batch_sha256, received_at])
        if cursor.fetchone() is not None:
            new.add(sent.identity)
    return new


def _put_apart(cursor, sent_by: str, sent: Sent, reason: str, received_at: datetime) -> None:
    row = [sent_by, *sent.identity, sent.digest, reason, sent.envelope, received_at]
    cursor.execute(statement("quarantine", connection.vendor), row)

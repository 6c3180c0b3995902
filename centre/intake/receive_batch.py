"""Hop 15: sealed bytes come in, custody is durable, one signed receipt names each. Never refuses for content."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from django.db import connection

from centre.intake import clock
from centre.intake.chunk_store import all_there
from centre.intake.group_commit import grouped
from centre.intake.prove import Identity, Proved, Sent, prove
from centre.intake.room import WAIT_S, room
from centre.intake.statements import statement
from centre.intake.tokens import Bearer, shut_out
from centre.site.database import writing
from centre.site.keys import OuterKeys
from contract import wire
from contract.submission import Priority
from contract.sync import RECEIPT_CONTEXT, CustodyEntry, CustodyReceipt, Outcome, SignedReceipt


@dataclass(frozen=True)
class Taken:
    """The word for the station, and how many envelopes had which outcome."""

    signed: SignedReceipt
    outcomes: Counter[Outcome]


def receive_batch(
    bearer: Bearer,
    envelopes: tuple[bytes, ...],
    batch_sha256: str,
    keys: OuterKeys,
    now: Callable[[], datetime] = clock.now,
) -> Taken:
    """Take custody of a batch in one durable transaction and sign the receipt afterwards.

    Entries stand in the order of `envelopes`. Sending the same again gives ALREADY; the same identity with other bytes,
    or another station's identity, is kept apart and named QUARANTINED; bytes that fit no envelope are DAMAGED.
    Raises Refused 401: the station was shut out since the token was given; not asked of what a courier brings, whose
    manifest was proved and whose residents handed in long ago.
    """
    received_at = now().astimezone(UTC)
    proved = prove(bearer.station_id, bearer.epoch, envelopes)
    waiting = _without_room(proved)
    outcomes = _stored(bearer, proved, batch_sha256, received_at)
    entries: list[CustodyEntry | None] = [None] * len(envelopes)
    for place, entry in proved.damaged:
        entries[place] = entry
    for place, sent in waiting:
        entries[place] = _waiting_entry(sent)
    for place, sent, _ in proved.strange:
        entries[place] = _entry(sent, Outcome.QUARANTINED, False)
    held = [outcome in (Outcome.STORED, Outcome.ALREADY) for outcome in outcomes]
    chunks = [sent.header.chunks if kept else () for (_, sent), kept in zip(proved.good, held, strict=True)]
    for (place, sent), outcome, kept, there in zip(proved.good, outcomes, held, all_there(chunks), strict=True):
        entries[place] = _entry(sent, outcome, kept and there)
    whole = [entry for entry in entries if entry is not None]
    signed = sign_receipt(bearer, batch_sha256, whole, received_at, keys)
    return Taken(signed, Counter(entry.outcome for entry in whole))


def sign_receipt(
    bearer: Bearer, batch_sha256: str, entries: Sequence[CustodyEntry], at: datetime, keys: OuterKeys
) -> SignedReceipt:
    receipt = wire.encode(
        CustodyReceipt(
            station_id=bearer.station_id,
            epoch=bearer.epoch,
            batch_sha256=batch_sha256,
            entries=tuple(entries),
            received_at=at,
            key_id=keys.receipt_key_id,
        )
    )
    return SignedReceipt(receipt=receipt, signature=keys.sign_receipt(RECEIPT_CONTEXT + receipt))


def _without_room(proved: Proved) -> list[tuple[int, Sent]]:
    """Take those out of the good ones for which the disk has no room."""
    places = room()
    if places.for_form(is_green=False):
        return []
    green = places.for_form(is_green=True)
    waiting = [each for each in proved.good if not (green and each[1].header.priority is Priority.GREEN_CHANNEL)]
    proved.good = [each for each in proved.good if each not in waiting]
    return waiting


def _waiting_entry(sent: Sent) -> CustodyEntry:
    """HELD, unless it came before there was no room."""
    with connection.cursor() as cursor:
        cursor.execute(statement("held_digest"), list(sent.identity))
        held = cursor.fetchone()
    if held is not None:
        outcome = _against(bytes(held[0]), sent)
        return _entry(sent, outcome, outcome is Outcome.ALREADY and all_there([sent.header.chunks])[0])
    return msgspec.structs.replace(_entry(sent, Outcome.HELD, False), wait_s=WAIT_S)


def _entry(sent: Sent, outcome: Outcome, complete: bool) -> CustodyEntry:
    return CustodyEntry(
        submission_id=sent.header.submission_id,
        sealed_sha256=sent.header.sealed_sha256,
        outcome=outcome,
        complete=complete,
    )


def _stored(bearer: Bearer, proved: Proved, batch_sha256: str, received_at: datetime) -> list[Outcome]:
    """Outcome of each good one, in their order."""
    if connection.vendor == "sqlite":
        return grouped(lambda cursor: _store(cursor, bearer, proved, batch_sha256, received_at))
    if not proved.strange and not proved.damaged:
        # The usual batch is one statement, and a statement is a transaction: no BEGIN and COMMIT on the way.
        with connection.cursor() as cursor:
            new = _insert_on_postgresql(cursor, bearer, proved.good, batch_sha256, received_at)
        if len(new) == len(proved.good):
            return [Outcome.STORED] * len(new)
        # What was stored just now is judged again below and must not be called ALREADY.
        with writing(), connection.cursor() as cursor:
            return _judge(cursor, bearer, proved, new, received_at)
    with writing(), connection.cursor() as cursor:
        return _store(cursor, bearer, proved, batch_sha256, received_at)


def _store(cursor, bearer: Bearer, proved: Proved, batch_sha256: str, received_at: datetime) -> list[Outcome]:
    insert = _insert_on_postgresql if connection.vendor == "postgresql" else _insert_on_sqlite
    new = insert(cursor, bearer, proved.good, batch_sha256, received_at)
    outcomes = _judge(cursor, bearer, proved, new, received_at)
    for _, sent, reason in proved.strange:
        _put_apart(cursor, bearer.station_id, sent, reason, received_at)
    if proved.damaged:
        cursor.execute(statement("count_damaged"), [bearer.station_id, len(proved.damaged), received_at])
    return outcomes


def _judge(cursor, bearer: Bearer, proved: Proved, new: set[Identity], received_at: datetime) -> list[Outcome]:
    """What became of each. The same identity twice in one batch is judged like two in a row."""
    first: dict[Identity, Sent] = {}
    outcomes = []
    for _, sent in proved.good:
        kept = first.setdefault(sent.identity, sent)
        if sent.identity in new:
            outcome = Outcome.STORED if kept is sent else _against(kept.digest, sent)
        else:
            cursor.execute(statement("held_digest"), list(sent.identity))
            (held,) = cursor.fetchone()
            outcome = _against(bytes(held), sent)
        if outcome is Outcome.QUARANTINED:
            _put_apart(cursor, bearer.station_id, sent, "other_content", received_at)
        outcomes.append(outcome)
    return outcomes


def _against(held: bytes, sent: Sent) -> Outcome:
    return Outcome.ALREADY if held == sent.digest else Outcome.QUARANTINED


def _first_of_each(good: list[tuple[int, Sent]]) -> list[Sent]:
    first: dict[Identity, Sent] = {}
    for _, sent in good:
        first.setdefault(sent.identity, sent)
    return list(first.values())


def _insert_on_postgresql(cursor, bearer: Bearer, good, batch_sha256: str, received_at: datetime) -> set[Identity]:
    batch = _first_of_each(good)
    columns = [
        [sent.identity.station_id for sent in batch],
        [sent.identity.epoch for sent in batch],
        [sent.identity.submission_id for sent in batch],
        [sent.digest for sent in batch],
        [sent.header.provisional_number for sent in batch],
        [int(sent.header.priority) for sent in batch],
        [sent.envelope for sent in batch],
    ]
    cursor.execute(statement("receive_batch", "postgresql"), [*_sender(bearer), batch_sha256, received_at, *columns])
    rows = cursor.fetchall()
    if not rows:
        raise shut_out()
    return {Identity(*row) for row in rows if row[0] is not None}


def _insert_on_sqlite(cursor, bearer: Bearer, good, batch_sha256: str, received_at: datetime) -> set[Identity]:
    cursor.execute(statement("admitted"), _sender(bearer))
    if cursor.fetchone() is None:
        raise shut_out()
    new = set()
    for sent in _first_of_each(good):
        header = sent.header
        row = [*sent.identity, sent.digest, header.provisional_number, int(header.priority), sent.envelope]
        cursor.execute(statement("receive_one", "sqlite"), [*row, batch_sha256, received_at])
        if cursor.fetchone() is not None:
            new.add(sent.identity)
    return new


def _sender(bearer: Bearer) -> list[object]:
    return [bearer.station_id, bearer.epoch, bearer.carried]


def _put_apart(cursor, sent_by: str, sent: Sent, reason: str, received_at: datetime) -> None:
    row = [sent_by, *sent.identity, sent.digest, reason, sent.envelope, received_at]
    cursor.execute(statement("quarantine", connection.vendor), row)

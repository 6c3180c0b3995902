"""The sync process's side of the queue: what to send, and what the centre's signed word changes.

Every change of state is one transaction with its time and its evidence. Killing the process between any two
instructions loses and repeats nothing: what was not committed is sent again, and the centre answers "already".
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from contract.envelope import NotAnEnvelope, decode_envelope, is_envelope_of
from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from contract.submission import SubmissionState
from contract.sync import (
    BATCH_BYTES_LIMIT,
    BATCH_COUNT_LIMIT,
    CustodyEntry,
    CustodyReceipt,
    FeedAnswer,
    Moved,
    Outcome,
    SignedReceipt,
    StatusChange,
)
from offline_queue import log
from offline_queue.adoption import mark_corrupt
from offline_queue.chunk_outbox import ChunkOutbox, InCustody
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock
from offline_queue.database import connect, rows, sql, transaction
from offline_queue.forget import forget
from offline_queue.news_box import NewsBox
from offline_queue.records import as_text
from offline_queue.spool import Spool

STATUS_FEED = "status"
FIRST_POSTPONEMENT_S = 30
LONGEST_POSTPONEMENT_S = 3600
LONGEST_HOLD_S = 7 * 24 * 3600
_AFTER_ASKING = {SubmissionState.COMPLETE, SubmissionState.QUARANTINED, SubmissionState.QUEUED}
_ALARMING = {SubmissionState.QUARANTINED, SubmissionState.HELD}


@dataclass(frozen=True)
class Outgoing:
    submission_id: str
    sealed_sha256: str
    attempts: int
    envelope: bytes


@dataclass(frozen=True)
class Batch:
    """`moved`: submissions that were found damaged while the batch was put together."""

    outgoing: tuple[Outgoing, ...]
    moved: tuple[Moved, ...]


class Outbox:
    """One per sync process. Methods raise Failed for what disk and database refuse."""

    def __init__(self, data_dir: Path, clock: Clock) -> None:
        self.data_dir = self._data_dir = data_dir
        self._clock = clock
        self.connection = self._connection = connect(data_dir)
        self.spool = self._spool = Spool(data_dir)
        self._store = ChunkStore(data_dir)
        self.chunks = ChunkOutbox(data_dir, clock, self._connection)
        self.news = NewsBox(data_dir, clock, self._connection)

    def close(self) -> None:
        self.chunks.close()
        self._store.close()
        self._spool.close()
        self._connection.close()

    def pending(self) -> int:
        return rows(self._connection, "pending")[0][0]

    def next_batch(
        self, most: int = BATCH_COUNT_LIMIT, most_bytes: int = BATCH_BYTES_LIMIT, besides: Sequence[str] = ()
    ) -> Batch:
        """Green channel first, then oldest; each file proved against its hashes and its row before it goes.

        `besides`: submissions that are under way.
        """
        now_ms = self._now_ms()
        chosen = rows(
            self._connection,
            "next_batch",
            now_ms=now_ms,
            far_ms=now_ms + LONGEST_POSTPONEMENT_S * 1000,
            most=most,
            bytes=most_bytes,
            besides=json.dumps(besides),
        )
        outgoing: list[Outgoing] = []
        moved: list[Moved] = []
        for submission_id, sealed_sha256, attempts in chosen:
            envelope = self._spool.read(submission_id)
            if wrong := wrong_with(envelope, submission_id, sealed_sha256):
                mark_corrupt(self._connection, self._data_dir, submission_id, self._clock.now(), wrong)
                log.error(LogEvent.QUEUE_ALARM, kind=f"file_{wrong}", submission_id=submission_id)
                moved.append(Moved(submission_id=submission_id, state=SubmissionState.CORRUPT))
            elif envelope is not None:
                outgoing.append(Outgoing(submission_id, sealed_sha256, attempts, envelope))
        return Batch(tuple(outgoing), tuple(moved))

    def take_receipt(self, batch: Batch, receipt: CustodyReceipt, signed: SignedReceipt) -> tuple[Moved, ...]:
        """Apply a verified receipt to what was sent; entries for anything else are ignored. Twice: changes nothing."""
        sent = {each.submission_id: each for each in batch.outgoing}
        moved: list[Moved] = []
        settled: set[str] = set()
        taken: dict[str, tuple[str, SubmissionState, str]] = {}
        at = as_text(self._clock.now())
        with transaction(self._connection, self._data_dir) as connection:
            evidence = rows(connection, "put_evidence", receipt=signed.receipt, signature=signed.signature, at=at)[0][0]
            for entry in receipt.entries:
                one = sent.get(entry.submission_id)
                if one is None or entry.sealed_sha256 != one.sealed_sha256:
                    continue
                state = _state_after(entry.outcome, entry.complete)
                if state is None:
                    continue
                if state is SubmissionState.HELD:
                    moved += self._hold_until(entry, at)
                    settled.add(entry.submission_id)
                    continue
                settled.add(entry.submission_id)
                taken[entry.submission_id] = entry.sealed_sha256, state, entry.outcome.value
            # each in a statement of its own would cost a batch as much as everything else here
            asked = json.dumps([(one, sha256, state.value) for one, (sha256, state, _) in taken.items()])
            given = rows(connection, "take_custody_of_all", at=at, evidence=evidence, taken=asked)
            changed = {submission_id for (submission_id,) in given}
            news = [(one, state, reason) for one, (_, state, reason) in taken.items() if one in changed]
            noted = json.dumps([(one, state.value, reason) for one, state, reason in news])
            connection.execute(sql("note_changes"), {"at": at, "evidence": evidence, "changed": noted})
            moved += [Moved(submission_id=one, state=state) for one, state, _ in news]
            for one in batch.outgoing:
                if one.submission_id not in settled:
                    self._postpone(one.submission_id, one.attempts)
        for each in moved:
            log.info(LogEvent.SUBMISSION_STATE, submission_id=each.submission_id, state=each.state.value)
            if each.state in _ALARMING:
                log.error(LogEvent.QUEUE_ALARM, kind=each.state.value.lower(), submission_id=each.submission_id)
        return tuple(moved)

    def take_confirmation(
        self, asked: tuple[InCustody, ...], receipt: CustodyReceipt, signed: SignedReceipt
    ) -> tuple[Moved, ...]:
        """Apply the centre's word on what it took before: complete now, still waiting for chunks, or lost."""
        by_id = {each.submission_id: each for each in asked}
        moved: list[Moved] = []
        at = as_text(self._clock.now())
        with transaction(self._connection, self._data_dir) as connection:
            evidence = rows(connection, "put_evidence", receipt=signed.receipt, signature=signed.signature, at=at)[0][0]
            for entry in receipt.entries:
                one = by_id.pop(entry.submission_id, None)
                if one is None or entry.sealed_sha256 != one.sealed_sha256:
                    continue
                state = (
                    SubmissionState.QUEUED
                    if entry.outcome is Outcome.UNKNOWN
                    else _state_after(entry.outcome, entry.complete)
                )
                if state is None or state not in _AFTER_ASKING:
                    by_id[one.submission_id] = one
                    continue
                known = {"submission_id": one.submission_id, "at": at, "evidence": evidence}
                taken = {**known, "sealed_sha256": one.sealed_sha256}
                if state is SubmissionState.QUEUED:
                    done = connection.execute(sql("send_again"), taken).fetchall()
                    connection.execute(sql("chunks_unsure"), {"submission_id": one.submission_id})
                else:
                    done = connection.execute(sql("take_custody"), {**taken, "state": state.value}).fetchall()
                if done:
                    note = {**known, "state": state.value, "reason": entry.outcome.value}
                    connection.execute(sql("note_change"), note)
                    moved.append(Moved(submission_id=one.submission_id, state=state))
            for one in by_id.values():  # something is missing after all: asked for again, a little later
                connection.execute(sql("chunks_unsure"), {"submission_id": one.submission_id})
                self._postpone(one.submission_id, one.attempts)
        for each in moved:
            log.info(LogEvent.SUBMISSION_STATE, submission_id=each.submission_id, state=each.state.value)
        return tuple(moved)

    def hold(self, one: Outgoing, reason: str) -> Moved | None:
        """Set one aside for a person: the centre will not take it as it is."""
        with transaction(self._connection, self._data_dir) as connection:
            at = as_text(self._clock.now())
            state = SubmissionState.HELD.value
            held = rows(connection, "set_state", submission_id=one.submission_id, was="QUEUED", state=state, at=at)
            if not held:
                return None
            change = {"submission_id": one.submission_id, "state": state, "at": at, "evidence": None, "reason": reason}
            connection.execute(sql("note_change"), change)
        log.error(LogEvent.QUEUE_ALARM, kind="held", submission_id=one.submission_id)
        return Moved(submission_id=one.submission_id, state=SubmissionState.HELD)

    def cursor(self) -> int:
        found = rows(self._connection, "read_cursor", name=STATUS_FEED)
        return found[0][0] if found else 0

    def apply_feed(self, answer: FeedAnswer) -> tuple[StatusChange, ...]:
        """The changes that were new here; the cursor moves in the same transaction. Raises Failed(CENTRE_ANSWER)."""
        before = self.cursor()
        if answer.cursor < before or any(change.cursor > answer.cursor for change in answer.changes):
            raise Failed(
                FailureCode.CENTRE_ANSWER,
                f"the status feed went back from {before} to {answer.cursor}",
                "the centre was restored from a backup: ask the district; sending goes on",
            )
        if answer.cursor == before:
            return ()
        applied: list[StatusChange] = []
        with transaction(self._connection, self._data_dir) as connection:
            for change in answer.changes:
                params = {
                    "submission_id": change.submission_id,
                    "case_number": change.case_number,
                    "case_state": change.state,
                    "case_at": as_text(change.at),
                    "cursor": change.cursor,
                }
                if connection.execute(sql("apply_change"), params).fetchall():
                    applied.append(change)
            connection.execute(sql("write_cursor"), {"name": STATUS_FEED, "cursor": answer.cursor})
        return tuple(applied)

    def forget(self, keep: timedelta) -> tuple[Moved, ...]:
        """Remove what has been complete for longer than `keep` from the disk (forget.py)."""
        return forget(self._connection, self._data_dir, self._spool, self._store, self._clock, keep)

    def release(self) -> tuple[Moved, ...]:
        """What the centre asked to hold for a time that is over now goes again."""
        now, now_ms = self._clock.now(), self._now_ms()
        params = {"now_ms": now_ms, "far_ms": now_ms + LONGEST_HOLD_S * 1000, "at": as_text(now)}
        moved: list[Moved] = []
        with transaction(self._connection, self._data_dir) as connection:
            for (submission_id,) in rows(connection, "release_held", **params):
                change = {"submission_id": submission_id, "state": "QUEUED", "at": as_text(now)}
                connection.execute(sql("note_change"), {**change, "evidence": None, "reason": "held long enough"})
                moved.append(Moved(submission_id=submission_id, state=SubmissionState.QUEUED))
        return tuple(moved)

    def _hold_until(self, entry: CustodyEntry, at: str) -> list[Moved]:
        until_ms = self._now_ms() + min(entry.wait_s, LONGEST_HOLD_S) * 1000 if entry.wait_s > 0 else 0
        change = {"submission_id": entry.submission_id, "at": at}
        if not rows(self._connection, "hold_until", **change, not_before_ms=until_ms):
            return []
        note = {**change, "state": "HELD", "evidence": None, "reason": "the centre asks to wait"}
        self._connection.execute(sql("note_change"), note)
        return [Moved(submission_id=entry.submission_id, state=SubmissionState.HELD)]

    def _postpone(self, submission_id: str, attempts: int) -> None:
        wait_s = min(FIRST_POSTPONEMENT_S * 2 ** min(attempts, 10), LONGEST_POSTPONEMENT_S)
        params = {"submission_id": submission_id, "not_before_ms": self._now_ms() + wait_s * 1000}
        self._connection.execute(sql("postpone"), params)

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def wrong_with(envelope: bytes | None, submission_id: str, sealed_sha256: str) -> str:
    """Why a sealed file may not be sent; "": it may."""
    if envelope is None:
        return "missing"
    if is_envelope_of(envelope, submission_id, sealed_sha256):
        return ""
    try:
        header, _sealed = decode_envelope(envelope)
    except NotAnEnvelope:
        return "damaged"
    fits = header.submission_id == submission_id and header.sealed_sha256 == sealed_sha256
    return "" if fits else "exchanged"


def _state_after(outcome: Outcome, complete: bool) -> SubmissionState | None:
    """What a row becomes; None: it stays queued and goes again later (the file is proved again before that)."""
    match outcome:
        case Outcome.STORED | Outcome.ALREADY:
            return SubmissionState.COMPLETE if complete else SubmissionState.CUSTODY
        case Outcome.QUARANTINED:
            return SubmissionState.QUARANTINED
        case Outcome.HELD:
            return SubmissionState.HELD
        case Outcome.DAMAGED | Outcome.UNKNOWN:
            return None

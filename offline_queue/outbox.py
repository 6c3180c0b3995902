"""The sync process's side of the queue: what to send, and what the centre's signed word changes.

Every change of state is one transaction with its time and its evidence. Killing the process between any two
instructions loses and repeats nothing: what was not committed is sent again, and the centre answers "already".
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from contract.envelope import NotAnEnvelope, decode_envelope
from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from contract.submission import SubmissionState
from contract.sync import (
    BATCH_BYTES_LIMIT,
    BATCH_COUNT_LIMIT,
    CustodyReceipt,
    FeedAnswer,
    Moved,
    Outcome,
    SignedReceipt,
    StatusChange,
)
from offline_queue import log
from offline_queue.adoption import mark_corrupt
from offline_queue.clock import Clock
from offline_queue.database import connect, rows, sql, transaction
from offline_queue.records import as_text
from offline_queue.spool import Spool

STATUS_FEED = "status"
FIRST_POSTPONEMENT_S = 30
LONGEST_POSTPONEMENT_S = 3600
PURGES_A_TIME = 200



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
        self._data_dir = data_dir
        self._clock = clock
        self._connection = connect(data_dir)
        self._spool = Spool(data_dir)

    def close(self) -> None:
        self._spool.close()
        self._connection.close()

    def pending(self) -> int:
        return rows(self._connection, "pending")[0][0]

    def next_batch(self, most: int = BATCH_COUNT_LIMIT, most_bytes: int = BATCH_BYTES_LIMIT) -> Batch:
        """Green channel first, then oldest; each file proved against its hashes and its row before it goes."""
        now_ms = self._now_ms()
        chosen = rows(
            self._connection,
            "next_batch",
            now_ms=now_ms,
            far_ms=now_ms + LONGEST_POSTPONEMENT_S * 1000,
            most=most,
            bytes=most_bytes,
        )
        outgoing: list[Outgoing] = []
        moved: list[Moved] = []
        for submission_id, sealed_sha256, attempts in chosen:
            envelope = self._spool.read(submission_id)
            if wrong := _wrong_with(envelope, submission_id, sealed_sha256):
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
                settled.add(entry.submission_id)
                change = {
                    "submission_id": entry.submission_id,
                    "state": state.value,
                    "at": at,
                    "evidence": evidence,
                    "reason": entry.outcome.value,
                }
                taken = {**change, "sealed_sha256": entry.sealed_sha256}
                del taken["reason"]
                if connection.execute(sql("take_custody"), taken).fetchall():
                    connection.execute(sql("note_change"), change)
                    moved.append(Moved(submission_id=entry.submission_id, state=state))
            for one in batch.outgoing:
                if one.submission_id not in settled:
                    self._postpone(one)
        for each in moved:
            log.info(LogEvent.SUBMISSION_STATE, submission_id=each.submission_id, state=each.state.value)
            if each.state is SubmissionState.QUARANTINED:
                log.error(LogEvent.QUEUE_ALARM, kind="quarantined", submission_id=each.submission_id)
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
        """Remove the sealed files of what has been complete for longer than `keep`; the rows keep numbers and states.

        The row says PURGED first: cut off in between, the next start removes the file. Nothing here ever held the key
        to a sealed file, so blocks that stay on the disk stay shut.
        """
        now = self._clock.now()
        try:
            before = as_text(now - keep)
        except OverflowError:  # a clock that says the year 1
            return ()
        moved: list[Moved] = []
        for (submission_id,) in rows(self._connection, "to_purge", before=before, most=PURGES_A_TIME):
            with transaction(self._connection, self._data_dir) as connection:
                change = {"submission_id": submission_id, "state": "PURGED", "at": as_text(now)}
                rows(connection, "set_state", was="COMPLETE", **change)
                connection.execute(sql("note_change"), {**change, "evidence": None, "reason": "kept long enough"})
            self._spool.remove(submission_id)
            moved.append(Moved(submission_id=submission_id, state=SubmissionState.PURGED))
        return tuple(moved)

    def _postpone(self, one: Outgoing) -> None:
        wait_s = min(FIRST_POSTPONEMENT_S * 2 ** min(one.attempts, 10), LONGEST_POSTPONEMENT_S)
        params = {"submission_id": one.submission_id, "not_before_ms": self._now_ms() + wait_s * 1000}
        self._connection.execute(sql("postpone"), params)

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _wrong_with(envelope: bytes | None, submission_id: str, sealed_sha256: str) -> str:
    if envelope is None:
        return "missing"
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
        case Outcome.DAMAGED:
            return None



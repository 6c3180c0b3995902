"""The window's side of the queue: hand in, look up, be asked beforehand (STYLE §2 hop 11).

One process holds it at a time (a lock file says so); inside it any thread may call, one at a time. The sync process
opens the same database for its own part (offline_queue/outbox.py).
"""

import errno
import os
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter

import msgspec
import uuid_utils

from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.numbers import provisional_number
from contract.receipts import ReceiptLevel
from contract.submission import Payload, Priority, Rating, SubmissionState
from offline_queue import adoption, log
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import CHINA, Clock, SystemClock
from offline_queue.database import execute, rows, transaction
from offline_queue.disk import disk_failed, make_folder, take_lock
from offline_queue.identity import StationIdentity, load_identity
from offline_queue.numbers import Serials, no_numbers
from offline_queue.receipts import link_of, make_proof, raise_level
from offline_queue.records import HandedIn, ListedSubmission, SubmissionShown, Verdict, row_of, shown_of
from offline_queue.seal import Clear, ScanGiven, SealedEnvelope, SealedScans, seal_payload, seal_scans
from offline_queue.spool import Spool

LOCK = "lock"
RESERVE_BYTES = 64 * 1024 * 1024
"""Free space below which no resident starts; what was begun before can still be finished from it."""

Builder = Callable[[str, str, datetime], Payload]
"""(submission_id, number, at) → what is handed in, made once the queue has chosen the three."""



class Queue:
    """Use `Queue.open`; close it when the process ends."""

    def __init__(
        self, data_dir: Path, identity: StationIdentity, clock: Clock, new_id: Callable[[], str], reserve_bytes: int
    ) -> None:
        self._data_dir = data_dir
        self._identity = identity
        self._clock = clock
        self._new_id = new_id
        self._reserve_bytes = reserve_bytes
        self._turn = threading.RLock()
        make_folder(data_dir)
        self._lock_fd = take_lock(data_dir, LOCK)
        try:
            self._spool = Spool(data_dir)
            self._store = ChunkStore(data_dir)
            self._connection, self.opened = adoption.open_database(
                data_dir, self._spool, self._store, identity, clock
            )
            answer = identity.answer
            place = f"{answer.district}{answer.town}{answer.terminal}.{answer.epoch}"
            self._serials = Serials(data_dir, place, answer.numbers)
            self._sequence = self._read_sequence()
            self._previous_8 = self._read_previous()
        except BaseException:
            os.close(self._lock_fd)
            raise

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        identity: StationIdentity | None = None,
        clock: Clock | None = None,
        new_id: Callable[[], str] | None = None,
        reserve_bytes: int = RESERVE_BYTES,
    ) -> "Queue":
        """Open for handing in; adopts sealed files without rows, and makes a damaged database again from the files.

        `opened` of the result is the Verdict of that. Raises Failed: STATION_NOT_ENROLLED, QUEUE_IN_USE, DISK_FULL,
        DISK_READ_ONLY, QUEUE_SQLITE_TOO_OLD, CONFIG_INVALID.
        """
        return cls(
            data_dir,
            identity or load_identity(data_dir),
            clock or SystemClock(),
            new_id or (lambda: str(uuid_utils.uuid7())),
            reserve_bytes,
        )

    opened: Verdict

    def close(self) -> None:
        with self._turn:
            self._serials.close()
            self._connection.close()
            self._store.close()
            self._spool.close()
            os.close(self._lock_fd)

    # --- handing in ---------------------------------------------------------------------------------------------

    def hand_in(
        self,
        build: Builder,
        *,
        item_code: str,
        form_id: str,
        form_version: int,
        priority: Priority = Priority.NORMAL,
        scans: Sequence[ScanGiven] = (),
    ) -> HandedIn:
        """Seal, make durable, index, and chain the receipt; on return it cannot be lost any more, nor can its `scans`.

        The scans' entries are put into what `build` gives; their pages travel after all forms.

        Raises Failed: DISK_FULL, DISK_READ_ONLY, QUEUE_NO_NUMBERS, SEAL_FAILED, QUEUE_DAMAGED. Then nothing was handed
        in, and trying again is a new submission with a new number.
        """
        with self._turn:
            started = perf_counter()
            try:
                # whole seconds in the wall time: what the receipt states and what the centre has are the same
                at = self._clock.now().replace(microsecond=0)
                number = self._next_number(at)
                submission_id = self._new_id()
                payload = build(submission_id, number, at)
                sealed = seal_scans(scans) if scans else None
                if sealed:
                    payload = msgspec.structs.replace(payload, scans=sealed.scans)
                digests = sealed.digests if sealed else ()
                envelope = self._seal(
                    payload, submission_id, number, at, item_code, form_id, form_version, priority, self._previous_8,
                    digests,
                )
                proof_text = self._put(envelope, at, sealed, with_receipt=True)
            except Failed as failed:
                log.warning(LogEvent.SUBMISSION_REFUSED, item=item_code, code=failed.code, happened=failed.happened)
                raise
            log.info(
                LogEvent.SUBMISSION_QUEUED,
                submission_id=submission_id,
                provisional_number=number,
                item=item_code,
                bytes=envelope.size,
                took_ms=round((perf_counter() - started) * 1000, 1),
            )
            return HandedIn(submission_id, number, at, envelope.header.sealed_sha256, proof_text)

    def rate(self, of: str, satisfaction_code: str, reasons: tuple[str, ...] = ()) -> str:
        """Queue a rating of submission `of`; its own submission id. It carries the number of what it rates.

        Raises KeyError for an unknown submission, Failed as `hand_in`.
        """
        with self._turn:
            rated = self.state(of)
            if rated is None:
                raise KeyError(of)
            at = self._clock.now().replace(microsecond=0)
            submission_id = self._new_id()
            payload = Rating(
                submission_id=submission_id,
                of_submission=of,
                of_number=rated.number,
                satisfaction_code=satisfaction_code,
                reasons=reasons,
                rated_at=at,
            )
            envelope = self._seal(payload, submission_id, rated.number, at, rated.item_code, "rating", 1,
                                  Priority.NORMAL, b"")
            self._put(envelope, at, None, with_receipt=False)
            return submission_id

    def can_accept(self) -> Failed | None:
        """Asked before a resident starts: why nothing could be stored now, or None."""
        with self._turn:
            try:
                self._spool.can_write()
                if self._spool.free_bytes() < self._reserve_bytes:
                    raise disk_failed(OSError(errno.ENOSPC, "reserve"), self._data_dir)
                at = self._clock.now()
                self._identity.sealing_key(at)
                if self._serials.left(at.astimezone(CHINA).date(), lambda: self._highest_number(at)) < 1:
                    raise no_numbers(self._identity.answer.numbers)
                with transaction(self._connection, self._data_dir):
                    pass
            except Failed as failed:
                return failed
            except OSError as error:
                return disk_failed(error, self._data_dir)
            return None

    # --- looking up ---------------------------------------------------------------------------------------------

    def state(self, wanted: str) -> SubmissionShown | None:
        """By submission id or provisional number; None when this station knows neither."""
        with self._turn:
            found = rows(self._connection, "look_up", wanted=wanted)
            return shown_of(found[0]) if found else None

    def counts(self) -> dict[SubmissionState, int]:
        with self._turn:
            return {SubmissionState(state): count for state, count in rows(self._connection, "counts")}

    def pending(self) -> int:
        """Submissions of which the centre has no custody yet."""
        with self._turn:
            return rows(self._connection, "pending")[0][0]

    def proof(self, submission_id: str) -> str | None:
        """QR text for how far the submission is now; None for ratings and unknown ones."""
        with self._turn:
            found = rows(self._connection, "proof_of", submission_id=submission_id)
            if not found:
                return None
            text, state = found[0]
            if state in (SubmissionState.CUSTODY, SubmissionState.COMPLETE, SubmissionState.PURGED):
                return raise_level(text, ReceiptLevel.CENTRE, self._identity.sign)
            return text

    def list(self) -> list[ListedSubmission]:
        with self._turn:
            return adoption.listed(self._connection)

    def verify(self) -> Verdict:
        """Each file's every byte against its hashes and its row; changes nothing."""
        with self._turn:
            return adoption.verify(self._connection, self._spool, self._store)

    # --- inside -------------------------------------------------------------------------------------------------

    def _seal(
        self,
        payload: Payload,
        submission_id: str,
        number: str,
        at: datetime,
        item_code: str,
        form_id: str,
        form_version: int,
        priority: Priority,
        previous_8: bytes,
        chunks: tuple[bytes, ...] = (),
    ) -> SealedEnvelope:
        if payload.submission_id != submission_id:
            raise ValueError("the payload was built for another submission")
        self._sequence += 1
        clear = Clear(
            station_id=self._identity.station_id,
            epoch=self._identity.epoch,
            sequence=self._sequence,
            submission_id=submission_id,
            provisional_number=number,
            item_code=item_code,
            form_id=form_id,
            form_version=form_version,
            priority=priority,
            created_at=at,
            monotonic_ns=self._clock.monotonic_ns(),
            previous_receipt_8=previous_8,
            chunks=chunks,
        )
        return seal_payload(payload, clear, self._identity.sealing_key(at))

    def _put(self, envelope: SealedEnvelope, at: datetime, scans: SealedScans | None, *, with_receipt: bool) -> str:
        header = envelope.header
        try:
            proof_text = make_proof(header, self._identity.sign) if with_receipt else ""
        except ValueError as error:
            raise Failed(FailureCode.SEAL_FAILED, f"no receipt could be made: {error}",
                         "shorten the station's or the item's code", Retry.NEVER) from None
        if scans:
            self._store.write(scans.chunks)  # before the file that names them: a sealed file is never without its scans
        try:
            self._spool.write(header.submission_id, envelope.parts)
            try:
                if scans:
                    with transaction(self._connection, self._data_dir):
                        adoption.enter(self._connection, header, envelope.size, proof_text, at)
                else:
                    # one statement is one transaction, durable when execute returns (synchronous = FULL)
                    execute(self._connection, self._data_dir, "put", row_of(header, envelope.size, proof_text, at))
            except Failed:
                # The resident will be told "not received": the file must not be adopted and sent after all.
                self._spool.remove(header.submission_id)
                raise
        except Failed:
            if scans:
                self._store.remove(scans.digests)
            raise
        if with_receipt:
            self._previous_8 = link_of(proof_text)
        return proof_text

    def _next_number(self, at: datetime) -> str:
        answer = self._identity.answer
        day = at.astimezone(CHINA).date()
        serial = self._serials.next(day, lambda: self._highest_number(at))
        return provisional_number(answer.district, answer.town, answer.terminal, day, serial)

    def _highest_number(self, at: datetime) -> int:
        answer = self._identity.answer
        start = f"XD{answer.district}{answer.town}{answer.terminal}{at.astimezone(CHINA):%y%m%d}"
        first, after = f"{start}{answer.numbers.first:04d}", f"{start}{answer.numbers.last:04d}:"  # ":" follows "9"
        highest = rows(self._connection, "last_number", first=first, after=after)[0][0]
        return int(highest[len(start) : len(start) + 4]) if highest else 0

    def _read_sequence(self) -> int:
        identity = self._identity
        return rows(self._connection, "last_sequence", station_id=identity.station_id, epoch=identity.epoch)[0][0]

    def _read_previous(self) -> bytes:
        last = rows(self._connection, "last_receipt")
        return link_of(last[0][0]) if last else b""

"""The window's side of the queue: hand in, look up, be asked beforehand (STYLE §2 hop 11).

One process holds it at a time (a lock file says so); inside it any thread may call, one at a time. The sync process
opens the same database for its own part (offline_queue/outbox.py).
"""

import errno
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import uuid_utils

from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from contract.submission import Payload, Placing, Priority, Rating, with_scans
from offline_queue import adoption, log
from offline_queue.ballast import Ballast
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock, SystemClock
from offline_queue.database import rows, transaction
from offline_queue.disk import disk_failed, make_folder, take_lock
from offline_queue.identity import StationIdentity, load_identity, stamp_of_identity
from offline_queue.look_ups import LookUps
from offline_queue.machine import Place, copied, is_copied, look_around, settle_here
from offline_queue.numbers import Numbering, no_numbers
from offline_queue.placing import prove, put_durably
from offline_queue.receipts import link_of
from offline_queue.records import HandedIn, Verdict
from offline_queue.seal import Clear, ScanGiven, SealedEnvelope, SealedScans, seal_payload, seal_scans
from offline_queue.spool import Spool

LOCK = "lock"
BALLAST_SHARE = 4
"""The ballast is this part of the reserve."""
RESERVE_BYTES = 64 * 1024 * 1024
"""Free space below which no resident starts; what was begun before can still be finished from it."""

Builder = Callable[[str, str, datetime], Payload]
"""(submission_id, number, at) → what is handed in, made once the queue has chosen the three."""
T = TypeVar("T")


class Queue(LookUps):
    """Use `Queue.open`; close it when the process ends."""

    def __init__(
        self, data_dir: Path, identity: StationIdentity, clock: Clock, new_id: Callable[[], str], reserve_bytes: int
    ) -> None:
        self._data_dir = data_dir
        self._identity = identity
        self._clock = clock
        self._new_id = new_id
        self._reserve_bytes = reserve_bytes
        self._ballast = Ballast(data_dir, reserve_bytes // BALLAST_SHARE)
        self._stamp = stamp_of_identity(data_dir)
        self._turn = threading.RLock()
        # the log line is written after the resident has the answer
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="queue")
        make_folder(data_dir)
        self._lock_fd = take_lock(data_dir, LOCK)
        try:
            self._spool = Spool(data_dir)
            self._store = ChunkStore(data_dir)
            self._open_database()
            if look_around(data_dir) is Place.NEW:
                settle_here(data_dir)
            self._read_memory()
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
            self._aside.shutdown()
            self._numbering.close()
            self._connection.close()
            self._store.close()
            self._spool.close()
            os.close(self._lock_fd)

    def settle(self) -> None:
        """Wait for what a hand-in left to do after its answer: the log line."""
        self._aside.submit(int).result()

    def hand_in(
        self,
        build: Builder,
        *,
        item_code: str,
        form_id: str,
        form_version: int,
        priority: Priority = Priority.NORMAL,
        scans: Sequence[ScanGiven] = (),
        place: Placing = with_scans,
    ) -> HandedIn:
        """Seal, make durable, index, and chain the receipt; on return it cannot be lost any more, nor can its `scans`.

        `place` puts the scans' entries into what `build` gives; their pages travel after all forms.

        Raises Failed: DISK_FULL, DISK_READ_ONLY, QUEUE_NO_NUMBERS, SEAL_FAILED, QUEUE_DAMAGED. Then nothing was handed
        in, and trying again is a new submission with a new number.
        """
        with self._turn:
            started = perf_counter()
            try:
                self._notice_new_identity()
                # whole seconds in the wall time: what the receipt states and what the centre has are the same
                at = self._clock.now().replace(microsecond=0)
                number = self._ballast.finish(lambda: self._numbering.next(at))
                submission_id = self._new_id()
                payload = build(submission_id, number, at)
                sealed = seal_scans(scans) if scans else None
                if sealed:
                    payload = place(payload, sealed.scans)
                digests = sealed.digests if sealed else ()
                previous_8 = self._previous_8
                envelope = self._seal(
                    payload, submission_id, number, at, item_code, form_id, form_version, priority, previous_8, digests
                )
                proof_text = self._ballast.finish(lambda: self._put(envelope, at, sealed, with_receipt=True))
            except Failed as failed:
                log.warning(LogEvent.SUBMISSION_REFUSED, item=item_code, code=failed.code, happened=failed.happened)
                raise
            self._aside.submit(
                log.info,
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
            said = {"satisfaction_code": satisfaction_code, "reasons": reasons, "rated_at": at}
            payload = Rating(submission_id=submission_id, of_submission=of, of_number=rated.number, **said)
            envelope = self._seal(
                payload, submission_id, rated.number, at, rated.item_code, "rating", 1, Priority.NORMAL, b""
            )
            self._ballast.finish(lambda: self._put(envelope, at, None, with_receipt=False))
            return submission_id

    def can_accept(self, file_bytes: int = 0) -> Failed | None:
        """Asked before a resident starts: why nothing could be stored now, or None.

        `file_bytes`: what will be scanned at most, where a matter asks for scans.
        """
        with self._turn:
            try:
                self._notice_new_identity()
                if is_copied(self._data_dir):
                    raise copied()
                self._spool.can_write()
                has_room = self._spool.free_bytes() >= self._reserve_bytes + file_bytes
                if not has_room or not self._ballast.lay():
                    raise disk_failed(OSError(errno.ENOSPC, "reserve"), self._data_dir)
                at = self._clock.now()
                self._identity.sealing_key(at)
                if self._numbering.left(at) < 1:
                    raise no_numbers()
                with transaction(self._connection, self._data_dir):
                    pass
                self._spool.lay_next()
            except Failed as failed:
                return failed
            except OSError as error:
                return disk_failed(error, self._data_dir)
        return None

    def reopen(self, within_s: float = 15.0) -> Verdict:
        """After QUEUE_DAMAGED: make the database again from the files. Waits until the sync process lets go of it.

        Raises Failed: QUEUE_IN_USE when it did not within `within_s`, and as `open`.
        """
        with self._turn:
            self._connection.close()
            until = time.monotonic() + within_s
            while True:
                try:
                    self._open_database()
                    break
                except Failed as failed:
                    if failed.code is not FailureCode.QUEUE_IN_USE or time.monotonic() > until:
                        raise
                time.sleep(0.05)
            self._numbering.close()
            sequence, previous_8 = self._sequence, self._previous_8
            self._read_memory()
            self._sequence = max(self._sequence, sequence)
            self._previous_8 = previous_8  # what was purged is not in the files any more
            return self.opened

    def _open_database(self) -> None:
        """Raises Failed. From here a row is not flushed by itself: it can be made again from its file."""
        self._connection, self.opened = adoption.open_database(
            self._data_dir, self._spool, self._store, self._identity, self._clock
        )
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def _read_memory(self) -> None:
        """What this process keeps of the database and the identity. Raises Failed."""
        identity = self._identity
        self._numbering = Numbering(
            self._data_dir,
            identity.answer,
            identity.blocks,
            lambda first, after: rows(self._connection, "last_number", first=first, after=after)[0][0],
        )
        known = {"station_id": identity.station_id, "epoch": identity.epoch}
        self._sequence: int = rows(self._connection, "last_sequence", **known)[0][0]
        last = rows(self._connection, "last_receipt")
        self._previous_8 = link_of(last[0][0]) if last else b""

    def _notice_new_identity(self) -> None:
        """The sync process stores new number blocks, keys, or a new epoch beside us."""
        stamp = stamp_of_identity(self._data_dir)
        if stamp in (self._stamp, (0, 0)):
            return
        identity = load_identity(self._data_dir)
        self._numbering.close()
        self._identity, self._stamp = identity, stamp
        self._read_memory()

    def _seal(
        self, payload: Payload, submission_id: str, number: str, at: datetime, item_code: str, form_id: str,
        form_version: int, priority: Priority, previous_8: bytes, chunks: tuple[bytes, ...] = (),
    ) -> SealedEnvelope:  # fmt: skip
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
        proof_text = prove(envelope.header, self._identity.sign) if with_receipt else ""
        put_durably(self._connection, self._data_dir, self._spool, self._store, envelope, scans, proof_text, at)
        if with_receipt:
            self._previous_8 = link_of(proof_text)
        return proof_text

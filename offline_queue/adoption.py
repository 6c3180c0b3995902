"""The database made true to the spool: files without rows are adopted, rows without files are an alarm.

Runs at each start; the same code makes a lost or damaged database again (`./station queue rebuild`).
"""

import os
from datetime import datetime
from pathlib import Path

from contract.envelope import NotAnEnvelope
from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from contract.submission import EnvelopeHeader, PayloadType, SubmissionState
from offline_queue import database, log
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock
from offline_queue.database import Connection, connect, rows, sql, transaction
from offline_queue.disk import disk_failed, sync_folder, take_lock
from offline_queue.identity import StationIdentity
from offline_queue.receipts import broken_links, make_proof
from offline_queue.records import ListedSubmission, Verdict, as_text, row_of
from offline_queue.spool import Spool

SYNC_LOCK = "sync.lock"
"""Held by the sync process; a database is never exchanged under it."""


def open_database(
    data_dir: Path, spool: Spool, store: ChunkStore, identity: StationIdentity, clock: Clock
) -> tuple[Connection, Verdict]:
    """queue.db, sound and true to the spool. Raises Failed: DISK_FULL, DISK_READ_ONLY, QUEUE_IN_USE."""
    try:
        connection = connect(data_dir)
        if not database.is_sound(connection):
            connection.close()
            raise Failed(FailureCode.QUEUE_DAMAGED, "pages of queue.db are damaged", "it is made again from the files")
    except Failed as failed:
        if failed.code is not FailureCode.QUEUE_DAMAGED:
            raise
        log.error(LogEvent.QUEUE_ALARM, kind="database_damaged", code=failed.code, happened=failed.happened)
        set_aside(data_dir)
        connection = connect(data_dir)
    try:
        return connection, reconcile(connection, spool, store, identity, clock.now(), data_dir)
    except BaseException:
        connection.close()
        raise


def set_aside(data_dir: Path) -> None:
    """Move a damaged database out of the way; it is kept for whoever wants to look. Raises Failed."""
    lock = take_lock(data_dir, SYNC_LOCK)
    try:
        number = 1
        while (data_dir / f"{database.NAME}.damaged-{number}").exists():
            number += 1
        # the main file last: if this is cut off, the next start finds it damaged again and goes on
        for ending in ("-wal", "-shm", ""):
            path = data_dir / f"{database.NAME}{ending}"
            if path.exists():
                os.rename(path, data_dir / f"{database.NAME}.damaged-{number}{ending}")
        sync_folder(data_dir)
    except OSError as error:
        raise disk_failed(error, data_dir) from error
    finally:
        os.close(lock)


def reconcile(
    connection: Connection,
    spool: Spool,
    store: ChunkStore,
    identity: StationIdentity,
    at: datetime,
    data_dir: Path,
) -> Verdict:
    """Adopt, finish interrupted purges, count what is wrong. Looks inside only those files that have no row."""
    spool.find_next()
    files = set(spool.names())
    known = {row[0]: row[3] for row in rows(connection, "every")}
    adopted = corrupt = unreadable = missing = 0
    found: list[tuple[EnvelopeHeader, int, bool]] = []
    for name in files - known.keys():
        try:
            header = spool.read_header(name)
        except NotAnEnvelope:
            unreadable += 1
            log.error(LogEvent.QUEUE_ALARM, kind="file_unreadable")
            continue
        try:
            header, size = spool.read_whole_header(name)
            found.append((header, size, True))
        except NotAnEnvelope:
            found.append((header, max(len(spool.read(name) or b""), 1), False))
    for header, size, is_whole in sorted(found, key=lambda each: (each[0].epoch, each[0].sequence)):
        with transaction(connection, data_dir):
            _adopt(connection, header, size, is_whole, identity, at)
        adopted += is_whole
        corrupt += not is_whole
        log.warning(LogEvent.SPOOL_ADOPTED, submission_id=header.submission_id)
    for submission_id, state in known.items():
        if state == SubmissionState.PURGED:
            if submission_id in files:
                spool.remove(submission_id)
        elif submission_id not in files:
            missing += 1
            log.error(LogEvent.QUEUE_ALARM, kind="file_missing", submission_id=submission_id)
            if state == SubmissionState.QUEUED:
                mark_corrupt(connection, data_dir, submission_id, at, "missing")
        elif state == SubmissionState.CORRUPT:
            corrupt += 1
    chunks, missing_chunks = _reconcile_chunks(connection, store, may_remove=not (unreadable or corrupt))
    ok = not (corrupt or missing or unreadable or missing_chunks)
    return Verdict(
        ok=ok,
        checked=len(files | known.keys()),
        adopted=adopted,
        corrupt=corrupt,
        missing=missing,
        unreadable=unreadable,
        chunks=chunks,
        damaged_chunks=missing_chunks,
    )


def _reconcile_chunks(connection: Connection, store: ChunkStore, *, may_remove: bool) -> tuple[int, int]:
    """How many must lie here, and how many do not. Chunks of a hand-in that was never finished are removed.

    They stay while any sealed file cannot be read: it might name them.
    """
    wanted = {bytes(digest): submission_id for digest, submission_id in rows(connection, "every_chunk")}
    there = set(store.digests())
    for digest in wanted.keys() - there:
        log.error(LogEvent.QUEUE_ALARM, kind="chunk_missing", submission_id=wanted[digest])
    if may_remove:
        store.remove(there - wanted.keys())
    return len(wanted), len(wanted.keys() - there)


def enter(connection: Connection, header: EnvelopeHeader, file_bytes: int, receipt: str, at: datetime) -> None:
    """The row of a file that is durable already, and one for each of its chunks; inside the caller's transaction."""
    connection.execute(sql("put"), row_of(header, file_bytes, receipt, at))
    for place, digest in enumerate(header.chunks):
        params = {"submission_id": header.submission_id, "place": place, "sha256": digest}
        connection.execute(sql("put_chunk"), params)


def _adopt(
    connection: Connection, header: EnvelopeHeader, size: int, is_whole: bool, identity: StationIdentity, at: datetime
) -> None:
    proof_text = ""
    if header.payload_type is PayloadType.APPLICATION and header.station_id == identity.station_id:
        # Ed25519 gives the same signature again: this is the receipt that the resident may hold already
        proof_text = make_proof(header, identity.sign)
    enter(connection, header, size, proof_text, at)
    if not is_whole:
        _set_state(connection, header.submission_id, SubmissionState.QUEUED, SubmissionState.CORRUPT, at, "damaged")


def mark_corrupt(
    connection: Connection,
    data_dir: Path,
    submission_id: str,
    at: datetime,
    reason: str,
    was: SubmissionState = SubmissionState.QUEUED,
) -> None:
    """A submission whose file or chunk is gone or damaged: never deleted, reported. Raises Failed."""
    with transaction(connection, data_dir):
        _set_state(connection, submission_id, was, SubmissionState.CORRUPT, at, reason)


def _set_state(
    connection: Connection, submission_id: str, was: SubmissionState, state: SubmissionState, at: datetime, reason: str
) -> bool:
    now = as_text(at)
    moved = rows(connection, "set_state", submission_id=submission_id, was=was.value, state=state.value, at=now)
    if moved:
        change = {"submission_id": submission_id, "state": state.value, "at": now, "evidence": None, "reason": reason}
        connection.execute(sql("note_change"), change)
    return bool(moved)


def verify(connection: Connection, spool: Spool, store: ChunkStore) -> Verdict:
    """Read every file and chunk and prove it against its own hashes and its row; changes nothing."""
    files = set(spool.names())
    checked = corrupt = missing = 0
    for submission_id, _number, _item, state, _at, _created, _size, sealed_sha256, *_case in rows(connection, "every"):
        if state == SubmissionState.PURGED:
            continue
        checked += 1
        if submission_id not in files:
            missing += 1
            continue
        files.discard(submission_id)
        corrupt += not _fits(spool, submission_id, sealed_sha256)
    # what is left has no row yet: it is adopted at the next start, if it is whole
    unreadable = sum(not _fits(spool, name, None) for name in files)
    links = broken_links(rows(connection, "receipts"))
    wanted = rows(connection, "every_chunk")
    damaged_chunks = sum(store.read(bytes(digest)) is None for digest, _submission_id in wanted)
    return Verdict(
        ok=not (corrupt or missing or unreadable or links or damaged_chunks),
        checked=checked + len(files),
        adopted=0,
        corrupt=corrupt,
        missing=missing,
        unreadable=unreadable,
        broken_links=links,
        chunks=len(wanted),
        damaged_chunks=damaged_chunks,
    )


def requeue_mended(connection: Connection, spool: Spool, store: ChunkStore, data_dir: Path, at: datetime) -> int:
    """Corrupt submissions whose file is whole again (a restored backup, a reseated disk) go back to the queue."""
    mended = 0
    for submission_id, _number, _item, state, _at, _created, _size, sealed_sha256, *_case in rows(connection, "every"):
        if state == SubmissionState.CORRUPT and _fits(spool, submission_id, sealed_sha256):
            chunks = rows(connection, "chunks_of", submission_id=submission_id)
            if any(store.read(bytes(digest)) is None for (digest,) in chunks):
                continue
            with transaction(connection, data_dir):
                mended += _set_state(
                    connection, submission_id, SubmissionState.CORRUPT, SubmissionState.QUEUED, at, "mended"
                )
    return mended


def _fits(spool: Spool, submission_id: str, sealed_sha256: str | None) -> bool:
    try:
        header, _size = spool.read_whole_header(submission_id)
    except NotAnEnvelope:
        return False
    return sealed_sha256 is None or header.sealed_sha256 == sealed_sha256


def listed(connection: Connection) -> list[ListedSubmission]:
    return [
        ListedSubmission(
            submission_id=submission_id,
            number=number,
            item=item,
            state=SubmissionState(state),
            since=datetime.fromisoformat(state_at),
            bytes=size,
        )
        for submission_id, number, item, state, state_at, _created, size, *_rest in rows(connection, "every")
    ]

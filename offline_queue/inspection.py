"""The queue looked at from outside, for `./station queue`: no lock is needed to look, both locks to rebuild."""

import os
from pathlib import Path

from offline_queue import adoption
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock, SystemClock
from offline_queue.database import NAME, connect, is_migrated
from offline_queue.disk import take_lock
from offline_queue.identity import load_identity
from offline_queue.queue import LOCK
from offline_queue.records import ListedSubmission, Verdict
from offline_queue.spool import Spool


def list_queue(data_dir: Path) -> list[ListedSubmission]:
    """Every submission, oldest first; nothing when nothing was ever handed in. Raises Failed."""
    if not (data_dir / NAME).exists():
        return []
    connection = connect(data_dir, read_only=True)
    try:
        return adoption.listed(connection)
    finally:
        connection.close()


def verify_queue(data_dir: Path) -> Verdict:
    """As `Queue.verify`, beside a running station. Raises Failed."""
    if not (data_dir / NAME).exists():
        return Verdict(ok=True, checked=0, adopted=0, corrupt=0, missing=0)
    connection = connect(data_dir, read_only=True)
    if not is_migrated(connection):  # the first look after an update, before the station ran
        connection.close()
        connection = connect(data_dir)
    spool, store = Spool(data_dir), ChunkStore(data_dir)
    try:
        return adoption.verify(connection, spool, store)
    finally:
        store.close()
        spool.close()
        connection.close()


def rebuild_queue(data_dir: Path, clock: Clock | None = None) -> Verdict:
    """Make the database true to the spool, or anew when it is damaged; needs the station and its sync to be stopped.

    A database that is sound keeps its states. Raises Failed: QUEUE_IN_USE, STATION_NOT_ENROLLED, and the disk's.
    """
    clock = clock or SystemClock()
    identity = load_identity(data_dir)
    lock = take_lock(data_dir, LOCK)
    try:
        spool, store = Spool(data_dir), ChunkStore(data_dir)
        connection, opened = adoption.open_database(data_dir, spool, store, identity, clock)
        try:
            mended = adoption.requeue_mended(connection, spool, store, data_dir, clock.now())
            now = adoption.verify(connection, spool, store)
        finally:
            connection.close()
            store.close()
            spool.close()
    finally:
        os.close(lock)
    return Verdict(
        ok=now.ok,
        checked=now.checked,
        adopted=opened.adopted + mended,
        corrupt=now.corrupt,
        missing=now.missing,
        unreadable=now.unreadable,
        broken_links=now.broken_links,
        chunks=now.chunks,
        damaged_chunks=now.damaged_chunks,
    )

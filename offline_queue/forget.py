"""What has been complete for long enough leaves the disk; the row keeps numbers and states (STYLE §2 hop 17).

The row says PURGED first: cut off in between, the next start removes the files. Nothing here ever held a key to a
sealed file or chunk, so blocks that stay on the disk stay shut.
"""

from datetime import timedelta
from pathlib import Path

from contract.submission import SubmissionState
from contract.sync import Moved
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock
from offline_queue.database import Connection, execute, rows, sql, transaction
from offline_queue.records import as_text
from offline_queue.spool import Spool

PURGES_A_TIME = 200


def forget(
    connection: Connection, data_dir: Path, spool: Spool, store: ChunkStore, clock: Clock, keep: timedelta
) -> tuple[Moved, ...]:
    """Remove sealed files and chunks of what has been COMPLETE for longer than `keep`. Raises Failed."""
    now = clock.now()
    try:
        before = as_text(now - keep)
    except OverflowError:  # a clock that says the year 1
        return ()
    moved: list[Moved] = []
    for (submission_id,) in rows(connection, "to_purge", before=before, most=PURGES_A_TIME):
        with transaction(connection, data_dir):
            change = {"submission_id": submission_id, "state": "PURGED", "at": as_text(now)}
            rows(connection, "set_state", was="COMPLETE", **change)
            connection.execute(sql("note_change"), {**change, "evidence": None, "reason": "kept long enough"})
        spool.remove(submission_id)
        if digests := [bytes(digest) for (digest,) in rows(connection, "chunks_of", submission_id=submission_id)]:
            store.remove(digests)
            execute(connection, data_dir, "drop_chunks", {"submission_id": submission_id})
        moved.append(Moved(submission_id=submission_id, state=SubmissionState.PURGED))
    return tuple(moved)

"""The sync process's side of scans: which chunks to ask for, which to send, whether a submission is complete now."""

from dataclasses import dataclass
from pathlib import Path

from contract.chunks import ASKED_LIMIT
from contract.log_events import LogEvent
from contract.submission import SubmissionState
from contract.sync import CUSTODY_COUNT_LIMIT, Moved
from offline_queue import log
from offline_queue.adoption import mark_corrupt
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock
from offline_queue.database import Connection, rows, sql, transaction

LONGEST_POSTPONEMENT_MS = 3_600_000


@dataclass(frozen=True)
class Chunk:
    submission_id: str
    place: int
    digest: bytes


@dataclass(frozen=True)
class InCustody:
    """A submission that the centre holds and did not yet call complete."""

    submission_id: str
    epoch: int
    sealed_sha256: str
    attempts: int


class ChunkOutbox:
    """Methods raise Failed for what disk and database refuse."""

    def __init__(self, data_dir: Path, clock: Clock, connection: Connection) -> None:
        self._data_dir = data_dir
        self._clock = clock
        self._connection = connection
        self._store = ChunkStore(data_dir)

    def close(self) -> None:
        self._store.close()

    def to_ask(self, most: int = ASKED_LIMIT) -> tuple[Chunk, ...]:
        """Chunks of forms in custody that the centre may lack: green channel first, then oldest."""
        found = rows(self._connection, "chunks_to_ask", most=most, **self._now())
        return tuple(Chunk(submission_id, place, bytes(digest)) for submission_id, place, digest in found)

    def read(self, chunk: Chunk) -> bytes | None:
        """None: it is gone or damaged here."""
        return self._store.read(chunk.digest)

    def are_there(self, chunks: tuple[Chunk, ...]) -> None:
        """The centre said that it holds these durably."""
        with transaction(self._connection, self._data_dir) as connection:
            for chunk in chunks:
                params = {"submission_id": chunk.submission_id, "place": chunk.place}
                connection.execute(sql("chunk_is_there"), params)

    def to_confirm(self, most: int = CUSTODY_COUNT_LIMIT) -> tuple[InCustody, ...]:
        """Submissions whose chunks are all there, so far as this station knows."""
        return tuple(InCustody(*row) for row in rows(self._connection, "to_confirm", most=most, **self._now()))

    def is_damaged(self, chunk: Chunk) -> Moved:
        """A chunk that cannot be sent: its submission becomes CORRUPT; the form is at the centre all the same."""
        at = self._clock.now()
        reason, was = "a chunk is damaged", SubmissionState.CUSTODY
        mark_corrupt(self._connection, self._data_dir, chunk.submission_id, at, reason, was)
        log.error(LogEvent.QUEUE_ALARM, kind="chunk_damaged", submission_id=chunk.submission_id)
        return Moved(submission_id=chunk.submission_id, state=SubmissionState.CORRUPT)

    def _now(self) -> dict[str, int]:
        now_ms = int(self._clock.now().timestamp() * 1000)
        return {"now_ms": now_ms, "far_ms": now_ms + LONGEST_POSTPONEMENT_MS}

"""What an open queue answers about what it holds."""

import threading

from contract.receipts import ReceiptLevel
from contract.submission import SubmissionState
from offline_queue import adoption
from offline_queue.chunk_store import ChunkStore
from offline_queue.database import Connection, rows
from offline_queue.identity import StationIdentity
from offline_queue.receipts import raise_level
from offline_queue.records import ListedSubmission, SubmissionShown, Verdict, shown_of
from offline_queue.spool import Spool


class LookUps:
    """The part of Queue that changes nothing."""

    _turn: threading.RLock
    _connection: Connection
    _spool: Spool
    _store: ChunkStore
    _identity: StationIdentity

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

"""One round of the sync process: forget, send what waits, ask the feed. Tells the window what came of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import TypeVar

from contract import wire
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.sync import (
    BATCH_COUNT_LIMIT,
    BATCH_PATH,
    FEED_COUNT_LIMIT,
    FEED_PATH,
    BatchRequest,
    FeedAnswer,
    Moved,
    NetworkState,
    SignedReceipt,
    StatusChange,
    SyncLine,
)
from offline_queue import log
from offline_queue.clock import Clock
from offline_queue.identity import StationIdentity
from offline_queue.outbox import Batch, Outbox
from offline_queue.sync.custody import read_receipt
from offline_queue.sync.dialogue import Answered, CentreLine, NotTheCentre, Refused
from offline_queue.sync.scans import ScanSender
from offline_queue.sync.signing_in import ask_token
from offline_queue.sync.waiting import Backoff

T = TypeVar("T")

IDLE_S = 30.0
REVOKED_S = 3600.0
CHANGES_A_LINE = 100
"""Keeps a line to the window far below what its reader takes at once."""
OLDER_CENTRE_NS = 3_600_000_000_000
_NETWORK = {FailureCode.CENTRE_UNREACHABLE, FailureCode.CENTRE_ANSWER}


@dataclass(frozen=True)
class Pause:
    """Until the next round. `may_be_woken`: a wake from the window cuts it short; a slot of the centre is kept."""

    seconds: float
    may_be_woken: bool = True


class _Refusing(Exception):
    def __init__(self, refused: Refused) -> None:
        self.refused = refused


class Rounds:
    """All it knows besides the database is a token and how often it failed."""

    def __init__(
        self,
        identity: StationIdentity,
        outbox: Outbox,
        line: CentreLine,
        clock: Clock,
        tell: Callable[[SyncLine], None],
        draw: Callable[[], float],
        keep: timedelta,
    ) -> None:
        self._identity = identity
        self._outbox = outbox
        self._line = line
        self._clock = clock
        self._tell = tell
        self._backoff = Backoff(draw)
        self._keep = keep
        self._token = ""
        self._most = BATCH_COUNT_LIMIT
        self._scans = ScanSender(identity, outbox, self._post)
        self._not_known: dict[str, int] = {}
        self._told: tuple[NetworkState, int, FailureCode | None] | None = None

    def round(self) -> Pause:
        """Raises Failed only for what disk or database refuse."""
        try:
            self._say(moved=self._outbox.forget(self._keep) + self._outbox.release())
            while self._send_one_batch() or self._optional("scans", lambda: self._scans.step(self._tell_moved)):
                pass
            while self._ask_feed():
                pass
        except _Refusing as refusing:
            return self._pause_after(refusing.refused)
        except Failed as failed:
            if failed.code not in _NETWORK:
                raise
            self._say(NetworkState.DOWN, failure=failed)
            return Pause(self._backoff.next_s())
        self._backoff.succeeded()
        self._say(NetworkState.UP)
        return Pause(IDLE_S)

    def _send_one_batch(self) -> bool:
        """Whether there may be more to send."""
        batch = self._outbox.next_batch(most=self._most)
        if batch.moved:
            self._say(moved=batch.moved)
        if not batch.outgoing:
            return bool(batch.moved)
        started = perf_counter()
        body = wire.encode(
            BatchRequest(
                envelopes=tuple(one.envelope for one in batch.outgoing),
                sent_at=self._clock.now(),
                monotonic_ns=self._clock.monotonic_ns(),
            )
        )
        try:
            answer = self._authorised(lambda token: self._line.send("POST", BATCH_PATH, body, SignedReceipt, token))
        except _Refusing as refusing:
            if refusing.refused.status == 413:
                return self._shrink(batch)
            raise
        receipt = read_receipt(answer, hashlib.sha256(body).hexdigest(), self._identity)
        moved = self._outbox.take_receipt(batch, receipt, answer)
        self._most = BATCH_COUNT_LIMIT
        outcomes = [entry.outcome.value for entry in receipt.entries]
        log.info(
            LogEvent.BATCH_SENT,
            count=len(batch.outgoing),
            bytes=len(body),
            took_ms=round((perf_counter() - started) * 1000, 1),
            stored=outcomes.count("stored"),
            already=outcomes.count("already"),
        )
        self._say(NetworkState.UP, moved=moved)
        return True

    def _tell_moved(self, moved: tuple[Moved, ...]) -> None:
        if moved:
            self._say(NetworkState.UP, moved=moved)

    def _optional(self, what: str, act: Callable[[], bool]) -> bool:
        """An older centre does not know some requests: it is left in peace with them for an hour."""
        if self._clock.monotonic_ns() < self._not_known.get(what, 0):
            return False
        try:
            return act()
        except _Refusing as refusing:
            if refusing.refused.status != 404:
                raise
        except NotTheCentre as other:
            if other.status != 404:
                raise
        self._not_known[what] = self._clock.monotonic_ns() + OLDER_CENTRE_NS
        return False

    def _post(self, path: str, body: bytes, wanted: type[T]) -> T:
        return self._authorised(lambda token: self._line.send("POST", path, body, wanted, token))

    def _shrink(self, batch: Batch) -> bool:
        """413: half as many next time; one alone that is too large is set aside for a person."""
        first, *others = batch.outgoing
        if others:
            self._most = len(batch.outgoing) // 2
        else:
            held = self._outbox.hold(first, "too large for the centre")
            self._say(moved=(held,) if held else ())
            self._most = BATCH_COUNT_LIMIT
        return True

    def _ask_feed(self) -> bool:
        """Whether there may be more in the feed."""
        path = f"{FEED_PATH}?cursor={self._outbox.cursor()}"
        answer = self._authorised(lambda token: self._line.get(path, FeedAnswer, token))
        changes = self._outbox.apply_feed(answer)
        for at in range(0, len(changes), CHANGES_A_LINE):
            self._say(NetworkState.UP, changes=changes[at : at + CHANGES_A_LINE])
        return len(answer.changes) >= FEED_COUNT_LIMIT

    def _authorised(self, request: Callable[[str], Answered[T] | Refused]) -> T:
        """With a token; an expired one is renewed once."""
        was_fresh = not self._token
        self._token = self._token or self._fresh_token()
        answer = request(self._token)
        if isinstance(answer, Refused) and answer.status == 401:
            self._token = ""
            if not was_fresh:
                self._token = self._fresh_token()
                answer = request(self._token)
        if isinstance(answer, Refused):
            raise _Refusing(answer)
        return answer.value

    def _fresh_token(self) -> str:
        match ask_token(self._line, self._identity, self._clock):
            case Answered(value=value):
                return value.token
            case Refused() as refused:
                raise _Refusing(refused)

    def _pause_after(self, refused: Refused) -> Pause:
        """The centre itself refused: the line is up, its word decides when to come back."""
        status, refusal = refused.status, refused.refusal
        code = {429: FailureCode.CENTRE_BUSY, 503: FailureCode.CENTRE_BUSY}.get(status, FailureCode.CENTRE_REFUSED)
        failure = Failed(code, f"{status} {refusal.code}: {refusal.happened}", refusal.remedy, Retry.LATER)
        self._say(NetworkState.UP, failure=failure)
        if refused.retry_after_s is not None and code is FailureCode.CENTRE_BUSY:
            return Pause(self._backoff.slot_s(refused.retry_after_s), may_be_woken=False)
        if status == 403:
            return Pause(REVOKED_S)
        return Pause(self._backoff.next_s())

    def _say(
        self,
        network: NetworkState | None = None,
        *,
        moved: tuple[Moved, ...] = (),
        changes: tuple[StatusChange, ...] = (),
        failure: Failed | None = None,
    ) -> None:
        """Tell the window, unless it would hear the same again."""
        if network is None and not moved:
            return
        network = network or (self._told[0] if self._told else NetworkState.DOWN)
        pending = self._outbox.pending()
        standing = (network, pending, failure.code if failure else None)
        if standing == self._told and not moved and not changes:
            return
        if not self._told or self._told[0] != network:
            log.info(LogEvent.NETWORK_STATE, state=network.value, pending=pending)
        self._told = standing
        self._tell(
            SyncLine(
                network=network,
                pending=pending,
                moved=moved,
                changes=changes,
                failure=failure.as_failure() if failure else None,
            )
        )

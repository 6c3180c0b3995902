"""One round of the sync process: forget, send what waits, ask the feed. Tells the window what came of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter

from contract import wire
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.submission import SubmissionState
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
    Standing,
    StatusChange,
    SyncLine,
)
from offline_queue import log
from offline_queue.ballast import Ballast
from offline_queue.clock import Clock
from offline_queue.identity import StationIdentity
from offline_queue.machine import copied
from offline_queue.outbox import Batch, Outbox
from offline_queue.sync.conversation import Conversation, Refusing
from offline_queue.sync.custody import read_receipt
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.fetching import Fetcher
from offline_queue.sync.health import HealthReporter
from offline_queue.sync.news import ask_news
from offline_queue.sync.scans import ScanSender
from offline_queue.sync.signing_in import SigningIn
from offline_queue.sync.waiting import Backoff

IDLE_S = 30.0
REVOKED_S = 3600.0
CHANGES_A_LINE = 100
"""Keeps a line to the window far below what its reader takes at once."""
_NETWORK = {FailureCode.CENTRE_UNREACHABLE, FailureCode.CENTRE_ANSWER}


@dataclass(frozen=True)
class Pause:
    """Until the next round. `may_be_woken`: a wake from the window cuts it short; a slot of the centre is kept."""

    seconds: float
    may_be_woken: bool = True


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
        *,
        reserve_bytes: int = 0,
        software: str = "",
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._tell = tell
        self._backoff = Backoff(draw)
        self._keep = keep
        self._most = BATCH_COUNT_LIMIT
        signing_in = SigningIn(outbox.data_dir, identity, line, clock)
        self._talk = Conversation(line, signing_in, clock)
        self._scans = ScanSender(self._talk, outbox)
        self._health = HealthReporter(outbox, self._talk, signing_in, clock, reserve_bytes, software)
        self._files = Fetcher(outbox.data_dir, outbox.connection, self._talk)
        self._ballast = Ballast(outbox.data_dir, 1)
        self._told: tuple[NetworkState, int, Standing, FailureCode | None] | None = None
        self._pending = 0

    def round(self) -> Pause:
        """Raises Failed only for what disk or database refuse."""
        self._pending = self._outbox.pending()
        try:
            self._make_room()
            self._talk.optional("health", self._health.step)
            while self._send_one_batch() or self._talk.optional("scans", lambda: self._scans.step(self._tell_moved)):
                pass
            if self._talk.standing is Standing.GOOD:
                while self._ask_feed():
                    pass
                while self._talk.optional("news", self._ask_news):
                    pass
                while self._talk.optional("files", self._fetch) and not self._outbox.pending():
                    pass
        except Refusing as refusing:
            return self._pause_after(refusing)
        except Failed as failed:
            if failed.code not in _NETWORK:
                raise
            self._say(NetworkState.DOWN, failure=failed)
            return Pause(self._backoff.next_s())
        self._backoff.succeeded()
        self._pending = self._outbox.pending()
        self._say(NetworkState.UP, failure=copied() if self._talk.standing is Standing.COPIED else None)
        return Pause(0.0 if self._files.is_busy else IDLE_S)

    def _make_room(self) -> None:
        """Forget what was kept long enough; with a full disk, what is complete need not wait for that."""
        keep = self._keep if self._health.has_room else timedelta(0)
        moved = self._ballast.finish(lambda: self._outbox.forget(keep) + self._outbox.release())
        self._say(moved=moved)

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
            answer = self._talk.post(BATCH_PATH, body, SignedReceipt)
        except Refusing as refusing:
            if refusing.refused.status == 413:
                return self._shrink(batch)
            raise
        receipt = read_receipt(answer, hashlib.sha256(body).hexdigest(), self._talk.identity)
        moved = self._ballast.finish(lambda: self._outbox.take_receipt(batch, receipt, answer))
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
        answer = self._talk.get(f"{FEED_PATH}?cursor={self._outbox.cursor()}", FeedAnswer)
        changes = self._outbox.apply_feed(answer)
        for at in range(0, len(changes), CHANGES_A_LINE):
            self._say(NetworkState.UP, changes=changes[at : at + CHANGES_A_LINE])
        return len(answer.changes) >= FEED_COUNT_LIMIT

    def _ask_news(self) -> bool:
        """Whether there may be more news."""
        more, kinds, moved = ask_news(self._outbox, self._talk)
        if kinds:
            self._say(NetworkState.UP, moved=tuple(moved), news=tuple(sorted(kinds)))
        return more

    def _fetch(self) -> bool:
        """Whether there is more of an offered file to fetch."""
        if (kind := self._files.step()) is not None:
            self._say(NetworkState.UP, news=(kind.value,))
        return self._files.is_busy

    def _pause_after(self, refusing: Refusing) -> Pause:
        """The centre itself refused: the line is up, its word decides when to come back."""
        refused = refusing.refused
        refusal = refused.refusal
        happened = f"{refused.status} {refusal.code}: {refusal.happened}"
        self._say(NetworkState.UP, failure=Failed(refusing.code, happened, refusal.remedy, Retry.LATER))
        if refused.retry_after_s is not None and refusing.code is FailureCode.CENTRE_BUSY:
            return Pause(self._backoff.slot_s(refused.retry_after_s), may_be_woken=False)
        if refused.status == 403:
            return Pause(REVOKED_S)
        return Pause(self._backoff.next_s())

    def _say(
        self,
        network: NetworkState | None = None,
        *,
        moved: tuple[Moved, ...] = (),
        changes: tuple[StatusChange, ...] = (),
        news: tuple[str, ...] = (),
        failure: Failed | None = None,
    ) -> None:
        """Tell the window, unless it would hear the same again."""
        if network is None and not moved:
            return
        network = network or (self._told[0] if self._told else NetworkState.DOWN)
        # counted at the start and end of a round: counting a long queue after each batch would make it longer to drain
        left = {SubmissionState.PURGED, SubmissionState.QUEUED}
        self._pending = max(0, self._pending - sum(each.state not in left for each in moved))
        standing = (network, self._pending, self._talk.standing, failure.code if failure else None)
        if standing == self._told and not moved and not changes and not news:
            return
        if not self._told or self._told[0] != network:
            log.info(LogEvent.NETWORK_STATE, state=network.value, pending=self._pending)
        self._told = standing
        self._tell(
            SyncLine(
                network=network,
                pending=self._pending,
                moved=moved,
                changes=changes,
                standing=self._talk.standing,
                news=news,
                failure=failure.as_failure() if failure else None,
            )
        )

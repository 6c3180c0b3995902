"""One round of the sync process: forget, send what waits, ask the feed. Tells the window what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.submission import SubmissionState
from contract.sync import (
    FEED_COUNT_LIMIT,
    FEED_PATH,
    FeedAnswer,
    Moved,
    NetworkState,
    Standing,
    StatusChange,
    SyncLine,
)
from offline_queue import log
from offline_queue.ballast import Ballast
from offline_queue.clock import Clock
from offline_queue.identity import StationIdentity
from offline_queue.machine import copied
from offline_queue.outbox import Outbox
from offline_queue.sync.conversation import Conversation, Refusing
from offline_queue.sync.custody import UnknownKey
from offline_queue.sync.dialogue import CentreLine
from offline_queue.sync.fetching import Fetcher
from offline_queue.sync.forms import FormSender
from offline_queue.sync.health import HealthReporter
from offline_queue.sync.hearing import Hearing
from offline_queue.sync.inquiring import Inquirer
from offline_queue.sync.lanes import Lanes
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
        lanes: Lanes | None = None,
        hearing: Hearing | None = None,
    ) -> None:
        """hearing: where questions to registers come from; None: there are none."""
        self._outbox = outbox
        self._clock = clock
        self._tell = tell
        self._backoff = Backoff(draw)
        self._keep = keep
        signing_in = SigningIn(outbox.data_dir, identity, line, clock)
        self._ballast = Ballast(outbox.data_dir, 1)
        self._talk = Conversation(line, signing_in, clock, lanes)
        self._forms = FormSender(self._talk, outbox, clock, self._ballast)
        self._scans = ScanSender(self._talk, outbox)
        self._health = HealthReporter(outbox, self._talk, signing_in, clock, reserve_bytes, software)
        self._inquirer = Inquirer(self._talk, clock)
        self._hearing = hearing
        self._files = Fetcher(outbox.data_dir, outbox.connection, self._talk)
        self._told: tuple[NetworkState, int, Standing, FailureCode | None] | None = None
        self._pending = 0
        self._knows_too_few_keys = False

    def round(self) -> Pause:
        """Raises Failed only for what disk or database refuse."""
        self._pending = self._outbox.pending()
        try:
            self._make_room()
            self._talk.optional("health", self._health.step)
            if self._knows_too_few_keys:
                self._read_all_news()
            while self.answer_questions() and (
                self._forms.send_all(self._tell_moved, self.answer_questions)
                or self._talk.optional("scans", self._send_scans)
            ):
                pass
            if self._talk.standing is Standing.GOOD:
                while self._ask_feed():
                    pass
                self._read_all_news()
                while self._talk.optional("files", self._fetch) and not self._outbox.pending():
                    self.answer_questions()
        except Refusing as refusing:
            return self._pause_after(refusing)
        except Failed as failed:
            if failed.code not in _NETWORK:
                raise
            self._knows_too_few_keys = isinstance(failed, UnknownKey)
            self._say(NetworkState.DOWN, failure=failed)
            return Pause(self._backoff.next_s())
        self._backoff.succeeded()
        self._pending = self._outbox.pending()
        self._say(NetworkState.UP, failure=copied() if self._talk.standing is Standing.COPIED else None)
        return Pause(0.0 if self._files.is_busy else IDLE_S)

    def answer_questions(self) -> bool:
        """Everything the window asked registers up to now; always True, to stand between two requests."""
        if self._hearing is None:
            return True
        self._hearing.listen(0.0)
        while (asked := self._hearing.next_question()) is not None:
            network, pending, standing, _ = self._told or (NetworkState.DOWN, self._pending, self._talk.standing, None)
            reply = self._inquirer.ask(asked)
            self._tell(SyncLine(network=network, pending=pending, standing=standing, replies=(reply,)))
        return True

    def _make_room(self) -> None:
        """Forget what was kept long enough; with a full disk, what is complete need not wait for that."""
        keep = self._keep if self._health.has_room else timedelta(0)
        moved = self._ballast.finish(lambda: self._outbox.forget(keep) + self._outbox.release())
        self._say(moved=moved)

    def _send_scans(self) -> bool:
        return self._scans.step(self._tell_moved)

    def _tell_moved(self, moved: tuple[Moved, ...]) -> None:
        if moved:
            self._say(NetworkState.UP, moved=moved)
        self.answer_questions()  # between two requests, so that nobody waits for a long queue

    def _ask_feed(self) -> bool:
        """Whether there may be more in the feed."""
        answer = self._talk.get(f"{FEED_PATH}?cursor={self._outbox.cursor()}", FeedAnswer)
        changes = self._outbox.apply_feed(answer)
        for at in range(0, len(changes), CHANGES_A_LINE):
            self._say(NetworkState.UP, changes=changes[at : at + CHANGES_A_LINE])
        return len(answer.changes) >= FEED_COUNT_LIMIT

    def _read_all_news(self) -> None:
        """What the centre signs its news with is known for longer than what it signs receipts with."""
        self._talk.sign_in()
        while self._talk.standing is Standing.GOOD and self._talk.optional("news", self._ask_news):
            pass
        self._knows_too_few_keys = False

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

"""Sends the forms that wait, in batches: the next one is read and sent while the centre stores the one before.

All it holds is which batches are under way. Answers change rows in the order the batches went; one that does not come
changes nothing, and its batch goes again.
"""

import hashlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from contract import wire
from contract.failures import Failed
from contract.log_events import LogEvent
from contract.sync import BATCH_COUNT_LIMIT, BATCH_PATH, BatchRequest, Moved, SignedReceipt
from offline_queue import log
from offline_queue.ballast import Ballast
from offline_queue.clock import Clock
from offline_queue.outbox import Batch, Outbox
from offline_queue.sync.conversation import Conversation, Refusing
from offline_queue.sync.custody import read_receipt

Tell = Callable[[tuple[Moved, ...]], None]


@dataclass(frozen=True)
class _Flight:
    """A batch that is under way. `land` waits for its answer."""

    batch: Batch
    sha256: str
    size: int
    started: float
    land: Callable[[], SignedReceipt]


class FormSender:
    def __init__(self, talk: Conversation, outbox: Outbox, clock: Clock, ballast: Ballast) -> None:
        self._talk = talk
        self._outbox = outbox
        self._clock = clock
        self._ballast = ballast
        self._most = BATCH_COUNT_LIMIT

    def send_all(self, tell: Tell, between: Callable[[], object]) -> bool:
        """Everything that waits; whether there was anything. `between`: called after each batch.

        Raises Refusing and Failed for the first that failed.
        """
        flying: deque[_Flight] = deque()
        busy = False
        try:
            while True:
                while len(flying) < self._talk.width and (flight := self._start(flying, tell)):
                    flying.append(flight)
                if not flying:
                    return busy
                self._finish(flying.popleft(), tell)
                between()
                busy = True
        finally:
            # what was sent beside the one that failed may well have arrived: its answer is waited for and counts
            for flight in flying:
                with suppress(Refusing, Failed):
                    self._finish(flight, tell)

    def _start(self, flying: deque[_Flight], tell: Tell) -> _Flight | None:
        """None: nothing waits that is not under way."""
        while True:
            under_way = [one.submission_id for flight in flying for one in flight.batch.outgoing]
            limits = self._talk.limits
            most = min(self._most, limits.batch_count)
            batch = self._outbox.next_batch(most=most, most_bytes=limits.batch_bytes, besides=under_way)
            tell(batch.moved)
            if batch.outgoing:
                break
            if not batch.moved:
                return None
        started = perf_counter()
        body = wire.encode(
            BatchRequest(
                envelopes=tuple(one.envelope for one in batch.outgoing),
                sent_at=self._clock.now(),
                monotonic_ns=self._clock.monotonic_ns(),
            )
        )
        land = self._talk.post_ahead(BATCH_PATH, body, SignedReceipt)
        return _Flight(batch, hashlib.sha256(body).hexdigest(), len(body), started, land)

    def _finish(self, flight: _Flight, tell: Tell) -> None:
        batch = flight.batch
        try:
            answer = flight.land()
        except Refusing as refusing:
            if refusing.refused.status != 413:
                raise
            self._shrink(batch, tell)
            return
        receipt = read_receipt(answer, flight.sha256, self._talk.identity)
        moved = self._ballast.finish(lambda: self._outbox.take_receipt(batch, receipt, answer))
        self._most = BATCH_COUNT_LIMIT
        outcomes = [entry.outcome.value for entry in receipt.entries]
        log.info(
            LogEvent.BATCH_SENT,
            count=len(batch.outgoing),
            bytes=flight.size,
            took_ms=round((perf_counter() - flight.started) * 1000, 1),
            stored=outcomes.count("stored"),
            already=outcomes.count("already"),
        )
        tell(moved)

    def _shrink(self, batch: Batch, tell: Tell) -> None:
        """413: half as many next time; one alone that is too large is set aside for a person."""
        first, *others = batch.outgoing
        if others:
            self._most = len(batch.outgoing) // 2
            return
        held = self._outbox.hold(first, "too large for the centre")
        tell((held,) if held else ())
        self._most = BATCH_COUNT_LIMIT

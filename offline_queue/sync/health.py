"""Tells the centre what stands wrong here: when it changes, and once an hour."""

from datetime import datetime
from pathlib import Path

from contract import wire
from contract.china_time import CHINA
from contract.failures import Failed, FailureCode
from contract.sync import HEALTH_PATH, Alarm, HealthAnswer, HealthReport, Standing
from offline_queue.clock import Clock
from offline_queue.database import rows
from offline_queue.machine import Place, look_around
from offline_queue.numbers import highest_serial, serials_left
from offline_queue.outbox import Outbox
from offline_queue.sync.conversation import Conversation
from offline_queue.sync.signing_in import SigningIn

EVERY_NS = 3_600_000_000_000
ALARMS_LIMIT = 100
CLOCK_TOLERANCE_S = 300


class HealthReporter:
    def __init__(
        self, outbox: Outbox, talk: Conversation, signing_in: SigningIn, clock: Clock, reserve_bytes: int, software: str
    ) -> None:
        self._outbox = outbox
        self._talk = talk
        self._signing_in = signing_in
        self._clock = clock
        self._reserve_bytes = reserve_bytes
        self._software = software
        self._since: dict[str, datetime] = {}
        self._told: tuple[Alarm, ...] | None = None
        self._told_ns = 0

    @property
    def has_room(self) -> bool:
        """Whether the disk has its reserve."""
        return self._outbox.spool.free_bytes() >= self._reserve_bytes

    def step(self) -> bool:
        """Report when there is reason to. Needs nothing to be written on the disk."""
        self._talk.sign_in()
        alarms, now_ns = self._alarms(), self._clock.monotonic_ns()
        if alarms == self._told and now_ns - self._told_ns < EVERY_NS:
            return False
        self._talk.post(HEALTH_PATH, wire.encode(self._report(alarms)), HealthAnswer)
        self._told, self._told_ns = alarms, now_ns
        return False

    def _report(self, alarms: tuple[Alarm, ...]) -> HealthReport:
        at, connection = self._clock.now(), self._outbox.connection
        pending, oldest = rows(connection, "oldest_pending")[0]
        identity = self._talk.identity
        used = highest_serial(
            identity.answer,
            identity.blocks,
            at.astimezone(CHINA).date(),
            lambda first, after: rows(connection, "last_number", first=first, after=after)[0][0],
        )
        return HealthReport(
            at=at,
            monotonic_ns=self._clock.monotonic_ns(),
            software=self._software,
            pending=pending,
            oldest_pending_at=datetime.fromisoformat(oldest) if oldest else None,
            free_bytes=self._outbox.spool.free_bytes(),
            numbers_left=serials_left(identity.blocks, used),
            alarms=alarms,
        )

    def _alarms(self) -> tuple[Alarm, ...]:
        standing = dict(self._own(self._outbox.data_dir))
        now = self._clock.now()
        self._since = {code: self._since.get(code, now) for code in standing}
        own = [Alarm(code=code, happened=said, since=self._since[code]) for code, said in standing.items()]
        rest = [
            Alarm(
                code=state.lower(),
                happened=f"a submission is {state}",
                since=datetime.fromisoformat(state_at),
                submission_id=submission_id,
            )
            for submission_id, state, state_at in rows(self._outbox.connection, "alarming", most=ALARMS_LIMIT)
        ]
        return (*own, *rest)

    def _own(self, data_dir: Path) -> list[tuple[str, str]]:
        """Codes with what happened; the same text as long as the same thing is wrong."""
        found: list[tuple[str, str]] = []
        try:
            self._outbox.spool.can_write()
            if not self.has_room:
                found.append((FailureCode.DISK_FULL.value, "less room than the reserve: residents are refused"))
        except Failed as failed:
            found.append((failed.code.value, failed.happened))
        if self._talk.standing is Standing.COPIED or look_around(data_dir) is Place.OTHER:
            found.append((FailureCode.STATION_COPIED.value, "this is a copy, or was set back to an older state"))
        error = self._signing_in.clock_error
        if error is not None and abs(error.total_seconds()) > CLOCK_TOLERANCE_S:
            found.append(("clock.wrong", "the clock is off by more than five minutes"))
        return found

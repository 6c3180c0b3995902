"""What a role has promised and a dead worker can no longer keep: the supervisor keeps it instead. Pure.

An armed reader is armed again after a restart, a card that was read is still watched, and a slip is answered for.
"""

import msgspec

from contract.device_lines import (
    Arm,
    CardLifted,
    CardSeen,
    DeviceAnswer,
    DeviceCommand,
    Disarm,
    NotPrinted,
    PaperState,
    Print,
    Printed,
)
from contract.failures import Failure, FailureCode

PRINT_GRACE_S = 3.0


class Promises:
    """Of one device. Times are seconds of the supervisor's clock."""

    def __init__(self) -> None:
        self._arm: Arm | None = None
        self._armed_until = 0.0
        self._card_of: int | None = None
        self._prints: dict[tuple[int, str], float] = {}

    def commanded(self, command: DeviceCommand, now: float) -> None:
        match command:
            case Arm():
                self._arm, self._armed_until = command, now + command.deadline_s
            case Disarm():
                self._arm = None
            case Print():
                self._prints[command.visit, command.job.job_id] = now + command.deadline_s + PRINT_GRACE_S
            case _:
                pass

    def answered(self, answer: DeviceAnswer) -> None:
        match answer:
            case CardSeen():
                self._card_of = answer.visit
            case CardLifted():
                self._card_of = None
            case Printed() | NotPrinted():
                self._prints.pop((answer.visit, answer.job_id), None)
            case _:
                pass

    def to_repeat(self, now: float) -> Arm | None:
        """The Arm that a worker which has just started does not know of."""
        if self._arm is None or now >= self._armed_until:
            return None
        return msgspec.structs.replace(self._arm, deadline_s=self._armed_until - now)

    @property
    def card_of_visit(self) -> int | None:
        """The visit whose card was read and, as far as is known, not lifted."""
        return self._card_of

    def broken(self, failure: Failure) -> list[NotPrinted]:
        """Answers for the slips that nobody will answer for now; whether something is on paper is not known."""
        unanswered = [_not_printed(visit, job_id, failure) for visit, job_id in self._prints]
        self._prints.clear()
        return unanswered

    def overdue(self, now: float) -> list[NotPrinted]:
        late = [key for key, until in self._prints.items() if now > until]
        for key in late:
            del self._prints[key]
        failure = Failure(
            code=FailureCode.DEVICE_HUNG,
            happened="the printer's worker did not answer in time",
            remedy="look at the printer; the receipt is shown on the screen",
        )
        return [_not_printed(visit, job_id, failure) for visit, job_id in late]


def _not_printed(visit: int, job_id: str, failure: Failure) -> NotPrinted:
    return NotPrinted(visit=visit, job_id=job_id, paper=PaperState.UNKNOWN, failure=failure)

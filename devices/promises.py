"""What a role has promised and a dead worker can no longer keep: the supervisor keeps it instead. Pure.

An armed reader is armed again after a restart, a card that was read is still watched, and a slip is answered for.
"""

from collections import OrderedDict
from typing import Any

import msgspec

from contract.device_lines import (
    Arm,
    CardLifted,
    CardSeen,
    DeviceAnswer,
    DeviceCommand,
    Disarm,
    NotPrinted,
    PagesNotPrinted,
    PagesPrinted,
    PaperState,
    Print,
    Printed,
    PrintPages,
    SocialCardSeen,
)
from contract.failures import Failure, FailureCode
from contract.pictures import Capture, PictureNotTaken, PictureTaken
from contract.speech import CancelListening, Listen, ListeningFailed, SpeechFinal

PRINT_GRACE_S = 3.0
LISTEN_GRACE_S = 4.0
"""A worker that is starting loads its model first."""
LISTENING = "listening"
SLIPS_REMEMBERED = 20

Promised = Print | PrintPages | Capture | Listen
"""Commands that are answered once, whatever happens."""
Refusal = NotPrinted | PagesNotPrinted | PictureNotTaken | ListeningFailed


def refusal(command: Promised, failure: Failure) -> Refusal:
    """The answer to a command that was not carried out, or of which nobody knows whether it was."""
    match command:
        case Print():
            return NotPrinted(visit=command.visit, job_id=command.job.job_id, paper=PaperState.UNKNOWN, failure=failure)
        case PrintPages():
            return PagesNotPrinted(visit=command.visit, job_id=command.job_id, failure=failure)
        case Capture():
            return PictureNotTaken(visit=command.visit, capture_id=command.capture_id, failure=failure)
        case Listen():
            return ListeningFailed(session=command.session, failure=failure)


class Promises:
    """Of one device. Times are seconds of the supervisor's clock."""

    def __init__(self) -> None:
        self._arm: Arm | None = None
        self._armed_until = 0.0
        self._card_of: int | None = None
        self._slips: OrderedDict[str, None] = OrderedDict()
        self._slip_is_open = False
        self._awaited: dict[tuple[int, str], tuple[Promised, float]] = {}

    def commanded(self, command: DeviceCommand, now: float) -> None:
        match command:
            case Arm():
                self._arm, self._armed_until = command, now + command.deadline_s
            case Disarm():
                self._arm = None
            case Print():
                self._await(command.visit, command.job.job_id, command, command.deadline_s, now)
            case PrintPages():
                self._await(command.visit, command.job_id, command, command.deadline_s, now)
            case Capture():
                self._await(command.visit, command.capture_id, command, command.deadline_s, now)
            case Listen():
                self._awaited = {key: one for key, one in self._awaited.items() if not isinstance(one[0], Listen)}
                self._await(command.session, LISTENING, command, command.max_s + LISTEN_GRACE_S, now)
            case CancelListening():
                self._awaited.pop((command.session, LISTENING), None)
            case _:
                pass

    def _await(self, visit: int, name: str, command: Promised, deadline_s: float, now: float) -> None:
        self._awaited[visit, name] = command, now + deadline_s + PRINT_GRACE_S

    def answered(self, answer: DeviceAnswer) -> None:
        match answer:
            case CardSeen() | SocialCardSeen():
                self._card_of = answer.visit
            case CardLifted():
                self._card_of = None
            case Printed() | NotPrinted() | PagesPrinted() | PagesNotPrinted():
                if isinstance(answer, Printed | NotPrinted):
                    self._note_slip(answer)
                self._awaited.pop((answer.visit, answer.job_id), None)
            case PictureTaken() | PictureNotTaken():
                self._awaited.pop((answer.visit, answer.capture_id), None)
            case SpeechFinal() | ListeningFailed():
                self._awaited.pop((answer.session, LISTENING), None)
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

    @property
    def remembered(self) -> dict[str, Any]:
        """What a worker that starts is told beside its settings, because the one before cannot tell it.

        card_of_visit: as above. slips_begun: jobs that may be on paper; once more, they say 补打. slip_is_open: the
        last of them was not called printed; the next one is cut off from what may hang there.
        """
        told: dict[str, Any] = {} if self._card_of is None else {"card_of_visit": self._card_of}
        if self._slips:
            told |= {"slips_begun": list(self._slips), "slip_is_open": self._slip_is_open}
        return told

    @property
    def awaits_an_answer(self) -> bool:
        return bool(self._awaited)

    def broken(self, failure: Failure) -> list[Refusal]:
        """Answers for what nobody will answer for now; whether something is on paper is not known."""
        unanswered = [refusal(command, failure) for command, _ in self._awaited.values()]
        self._awaited.clear()
        for refused in unanswered:
            if isinstance(refused, NotPrinted):
                self._note_slip(refused)
        return unanswered

    def _note_slip(self, answer: Printed | NotPrinted) -> None:
        self._slip_is_open = isinstance(answer, NotPrinted)
        self._slips[answer.job_id] = None
        self._slips.move_to_end(answer.job_id)
        while len(self._slips) > SLIPS_REMEMBERED:
            self._slips.popitem(last=False)

    def overdue(self, now: float) -> list[Refusal]:
        late = [key for key, (_, until) in self._awaited.items() if now > until]
        failure = Failure(
            code=FailureCode.DEVICE_HUNG,
            happened="the device's worker did not answer in time",
            remedy="look at the device; the receipt is shown on the screen",
        )
        return [refusal(self._awaited.pop(key)[0], failure) for key in late]

"""Enrolment: the station makes its key, shows the district's one-time code, and is told who it is."""

from datetime import timedelta
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry
from contract.submission import SubmissionState
from contract.sync import ENROL_PATH, EnrolAnswer, EnrolRequest, enrol_message
from offline_queue.clock import Clock, SystemClock
from offline_queue.identity import StationIdentity, StoredIdentity, load_identity, load_or_make_key, store_identity
from offline_queue.inspection import list_queue
from offline_queue.machine import is_copied, machine_digest, settle_here
from offline_queue.sync.dialogue import Answered, CentreLine, Refused
from offline_queue.sync.signing_in import forget_link

CLOCK_TOLERANCE = timedelta(minutes=5)


def enrol(
    data_dir: Path, centre: str, code: str, *, name: str = "", ca_file: str = "", clock: Clock | None = None
) -> StationIdentity:
    """Enrol at `centre` (base address); durable on return. Asking again after a lost answer gives the same identity.

    A copy of another station gets a key of its own, once nothing waits under the old one. Raises Failed: ENROL_REFUSED,
    STATION_COPIED (something waits), CENTRE_UNREACHABLE, CENTRE_ANSWER, DISK_FULL, DISK_READ_ONLY.
    """
    clock = clock or SystemClock()
    is_copy = is_copied(data_dir)
    if is_copy and (waiting := _waiting(data_dir)):
        raise Failed(
            FailureCode.STATION_COPIED,
            f"{waiting} submissions wait here under the identity that this station was copied with",
            "deliver them first (./station sync --data DIR --once, or ./station queue export), then enrol",
            Retry.LATER,
        )
    key = load_or_make_key(data_dir, anew=is_copy)
    if is_copy:
        settle_here(data_dir)  # the new key is this machine's: a lost answer is asked for again with it
    public = key.public_key().public_bytes_raw()
    signature = key.sign(enrol_message(code, public))
    machine = machine_digest()
    request = EnrolRequest(code=code, public=public, name=name, signature=signature, machine=machine)
    line = CentreLine(centre, ca_file)
    try:
        answer = line.post(ENROL_PATH, request, EnrolAnswer)
    finally:
        line.close()
    match answer:
        case Refused(refusal=refusal):
            raise Failed(FailureCode.ENROL_REFUSED, refusal.happened, refusal.remedy, Retry.NEVER)
        case Answered(value=value):
            _check(value)
            forget_link(data_dir)
            store_identity(
                data_dir, StoredIdentity(centre=centre, ca_file=ca_file, enrolled_at=clock.now(), answer=value)
            )
            settle_here(data_dir)
            return load_identity(data_dir)


def clock_differs(identity: StationIdentity) -> bool:
    """Whether the station's clock was far from the centre's when it was enrolled."""
    return abs(identity.stored.enrolled_at - identity.answer.time) > CLOCK_TOLERANCE


def _waiting(data_dir: Path) -> int:
    """Submissions that the centre does not hold completely yet."""
    kept = {SubmissionState.COMPLETE, SubmissionState.PURGED, SubmissionState.QUARANTINED}
    return sum(one.state not in kept for one in list_queue(data_dir))


def _check(answer: EnrolAnswer) -> None:
    """What is used later without looking again: the parts of the number, and that there is something to seal to."""
    parts = ((answer.district, 6), (answer.town, 3), (answer.terminal, 3))
    fits = all(len(part) == size and part.isascii() and part.isdecimal() for part, size in parts)
    uses = {key.use for key in answer.keys}
    numbers = answer.numbers
    if not (fits and answer.station_id and 1 <= numbers.first <= numbers.last <= 9999 and {"seal", "receipt"} <= uses):
        raise Failed(
            FailureCode.CENTRE_ANSWER,
            "the centre's answer lacks a part of the number, a number block or a key",
            "ask the district to check this station's entry, then enrol again with the same code",
        )

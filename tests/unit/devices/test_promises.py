"""What the supervisor keeps for a worker that died."""

from datetime import date

from contract.device_lines import (
    Arm,
    CardLifted,
    CardSeen,
    Disarm,
    NotPrinted,
    PagesNotPrinted,
    PaperState,
    Print,
    Printed,
    PrintPages,
)
from contract.failures import Failure, FailureCode
from contract.pictures import Capture, CaptureKind, PictureNotTaken
from contract.print_job import PrintJob
from devices.card_reader.card_text import decode_card_text
from devices.promises import PRINT_GRACE_S, SLIPS_REMEMBERED, Promises
from tests.transcripts.holders import text_of

BROKEN = Failure(code=FailureCode.DEVICE_CRASHED, happened="it ended", remedy="wait")


def slip(job_id: str) -> Print:
    return Print(visit=1, job=PrintJob(job_id=job_id, blocks=()), deadline_s=10.0)


def test_an_arm_is_repeated_with_the_time_that_is_left() -> None:
    promises = Promises()
    promises.commanded(Arm(visit=3, deadline_s=60.0), 100.0)
    arm = promises.to_repeat(130.0)
    assert arm is not None
    assert (arm.visit, arm.deadline_s) == (3, 30.0)
    assert promises.to_repeat(160.0) is None


def test_a_disarmed_reader_is_not_armed_again() -> None:
    promises = Promises()
    promises.commanded(Arm(visit=3), 0.0)
    promises.commanded(Disarm(), 1.0)
    assert promises.to_repeat(2.0) is None


def test_a_card_is_remembered_until_it_is_lifted() -> None:
    promises = Promises()
    promises.answered(CardSeen(visit=3, card=decode_card_text(text_of("CN"), date(2025, 1, 1))))
    assert promises.card_of_visit == 3 and promises.remembered == {"card_of_visit": 3}
    promises.answered(CardLifted(visit=3))
    assert promises.card_of_visit is None and promises.remembered == {}


def test_a_slip_that_waits_for_a_worker_was_never_begun() -> None:
    promises = Promises()
    promises.commanded(slip("a"), 0.0)
    assert promises.remembered == {}
    promises.broken(BROKEN)
    assert promises.remembered == {"slips_begun": ["a"], "slip_is_open": True}
    promises.commanded(slip("b"), 1.0)
    assert promises.remembered == {"slips_begun": ["a"], "slip_is_open": True}
    promises.answered(Printed(visit=1, job_id="b", paper=PaperState.PRESENT))
    assert promises.remembered == {"slips_begun": ["a", "b"], "slip_is_open": False}


def test_only_the_newest_slips_are_remembered() -> None:
    promises = Promises()
    for number in range(100):
        promises.answered(Printed(visit=1, job_id=str(number), paper=PaperState.PRESENT))
    assert promises.remembered["slips_begun"] == [str(number) for number in range(100 - SLIPS_REMEMBERED, 100)]


def test_a_slip_without_answer_is_not_printed_once() -> None:
    promises = Promises()
    promises.commanded(slip("a"), 0.0)
    promises.commanded(slip("b"), 0.0)
    promises.answered(Printed(visit=1, job_id="a", paper=PaperState.PRESENT))
    unknown = PaperState.UNKNOWN
    assert promises.broken(BROKEN) == [NotPrinted(visit=1, job_id="b", paper=unknown, failure=BROKEN)]
    assert promises.broken(BROKEN) == []


def test_an_overdue_slip_is_not_printed() -> None:
    promises = Promises()
    promises.commanded(slip("a"), 0.0)
    assert promises.overdue(10.0 + PRINT_GRACE_S) == []
    (late,) = promises.overdue(10.1 + PRINT_GRACE_S)
    assert isinstance(late, NotPrinted)
    assert late.job_id == "a"


def test_pages_and_pictures_that_a_dead_worker_owes_are_answered_for() -> None:
    promises = Promises()
    promises.commanded(PrintPages(visit=1, job_id="p", parts=1, sha256=""), 0.0)
    promises.commanded(Capture(visit=1, capture_id="c", kind=CaptureKind.DOCUMENT), 0.0)
    assert promises.broken(BROKEN) == [
        PagesNotPrinted(visit=1, job_id="p", failure=BROKEN),
        PictureNotTaken(visit=1, capture_id="c", failure=BROKEN),
    ]

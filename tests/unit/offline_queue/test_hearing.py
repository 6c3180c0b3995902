"""What the window says to the sync process: cut anywhere, mixed, hostile, or closed."""

import os
from collections.abc import Iterator

import msgspec
import pytest

from contract.inquiry import Asked, Subject
from offline_queue.sync.hearing import LINE_LIMIT, QUESTIONS_AT_MOST, Hearing

ASKED = Asked(inquiry_id="a1", item_code="R04-025", subject=Subject(name="张测试", number="1"), until_ns=5)
LINE = b"ask " + msgspec.json.encode(ASKED) + b"\n"


@pytest.fixture
def pipe() -> Iterator[tuple[Hearing, int]]:
    reads, writes = os.pipe()
    yield Hearing(reads), writes
    os.close(reads)


@pytest.mark.parametrize("cut", [1, 3, 5, 20, len(LINE) - 1, len(LINE)])
def test_a_question_is_heard_wherever_the_pipe_cuts_it(pipe: tuple[Hearing, int], cut: int) -> None:
    hearing, writes = pipe
    for part in (LINE[:cut], LINE[cut:] + b"wake\n"):
        os.write(writes, part) if part else None
        hearing.listen(0.0)
    assert (hearing.next_question(), hearing.next_question(), hearing.is_woken) == (ASKED, None, True)
    os.close(writes)


@pytest.mark.parametrize(
    "said",
    [b"ask nonsense\n", b"ask {}\n", b"ask \xff\xfe\n", b"hello\n", b"\n", b"ask " + b"x" * (LINE_LIMIT * 2) + b"\n"],
)
def test_what_is_none_of_ours_is_passed_over_and_the_next_is_heard(pipe: tuple[Hearing, int], said: bytes) -> None:
    hearing, writes = pipe
    os.write(writes, said + LINE)
    for _ in range(20):
        hearing.listen(0.0)
    assert hearing.next_question() == ASKED and not hearing.is_over
    os.close(writes)


def test_more_questions_than_one_resident_asks_push_the_oldest_out(pipe: tuple[Hearing, int]) -> None:
    hearing, writes = pipe
    os.write(writes, LINE * (QUESTIONS_AT_MOST + 3))
    for _ in range(5):
        hearing.listen(0.0)
    assert len([1 for _ in range(20) if hearing.next_question() is not None]) == QUESTIONS_AT_MOST
    os.close(writes)


def test_the_end_of_the_pipe_ends_every_wait(pipe: tuple[Hearing, int]) -> None:
    hearing, writes = pipe
    os.close(writes)
    assert hearing.wait(60.0, may_be_woken=False) is False and hearing.is_over
    assert hearing.wait(0.0, may_be_woken=True) is False


@pytest.mark.parametrize("may", [True, False])
def test_a_wake_cuts_a_pause_short_only_where_it_may(pipe: tuple[Hearing, int], may: bool) -> None:
    hearing, writes = pipe
    os.write(writes, b"wake\n")
    assert hearing.wait(60.0 if may else 0.05, may_be_woken=may) is True
    assert hearing.is_woken
    os.close(writes)

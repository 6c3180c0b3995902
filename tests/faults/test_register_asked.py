"""A question to a register over a line that fails: an answer of some kind always comes, and nothing else suffers."""

import os
from collections.abc import Iterator

import msgspec
import pytest

from contract.inquiry import Asked, Reply, ReplyState, Subject
from offline_queue.sync.hearing import Hearing
from tests.faults.delivery import Delivery
from tests.faults.small_wire import Fault

NUMBER = "11010519491231002X"


class Window:
    """The window's end of the sync process's standard input."""

    def __init__(self) -> None:
        reads, self._writes = os.pipe()
        self.hearing = Hearing(reads)
        self._reads = reads

    def ask(self, inquiry_id: str = "q1", until_ns: int = 2**62) -> None:
        subject = Subject(name="张测试", number=NUMBER)
        asked = Asked(inquiry_id=inquiry_id, item_code="R04-025", subject=subject, until_ns=until_ns)
        os.write(self._writes, b"ask " + msgspec.json.encode(asked) + b"\n")

    def close(self) -> None:
        os.close(self._writes)
        os.close(self._reads)


@pytest.fixture
def window() -> Iterator[Window]:
    window = Window()
    yield window
    window.close()


def replies(delivery: Delivery) -> list[Reply]:
    return [reply for line in delivery.said for reply in line.replies]


@pytest.mark.parametrize(
    "kind", ["drop_before", "drop_after", "cut", "status", "portal", "redirect", "garbage", "replay", "silent"]
)
def test_a_question_may_go_wrong_in_any_way_and_what_was_handed_in_arrives(
    delivery: Delivery, window: Window, kind: str
) -> None:
    delivery.silence_s = 0.5
    delivery.centre.has_registers = True
    delivery.centre.plan.append(Fault("ask", kind))
    done = delivery.hand_in(3)
    window.ask()
    delivery.rounds(2, hearing=window.hearing)
    assert [reply.state for reply in replies(delivery)] == [ReplyState.UNAVAILABLE]
    delivery.assert_everything_arrived_once(done)


@pytest.mark.parametrize(
    "sealed", [b"", bytes(80), os.urandom(4000), bytes(60_000)], ids=["none", "zeros", "noise", "long"]
)
def test_an_answer_that_does_not_open_is_no_answer(delivery: Delivery, window: Window, sealed: bytes) -> None:
    delivery.centre.has_registers, delivery.centre.sealed_reply = True, sealed
    window.ask()
    delivery.rounds(hearing=window.hearing)
    assert [reply.state for reply in replies(delivery)] == [ReplyState.UNAVAILABLE]


def test_an_older_centre_has_no_registers_and_is_said_to_have_none(delivery: Delivery, window: Window) -> None:
    window.ask()
    delivery.rounds(hearing=window.hearing)
    assert [reply.state for reply in replies(delivery)] == [ReplyState.NOT_OFFERED]


def test_a_question_that_nobody_waits_for_any_more_is_not_sent(delivery: Delivery, window: Window) -> None:
    delivery.centre.has_registers = True
    window.ask(until_ns=1)
    delivery.rounds(hearing=window.hearing)
    assert replies(delivery)[0].state is ReplyState.UNAVAILABLE and delivery.centre.asked == []


def test_what_is_asked_is_sealed_and_touches_no_file_of_the_station(delivery: Delivery, window: Window) -> None:
    delivery.centre.has_registers = True
    window.ask()
    delivery.rounds(hearing=window.hearing)
    assert delivery.centre.asked and all(NUMBER.encode() not in body for body in delivery.centre.asked)
    for path in delivery.station.rglob("*"):
        if path.is_file():
            assert NUMBER.encode() not in path.read_bytes(), path


def test_a_question_is_answered_between_two_batches_of_a_long_queue(delivery: Delivery, window: Window) -> None:
    delivery.centre.has_registers = True
    done = delivery.hand_in(45)  # three batches
    window.ask()
    delivery.rounds(hearing=window.hearing)
    first = next(place for place, line in enumerate(delivery.said) if line.replies)
    assert sum(len(line.moved) for line in delivery.said[:first]) < 45
    delivery.assert_everything_arrived_once(done)

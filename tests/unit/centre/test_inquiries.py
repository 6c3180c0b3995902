"""Questions to registers: answered while somebody waits, readable by nobody in between, and forgotten."""

import dataclasses
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bench.pretend_inquiry import PretendQuestion
from bench.pretend_station import Unexpected
from catalogue.package.sample import CONTENT
from contract import wire
from contract.inquiry import LINES_LIMIT, ReplyState, SealedReply, Subject
from contract.submission import Suite
from contract.sync import Refusal

ZHANG = Subject(name="张测试", number="11010519491231002X")
LI = Subject(name="李测试", number="510114198001010028")
NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)


@pytest.fixture
def answerer(world, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict]:
    """The inner zone's thread beside the door; the registers may be changed by a test."""
    from centre.cases import answering
    from centre.exchange.simulated import simulated_registers

    known = dict(simulated_registers())
    monkeypatch.setattr(answering, "registers", lambda: known)
    thread = answering.Answerer()
    thread.start()
    yield known
    thread.stop()


def moody(known: dict, code: str, **mood: Any) -> None:
    from centre.exchange.simulated import Mood

    known[code] = dataclasses.replace(known[code], mood=Mood(**mood))


@pytest.mark.parametrize("suite", [Suite.X25519, Suite.MLKEM768_X25519])
def test_a_question_is_answered_at_once_with_what_the_register_says(world, answerer: dict, suite: Suite) -> None:
    station = world.station()
    question = PretendQuestion(station, "R04-025", ZHANG, suite)
    reply = question.answer()
    assert reply.state is ReplyState.ANSWERED
    assert {line.label for line in reply.lines} >= {"参保状态", "参保险种"} and reply.document_number
    assert reply.is_simulated and reply.source == "新都区人力资源和社会保障局"
    again = PretendQuestion(station, "R04-025", ZHANG)
    assert again.answer().lines == reply.lines, "the same person gets the same answer"
    other = PretendQuestion(station, "R04-025", LI)
    assert other.answer().document_number != reply.document_number


def test_nothing_of_question_or_answer_stays_at_the_centre(world, answerer: dict) -> None:
    from centre.intake.models import InquiryWaiting

    station = world.station()
    question = PretendQuestion(station, "R11-005", ZHANG)
    reply = question.answer()
    assert InquiryWaiting.objects.count() == 0
    from django.db import connections

    connections.close_all()
    written = b"".join(path.read_bytes() for path in world.data.glob("centre.db*"))
    for secret in (ZHANG.number, ZHANG.name, *(line.value for line in reply.lines if len(line.value) > 6)):
        assert secret.encode() not in written


@pytest.mark.parametrize(
    ("mood", "state"),
    [({"is_down": True}, ReplyState.UNAVAILABLE), ({"slow_s": 60.0}, ReplyState.UNAVAILABLE)],
    ids=["down", "slow"],
)
def test_a_register_that_fails_is_said_to_be_away(world, answerer: dict, monkeypatch, mood: dict, state) -> None:
    from centre.cases import answering

    monkeypatch.setattr(answering, "WITHIN_S", 0.2)
    moody(answerer, "R04-025", **mood)
    question = PretendQuestion(world.station(), "R04-025", ZHANG)
    assert question.answer().state is state


def test_a_register_that_talks_nonsense_costs_a_station_nothing(world, answerer: dict) -> None:
    moody(answerer, "R04-025", talks_nonsense=True)
    question = PretendQuestion(world.station(), "R04-025", ZHANG)
    assert len(question.answer().lines) == LINES_LIMIT


def test_an_item_without_a_register_is_said_not_to_be_offered(world, answerer: dict) -> None:
    question = PretendQuestion(world.station(), "R06-014", ZHANG)
    assert question.answer().state is ReplyState.NOT_OFFERED


@pytest.mark.parametrize("cover", ["key_id", "suite", "sealed", "inquiry_id"])
def test_a_question_that_does_not_open_gets_no_answer_and_holds_nobody_up(world, answerer: dict, cover: str) -> None:
    station = world.station()
    wrong = {"key_id": "0" * 16, "suite": 2, "sealed": os.urandom(200), "inquiry_id": "other"}[cover]
    question = PretendQuestion(station, "R04-025", ZHANG)
    assert question.ask(**{cover: wrong}).sealed == b""
    after = PretendQuestion(station, "R04-025", ZHANG)
    assert after.answer().state is ReplyState.ANSWERED


def test_another_station_cannot_put_its_name_to_a_question(world, answerer: dict) -> None:
    mine, other = world.station(), world.station(division="510114007001")
    question = PretendQuestion(mine, "R04-025", ZHANG)
    sealed = question.sealed()
    assert other.ask("POST", "/intake/v1/ask", sealed, SealedReply, other.token).sealed == b""


def test_nobody_there_to_answer_costs_no_more_than_the_patience(world, monkeypatch: pytest.MonkeyPatch) -> None:
    from centre.intake import inquiries

    monkeypatch.setattr(inquiries, "PATIENCE_S", 0.3)
    question = PretendQuestion(world.station(), "R04-025", ZHANG)
    assert question.ask().sealed == b""
    assert inquiries.InquiryWaiting.objects.count() == 0


def test_more_questions_than_a_process_waits_for_hear_so_at_once(world, monkeypatch: pytest.MonkeyPatch) -> None:
    from centre.intake import inquiries

    monkeypatch.setattr(inquiries, "_places", threading.BoundedSemaphore(1))
    assert inquiries._places.acquire(blocking=False)
    assert PretendQuestion(world.station(), "R04-025", ZHANG).ask().sealed == b""


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"inquiry_id": ""}, "ask.shape"), ({"inquiry_id": "x" * 65}, "ask.shape"), ({"suite": 256}, "ask.shape"),
     ({"sealed": bytes(9000)}, "ask.shape"), ({"key_id": "k" * 41}, "ask.shape")],
)  # fmt: skip
def test_a_question_of_the_wrong_shape_is_refused(world, changes: dict, code: str) -> None:
    with pytest.raises(Unexpected) as refused:
        PretendQuestion(world.station(), "R04-025", ZHANG).ask(**changes)
    assert refused.value.status == 400 and wire.decode(refused.value.body, Refusal).code == code


def test_a_question_asked_twice_at_once_is_refused_and_an_old_one_is_swept_away(world, monkeypatch) -> None:
    from centre.intake import inquiries
    from centre.intake.refuse import Refused

    station = world.station()
    question = PretendQuestion(station, "R04-025", ZHANG).sealed()
    inquiries._put_down(station.place.station_id, question, NOW)
    with pytest.raises(Refused, match=r"being asked already|ask\.again"):
        inquiries._put_down(station.place.station_id, question, NOW + timedelta(seconds=1))
    inquiries._put_down(station.place.station_id, question, NOW + timedelta(seconds=120))
    assert inquiries.InquiryWaiting.objects.count() == 1


def test_a_copied_station_asks_no_register(world) -> None:
    from django.conf import settings

    from centre.intake.tokens import Bearer, seal_token
    from centre.site.keys import OuterKeys
    from contract.sync import Standing

    station = world.station()
    bearer = Bearer(station.place.station_id, station.place.epoch, Standing.COPIED)
    station.token = seal_token(bearer, datetime.now(UTC) + timedelta(minutes=5), OuterKeys(settings.OUTER_KEYS))
    with pytest.raises(Unexpected) as refused:
        PretendQuestion(station, "R04-025", ZHANG).ask()
    assert wire.decode(refused.value.body, Refusal).code == "station.copied"


def test_every_item_that_the_content_says_is_asked_has_a_simulated_register() -> None:
    from catalogue.package.sources import read_sources
    from centre.exchange.simulated import simulated_registers

    assert {each.item for each in read_sources(CONTENT).instant} == set(simulated_registers())

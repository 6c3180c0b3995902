"""A second person's card: an agent's locks its answers, a spouse's fills them in, the applicant's own is refused."""

from datetime import date

import msgspec
import pytest

from bench.sample_applying import sample_card
from catalogue.forms.source import read_forms
from catalogue.package.sample import CONTENT
from contract.card import CardRecord
from contract.device_lines import (
    Arm,
    CardLifted,
    CardNotRead,
    CardReading,
    CardSeen,
    DeviceCommand,
    DeviceState,
    Disarm,
    SocialCardSeen,
)
from contract.failures import Failure, FailureCode
from contract.roles import Role
from contract.social_card import SocialCardRecord
from kiosk.journey.asking import FormAsking
from kiosk.journey.beside import beside_event
from kiosk.journey.card_waiting import CardWaiting
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.second_card import second_card_field
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State
from kiosk.journey.step import step

FORMS = {form.id: form for form in read_forms(CONTENT / "forms")}
SITE = Site(today=date(2026, 11, 27), division="510114006003")
WITH_SLOT = Site(today=SITE.today, division=SITE.division, social_card=DeviceState.READY)
SOCIAL = SocialCardRecord(
    card_number="A00000001", version="3.00", region="510100", name="王小明", number="51011420180101001X"
)
OTHER = msgspec.structs.replace(sample_card(), name="李代办", number="110101198001010010", birth=date(1980, 1, 1))


def applying(form: str, question: str, **answers: object) -> Session:
    session = Session(visit=1, state=State.FORM, form=FORMS[form], card=sample_card())
    FormAsking().begin(session, SITE)
    session.answers |= answers
    session.question = question
    return session


def lay(session: Session, card: CardRecord) -> None:
    named = note(session, SITE, FormAsking(), On.CARD_READ, CardSeen(visit=1, card=card))
    session.state, effects = step(session.state, named)
    assert (session.state, effects) == (State.FORM, ())


def test_an_agents_card_answers_for_the_agent_and_the_next_question_comes() -> None:
    session = applying("F02", "agent_name", is_agent=True)
    lay(session, OTHER)
    given = FormAsking().complete(session, SITE)
    assert (given["agent_name"], given["agent_id_no"]) == ("李代办", "110101198001010010")
    assert session.question == "agent_relation"
    session.answers["agent_name"] = "别人"
    assert FormAsking().complete(session, SITE)["agent_name"] == "李代办", "what a card states is not typed over"


def test_the_applicants_own_card_is_no_agents_card() -> None:
    session = applying("F02", "agent_name", is_agent=True)
    lay(session, sample_card())
    assert session.agent_card is None
    assert [(error.field, error.code) for error in session.errors] == [("agent_name", "agent_is_applicant")]


@pytest.mark.parametrize(
    ("form", "question", "answers", "names"),
    [
        ("F07", "spouse_name", {"marital": "初婚"}, ("spouse_name", "spouse_id")),
        ("F10", "other_id", {}, ("other_name", "other_id")),
        ("F11", "child_name", {}, ("child_name", "child_id")),
    ],
)
def test_another_persons_card_fills_in_and_can_be_mended(
    form: str, question: str, answers: dict[str, object], names: tuple[str, str]
) -> None:
    session = applying(form, question, **answers)
    lay(session, OTHER)
    assert (session.answers[names[0]], session.answers[names[1]]) == (OTHER.name, OTHER.number)
    assert (session.agent_card, session.question, session.errors) == (None, question, ())
    assert question in [field.id for field in FormAsking().questions(session, SITE)]


def test_a_family_members_card_fills_in_its_own_row() -> None:
    session = applying("F12", "family[2].id18", form_kind="家庭经营", family=[{"name": "一"}, {}])
    lay(session, OTHER)
    assert session.answers["family"] == [{"name": "一"}, {"name": OTHER.name, "id18": OTHER.number}]


def test_the_reader_is_wanted_only_where_a_second_card_answers() -> None:
    assert second_card_field(applying("F10", "other_name")) is not None
    assert second_card_field(applying("F10", "area")) is None
    session = applying("F10", "area")
    lay(session, OTHER)
    assert "other_name" not in session.answers


def put(session: Session, card: SocialCardRecord | Failure) -> None:
    session.state, _ = step(session.state, note(session, WITH_SLOT, FormAsking(), On.SOCIAL_CARD, card))
    assert session.state is State.FORM


def test_a_childs_social_card_fills_in_and_can_be_mended() -> None:
    session = applying("F11", "child_name")
    put(session, SOCIAL)
    assert (session.answers["child_name"], session.answers["child_id"]) == (SOCIAL.name, SOCIAL.number)
    assert session.errors == () and session.question == "child_name"


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (msgspec.structs.replace(SOCIAL, name=None, number=None, holder_is_protected=True), "social_card_protected"),
        (
            Failure(code=FailureCode.SOCIAL_CARD_UNREADABLE, happened="mute", remedy="again"),
            "social_card_unreadable",
        ),
        (msgspec.structs.replace(SOCIAL, number=sample_card().number), "social_card_of_applicant"),
    ],
)
def test_a_social_card_that_does_not_help_is_said_with_another_way_on(
    card: SocialCardRecord | Failure, code: str
) -> None:
    session = applying("F11", "child_name")
    put(session, card)
    assert [(error.field, error.code) for error in session.errors] == [("child_name", code)]
    assert "child_name" not in session.answers
    put(session, SOCIAL)
    assert session.errors == ()


def test_a_social_card_is_no_proof_of_an_agent() -> None:
    session = applying("F02", "agent_name", is_agent=True)
    put(session, SOCIAL)
    assert session.agent_card is None and "agent_name" not in session.answers and session.errors == ()


def test_both_readers_wait_where_somebody_is_only_named_and_each_card_is_asked_for_once() -> None:
    sent: list[tuple[Role, DeviceCommand]] = []
    waiting = CardWaiting(WITH_SLOT, lambda role, command: bool(sent.append((role, command))) or True)
    session = applying("F11", "child_name")
    waiting.follow(session)
    waiting.follow(session)
    assert sent == [(Role.CARD_READER, Arm(visit=1)), (Role.SOCIAL_CARD, Arm(visit=1))]
    sent.clear()
    session.question = "child_hukou"
    waiting.follow(session)
    assert sent == [(Role.CARD_READER, Disarm()), (Role.SOCIAL_CARD, Disarm())]
    sent.clear()
    waiting.follow(applying("F02", "agent_name", is_agent=True))
    assert sent == [(Role.CARD_READER, Arm(visit=1))]


def test_the_slot_means_nothing_to_a_visit_that_did_not_ask() -> None:
    session = applying("F11", "child_name")
    seen, failure = SocialCardSeen(visit=1, card=SOCIAL), Failure(code=FailureCode.CARD_MOVED, happened="", remedy="")
    assert beside_event(session, Role.SOCIAL_CARD, seen) == (On.SOCIAL_CARD, SOCIAL)
    late = SocialCardSeen(visit=7, card=SOCIAL)
    assert beside_event(session, Role.SOCIAL_CARD, late) == (On.STATUS_CHANGED, None)
    for ended in (CardReading(visit=1), CardLifted(visit=1)):
        assert beside_event(session, Role.SOCIAL_CARD, ended) == (On.STATUS_CHANGED, None), "no card was lifted"
        assert beside_event(session, Role.CARD_READER, ended) is None
    assert beside_event(session, Role.CARD_READER, CardNotRead(visit=1, failure=failure)) is None

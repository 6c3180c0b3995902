"""What events leave in the session and what they are really called, over the real form F01."""

from datetime import date
from typing import Any

import pytest

from catalogue.forms.source import read_form
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.device_lines import CardSeen, DeviceState
from contract.failures import Failure, FailureCode
from contract.submission import MaterialGiven
from kiosk.config import ASSETS
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.session import Came, HandIn, Session, Site
from kiosk.journey.states import Overlay, State
from kiosk.journey.step import step

F01 = read_form(ASSETS / "content" / "forms" / "F01_elder_card.toml")
CARD = CardRecord(
    kind=CardKind.RESIDENT,
    name="张测试",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    nation="01",
    address="四川省成都市新都区测试路1号",
    issuer="成都市公安局新都区分局",
    valid_from=date(2020, 1, 1),
    photo=bytes(1024),
)
SITE = Site(division="510114006012", reader=DeviceState.READY, today=date(2026, 11, 27))
ASKING = FormAsking()


def visit(state: State = State.CARD) -> Session:
    return Session(visit=3, state=state, form=F01)


def happen(session: Session, on: On, argument: Any = None) -> On:
    named = note(session, SITE, ASKING, on, argument)
    session.state, _ = step(session.state, named)
    return named


def with_card() -> Session:
    session = visit()
    happen(session, On.CARD_READ, CardSeen(visit=3, card=CARD))
    return session


def answer(session: Session, value: object) -> On:
    happen(session, On.ANSWER, {"field": session.question, "value": value})
    return happen(session, On.NEXT)


def fill_in(session: Session) -> None:
    given = {
        "card_kind": "首次申办",
        "emergency_name": "李测试",
        "emergency_mobile": "13800000000",
        "apply_bus_card": False,
        "mobile": "13900000000",
        "home_division": "510114006012",
        "home_detail": "测试小区1栋2单元",
        "is_agent": False,
        "result_delivery": "本站自取",
    }
    for _ in range(20):
        if session.state is State.MATERIALS:
            happen(session, On.NEXT)
        elif session.state is State.FORM:
            assert answer(session, given[session.question]) is not On.ANSWER_REFUSED, session.errors
        else:
            return


def test_a_read_card_fills_in_and_the_first_question_is_the_forms_own() -> None:
    session = with_card()
    assert session.state is State.FORM
    assert session.answers["name"] == "张测试"
    assert session.question == "card_kind"


def test_the_whole_form_leads_through_materials_and_contact_to_the_signature() -> None:
    session = with_card()
    fill_in(session)
    assert session.state is State.SIGN


def test_without_a_card_its_fields_are_asked() -> None:
    session = visit(State.PRIVACY)
    happen(session, On.BY_HAND)
    assert session.state is State.FORM
    asked = [field.id for field in ASKING.questions(session, SITE)]
    assert {"name", "id_no"} <= set(asked)


def test_an_answer_that_is_missing_or_wrong_keeps_the_question_and_says_why() -> None:
    session = with_card()
    assert happen(session, On.NEXT) is On.ANSWER_REFUSED
    assert session.errors[0].field == "card_kind"
    answer(session, "首次申办")
    answer(session, "李测试")
    assert session.question == "emergency_mobile"
    assert answer(session, "138000") is On.ANSWER_REFUSED
    assert session.question == "emergency_mobile"


def test_a_doubt_is_said_once_and_going_on_after_it_counts() -> None:
    session = visit()
    session.form = read_form(ASSETS / "content" / "forms" / "F04_flexible_employment.toml")
    happen(session, On.CARD_READ, CardSeen(visit=3, card=CARD))
    session.question = "want_subsidy"
    assert answer(session, True) is On.ANSWER_REFUSED
    assert [(error.code, error.warns) for error in session.errors] == [("subsidy_hardship", True)]
    assert happen(session, On.NEXT) is not On.ANSWER_REFUSED


def test_the_lost_card_asks_for_a_signed_statement_in_between() -> None:
    session = with_card()
    answer(session, "遗失补办")
    assert "lost_statement" in [field.id for field in ASKING.questions(session, SITE)]
    session.question = "lost_statement"
    assert happen(session, On.NEXT) is On.ANSWER_REFUSED
    happen(session, On.SIGNED, {"field": "lost_statement", "strokes": [[[0.1, 0.2], [0.8, 0.4]]]})
    assert happen(session, On.NEXT) is not On.ANSWER_REFUSED


def test_back_is_one_step_and_keeps_the_answers() -> None:
    session = with_card()
    answer(session, "首次申办")
    assert happen(session, On.BACK) is On.PREVIOUS_QUESTION
    assert (session.question, session.answers["card_kind"]) == ("card_kind", "首次申办")
    assert happen(session, On.BACK) is On.BACK
    assert session.state is State.PRIVACY
    assert happen(session, On.AGREED) is On.AGREED_CARD_KNOWN
    assert session.answers["card_kind"] == "首次申办"


def test_nobody_signs_without_agreeing_to_every_declaration() -> None:
    session = with_card()
    fill_in(session)
    happen(session, On.SIGNED, {"strokes": [[[0.1, 0.2], [0.8, 0.4]]]})
    assert happen(session, On.NEXT) is On.SIGN_REFUSED
    happen(session, On.DECLARE, {"id": "all", "agreed": True})
    assert happen(session, On.NEXT) is On.SIGN_DONE
    assert session.state is State.REVIEW


def test_one_row_of_the_review_can_be_changed_without_going_through_the_rest() -> None:
    session = with_card()
    fill_in(session)
    session.state = State.REVIEW
    happen(session, On.EDIT, "emergency_name")
    assert (session.state, session.question) == (State.FORM, "emergency_name")
    assert answer(session, "王测试") is On.EDIT_DONE
    assert session.state is State.REVIEW


def test_a_change_that_opens_a_new_question_asks_it_before_the_review() -> None:
    session = with_card()
    fill_in(session)
    session.state = State.REVIEW
    happen(session, On.EDIT, "card_kind")
    assert answer(session, "遗失补办") is On.NEXT_QUESTION
    assert session.question == "lost_statement"


def test_a_broken_reader_leads_to_the_other_ways_and_back_when_it_works_again() -> None:
    session = visit()
    gone = Failure(code=FailureCode.DEVICE_UNPLUGGED, happened="pulled", remedy="plug it in")
    happen(session, On.READER_GONE, gone)
    assert (session.state, session.card_failure) == (State.CARD_TROUBLE, FailureCode.DEVICE_UNPLUGGED)
    happen(session, On.READER_BACK)
    assert (session.state, session.card_failure) == (State.CARD, None)


def test_lifting_the_card_ends_the_visit_only_where_the_form_says_so() -> None:
    import msgspec

    session = with_card()
    assert happen(session, On.CARD_LIFTED) is On.CARD_LIFTED
    assert session.state is State.FORM
    session.form = msgspec.structs.replace(F01, card_must_stay=True)
    assert happen(session, On.CARD_LIFTED) is On.CARD_LIFTED_ENDS
    assert session.state is State.CLEARED


def test_leaving_asks_once_when_something_would_be_lost() -> None:
    session = with_card()
    happen(session, On.LEAVE)
    assert (session.state, session.overlay) == (State.FORM, Overlay.LEAVE)
    assert note(Session(state=State.HOME), SITE, ASKING, On.LEAVE, None) is On.LEAVE_CONFIRMED


def test_nothing_is_begun_that_could_not_be_stored() -> None:
    session = Session(state=State.GUIDE)
    full = Site(closed_for=FailureCode.DISK_FULL)
    named = note(session, full, ASKING, On.APPLY, None)
    assert step(State.GUIDE, named)[0] is State.SUBMIT_TROUBLE
    assert session.save_failure is FailureCode.DISK_FULL


def test_the_best_result_can_be_applied_for_at_once_and_back_leads_to_its_guide() -> None:
    session = Session(state=State.RESULTS)
    happen(session, On.APPLY, "R06-014")
    assert session.state is State.PRIVACY
    happen(session, On.BACK)
    assert session.state is State.GUIDE
    happen(session, On.BACK)
    assert session.state is State.RESULTS


def test_back_from_a_guide_goes_where_it_came_from() -> None:
    for came, there in ((Came.BROWSE, State.BROWSE), (Came.THEME, State.THEME), (Came.RESULTS, State.RESULTS)):
        session = Session(state=State.GUIDE, came=came)
        assert happen(session, On.BACK) is not On.BACK
        assert session.state is there


@pytest.mark.parametrize(
    "argument",
    [
        None,
        3,
        "text",
        [],
        {"field": "no_such"},
        {"field": "card_kind", "value": object()},
        {"strokes": "x"},
        {"id": "x"},
    ],
)
@pytest.mark.parametrize("on", [On.ANSWER, On.SIGNED, On.MATERIAL, On.DECLARE, On.PROFILE, On.PAGE, On.GRADE, On.ITEM])
def test_an_argument_of_the_wrong_shape_changes_nothing(on: On, argument: Any) -> None:
    session = with_card()
    before = dict(session.answers)
    happen(session, on, argument)
    assert session.answers == before
    assert not session.strokes
    assert not session.declared


def test_a_signature_is_bounded() -> None:
    session = with_card()
    session.state = State.SIGN
    wild = [[[x / 10, -5.0] for x in range(500)] for _ in range(5000)]
    happen(session, On.SIGNED, {"strokes": wild})
    points = [point for line in session.strokes["signature"] for point in line]
    assert len(points) <= 20_000
    assert all(0.0 <= value <= 1.0 for point in points for value in point)


def test_a_material_is_given_only_in_a_way_that_exists() -> None:
    session = with_card()
    session.state = State.MATERIALS
    happen(session, On.MATERIAL, {"id": "photo", "how": "later"})
    happen(session, On.MATERIAL, {"id": "photo", "how": "by magic"})
    assert session.materials == {"photo": MaterialGiven.LATER}


def test_the_session_shows_nothing_personal_in_a_log_line() -> None:
    session = with_card()
    assert "张" not in repr(session)
    assert "1949" not in f"{session!r}{session.card!r}"


def test_a_hand_in_is_remembered_whole() -> None:
    session = with_card()
    session.state = State.SUBMITTING
    from datetime import UTC, datetime

    done = HandIn("id", "XD", datetime(2026, 11, 27, tzinfo=UTC), "XDZ1.", online=False)
    happen(session, On.SAVED, done)
    assert (session.state, session.handed_in) == (State.RECEIPT, done)

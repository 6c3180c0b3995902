"""A life event in the journey: questions that open and close, what they open, one form, its children."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from bench.looking import sample_package
from bench.sample_applying import sample_card
from bench.sample_scenes import scene_of
from catalogue.package.open import Package
from catalogue.package.rules_in import RulesIn
from catalogue.themes.joint_matter import join
from contract.china_time import CHINA
from contract.codes import Language, Profile
from contract.device_lines import CardSeen, DeviceState
from contract.failures import FailureCode
from contract.numbers import in_groups, parent_number
from contract.print_job import RowBlock
from contract.submission import child_ids
from kiosk.journey.application import Child, application_of, joint_application_of, session_of_child
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.life_event import joined, opened
from kiosk.journey.noting import note
from kiosk.journey.session import Came, Session, Site
from kiosk.journey.states import State
from kiosk.journey.step import step
from kiosk.receipts.facts import slip_for
from kiosk.screens.receipt.receipt_view import receipt_shown

TODAY = date(2026, 11, 27)
ASKING = FormAsking()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    package = sample_package(tmp_path_factory.mktemp("sample-package"))
    yield package
    package.close()


@pytest.fixture
def site() -> Site:
    return Site(division="510114006012", reader=DeviceState.READY, today=TODAY)


def happen(session: Session, site: Site, on: On, argument: Any = None) -> On:
    named = note(session, site, ASKING, on, argument)
    session.state, _ = step(session.state, named)
    return named


def begun(package: Package, site: Site, theme: str = "退休养老") -> Session:
    session = Session(visit=1, state=State.HOME)
    happen(session, site, On.THEME, theme)
    session.graph = RulesIn(package).theme(theme)
    return session


def choose(session: Session, site: Site, question: str, option: str) -> None:
    happen(session, site, On.THEME_ANSWER, {"question": question, "option": option})


def through(package: Package, site: Site) -> Session:
    session = begun(package, site)
    choose(session, site, "goal", "perk")
    happen(session, site, On.NEXT)
    choose(session, site, "age", "a80")
    assert happen(session, site, On.NEXT) is On.THEME_DONE
    return session


def test_the_questions_lead_to_what_they_open_and_back_one_by_one(package: Package, site: Site) -> None:
    session = through(package, site)
    assert session.state is State.JOINT
    assert [item.code for item in joined(session, site, package)] == ["R06-014", "R06-015"]
    happen(session, site, On.BACK)
    assert (session.state, session.theme_question) == (State.LIFE_EVENT, "age")
    assert happen(session, site, On.BACK) is On.PREVIOUS_QUESTION
    happen(session, site, On.BACK)
    assert session.state is State.HOME
    happen(session, site, On.THEME, "退休养老")
    assert session.theme_answers == {"goal": "perk", "age": "a80"}, "the same life event goes on where it was"
    happen(session, site, On.BACK)
    happen(session, site, On.THEME, "身后事")
    assert session.theme_answers == {} and session.graph is None


def test_one_must_be_chosen_and_of_several_none_may_be(package: Package, site: Site) -> None:
    session = begun(package, site, "扶残助困")
    assert happen(session, site, On.NEXT) is On.ANSWER_REFUSED and session.state is State.LIFE_EVENT
    choose(session, site, "goal", "dben")
    assert happen(session, site, On.NEXT) is On.NEXT_QUESTION and session.theme_question == "dneed"
    choose(session, site, "dneed", "low")
    choose(session, site, "dneed", "heavy")
    choose(session, site, "dneed", "low")
    assert session.theme_answers["dneed"] == ["heavy"], "a second touch takes it away"
    choose(session, site, "dneed", "heavy")
    assert happen(session, site, On.NEXT) is not On.ANSWER_REFUSED


def test_a_changed_answer_forgets_what_it_closes(package: Package, site: Site) -> None:
    session = begun(package, site)
    choose(session, site, "goal", "perk")
    happen(session, site, On.NEXT)
    choose(session, site, "age", "a80")
    choose(session, site, "goal", "care")
    assert "age" not in session.theme_answers or session.theme_answers["goal"] == "care"
    for junk in (
        None,
        7,
        {"question": "goal"},
        {"question": "goal", "option": "nonsense"},
        {"question": 1, "option": []},
    ):
        happen(session, site, On.THEME_ANSWER, junk)
    assert session.theme_answers["goal"] == "care"


def test_what_is_taken_out_is_not_handed_in_and_comes_back_with_another_touch(package: Package, site: Site) -> None:
    session = through(package, site)
    happen(session, site, On.PICK, "R06-014")
    assert [item.code for item in joined(session, site, package)] == ["R06-015"]
    happen(session, site, On.PICK, "R06-014")
    assert len(joined(session, site, package)) == 2
    assert all(one.why.startswith("因为") for one in opened(session, site, package))


def test_a_guide_opened_from_there_leads_back_there(package: Package, site: Site) -> None:
    session = through(package, site)
    happen(session, site, On.ITEM, "R06-014")
    assert (session.state, session.came) == (State.GUIDE, Came.JOINT)
    happen(session, site, On.BACK)
    assert session.state is State.JOINT


def test_nothing_is_begun_while_nothing_can_be_stored(package: Package, site: Site) -> None:
    session = through(package, site)
    site.closed_for = FailureCode.DISK_FULL
    assert happen(session, site, On.APPLY_JOINT) is On.NOT_TAKEN_IN
    assert session.state is State.SUBMIT_TROUBLE


def applying(package: Package, site: Site) -> Session:
    session = through(package, site)
    items = joined(session, site, package)
    session.joint = join("T05", "退休养老", "Retirement", [(item, package.form(item.form)) for item in items])
    session.form, session.item = session.joint.form, items[0]
    happen(session, site, On.APPLY_JOINT)
    return session


def test_the_way_back_from_the_joined_form_is_what_was_opened(package: Package, site: Site) -> None:
    session = applying(package, site)
    assert session.state is State.PRIVACY
    assert happen(session, site, On.BACK) is On.BACK_TO_JOINT and session.state is State.JOINT
    session = applying(package, site)
    happen(session, site, On.AGREED)
    assert happen(session, site, On.GUIDE_ONLY) is On.BACK_TO_JOINT and session.state is State.JOINT


def test_each_child_holds_what_its_own_form_asks_and_no_more(package: Package, site: Site) -> None:
    session = applying(package, site)
    happen(session, site, On.AGREED)
    happen(session, site, On.CARD_READ, CardSeen(visit=1, card=sample_card()))
    assert session.state is State.FORM
    session.answers |= {
        "card_kind": "首次申办", "bank_account": "6228480467891234560", "live_state": "独居", "mobile": "13900001234",
        "emergency_name": "李四", "is_agent": False, "apply_bus_card": False,
    }  # fmt: skip
    assert session.joint is not None and session.form is not None
    session.declared = frozenset(declared.id for declared in session.form.declarations)
    session.strokes = {"signature": [[(0.1, 0.1), (0.9, 0.9)]]}
    children = []
    for part in session.joint.parts:
        own = session_of_child(session, part, package.item(part.item))
        answers, needed = ASKING.complete(own, site), ASKING.materials(own, site)
        children.append(Child(session=own, answers=answers, needed=needed, signatures={"signature": "signature"}))

    def build(child: Child, own_id: str, number: str) -> Any:
        at = datetime(2026, 11, 27, 9, tzinfo=CHINA)
        signed = {"signature": b"png"}
        return application_of(child.session, site, child.answers, child.needed, signed, own_id, number, at)

    whole = joint_application_of("T05", "退休养老", children, build, "id-1", "XD1", datetime.now(CHINA))
    first, second = whole.applications
    assert (first.submission_id, second.submission_id) == ("id-1", "id-1-02") == child_ids("id-1", 2)
    assert (first.provisional_number, second.provisional_number) == ("XD1-01", "XD1-02")
    assert (first.form_id, second.form_id) == ("F01", "F02")
    assert first.answers["mobile"] == second.answers["mobile"] == "13900001234"
    assert "bank_account" in second.answers and "bank_account" not in first.answers
    assert "card_kind" in first.answers and "card_kind" not in second.answers
    assert {declared.id for declared in first.declarations} == {d.id for d in package.form("F01").declarations}
    assert first.attachments and second.attachments
    assert {material.id for material in second.materials} <= {m.id for m in package.form("F02").materials}


def test_answers_of_one_name_with_two_meanings_reach_each_its_own_form(package: Package) -> None:
    items = [package.item(code) for code in ("R04-001", "R02-008")]
    joint = join("T00", "试一试", "Trial", [(item, package.form(item.form)) for item in items])
    session = Session(joint=joint, form=joint.form, answers={"marital": "已婚", "f07_marital": "初婚", "mobile": "139"})
    first, second = (session_of_child(session, part, item) for part, item in zip(joint.parts, items, strict=True))
    assert first.answers == {"marital": "已婚", "mobile": "139"}
    assert second.answers == {"marital": "初婚", "mobile": "139"}


def test_a_childs_number_is_read_in_groups_with_its_place_behind() -> None:
    assert in_groups("XD510114006001261127000142-02") == "XD51 0114 0060 0126 1127 0001 42-02"
    assert parent_number("XD510114006001261127000142-02") == "XD510114006001261127000142"
    assert parent_number("2026-x") == "2026-x"


def test_the_receipt_and_the_slip_name_the_parent_and_its_children(package: Package) -> None:
    scene = scene_of("receipt-joint", Profile.STANDARD, Language.ZH, True, package)
    shown = receipt_shown(scene)
    assert [(pair.label, pair.value) for pair in shown.facts[:3]] == [
        ("-01", "居住证申领"),
        ("-02", "房屋租赁登记备案"),
        ("-03", "外来务工人员随迁子女入学申请"),
    ]
    assert shown.case_number == "", "the parent keeps the number on the slip"
    brief = receipt_shown(scene_of("receipt-joint", Profile.ELDER, Language.ZH, True, package))
    assert brief.facts[1].label == "-01 … -03"
    slip = slip_for(scene.session, scene.site, scene.words, reprint=False)
    rows = {block.label: block.value for block in slip.blocks if isinstance(block, RowBlock)}
    assert rows["一件事"] == "入学升学" and rows["-03"] == "外来务工人员随迁子女入学申请"

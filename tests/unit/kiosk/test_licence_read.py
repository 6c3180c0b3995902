"""A business licence before the scanner fills the question on screen and the one beside it; typing stays possible."""

import pytest

from bench import sample_drafts as samples
from contract.device_lines import CodeScanned, DeviceState, PayloadKind
from kiosk.journey.asking import FormAsking
from kiosk.journey.code_reading import code_event, scanner_waits
from kiosk.journey.drafting import Told
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.states import State
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.shown import Scene
from tests.unit.kiosk.screens.applying_scene import scene

USCC, NAME = "91510114MA6C12340A", "成都示例食品有限公司"


def asked(question: str) -> Scene:
    scene_ = scene(samples.licence(question, None))
    scene_.session.state, scene_.session.visit = State.FORM, 3
    scene_.site.scanner = DeviceState.READY
    return scene_


def show(scene_: Scene, text: str, visit: int = 3) -> None:
    session = scene_.session
    said = code_event(session, CodeScanned(visit=visit, kind=PayloadKind.UNKNOWN, text=text))
    if said is not None:
        note(session, scene_.site, FormAsking(), *said)


@pytest.mark.parametrize("question", ["employer", "employer_uscc"])
def test_a_licence_answers_both_questions_and_can_be_changed(question: str) -> None:
    scene_ = asked(question)
    assert scanner_waits(scene_.session) and "扫" in form_shown(scene_).note.text
    show(scene_, f"统一社会信用代码：{USCC}\n名称：{NAME}")
    assert (scene_.session.answers["employer"], scene_.session.answers["employer_uscc"]) == (NAME, USCC)
    assert form_shown(scene_).entry.text in (NAME, USCC) and scene_.session.told is Told.LICENCE
    note(scene_.session, scene_.site, FormAsking(), On.ANSWER, {"field": question, "value": "X"})
    assert scene_.session.answers[question] == "X" and scene_.session.told is None


def test_a_code_alone_leaves_the_name_as_it_was_typed() -> None:
    scene_ = asked("employer_uscc")
    scene_.session.answers["employer"] = "打字的名称"
    show(scene_, USCC)
    assert (scene_.session.answers["employer"], scene_.session.answers["employer_uscc"]) == ("打字的名称", USCC)


def test_another_code_changes_nothing_and_says_so() -> None:
    scene_ = asked("employer_uscc")
    show(scene_, "https://example.invalid/x")
    assert scene_.session.told is Told.NO_LICENCE and "employer_uscc" not in scene_.session.answers
    assert form_shown(scene_).note.tone == "gold"


def test_a_code_of_another_visit_or_on_another_question_is_nothing() -> None:
    scene_ = asked("employer_uscc")
    show(scene_, USCC, visit=2)
    assert "employer_uscc" not in scene_.session.answers
    other = asked("basis")
    assert not scanner_waits(other.session)
    show(other, USCC)
    assert "employer_uscc" not in other.session.answers and other.session.told is None


def test_without_a_scanner_nothing_is_promised() -> None:
    scene_ = asked("employer_uscc")
    scene_.site.scanner = DeviceState.ABSENT
    assert "扫" not in form_shown(scene_).note.text

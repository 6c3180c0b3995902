"""A visit ends by hand, by time-out or with the card, and nothing of it can be reached afterwards."""

import gc
import json
import weakref
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtQml import QQmlComponent

from bench.person import ZHANG_SAN
from bench.pretend_world import PretendWorld
from bench.sample_pictures import sheet_jpeg
from contract.device_lines import CardLifted
from kiosk.journey.pictures import Picture
from kiosk.journey.session import Session
from kiosk.journey.states import Overlay, State
from tests.window_desk import ITEM, WindowDesk, window_at, world_in

STATION_OWN = {"visit", "state"}
"""What of a session says nothing of anybody."""

FROM_OUTSIDE = {"case_number", "centre_has_it", "slip"}
"""What the world may change at any moment."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PretendWorld]:
    with world_in(tmp_path_factory.mktemp("session-end")) as world:
        yield world


@pytest.fixture
def desk(world: PretendWorld) -> Iterator[WindowDesk]:
    with window_at(world) as desk:
        yield desk
        world.lift_card()


def everything_said(desk: WindowDesk) -> list[str]:
    """Texts of the stage, of the text field and of every property of every object behind the window."""
    # a page that went is deleted by the event loop of a running station; a test has none
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    component = QQmlComponent(desk.station.engine, QUrl.fromLocalFile(str(Path(__file__).parent / "Remembered.qml")))
    look = component.create()
    look.setProperty("desk", desk.station.window.contentItem())
    look.setProperty("asked", 1)
    entry = desk.station.entry
    said = [desk.texts(), entry.text, entry.display, entry.composing, *entry.property("candidates")]
    said += json.loads(str(look.property("texts")))
    look.deleteLater()
    said += [seen.name for seen in desk.finger.look()]
    return said


def marks_of(desk: WindowDesk) -> set[str]:
    """What this visit holds that must be gone: the card's texts, and every answer that was typed."""
    session = desk.session
    texts = {value for value in session.answers.values() if isinstance(value, str) and len(value) >= 2}
    if session.card is not None:
        texts |= {session.card.name, session.card.number, str(session.card.address)}
    offered = {option.label for field in session.form.fields for option in field.options} if session.form else set()
    places = {one.code for one in desk.station.package.divisions()} if desk.station.package else set()
    return texts - offered - places - {""}


def assert_nothing_left(desk: WindowDesk, marks: set[str], gone: weakref.ref[Session]) -> None:
    left = desk.session
    fresh = Session()
    kept = {f.name for f in fields(Session) if getattr(left, f.name) != getattr(fresh, f.name)} - STATION_OWN
    assert not kept
    entry = desk.station.entry
    assert (entry.text, entry.composing, entry.candidates, entry.field) == ("", "", [], "")
    pictures = desk.station._shown.pictures
    assert (pictures._kept, pictures._live) == ({}, b"")
    said = everything_said(desk)
    assert not [text[:200] for text in said for mark in marks if mark in text]
    gc.collect()
    assert gone() is None, "something still holds the visit's session"


def test_nobody_touching_is_warned_may_ask_for_time_and_is_cleared(desk: WindowDesk) -> None:
    desk.to_form()
    answers = dict(desk.session.answers)
    desk.tick(59)
    assert desk.session.overlay is Overlay.NONE
    desk.tick(1)
    assert desk.frame["sheet"]["kind"] == "timeout" and desk.frame["sheet"]["countdown"] == 60
    desk.touch("act:more_time:")
    assert desk.frame["sheet"]["kind"] == ""
    desk.tick(299)
    assert desk.session.overlay is Overlay.NONE
    desk.tick(1)
    assert desk.frame["sheet"]["kind"] == "timeout"
    desk.tick(59)
    assert desk.frame["sheet"]["countdown"] == 1
    desk.touch("act:still_here:")
    assert desk.screen == "form" and desk.session.answers == answers
    desk.tick(60)
    marks, gone = marks_of(desk), weakref.ref(desk.session)
    assert ZHANG_SAN["number"] in marks
    desk.tick(60)
    assert desk.screen == "cleared"
    assert_nothing_left(desk, marks, gone)
    desk.to_idle()
    assert_nothing_left(desk, marks, gone)


def test_a_touch_anywhere_counts_as_being_there(desk: WindowDesk) -> None:
    desk.to_form()
    desk.tick(59)
    desk.finger.touch_at(5, 700)  # the page's empty edge
    desk.tick(59)
    assert desk.session.overlay is Overlay.NONE


def test_an_elder_has_twice_the_time(desk: WindowDesk) -> None:
    desk.resident.come()
    desk.touch("act:profile:elder")
    desk.resident.choose_from_home(ITEM)
    desk.tick(119)
    assert desk.session.overlay is Overlay.NONE
    desk.tick(1)
    assert desk.session.overlay is Overlay.TIMEOUT


def test_leaving_asks_once_and_then_clears(desk: WindowDesk) -> None:
    desk.to_form()
    desk.session.pictures["photo"] = (Picture("1", sheet_jpeg(1)),)
    answers = dict(desk.session.answers)
    desk.touch("act:leave:")
    assert desk.frame["sheet"]["kind"] == "leave" and desk.screen == "form"
    assert "1-0" in desk.station._shown.pictures._kept
    desk.touch("act:close_sheet:")
    assert desk.frame["sheet"]["kind"] == "" and desk.session.answers == answers
    marks, gone = marks_of(desk), weakref.ref(desk.session)
    desk.touch("act:leave:")
    desk.touch("act:leave_confirmed:")
    assert desk.screen == "cleared"
    desk.to_idle()
    assert_nothing_left(desk, marks, gone)


def test_leaving_before_anything_personal_asks_nothing(desk: WindowDesk) -> None:
    desk.to_guide()
    desk.touch("act:leave:")
    assert desk.screen == "cleared"


def test_nothing_of_a_finished_application_is_left(desk: WindowDesk) -> None:
    desk.to_review()
    marks, gone = marks_of(desk), weakref.ref(desk.session)
    assert {ZHANG_SAN["name"], ZHANG_SAN["address"], "13900001234"} <= marks
    assert [text for text in everything_said(desk) if ZHANG_SAN["name"] in text], "the look itself sees nothing"
    desk.resident.hand_in()
    desk.wait_for_screen("receipt", "fault")
    desk.finish()
    assert_nothing_left(desk, marks, gone)


def test_letters_that_wait_for_a_choice_go_too(desk: WindowDesk) -> None:
    desk.resident.come()
    desk.touch("act:open_search:")
    desk.wait_for_screen("search")
    for letter in "laonian":
        desk.touch(f"key:{letter}")
    assert desk.station.entry.composing == "laonian" and desk.station.entry.candidates
    gone = weakref.ref(desk.session)
    desk.touch("act:leave:")
    desk.to_idle()
    assert_nothing_left(desk, {"laonian"}, gone)


@pytest.mark.parametrize("stays", [True, False])
def test_a_lifted_card_ends_the_visit_only_where_the_form_says_so(desk: WindowDesk, stays: bool) -> None:
    package = desk.station.package
    assert package is not None
    form = package.form("F01")
    package._forms["F01"] = msgspec.structs.replace(form, card_must_stay=stays)
    desk.to_card()
    desk.world.put_card()
    desk.wait_for_screen("form")
    visit = desk.session.visit
    marks, gone = marks_of(desk), weakref.ref(desk.session)
    heard: list[object] = []
    desk.station.conductor.arrived.connect(lambda arrived: heard.append(arrived[2]))
    desk.world.lift_card()
    if stays:
        desk.wait_for_screen("cleared")
        assert_nothing_left(desk, marks, gone)
    else:
        desk.wait(lambda: any(isinstance(answer, CardLifted) for answer in heard), "the lifted card was not heard of")
        desk.finger.settle()
        assert (desk.screen, desk.session.visit, desk.session.state) == ("form", visit, State.FORM)


def test_size_colours_and_language_may_change_on_every_page(desk: WindowDesk) -> None:
    looked: list[str] = []
    own = {"profile", "language", "overlay"} | FROM_OUTSIDE

    def switch(name: str, _ms: float) -> None:
        session, stage = desk.session, desk.station.conductor.stage
        if session.state in (State.IDLE, State.SUBMITTING, State.CLEARED) or not desk.finger.find("act:profile:elder"):
            return
        looked.append(name)
        before = {f.name: getattr(session, f.name) for f in fields(Session) if f.name not in own}
        before = msgspec.msgpack.decode(msgspec.msgpack.encode(before, enc_hook=str))
        screen, text, mode = stage.screen, desk.station.entry.text, desk.station.entry.mode
        for act, profile, language in (
            ("act:profile:elder", "elder", "zh-CN"),
            ("act:profile:standard", "standard", "zh-CN"),
            ("act:language:en", "standard", "en"),
            ("act:profile:contrast", "contrast", "en"),
            ("act:language:zh-CN", "contrast", "zh-CN"),
            ("act:profile:standard", "standard", "zh-CN"),
        ):
            desk.touch(act)
            now = (stage.frame["profile"], stage.frame["language"], stage.screen)
            assert now == (profile, language, screen), f"{act} on {name}"
            after = {f.name: getattr(session, f.name) for f in fields(Session) if f.name not in own}
            assert msgspec.msgpack.decode(msgspec.msgpack.encode(after, enc_hook=str)) == before, f"{act} on {name}"
            assert desk.station.entry.text == text, f"{act} on {name}"
        assert desk.station.entry.mode == mode

    desk.resident.seen = switch
    desk.resident.come()
    desk.resident.find(ITEM, "laonian")
    assert desk.resident.apply()
    desk.resident.hand_in()
    desk.finish()
    assert {"home", "search-typed", "guide", "privacy", "card", "materials", "sign-signed", "review"} <= set(looked)
    assert sum(name.startswith("form-") for name in looked) >= 8

"""What is said of every page: its opening words, and everything that can be pressed on it."""

import importlib

import pytest

from bench.sample_scenes import SAMPLES, scene_of
from catalogue.package.open import Package
from contract.codes import Language, Profile
from kiosk.content import open_content
from kiosk.journey.events import On
from kiosk.journey.states import State
from kiosk.reading_aloud.page_said import PageSaid, page_said
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import SCREENS


@pytest.fixture(scope="module")
def package() -> Package:
    return open_content(None)


def said(name: str, package: Package, *address: tuple[str, str]) -> PageSaid:
    scene = scene_of(name, Profile.STANDARD, Language.ZH, True, package)
    module, _, function = SCREENS[SAMPLES[name].state].shown.partition(":")
    return page_said(getattr(importlib.import_module(module), function)(scene), frame_shown(scene), address)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_opens_with_words_and_has_a_way_on(name: str, package: Package) -> None:
    page = said(name, package)
    assert page.lines
    assert all(text.strip() for text in (*page.lines, *(text for stop in page.stops for text in stop.texts)))
    if SAMPLES[name].state not in (State.SUBMITTING, State.CLEARED):
        assert any(stop.act and stop.enabled for stop in page.stops)
    assert {stop.act for stop in page.stops if stop.act} <= {on.value for on in On} | {"aloud_type"}


def test_what_is_personal_is_for_the_headset_only(package: Package) -> None:
    for name in ("form-number-shown", "review", "form-mobile", "receipt-offline"):
        page = said(name, package)
        public = "".join((*page.lines, *(text for stop in page.stops for text in stop.texts)))
        for secret in ("张三", "11010519491231002X", "李四光", "13912341", "1949 年", "狮子湖小区 3 栋"):
            assert secret not in public, f"{name} says {secret}"
    assert any("张三" in stop.private for stop in said("form-number-shown", package).stops)


def test_options_are_numbered_and_say_which_is_chosen(package: Package) -> None:
    page = said("form", package)
    assert page.lines[-6:-4] == ("2", "遗失补办")
    chosen = [stop for stop in page.stops if stop.on]
    assert [stop.texts[0] for stop in chosen] == ["首次申办"]


def test_a_button_that_cannot_be_pressed_says_why(package: Package) -> None:
    go_on = next(stop for stop in said("form-unanswered", package).stops if stop.act == On.NEXT.value)
    assert (go_on.enabled, go_on.reason) == (False, "先选一个")


def test_an_address_is_put_together_from_words_and_digits(package: Package) -> None:
    page = said("form-address", package, ("本小区的名字", "狮子湖小区"), ("栋", "栋"))
    typed = [(stop.texts, stop.argument) for stop in page.stops[1:3]]
    assert typed == [(("本小区的名字",), "狮子湖小区"), (("栋",), "栋")]
    assert page.stops[0].types == "home_detail"


def test_a_bank_card_is_echoed_nowhere(package: Package) -> None:
    stops = said("form-by-hand-number", package).stops
    field = next(stop for stop in stops if stop.kind)
    assert (field.masked, field.private) == (True, ())


def test_over_a_page_only_its_sheet_is_there(package: Package) -> None:
    page = said("timeout", package)
    assert page.lines[0] == "您还在吗？"
    assert [stop.act for stop in page.stops] == ["still_here", "more_time", "leave_confirmed"]


def test_the_ring_can_find_what_the_focus_stands_on(package: Package) -> None:
    targets = [stop.target for stop in said("form", package).stops]
    assert 'act:answer:{"field":"card_kind","value":"首次申办"}' in targets
    assert "act:photo_choice:false" in [stop.target for stop in said("privacy", package).stops]

"""Pressing the keys that are drawn: the field holds what a resident expects, and the journey hears every change."""

from collections.abc import Callable

import pytest

from bench.looking import PORTRAIT, Looking
from bench.probe.probe import Probe
from bench.sample_scenes import scene_of
from catalogue.package.open import Package
from contract.codes import Language, Profile

Press = Callable[..., None]


@pytest.fixture
def press(looking: Looking, probe: Probe) -> Press:
    def press(*names: str) -> None:
        assert looking.window is not None
        for name in names:
            assert probe.press(looking.window, name), f"{name} is not there"
            looking.picture()

    return press


def ask(looking: Looking, package: Package, sample: str, language: Language = Language.ZH) -> None:
    """Show a question with an empty field; what is typed is heard in looking.acts."""
    looking.entry.wipe()
    looking.show(scene_of("form", Profile.STANDARD, language, True, package))  # another page, so that the field opens
    looking.show(scene_of(sample, Profile.STANDARD, language, True, package))
    looking.resize(PORTRAIT)
    looking.picture()
    looking.entry.clear()
    looking.acts.clear()


def heard(looking: Looking) -> list[object]:
    return [argument for name, argument in looking.acts if name == "typed"]


def test_pinyin_letters_become_the_chosen_word(looking: Looking, package: Package, press: Press) -> None:
    ask(looking, package, "form-name")
    press(*(f"key:{letter}" for letter in "lisiguang"))
    assert looking.entry.property("composing") == "lisiguang"
    assert heard(looking) == []
    names = looking.entry.property("candidates")
    press("candidate:0")
    press(*["key:commit"] * bool(looking.entry.property("composing")))
    assert heard(looking)[0] == names[0]
    assert looking.entry.property("composing") == ""


def test_the_next_question_waits_while_letters_are_not_chosen(looking: Looking, package: Package, press: Press) -> None:
    ask(looking, package, "form-name")
    press("key:l", "key:i")
    with pytest.raises(AssertionError):
        press("act:next:")
    press("key:backspace", "key:backspace")
    press("act:next:")
    assert ("next", None) in looking.acts


def test_an_address_needs_no_pinyin_for_its_numbers(looking: Looking, package: Package, press: Press) -> None:
    ask(looking, package, "form-address")
    press("key:tab:digits", "key:3", "key:栋", "key:2", "key:单元", "key:0", "key:1")
    assert looking.entry.property("text") == "3栋2单元01"
    press("key:backspace")
    assert looking.entry.property("text") == "3栋2单元0"
    press("key:clear")
    assert heard(looking)[-1] == ""


def test_more_pages_of_candidates_come_with_the_arrow(looking: Looking, package: Package, press: Press) -> None:
    ask(looking, package, "form-name")
    press("key:s", "key:h", "key:i")
    first = looking.entry.property("candidates")
    press("key:more")
    second = looking.entry.property("candidates")
    assert first and second and not set(first) & set(second)


def test_the_number_pad_has_an_x_for_citizen_numbers_only(looking: Looking, package: Package, press: Press) -> None:
    ask(looking, package, "form-by-hand-number")
    press(*(f"key:{digit}" for digit in "11010519491231002"), "key:X")
    assert heard(looking)[-1] == "11010519491231002X"
    ask(looking, package, "form-mobile")
    with pytest.raises(AssertionError):
        press("key:X")


def test_english_letters_are_typed_at_once(looking: Looking, package: Package, press: Press) -> None:
    ask(looking, package, "form-name", Language.EN)
    press("key:capitals", "key:l", "key:capitals", "key:i")
    assert heard(looking)[-1] == "Li"

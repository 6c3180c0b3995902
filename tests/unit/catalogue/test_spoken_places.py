"""A place said aloud is found by its sound, old names too, within a sentence, and as Sichuan speech has it."""

import pytest

from catalogue.package.open import Package
from catalogue.package.places_in import places_named
from catalogue.places import bare
from catalogue.spoken_places import place_said


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (("石板滩",), "石板滩"),
        (("我住在木兰社区",), "木兰"),
        (("在 鸭 雀 口",), "鸦雀口"),
        (("柿子社区",), "狮子"),
        (("马甲",), "马家"),
        (("太行",), "泰兴"),
        (("今天天气好", "我在龙桥那边"), "龙桥"),
        (("新凡街道",), "新繁"),
    ],
)
def test_what_was_heard_names_the_place_that_sounds_like_it(package: Package, said: tuple[str, ...], name: str) -> None:
    found = place_said(package, said)
    assert bare(found) == name and places_named(package, found)


@pytest.mark.parametrize("said", [(), ("",), ("我要办老年证",), ("hello",), ("\ud83d\ude00",), ("一" * 10_000,)])
def test_what_names_no_place_finds_none(package: Package, said: tuple[str, ...]) -> None:
    assert place_said(package, said) == ""


def test_every_town_and_every_village_can_be_said(package: Package) -> None:
    names = {division.town_name for division in package.divisions()} | {d.name for d in package.divisions()}
    unheard = {name for name in names if not place_said(package, (f"我住在{bare(name)}",))}
    assert not unheard

"""What the screens of finding an item are given: names from the catalogue, honest tags, pages that lose nothing."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from bench.looking import sample_package
from bench.sample_scenes import SAMPLES, WORDS, sample_site, scene_of
from catalogue.grants import Grant
from catalogue.package import grants_in
from catalogue.package.open import Package
from contract.catalogue import Audience, Found
from contract.codes import Language, Profile
from kiosk.journey.events import On
from kiosk.journey.session import Session
from kiosk.journey.states import State
from kiosk.journey.table import TABLE
from kiosk.screens.browse.browse_view import browse_shown
from kiosk.screens.guide.guide_view import guide_shown
from kiosk.screens.home.home_view import home_shown
from kiosk.screens.idle.idle_view import idle_shown
from kiosk.screens.item_lines import JOINER, held_together
from kiosk.screens.results.results_view import results_shown
from kiosk.screens.search.search_view import search_shown
from kiosk.screens.shown import Scene
from kiosk.screens.theme.theme_view import theme_shown
from kiosk.words import words_of

VIEWS = {
    State.IDLE: idle_shown,
    State.HOME: home_shown,
    State.SEARCH: search_shown,
    State.RESULTS: results_shown,
    State.BROWSE: browse_shown,
    State.THEME: theme_shown,
    State.GUIDE: guide_shown,
}
ANYWHERE = {On.HELP.value, On.PROFILE.value, On.LANGUAGE.value, On.BACK.value, ""}
PLACES = [(profile, portrait) for profile in Profile for portrait in (True, False)]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    package = sample_package(tmp_path_factory.mktemp("sample-package"))
    yield package
    package.close()


def scene(
    package: Package, state: State, profile: Profile = Profile.STANDARD, portrait: bool = True, **more: Any
) -> Scene:
    session = Session(visit=1, state=state, profile=profile, **more)
    return Scene(session, sample_site(portrait), words_of(WORDS, Language.ZH), package)


def _acts(plain: object) -> Iterator[str]:
    if isinstance(plain, dict):
        if "act" in plain:
            yield plain["act"]
        for value in plain.values():
            yield from _acts(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _acts(value)


def _texts(plain: object) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for name, value in plain.items():
            if name not in ("argument", "code", "name"):
                yield from _texts(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _texts(value)


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if sample.state in VIEWS])
def test_no_button_of_a_finding_screen_is_dead(name: str, package: Package) -> None:
    for profile in Profile:
        sample = scene_of(name, profile, Language.ZH, True, package)
        state = sample.session.state
        for act in _acts(msgspec.to_builtins(VIEWS[state](sample))):
            assert act in ANYWHERE or (state, On(act)) in TABLE, f"{state.value} does not know {act}"


def test_home_leads_with_the_quick_items_word_for_word(package: Package) -> None:
    shown = home_shown(scene(package, State.HOME))
    assert [tile.code for tile in shown.quick] == list(package.quick_codes()[:6])
    for tile in shown.quick:
        assert tile.text.replace(JOINER, "").replace("\n", "") == package.item(tile.code).name
    assert [tree.second for tree in shown.trees] == ["13 类，314 项", "11 类，108 项"]
    assert len(shown.themes) == 8


def test_home_for_older_people_has_four_items_and_no_themes(package: Package) -> None:
    shown = home_shown(scene(package, State.HOME, Profile.ELDER))
    assert len(shown.quick) == 4
    assert all(tile.second for tile in shown.quick)
    assert not shown.themes
    assert not shown.trees


@pytest.mark.parametrize(("profile", "portrait"), PLACES)
def test_the_pages_of_every_group_hold_each_item_once(profile: Profile, portrait: bool, package: Package) -> None:
    for audience in Audience:
        for category in package.tree(audience):
            for group in category.groups:
                seen: list[str] = []
                page, pages = 0, 1
                while page < pages:
                    where = {"audience": audience, "category": category.name, "group": group.name, "page": page}
                    shown = browse_shown(scene(package, State.BROWSE, profile, portrait, **where))
                    seen += [row.code for row in shown.rows]
                    page, pages = page + 1, shown.pager.pages
                assert seen == list(group.codes)


@pytest.mark.parametrize(("profile", "portrait"), PLACES)
def test_the_pages_of_a_theme_hold_each_item_once(profile: Profile, portrait: bool, package: Package) -> None:
    for theme in package.themes():
        seen: list[str] = []
        page, pages = 0, 1
        while page < pages:
            shown = theme_shown(scene(package, State.THEME, profile, portrait, theme=theme.name, page=page))
            seen += [row.code for row in shown.rows]
            page, pages = page + 1, shown.pager.pages
        assert sorted(seen) == sorted(theme.codes)
        assert len(seen) == len(theme.codes)


def test_the_quick_list_has_all_fifty(package: Package) -> None:
    seen: set[str] = set()
    page, pages = 0, 1
    while page < pages:
        shown = browse_shown(scene(package, State.BROWSE, quick_list=True, page=page))
        seen |= {row.code for row in shown.rows}
        page, pages = page + 1, shown.pager.pages
    assert len(seen) == 50


def test_a_guide_without_a_form_says_where_to_go_and_offers_no_application(package: Package) -> None:
    item = next(item for item in package.items() if not item.form)
    shown = guide_shown(scene(package, State.GUIDE, item=item, guide=package.guide(item.code)))
    assert shown.go.act == ""
    assert "只能看指南" in shown.here.strong
    assert "96123" in shown.here.text


def test_a_guide_with_a_form_offers_to_apply_at_once(package: Package) -> None:
    item = next(item for item in package.items() if item.form)
    shown = guide_shown(scene(package, State.GUIDE, item=item, guide=package.guide(item.code)))
    assert shown.go.act == On.APPLY.value
    assert shown.badges[0].tone == "ok"
    assert shown.here.strong == ""


def test_every_guide_can_be_shown_without_a_code_and_says_that_it_is_a_sample(package: Package) -> None:
    for item in package.items():
        guide = package.guide(item.code)
        for situation in guide.situations:
            shown = guide_shown(scene(package, State.GUIDE, item=item, guide=guide, situation=situation.id))
            said = "".join(_texts(msgspec.to_builtins(shown)))
            assert not re.search(r"[RB]\d{2}-\d{3}", said), item.code
            assert any(badge.tone == "gold" for badge in shown.badges) == guide.sample_content


def test_a_search_without_a_hit_offers_other_ways(package: Package) -> None:
    results = results_shown(scene(package, State.RESULTS, query="嗡嗡嗡", found=()))
    assert results.best.code == ""
    assert "96123" in results.nothing.text
    assert {way.act for way in results.ways} == {On.OPEN_SEARCH.value, On.BROWSE.value}
    search = search_shown(scene(package, State.SEARCH, query="嗡嗡嗡", found=()))
    assert search.nothing.strong
    assert search.browse.act == On.BROWSE.value


def test_before_anything_is_typed_the_search_shows_what_others_look_for(package: Package) -> None:
    shown = search_shown(scene(package, State.SEARCH))
    assert shown.rows
    assert not shown.find.enabled


def test_the_welcome_picture_promises_only_what_is_true(package: Package) -> None:
    shown = idle_shown(scene(package, State.IDLE))
    assert shown.facts[0].number == "422"
    assert "%" not in "".join(_texts(msgspec.to_builtins(shown)))
    assert {mode.act for mode in shown.modes} == {On.PROFILE.value, On.LANGUAGE.value, On.HELP.value}


@pytest.mark.parametrize("text", ["高龄津贴申领", "丢了补办", "领取社会保险待遇资格认证", "Tax", "办"])
def test_holding_the_end_of_a_name_together_changes_no_letter(text: str) -> None:
    assert held_together(text).replace(JOINER, "") == text


def test_an_item_not_granted_to_this_village_is_not_taken_and_says_where_to_go(
    package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = {"item": "*", "since": date(2026, 1, 1)}
    grants = (Grant(place="*", given=True, **line), Grant(place="510114006", given=False, **line))
    monkeypatch.setitem(grants_in._KEPT, package, grants_in.by_item(grants))
    item, guide = package.item("R06-014"), package.guide("R06-014")
    found = (Found(code="R06-014", name=item.name, score=1.0, reason=""),)
    scene_ = scene(package, State.GUIDE, item=item, guide=guide, found=found, query="老年证")
    scene_.site.division, scene_.site.today = "510114006003", date(2026, 11, 27)
    shown = guide_shown(scene_)
    assert (shown.go.act, shown.here.strong) == ("", "这一项没有授权给本村（社区）")
    assert [badge.text for badge in shown.badges[:1]] == ["社区办"] and shown.facts[3].value == "社区办"
    assert "石板滩街道便民服务中心（示例）" in shown.here.text and scene_.site.hotline in shown.here.text
    assert results_shown(scene_).best.go.act == On.ITEM.value
    scene_.site.division = "510114005001"
    assert guide_shown(scene_).go.act == On.APPLY.value


def test_a_guide_names_the_nearest_other_places_with_hours_telephone_and_their_mark(package: Package) -> None:
    scene_ = scene(package, State.GUIDE, item=package.item("R12-001"), guide=package.guide("R12-001"))
    scene_.site.division, scene_.site.today = "510114006003", date(2026, 11, 27)
    places = next(section for section in guide_shown(scene_).sections if section.icon == "landmark")
    assert [line.label for line in places.lines] == ["金三角社区便民服务站（示例）", "新都区政务服务中心（示例）"]
    assert places.lines[1].value.replace(JOINER, "") == "周一到周五 9:00–12:00，13:00–17:00，电话 96123"

"""A place may be typed instead of picked: villages, communities, and the towns that are no more."""

from collections.abc import Iterator

import pytest

from bench.sample_scenes import scene_of
from catalogue.package.open import Package, open_package
from catalogue.package.sample import ensure_sample
from contract.codes import Language, Profile
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.screens.form.form_view import FormShown, form_shown
from kiosk.screens.shown import Scene


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    sample = ensure_sample(tmp_path_factory.mktemp("sample"))
    package = open_package(sample.path, sample.trusted_keys)
    yield package
    package.close()


@pytest.fixture
def scene(package: Package) -> Scene:
    return scene_of("form-division-towns", Profile.STANDARD, Language.ZH, True, package)


def act(scene: Scene, on: On, argument: object) -> FormShown:
    note(scene.session, scene.site, FormAsking(), on, argument)
    return form_shown(scene)


def typed(scene: Scene, text: str) -> FormShown:
    act(scene, On.TYPE_PLACE, True)
    return act(scene, On.ANSWER, {"field": "home_division", "value": text})


@pytest.mark.parametrize(
    ("text", "name", "second"),
    [
        ("马家", "斑竹园街道", "就是原来的马家"),
        ("新民镇", "军屯镇", "就是原来的新民镇"),
        ("泰兴", "新都街道", "就是原来的泰兴"),
        ("木兰", "石板滩街道", "就是原来的木兰"),
        ("龙桥", "新繁街道", "就是原来的龙桥"),
        ("大丰", "大丰街道", ""),
        ("金三角", "石板滩街道金三角社区居委会", ""),
    ],
)
def test_a_name_of_today_or_of_long_ago_finds_its_place(scene: Scene, text: str, name: str, second: str) -> None:
    shown = typed(scene, text)
    assert (shown.kind, shown.entry.extra[0].text, shown.entry.extra[0].second) == ("entry", name, second)
    assert "home_division" not in scene.session.answers or scene.session.answers["home_division"] == ""


@pytest.mark.parametrize("text", ["", "飞船", "12", "' OR 1=1", "x" * 200, "\u202e木"])
def test_what_names_nothing_offers_nothing_and_answers_nothing(scene: Scene, text: str) -> None:
    shown = typed(scene, text)
    assert shown.entry.extra == () and not shown.primary.enabled
    assert not scene.session.answers.get("home_division")


def test_picking_what_was_found_answers_and_leaves_the_typing(scene: Scene) -> None:
    found = typed(scene, "金三角").entry.extra[0]
    shown = act(scene, On.ANSWER, found.argument)
    assert scene.session.answers["home_division"] == "510114006001" and scene.session.place_typed is None
    assert shown.kind == "places" and shown.primary.enabled


def test_an_old_town_leads_to_its_communities_of_today(scene: Scene) -> None:
    shown = act(scene, On.ANSWER, typed(scene, "木兰").entry.extra[0].argument)
    assert shown.kind == "places" and shown.places.title == "石板滩街道" and len(shown.places.grid) > 3


def test_there_is_a_way_back_to_picking(scene: Scene) -> None:
    shown = typed(scene, "木")
    assert shown.left.act == On.TYPE_PLACE.value and shown.left.argument is False
    assert act(scene, On.TYPE_PLACE, False).kind == "places"


def test_typing_belongs_to_its_question_only(scene: Scene) -> None:
    typed(scene, "木")
    scene.session.question = "home_detail"
    assert form_shown(scene).entry.field == "home_detail"
    act(scene, On.ANSWER, {"field": "home_detail", "value": "狮子湖小区"})
    assert scene.session.answers["home_detail"] == "狮子湖小区"

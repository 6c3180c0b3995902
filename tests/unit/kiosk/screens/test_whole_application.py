"""Every question of F01, one after the other, as a resident without a card or with one goes through them."""

import pytest

from bench import sample_applying as samples
from catalogue.forms.source import read_forms
from contract.codes import Language, Profile
from contract.form import FormDef
from kiosk.config import ASSETS
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.states import State
from kiosk.journey.step import step
from kiosk.screens.form.form_view import FormShown, form_shown
from kiosk.screens.materials.materials_view import materials_shown
from kiosk.screens.review.review_view import review_shown
from kiosk.screens.shown import Scene
from kiosk.screens.sign.sign_view import sign_shown
from tests.unit.kiosk.screens.applying_scene import scene, texts

TYPED = {
    "name": "张测试",
    "birth_date": "1949-12-31",
    "id_no": "11010519491231002X",
    "hukou_address": "四川省成都市新都区测试路1号",
    "emergency_name": "李测试",
    "emergency_mobile": "13800005678",
    "mobile": "13900001234",
    "home_detail": "测试小区 3 栋 201",
    "agent_name": "王测试",
    "agent_id_no": "110101198001010010",
}
STROKES = [[[0.2, 0.5], [0.8, 0.6]]]


def happen(scene_: Scene, name: str, argument: object = None) -> None:
    session = scene_.session
    named = note(session, scene_.site, FormAsking(), On(name), argument)
    session.state, _ = step(session.state, named)


def answer(scene_: Scene, shown: FormShown) -> None:
    """The first option, what is in TYPED, or a signature."""
    match shown.kind:
        case "options":
            happen(scene_, shown.options[0].act, shown.options[0].argument)
        case "places" if not any(place.on for place in shown.places.here):
            happen(scene_, shown.places.grid[0].act, shown.places.grid[0].argument)
        case "entry" if shown.entry.extra:
            happen(scene_, shown.entry.extra[0].act, shown.entry.extra[0].argument)
        case "entry":
            happen(scene_, On.ANSWER.value, {"field": shown.entry.field, "value": TYPED[shown.entry.field]})
        case "pad":
            happen(scene_, On.SIGNED.value, {"field": shown.pad.field, "strokes": STROKES, "width": 1, "height": 1})
        case _:
            pass


def begun(by_hand: bool, profile: Profile, language: Language) -> Scene:
    scene_ = scene(samples.privacy, profile, language)
    scene_.session.state = State.PRIVACY
    scene_.site.division = "510114006003"
    if not by_hand:
        scene_.session.card = samples.sample_card()
    happen(scene_, On.BY_HAND.value if by_hand else On.AGREED.value)
    return scene_


def through_the_form(scene_: Scene) -> list[str]:
    """Answer until the form is left; the headings seen."""
    seen = []
    for _ in range(60):
        if scene_.session.state is not State.FORM:
            return seen
        shown = form_shown(scene_)
        assert shown.heading, scene_.session.question
        if seen[-1:] != [shown.heading]:
            seen.append(shown.heading)
        answer(scene_, shown)
        shown = form_shown(scene_)
        if shown.primary.enabled:
            happen(scene_, shown.primary.act)
    raise AssertionError(f"still asking after {seen}")


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("by_hand", [True, False])
def test_an_application_can_be_filled_in_to_the_review(by_hand: bool, profile: Profile, language: Language) -> None:
    scene_ = begun(by_hand, profile, language)
    form_step = through_the_form(scene_)
    assert scene_.session.state is State.MATERIALS
    while materials_shown(scene_).primary.act == On.PAGE.value:
        happen(scene_, On.PAGE.value, materials_shown(scene_).primary.argument)
    happen(scene_, materials_shown(scene_).primary.act)
    contact_step = through_the_form(scene_)
    assert (len(form_step) >= 9) == by_hand
    assert contact_step

    assert scene_.session.state is State.SIGN
    for choice in sign_shown(scene_).declarations:
        happen(scene_, choice.act, choice.argument)
    happen(scene_, On.SIGNED.value, {"field": "signature", "strokes": STROKES, "width": 1, "height": 1})
    happen(scene_, sign_shown(scene_).primary.act)
    assert scene_.session.state is State.REVIEW
    assert "13900001234" not in "".join(texts(review_shown(scene_)))
    while review_shown(scene_).primary.act == On.PAGE.value:
        happen(scene_, On.PAGE.value, review_shown(scene_).primary.argument)
    happen(scene_, review_shown(scene_).primary.act)
    assert scene_.session.state is State.SUBMITTING


def test_a_row_changed_in_the_review_leads_back_to_it() -> None:
    scene_ = scene(samples.review(0))
    scene_.session.state = State.REVIEW
    row = next(row for part in review_shown(scene_).parts for row in part.rows if row.argument == "mobile")
    happen(scene_, row.act, row.argument)
    assert form_shown(scene_).primary.text == "改好了"
    happen(scene_, On.ANSWER.value, {"field": "mobile", "value": "13700004321"})
    happen(scene_, form_shown(scene_).primary.act)
    assert scene_.session.state is State.REVIEW
    assert "137 **** 4321" in "".join(texts(review_shown(scene_)))


@pytest.mark.parametrize("form", read_forms(ASSETS / "content" / "forms"), ids=lambda form: form.id)
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_every_question_of_every_form_has_a_page(form: FormDef, language: Language) -> None:
    scene_ = scene(samples.privacy, language=language)
    scene_.session.form = form
    asking = FormAsking()
    asking.begin(scene_.session, scene_.site)
    asked = asking.questions(scene_.session, scene_.site)
    assert asked
    for field in asked:
        scene_.session.question = field.id
        shown = form_shown(scene_)
        assert shown.heading
        assert shown.options or shown.entry.field or shown.places.grid or shown.pad.field or shown.kind == "away"
        assert shown.primary.enabled or shown.primary.reason
    assert review_shown(scene_).parts


def test_what_the_window_cannot_take_is_said_and_an_optional_one_is_passed_by() -> None:
    form = next(form for form in read_forms(ASSETS / "content" / "forms") if form.id == "F06")
    scene_ = scene(samples.privacy)
    scene_.session.form, scene_.session.question = form, "children"
    FormAsking().begin(scene_.session, scene_.site)
    shown = form_shown(scene_)
    assert (shown.kind, shown.note.tone, shown.primary.enabled) == ("away", "gold", True)
    assert shown.entry.field == ""

"""Every question of F01, one after the other, as a resident without a card or with one goes through them."""

from datetime import date

import pytest

from bench import sample_applying as samples
from bench.resident.answers import typed_for
from catalogue.forms.check import check
from catalogue.forms.source import read_forms
from contract.codes import Language, Profile
from contract.form import FieldType, FormDef
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


def test_a_repeat_asks_how_many_and_then_one_cell_after_the_other() -> None:
    form = next(form for form in read_forms(ASSETS / "content" / "forms") if form.id == "F06")
    scene_ = scene(samples.privacy)
    scene_.session.form, scene_.session.question, scene_.session.state = form, "children", State.FORM
    FormAsking().begin(scene_.session, scene_.site)
    shown = form_shown(scene_)
    assert (shown.kind, [choice.text for choice in shown.options[:2]], shown.primary.enabled) == (
        "options",
        ["没有", "1 个"],
        True,
    )
    happen(scene_, On.ANSWER, {"field": "children", "value": 2})
    asked = [field.id for field in FormAsking().questions(scene_.session, scene_.site)]
    cells = [name for name in asked if name.startswith("children[")]
    assert cells == [f"children[{row}].{name}" for row in (1, 2) for name in ("name", "id18", "relation")]
    happen(scene_, form_shown(scene_).primary.act)
    assert (scene_.session.question, form_shown(scene_).hint.startswith("第 1 个")) == ("children[1].name", True)
    happen(scene_, form_shown(scene_).primary.act)
    assert scene_.session.question == "children[1].name", "an empty cell does not pass"
    happen(scene_, On.ANSWER, {"field": "children[1].name", "value": "小测"})
    happen(scene_, form_shown(scene_).primary.act)
    assert scene_.session.question == "children[1].id18"
    assert scene_.session.answers["children"] == [{"name": "小测"}, {}]


def pick(shown: FormShown) -> tuple[str, object]:
    """The first option; for a place the first that leads further, for yes or no the no."""
    for option in shown.options:
        if isinstance(option.argument, dict) and option.argument["value"] is False:
            return option.act, option.argument
    choice = (shown.options or shown.places.grid or shown.places.here)[0]
    return choice.act, choice.argument


@pytest.mark.parametrize("form", read_forms(ASSETS / "content" / "forms"), ids=lambda form: form.id)
@pytest.mark.parametrize("rows", [0, 2], ids=["alone", "with_rows"])
def test_every_form_can_be_filled_in_to_the_review(form: FormDef, rows: int) -> None:
    scene_ = begun(False, Profile.STANDARD, Language.ZH)
    session, today = scene_.session, scene_.site.today
    session.form, session.state = form, State.PRIVACY
    happen(scene_, On.AGREED.value)
    seen = []
    for _ in range(120):
        if session.state is State.MATERIALS:
            happen(scene_, materials_shown(scene_).primary.act, materials_shown(scene_).primary.argument)
            continue
        if session.state is not State.FORM:
            break
        shown, field = form_shown(scene_), session.question
        seen.append(field)
        if shown.kind == "entry" and field in ("children_now", "born_date"):
            happen(scene_, On.ANSWER.value, {"field": field, "value": str(rows) if field == "children_now" else ""})
        elif shown.kind == "entry":
            happen(scene_, On.ANSWER.value, {"field": field, "value": value_typed(shown, today)})
        elif field in ("children", "co_tenants", "siblings"):
            happen(scene_, On.ANSWER.value, {"field": field, "value": rows})
        elif shown.kind == "pad":
            answer(scene_, shown)
        else:
            for _ in range(4):
                if form_shown(scene_).primary.enabled and field in session.answers:
                    break
                happen(scene_, *pick(form_shown(scene_)))
        assert form_shown(scene_).primary.enabled, (field, form_shown(scene_).kind)
        happen(scene_, form_shown(scene_).primary.act)
        assert not session.errors, (field, session.answers.get(field), session.errors)
    assert session.state is State.SIGN, session.question
    given = FormAsking().complete(session, scene_.site)
    assert not [e for e in check(form, given, session.card, None, today) if not e.warns and e.code != "required"]
    assert (
        rows == 0
        or not any(f.type is FieldType.REPEAT and not f.when for f in form.fields)
        or any("[2]." in name for name in seen)
    )
    assert review_shown(scene_).parts


def value_typed(shown: FormShown, today: date) -> str:
    text = typed_for(shown.entry.field, shown.entry.kind, today)
    if shown.entry.kind in ("date", "month"):
        return "-".join(part for part in (text[:4], text[4:6], text[6:]) if part)
    return "测试" * 4 if shown.entry.kind == "text" else text

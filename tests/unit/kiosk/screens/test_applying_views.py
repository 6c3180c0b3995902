"""What the screens up to the review decide to show: tables of sessions and what must, or must not, be on them."""

from datetime import date

import msgspec
import pytest

from bench import sample_applying as samples
from contract.codes import Language, Profile
from contract.form import FieldError
from contract.submission import MaterialGiven
from kiosk.journey.events import On
from kiosk.screens.card.card_view import card_shown
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.materials.materials_view import materials_shown
from kiosk.screens.privacy.privacy_view import privacy_shown
from kiosk.screens.review.review_view import ReviewPart, ReviewRow, paged, review_shown
from kiosk.screens.sign.sign_view import sign_shown
from tests.unit.kiosk.screens.applying_scene import F01, NUMBER, scene, texts

# --- privacy and card


def test_only_what_the_form_declares_is_said_to_be_read() -> None:
    everything = scene(samples.privacy)
    assert privacy_shown(everything).things_title == "会读这 7 样"
    fewer = tuple(field for field in F01.fields if field.id not in ("ethnicity", "hukou_address"))
    everything.session.form = msgspec.structs.replace(F01, fields=fewer)
    shown = privacy_shown(everything)
    assert shown.things_title == "会读这 5 样"
    assert "民族" not in shown.things and "不读指纹" not in shown.things


def test_without_a_reader_the_page_speaks_of_typing_and_goes_there() -> None:
    shown = privacy_shown(scene(samples.privacy_no_reader))
    assert shown.primary.act == On.BY_HAND.value
    assert not any("去读证" in text for text in texts(shown))


def test_the_photo_is_a_choice_only_where_the_form_uses_one() -> None:
    with_photo = scene(samples.privacy)
    assert privacy_shown(with_photo).choice_title
    with_photo.session.form = msgspec.structs.replace(F01, materials=())
    assert privacy_shown(with_photo).choice_title == ""


def test_while_the_card_is_being_read_the_page_asks_not_to_lift_it() -> None:
    assert "请不要拿开" in card_shown(scene(samples.card(True))).title
    assert "请不要拿开" not in card_shown(scene(samples.card(False))).title


# --- form


def test_the_number_is_masked_until_asked_for() -> None:
    masked = scene(samples.form("card_kind"))
    assert NUMBER not in "".join(texts(form_shown(masked)))
    assert "110***********002X" in "".join(texts(form_shown(masked)))
    masked.session.number_shown = True
    assert NUMBER in "".join(texts(form_shown(masked)))


def test_a_question_without_an_answer_cannot_be_left_and_says_why() -> None:
    primary = form_shown(scene(samples.form("card_kind"))).primary
    assert (primary.enabled, primary.reason) == (False, "先选一个")
    primary = form_shown(scene(samples.form("card_kind", answers={"card_kind": "首次申办"}))).primary
    assert primary.enabled


def test_an_optional_question_can_be_left_open() -> None:
    assert form_shown(scene(samples.form("apply_bus_card"))).primary.enabled


def test_the_chosen_option_is_the_only_one_on_and_keeps_its_chinese_value_in_english() -> None:
    shown = form_shown(scene(samples.form("card_kind", answers={"card_kind": "遗失补办"}), language=Language.EN))
    assert [option.on for option in shown.options] == [False, True, False]
    assert shown.options[1].argument == {"field": "card_kind", "value": "遗失补办"}
    assert "遗失补办" not in shown.options[1].text


def test_fifty_six_nations_are_paged_and_the_last_page_holds_the_rest() -> None:
    scene_ = scene(samples.form("ethnicity", by_hand=True))
    shown = form_shown(scene_)
    seen = {option.text for option in shown.options}
    for page in range(1, shown.paging.pages):
        scene_.session.page = page
        seen |= {option.text for option in form_shown(scene_).options}
    assert len(seen) == len(next(field for field in F01.fields if field.id == "ethnicity").options)
    scene_.session.page = 999
    assert form_shown(scene_).options


def test_the_error_stands_beside_the_field_in_one_sentence_and_in_both_languages() -> None:
    wrong = samples.wrong("mobile", answers={"mobile": "139123412"})
    assert form_shown(scene(wrong)).error == "少了 2 位，手机号码要 11 位"
    assert "11" in form_shown(scene(wrong, language=Language.EN)).error


def test_an_error_code_without_words_never_shows_the_code() -> None:
    scene_ = scene(samples.form("mobile", answers={"mobile": "1"}))
    scene_.session.errors = (FieldError(field="mobile", code="not_thought_of", message="写得不对"),)
    assert form_shown(scene_).error == "写得不对"
    english = scene(samples.form("mobile", answers={"mobile": "1"}), language=Language.EN)
    english.session.errors = scene_.session.errors
    assert "not_thought_of" not in form_shown(english).error and form_shown(english).error


def test_the_age_is_said_with_its_reason_and_never_refuses() -> None:
    old = scene(samples.form("card_kind", answers={"card_kind": "首次申办"}))
    assert form_shown(old).note.tone == "ok"
    assert "76" in form_shown(old).note.strong
    card = old.session.card
    assert card is not None
    old.session.card = msgspec.structs.replace(card, birth=date(1980, 1, 1))
    old.session.answers["birth_date"] = "1980-01-01"
    young = form_shown(old)
    assert young.note.tone == "gold"
    assert young.primary.enabled


def test_where_one_lives_is_the_stations_place_in_one_tap_else_town_then_community() -> None:
    here = form_shown(scene(samples.form("home_division")))
    assert here.places.here[0].on and here.primary.enabled
    assert here.places.here[-1].argument == {"field": "home_division", "value": ""}

    towns = scene(samples.form("home_division"))
    towns.session.answers.pop("home_division")
    assert [choice.text for choice in form_shown(towns).places.grid] == ["新繁街道", "石板滩街道"]
    assert not form_shown(towns).primary.enabled

    inside = form_shown(scene(samples.form("home_division", answers={"home_division": "510114006"})))
    assert [choice.text for choice in inside.places.grid] == ["狮子社区", "石马社区"]
    assert not inside.primary.enabled

    other = form_shown(scene(samples.form("home_division", answers={"home_division": "510114005001"})))
    assert other.places.here[0].text == "新繁街道龙安社区" and other.places.here[0].on
    assert not other.places.here[1].on


def test_the_elder_profile_folds_the_card_to_one_line_and_opens_it_on_its_own_page() -> None:
    elder = scene(samples.form("card_kind"), Profile.ELDER)
    assert form_shown(elder).prefilled.folded
    elder.session.number_shown = True
    opened = form_shown(elder)
    assert (opened.kind, opened.prefilled.folded) == ("look", False)
    assert opened.primary.act == On.SHOW_NUMBER.value


def test_without_a_card_the_id_fields_are_questions() -> None:
    assert form_shown(scene(samples.form("name", by_hand=True))).entry.kind == "text"
    assert form_shown(scene(samples.form("id_no", by_hand=True))).entry.kind == "id18"
    valid = form_shown(scene(samples.form("id_valid_to", by_hand=True)))
    assert (valid.entry.kind, [choice.text for choice in valid.entry.extra]) == ("date", ["长期"])


def test_a_tap_on_the_pad_is_no_signed_statement() -> None:
    scene_ = scene(samples.form("lost_statement", answers={"card_kind": "遗失补办"}))
    scene_.session.strokes["lost_statement"] = [[(0.5, 0.5)]]
    assert not form_shown(scene_).primary.enabled
    scene_.session.strokes["lost_statement"] = [[(0.2, 0.5), (0.8, 0.5)]]
    assert form_shown(scene_).primary.enabled


# --- materials, signature, review


def test_the_cards_photo_is_offered_only_when_it_may_be_used() -> None:
    allowed = materials_shown(scene(samples.filled)).materials[0].ways
    assert allowed[0].argument == {"id": "photo", "how": MaterialGiven.CARD_PHOTO.value} and allowed[0].on
    refused = scene(samples.filled)
    refused.session.photo_allowed = False
    ways = materials_shown(refused).materials[0].ways
    assert all(way.argument["how"] != MaterialGiven.CARD_PHOTO.value for way in ways)  # type: ignore[index]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("portrait", [True, False])
def test_every_needed_material_is_on_some_page_and_only_the_last_page_goes_on(profile: Profile, portrait: bool) -> None:
    scene_ = scene(samples.materials_by_hand, profile, portrait=portrait)
    first = materials_shown(scene_)
    names = []
    for page in range(first.paging.pages):
        scene_.session.page = page
        shown = materials_shown(scene_)
        names += [material.name for material in shown.materials]
        assert (shown.primary.act == On.NEXT.value) == (page == first.paging.pages - 1)
    assert names == ["免冠照片", "居住证或居住登记回执", "旧的老年人优待证"]


def test_signing_waits_for_every_declaration_and_a_real_signature() -> None:
    assert sign_shown(scene(samples.sign(False, True))).primary.reason == "先勾上这几句"
    assert sign_shown(scene(samples.sign(True, False))).primary.reason == "还没签"
    assert sign_shown(scene(samples.sign(True, True))).primary.enabled


def test_the_review_masks_number_and_phones_and_lets_every_answer_be_changed() -> None:
    scene_ = scene(samples.review(0))
    said, edits = "", []
    for page in range(review_shown(scene_).paging.pages):
        scene_.session.page = page
        shown = review_shown(scene_)
        said += "".join(texts(shown))
        edits += [row.argument for part in shown.parts for row in part.rows]
    assert NUMBER not in said and "13912341234" not in said and "13812345678" not in said
    assert "139 **** 1234" in said
    assert {"card_kind", "mobile", "home_division", "material:photo", "signature"} <= set(edits)


def test_nothing_can_be_handed_in_before_the_last_page_was_seen() -> None:
    scene_ = scene(samples.review(0), Profile.ELDER)
    assert review_shown(scene_).paging.pages > 1
    assert review_shown(scene_).primary.act == On.PAGE.value
    scene_.session.page = review_shown(scene_).paging.pages - 1
    assert review_shown(scene_).primary.act == On.SUBMIT.value


@pytest.mark.parametrize("beside", [1, 2])
def test_pages_keep_every_row_in_order_and_none_is_too_long(beside: int) -> None:
    parts = [
        ReviewPart(str(part), tuple(ReviewRow(f"{part}-{row}", "", "", "", "") for row in range(count)))
        for part, count in enumerate((9, 1, 9))
    ]
    pages = paged(parts, 5, beside)
    assert [row.label for page in pages for part in page for row in part.rows] == [
        row.label for part in parts for row in part.rows
    ]
    assert all(sum(1 + -(-len(part.rows) // beside) for part in page) <= 5 for page in pages)

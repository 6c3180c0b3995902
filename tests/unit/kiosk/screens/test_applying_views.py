"""What the screens of applying decide to show: tables of sessions and what must, or must not, be on them."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bench import sample_applying as samples
from catalogue.forms.source import read_form
from contract.catalogue import Audience, Division, Item
from contract.codes import Language, Profile
from contract.device_lines import DeviceState
from contract.failures import FailureCode
from contract.form import FieldError
from contract.submission import MaterialGiven
from kiosk.config import ASSETS
from kiosk.journey.events import On
from kiosk.journey.session import Session, Site, Slip
from kiosk.screens.card.card_view import card_shown
from kiosk.screens.fault.fault_view import (
    FaultShown,
    card_trouble_shown,
    closed_shown,
    printer_trouble_shown,
    submit_trouble_shown,
)
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.materials.materials_view import materials_shown
from kiosk.screens.privacy.privacy_view import privacy_shown
from kiosk.screens.rating.rating_view import rating_shown
from kiosk.screens.receipt.receipt_view import receipt_shown
from kiosk.screens.review.review_view import ReviewPart, ReviewRow, paged, review_shown
from kiosk.screens.shown import Scene
from kiosk.screens.sign.sign_view import sign_shown
from kiosk.screens.submitting.submitting_view import submitting_shown
from kiosk.words import words_of

F01 = read_form(ASSETS / "content" / "forms" / "F01_elder_card.toml")
NOW = datetime(2026, 11, 23, 9, 52, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBER = "11010519491231002X"
ITEM = Item(
    code="R06-014", name="老年人优待证办理", audience=Audience.RESIDENT, category="", group="", themes=(), handling="apply",
    level="village", quick=True, cross_town=True, cross_town_kind="", department="新都区卫生健康局", needs_id_card=True,
    instant=True, legal_days=10, promised_days=0, fee="免费", materials=(), result="", colloquial=(), keywords=(),
    name_en="Senior card", form="F01",
)  # fmt: skip


class OneForm:
    """What the samples and views ask of a content package, with one form and three communities."""

    def item(self, code: str) -> Item:
        return ITEM

    def form_for_item(self, code: str):
        return F01

    def divisions(self) -> tuple[Division, ...]:
        town = {"town_code": "510114006", "town_name": "石板滩街道"}
        other = {"town_code": "510114005", "town_name": "新繁街道"}
        return (
            Division(code="510114005001", name="龙安社区", **other),
            Division(code="510114006003", name="狮子社区", **town),
            Division(code="510114006007", name="石马社区", **town),
        )


def scene(
    fill: samples.Fill, profile: Profile = Profile.STANDARD, language: Language = Language.ZH, portrait: bool = True
) -> Scene:
    session = Session(visit=1, profile=profile, language=language)
    site = Site(
        town_name="石板滩街道", reader=DeviceState.READY, printer=DeviceState.READY, network_up=True, portrait=portrait,
        now=NOW, today=NOW.date(), helper_name="刘敏", helper_phone="028 8300 0000",
    )  # fmt: skip
    fill(session, site, OneForm())  # type: ignore[arg-type]
    return Scene(session, site, words_of(ASSETS / "words", language), OneForm())  # type: ignore[arg-type]


def texts(shown: object) -> Iterator[str]:
    """Every text anywhere in what is shown."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict):
        for value in shown.values():
            yield from texts(value)
    elif isinstance(shown, list | tuple):
        for value in shown:
            yield from texts(value)
    elif isinstance(shown, msgspec.Struct):
        yield from texts(msgspec.to_builtins(shown))


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
        for part, count in enumerate((9, 1, 4))
    ]
    pages = paged(parts, 5, beside)
    assert [row.label for page in pages for part in page for row in part.rows] == [
        row.label for part in parts for row in part.rows
    ]
    assert all(sum(1 + -(-len(part.rows) // beside) for part in page) <= 5 for page in pages)


# --- after handing in


def test_nothing_is_promised_before_it_is_stored() -> None:
    waiting = submitting_shown(scene(samples.submitting))
    assert [line.state for line in waiting.lines] == ["current", "todo", "todo", "todo"]
    assert "现在没网" in waiting.lines[3].second
    stored = submitting_shown(scene(samples.submitting_sent))
    assert [line.state for line in stored.lines[:2]] == ["done", "done"]
    assert stored.lines[1].second.startswith("XD51 0114 0060")


@pytest.mark.parametrize(
    ("network", "centre", "said"),
    [(False, False, "已存本站，待上传"), (True, False, "已存本站，正在上传"), (True, True, "已受理，区里收到了")],
)
def test_the_state_on_the_receipt_is_what_is_true(network: bool, centre: bool, said: str) -> None:
    shown = receipt_shown(scene(samples.handed_in(Slip.PRINTED, network=network, centre=centre)))
    assert shown.state == said
    assert ("已受理" in "".join(texts(shown))) == centre


def test_the_number_stands_in_groups_of_four_on_two_lines() -> None:
    shown = receipt_shown(scene(samples.handed_in(Slip.PRINTING)))
    assert [len(line.split()) for line in shown.number_lines] == [4, 3]
    assert shown.facts[1].value == "2026 年 11 月 23 日　上午 9:52"


def test_a_slip_that_nobody_saw_is_offered_again_as_a_copy() -> None:
    unknown = receipt_shown(scene(samples.handed_in(Slip.UNKNOWN)))
    assert unknown.left.act == On.REPRINT.value
    assert "补打" in unknown.note.text
    assert receipt_shown(scene(samples.handed_in(Slip.PRINTING))).left.act == ""


def test_the_grades_have_the_national_words_and_codes() -> None:
    grades = rating_shown(scene(samples.rating(""))).grades
    assert [(g.argument, g.text, g.stars) for g in grades] == [
        ("1", "非常满意", 5),
        ("2", "满意", 4),
        ("3", "基本满意", 3),
        ("4", "不满意", 2),
        ("5", "非常不满意", 1),
    ]


def test_a_poor_grade_asks_for_a_reason_and_a_good_one_does_not() -> None:
    assert not rating_shown(scene(samples.rating(""))).primary.enabled
    assert rating_shown(scene(samples.rating("3"))).primary.enabled
    assert not rating_shown(scene(samples.rating("4"))).primary.enabled
    assert not rating_shown(scene(samples.rating("4", "self-service"))).primary.enabled
    assert rating_shown(scene(samples.rating("5", "long-wait"))).primary.enabled


# --- faults


FAULTS = {
    "card": (card_trouble_shown, samples.card_trouble(FailureCode.CARD_MOVED)),
    "reader": (card_trouble_shown, samples.card_trouble(FailureCode.READER_SILENT)),
    "printer": (printer_trouble_shown, samples.handed_in(Slip.FAILED, failure=FailureCode.PRINTER_PAPER_OUT)),
    "submit": (submit_trouble_shown, samples.submit_trouble),
    "closed": (closed_shown, samples.closed(FailureCode.DISK_FULL)),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_every_fault_first_says_what_still_works_and_offers_two_other_ways(name: str, language: Language) -> None:
    view, fill = FAULTS[name]
    shown: FaultShown = view(scene(fill, language=language))
    assert shown.safe.strong and shown.safe.tone == "ok"
    assert len(shown.ways) + bool(shown.qr) >= 2


@pytest.mark.parametrize("code", list(FailureCode))
def test_no_failure_of_the_card_shows_its_code(code: FailureCode) -> None:
    assert code.value not in "".join(texts(card_trouble_shown(scene(samples.card_trouble(code)))))


def test_laying_the_card_again_is_offered_only_where_it_can_help() -> None:
    moved = card_trouble_shown(scene(samples.card_trouble(FailureCode.CARD_MOVED)))
    assert moved.primary.act == On.CARD_AGAIN.value
    silent = card_trouble_shown(scene(samples.card_trouble(FailureCode.READER_SILENT)))
    assert silent.primary.act == On.BY_HAND.value


def test_without_paper_the_code_on_screen_is_the_receipt() -> None:
    shown = printer_trouble_shown(scene(FAULTS["printer"][1]))
    assert shown.qr == samples.PROOF
    assert "没纸" in shown.title and "不影响" in shown.title
    assert shown.left.act == On.REPRINT.value

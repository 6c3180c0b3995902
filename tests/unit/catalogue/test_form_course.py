"""What a form asks and in which order, what a card fills in, what is said about eligibility; and F01 in particular."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec
import pytest

from catalogue.forms.check import check, errors_of
from catalogue.forms.questions import Hint, eligibility, questions
from catalogue.forms.source import read_form
from catalogue.forms.state import compute, materials_of, prefill, visible, work_out
from catalogue.package.sample import CONTENT
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.form import FormDef, Step

TODAY = date(2026, 11, 27)
CARD = CardRecord(
    kind=CardKind.RESIDENT,
    name="张测试",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    nation="01",
    address="四川省成都市新都区桂湖街道示例路1号",
    issuer="成都市公安局新都区分局",
    valid_from=date(2020, 1, 1),
)
SITE = {"division": "510114001004", "has_camera": False}


@pytest.fixture(scope="module")
def f01() -> FormDef:
    return read_form(Path(CONTENT) / "forms" / "F01_elder_card.toml")


def asked(
    form: FormDef, step: Step, card: CardRecord | None = CARD, station: Mapping[str, object] = SITE, **answers: object
) -> list[str]:
    begun = prefill(form, card, station, today=TODAY)
    return [one.id for one in questions(form, begun | answers, card, TODAY, station=station) if one.step is step]


def test_a_read_card_leaves_four_questions_of_the_form(f01: FormDef) -> None:
    assert asked(f01, Step.FORM) == ["card_kind", "emergency_name", "emergency_mobile", "apply_bus_card"]
    assert asked(f01, Step.CARD) == []


def test_a_lost_card_asks_for_a_signed_line(f01: FormDef) -> None:
    assert "lost_statement" in asked(f01, Step.FORM, card_kind="遗失补办")


def test_without_a_card_its_fields_are_asked(f01: FormDef) -> None:
    assert asked(f01, Step.CARD, card=None) == [
        "name",
        "id_sex_nation",
        "birth_date",
        "id_no",
        "hukou_address",
        "id_valid_to",
    ]


def test_the_photo_is_a_question_only_where_there_is_a_choice(f01: FormDef) -> None:
    assert asked(f01, Step.MATERIALS) == []
    assert asked(f01, Step.MATERIALS, station=SITE | {"has_camera": True}) == ["photo_src"]
    options = next(
        one for one in questions(f01, {}, CARD, TODAY, station=SITE | {"has_camera": True}) if one.id == "photo_src"
    ).options
    assert [option.label for option in options["photo_src"]] == ["用身份证照片", "现场拍照"]


def test_home_and_its_details_share_a_page(f01: FormDef) -> None:
    home = next(one for one in questions(f01, {}, CARD, TODAY) if one.id == "home")
    assert [field.id for field in home.fields] == ["home_division", "home_detail"]
    assert asked(f01, Step.CONTACT) == ["mobile", "home", "is_agent", "result_delivery"]
    assert asked(f01, Step.CONTACT, is_agent=True)[3:] == ["agent", "agent_relation", "result_delivery"]


def test_a_card_fills_in_only_what_the_form_declares(f01: FormDef) -> None:
    begun = prefill(f01, CARD, SITE, today=TODAY)
    assert begun == {
        "name": "张测试",
        "sex": "女",
        "ethnicity": "汉族",
        "birth_date": "1949-12-31",
        "id_no": "11010519491231002X",
        "hukou_address": "四川省成都市新都区桂湖街道示例路1号",
        "id_valid_to": "长期",
        "photo_src": "用身份证照片",
        "home_division": "510114001004",
        "is_agent": False,
        "result_delivery": "本站自取",
    }
    less = msgspec.structs.replace(f01, fields=tuple(field for field in f01.fields if field.id in ("name", "mobile")))
    assert prefill(less, CARD, SITE, today=TODAY) == {"name": "张测试"}


def test_a_typed_answer_never_replaces_what_the_card_states(f01: FormDef) -> None:
    state = work_out(f01, {"name": "别人", "id_no": "1"}, card=CARD, today=TODAY)
    assert (state.values["name"], state.values["id_no"]) == ("张测试", "11010519491231002X")
    assert {"name", "id_no", "hukou_kind"} <= state.locked


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("四川省成都市新都区大丰街道", "新都户籍"),
        ("四川省新都县马家镇", "新都户籍"),
        ("四川省 成都市 新都区", "新都户籍"),
        ("成都市新都区木兰镇", "新都户籍"),
        ("四川省成都市金牛区", "成都其他区县"),
        ("四川省彭州市天彭镇", "成都其他区县"),
        ("四川省双流县", "成都其他区县"),
        ("四川省金堂县", "成都其他区县"),
        ("四川省德阳市广汉市", "外地户籍常住"),
        ("四川省康定县新都桥镇", "外地户籍常住"),
        ("重庆市渝北区成都路", "外地户籍常住"),
        ("北京市朝阳区", "外地户籍常住"),
    ],
)
def test_the_household_register_is_read_from_the_address(f01: FormDef, address: str, kind: str) -> None:
    """The number's head is 110105 in all of them: it must not matter."""
    card = msgspec.structs.replace(CARD, address=address)
    assert compute(f01, {}, card, TODAY) == {"hukou_kind": kind}
    wanted = {material.id for material in materials_of(work_out(f01, {}, card=card, today=TODAY))}
    assert ("residence_permit" in wanted) == (kind == "外地户籍常住")


@pytest.mark.parametrize(
    ("birth", "hint"),
    [
        (date(1949, 12, 31), Hint(code="age_60", holds=True, facts={"age": "76"})),
        (date(1966, 11, 27), Hint(code="age_60", holds=True, facts={"age": "60"})),
        (date(1966, 11, 28), Hint(code="age_60", holds=False, facts={"age": "59"})),
    ],
)
def test_eligibility_is_a_hint_with_its_facts(f01: FormDef, birth: date, hint: Hint) -> None:
    card = msgspec.structs.replace(CARD, birth=birth)
    assert eligibility(f01, {}, card, TODAY) == (hint,)
    assert not any(
        error.field == "birth_date" and error.code != "birth_differs" for error in check(f01, {}, card, None, TODAY)
    )


def test_an_unknown_birthday_is_unknown_and_not_too_young(f01: FormDef) -> None:
    assert eligibility(f01, {}, None, TODAY) == (Hint(code="age_60", holds=None, facts={}),)


@pytest.mark.parametrize(
    "card",
    [
        CardRecord(
            kind=CardKind.FOREIGNER_2017,
            name="甘笛生",
            number="GBR110101490101",
            sex=Sex.MALE,
            birth=date(1949, 1, 1),
            nationality="GBR",
            english_name="TESTER, A",
            valid_to=date(2030, 1, 1),
        ),
        CardRecord(
            kind=CardKind.HKMT,
            name="陈测试",
            number="810000199408230021",
            sex=Sex.FEMALE,
            birth=date(1994, 8, 23),
            address="四川省成都市新都区示例路",
            valid_to=date(2030, 1, 1),
        ),
        msgspec.structs.replace(CARD, number="110105194912310021"),
        msgspec.structs.replace(CARD, valid_to=date(2020, 1, 1), name="张"),
    ],
    ids=["foreigner", "hkmt", "number_check_differs", "expired_short_name"],
)
def test_no_card_is_a_reason_to_refuse(f01: FormDef, card: CardRecord) -> None:
    errors = check(f01, prefill(f01, card, SITE, today=TODAY), card, None, TODAY)
    of_card = [
        error for error in errors if any(field.id == error.field and field.step is Step.CARD for field in f01.fields)
    ]
    assert all(error.warns for error in of_card), of_card


def test_the_errors_of_one_screen_are_its_own(f01: FormDef) -> None:
    errors = check(f01, {"mobile": "138"}, CARD, None, TODAY)
    assert [(error.field, error.code) for error in errors_of(errors, {"mobile"})] == [("mobile", "mobile_short")]


def test_a_hidden_field_is_not_visible_and_its_answer_does_not_count(f01: FormDef) -> None:
    answers = {"card_kind": "首次申办", "lost_statement": {"sha256": "0" * 64}}
    assert "lost_statement" not in visible(f01, answers, CARD, TODAY)
    assert "lost_statement" not in work_out(f01, answers, card=CARD, today=TODAY).values
    assert "lost_statement" in visible(f01, answers | {"card_kind": "遗失补办"}, CARD, TODAY)

"""National schemes and types, each with good and bad values (STANDARDS §3.11)."""

import pytest

from catalogue.forms.expressions import add_months, age, days_between, luhn
from catalogue.forms.facts import is_iso_date
from catalogue.forms.values import problem_of, warning_of
from contract.form import Field, FieldType, Option

OPTIONS = (Option(label="低保", key="a"), Option(label="特困", key="b"), Option(label="其他", key="c"))


def code_of(kind: FieldType, value: object, **more: object) -> str | None:
    field = Field(id="f", label="项", type=kind, **more)  # type: ignore[arg-type]
    problem = problem_of(field, value, {option.label for option in field.options}, frozenset())
    return problem[0] if problem else None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldType.MOBILE, "13800005678"),
        (FieldType.MOBILE, "17012345678"),
        (FieldType.MOBILE, "19900000000"),
        (FieldType.ID18, "11010519491231002X"),
        (FieldType.USCC, "12441500196720244T"),
        (FieldType.USCC, "11430000006122244L"),
        (FieldType.USCC, "11220000013544541J"),
        (FieldType.BANKCARD, "6222021234567890"),
        (FieldType.BANKCARD, "6222021234567890123"),
        (FieldType.DATE, "2024-02-29"),
        (FieldType.MONTH, "2026-12"),
        (FieldType.INT, 0),
        (FieldType.INT, -3),
        (FieldType.DECIMAL, "12.50"),
        (FieldType.DECIMAL, "0"),
        (FieldType.DECIMAL, "-1.5"),
        (FieldType.BOOL, False),
        (FieldType.DIVISION, "510114001004"),
        (FieldType.TEXT, "买买提·吐尔逊"),
        (FieldType.TEXT, "𠀀𪚥"),
        (FieldType.SIGNATURE, {"sha256": "0" * 64}),
        (FieldType.SCAN, [{"sha256": "1" * 64}, {"sha256": "2" * 64}]),
    ],
)
def test_a_good_value_is_taken(kind: FieldType, value: object) -> None:
    assert code_of(kind, value) is None


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (FieldType.MOBILE, "1380000567", "mobile_short"),
        (FieldType.MOBILE, "１３８００００５６７８", "mobile_digits"),
        (FieldType.MOBILE, "12800005678", "mobile_start"),
        (FieldType.MOBILE, "02883000000", "mobile_start"),
        (FieldType.ID18, "110105194912310021", "id_check"),
        (FieldType.ID18, "110105491231002", "id_short"),
        (FieldType.ID18, "11010519491331002X", "id_check"),
        (FieldType.ID18, "1101051949123100２X", "id_characters"),
        (FieldType.ID18, "110105190002290026", "id_check"),
        (FieldType.USCC, "12441500196720244A", "uscc_check"),
        (FieldType.USCC, "1244150019672024I4", "uscc_characters"),
        (FieldType.USCC, "12441500196720244", "uscc_short"),
        (FieldType.BANKCARD, "622202123456789", "bankcard_short"),
        (FieldType.BANKCARD, "62220212345678901234", "bankcard_long"),
        (FieldType.BANKCARD, "6222 0212 3456 7890", "bankcard_digits"),
        (FieldType.DATE, "2023-02-29", "not_a_date"),
        (FieldType.DATE, "20240229", "not_a_date"),
        (FieldType.DATE, "2024-2-9", "not_a_date"),
        (FieldType.DATE, "1899-12-31", "not_a_date"),
        (FieldType.DATE, "长期", "not_a_date"),
        (FieldType.MONTH, "2026-13", "not_a_month"),
        (FieldType.MONTH, "2026-1", "not_a_month"),
        (FieldType.INT, True, "not_a_number"),
        (FieldType.INT, "3", "not_a_number"),
        (FieldType.INT, 1.5, "not_a_number"),
        (FieldType.INT, 10**30, "not_a_number"),
        (FieldType.DECIMAL, "1.234", "too_many_decimals"),
        (FieldType.DECIMAL, "1e3", "not_a_number"),
        (FieldType.DECIMAL, "NaN", "not_a_number"),
        (FieldType.DECIMAL, "", "not_a_number"),
        (FieldType.DECIMAL, "Infinity", "not_a_number"),
        (FieldType.DECIMAL, " 1", "not_a_number"),
        (FieldType.DECIMAL, "１", "not_a_number"),
        (FieldType.BOOL, "是", "not_yes_or_no"),
        (FieldType.BOOL, 1, "not_yes_or_no"),
        (FieldType.DIVISION, "510114", "division_unknown"),
        (FieldType.TEXT, "两行\n字", "bad_character"),
        (FieldType.TEXT, "\ud800", "bad_character"),
        (FieldType.TEXT, "字" * 2001, "too_long"),
        (FieldType.TEXT, {"a": 1}, "wrong_type"),
        (FieldType.SIGNATURE, "已签", "not_given"),
        (FieldType.SIGNATURE, {}, "not_given"),
        (FieldType.SCAN, [], "not_given"),
        (FieldType.PHOTO, {"sha256": "G" * 64}, "not_given"),
    ],
)
def test_a_bad_value_gives_its_code(kind: FieldType, value: object, code: str) -> None:
    assert code_of(kind, value) == code


def test_what_is_missing_is_counted_for_the_resident() -> None:
    field = Field(id="m", label="手机", type=FieldType.MOBILE)
    assert problem_of(field, "138000056", (), ()) == ("mobile_short", {"missing": "2", "need": "11"})


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (["低保"], None),
        (["低保", "特困"], None),
        ([], "too_few"),
        (["低保", "特困", "其他"], "too_many"),
        (["低保", "低保"], "chosen_twice"),
        (["不在里面"], "not_an_option"),
        ("低保", "not_an_option"),
        ([1], "not_an_option"),
    ],
)
def test_a_multiple_choice_keeps_its_limits(value: object, code: str | None) -> None:
    assert code_of(FieldType.MULTI, value, options=OPTIONS, min_length=1, max_length=2) == code


def test_a_pattern_is_for_the_whole_text() -> None:
    disability = r"\d{17}[\dX][1-7][1-4](B\d)?"
    assert code_of(FieldType.REGEX, "11010519491231002X44", pattern=disability) is None
    assert code_of(FieldType.REGEX, "11010519491231002X44B1", pattern=disability) is None
    assert code_of(FieldType.REGEX, "x11010519491231002X44", pattern=disability) == "pattern"


def test_a_hostile_pattern_takes_no_longer_than_the_text() -> None:
    assert code_of(FieldType.REGEX, "a" * 2000 + "!", pattern="(a+)+$") == "too_long"
    assert code_of(FieldType.REGEX, "a" * 1999 + "!", pattern="(a+)+$") == "pattern"


def test_luhn_warns_and_never_refuses() -> None:
    field = Field(id="b", label="卡号", type=FieldType.BANKCARD)
    assert warning_of(field, "6222021234567890") == ("bankcard_luhn", {})
    assert warning_of(field, "4111111111111111") is None
    assert luhn("79927398713") and not luhn("79927398710")


@pytest.mark.parametrize(
    ("birth", "today", "years"),
    [
        ("1949-12-31", "2026-12-30", 76),
        ("1949-12-31", "2026-12-31", 77),
        ("1948-02-29", "2027-02-28", 78),
        ("1948-02-29", "2027-03-01", 79),
        ("", "2026-01-01", -1),
        ("2026-13-01", "2026-01-01", -1),
    ],
)
def test_age_counts_full_years(birth: str, today: str, years: int) -> None:
    assert age(birth, today) == years


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("9999-12-01", 1, ""),
        ("x", 1, ""),
    ],
)
def test_months_end_where_the_month_does(start: str, months: int, end: str) -> None:
    assert add_months(start, months) == end


def test_dates_that_are_none_fulfil_no_limit() -> None:
    assert days_between("2026-01-01", "2026-01-31") == 30
    assert days_between("", "2026-01-31") < -100_000
    assert not is_iso_date("2026-W01-1") and not is_iso_date(None)

"""The text block of the four card kinds (PROTOCOLS §1.7, §1.8)."""

from datetime import date

import pytest

from contract.card import CardKind, CardWarning
from contract.codes import Sex
from contract.failures import Failed, FailureCode
from devices.card_reader.card_text import current_address, decode_card_text, states_long_term
from tests.transcripts.holders import changed, text_of

TODAY = date(2025, 6, 1)


def test_a_resident_card_is_read_field_by_field() -> None:
    card = decode_card_text(text_of("CN"), TODAY)
    assert card.kind is CardKind.RESIDENT
    assert (card.name, card.sex, card.nation, card.birth) == ("张测试", Sex.FEMALE, "01", date(1949, 12, 31))
    assert (card.address, card.number) == ("四川省成都市高新区测试路1号", "11010519491231002X")
    assert (card.issuer, card.valid_from, card.valid_to) == ("成都市公安局高新分局", date(2020, 1, 1), None)
    assert (card.permit_number, card.nationality, card.english_name, card.warnings) == (None, None, None, ())
    assert states_long_term(text_of("CN"))


def test_a_permit_of_hong_kong_macao_or_taiwan_has_its_travel_number_and_no_nation() -> None:
    card = decode_card_text(text_of("J"), TODAY)
    assert (card.kind, card.name, card.number) == (CardKind.HKMT, "陈样本", "810000190001010018")
    assert (card.permit_number, card.nation, card.valid_to) == ("H00000000", None, date(2027, 1, 1))
    assert card.warnings == ()


def test_a_foreigner_of_the_2017_card_has_both_names() -> None:
    card = decode_card_text(text_of("I"), TODAY)
    assert (card.kind, card.name, card.english_name) == (CardKind.FOREIGNER_2017, "阿尔法", "SAMPLE, ALPHA")
    assert (card.number, card.nationality, card.birth) == ("KAZ110090123105", "KAZ", date(1990, 12, 31))
    assert (card.valid_from, card.valid_to, card.warnings) == (date(2018, 1, 1), date(2028, 1, 1), ())


def test_a_foreigner_of_the_2023_card_has_a_name_in_two_places() -> None:
    long_name = "ABCDEFGHIJ KLMNOPQRSTUVWXYZ ABCDEFG HIJKLMNOP"
    text = changed(changed(text_of("Y"), 52, 70, long_name[:35]), 220, 22, long_name[35:])
    card = decode_card_text(text, TODAY)
    assert (card.kind, card.english_name) == (CardKind.FOREIGNER_2023, long_name)
    assert (card.number, card.nationality, card.warnings) == ("911398199012310021", "KAZ", ())


@pytest.mark.parametrize("name", ["阿卜杜拉·买买提", "𠮷田䶮", "张\ue123三", "张\U000f0001三", " 张  三", "王｟"])
def test_a_name_is_kept_as_the_chip_has_it(name: str) -> None:
    assert decode_card_text(changed(text_of("CN"), 0, 30, name), TODAY).name == name


@pytest.mark.parametrize(("name", "warned"), [("张\ue123三", True), ("张\U000f0001三", True), ("𠮷䶮·", False)])
def test_private_use_characters_are_warned_of_and_rare_ones_are_not(name: str, warned: bool) -> None:
    card = decode_card_text(changed(text_of("CN"), 0, 30, name), TODAY)
    assert (CardWarning.PRIVATE_USE in card.warnings) is warned


def test_padding_may_be_nul() -> None:
    assert decode_card_text(changed(text_of("CN"), 0, 30, "张三" + "\0" * 13), TODAY).name == "张三"


@pytest.mark.parametrize(
    ("at", "size", "value"),
    [
        (0, 30, "张\ud800三"),
        (0, 30, "张\udc00"),
        (52, 70, "四川\ud842"),
        (0, 30, "张\x1b三"),
        (0, 30, ""),
        (122, 36, ""),
        (30, 2, "3"),
        (36, 16, "19490230"),
        (36, 16, ""),
        (36, 16, "1949１２31"),
        (188, 16, "2020010"),
        (204, 16, "长期有效"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_not_repaired(at: int, size: int, value: str) -> None:
    with pytest.raises(Failed) as failed:
        decode_card_text(changed(text_of("CN"), at, size, value), TODAY)
    assert failed.value.code is FailureCode.CARD_TEXT_INVALID


@pytest.mark.parametrize("size", [0, 255, 257])
def test_a_block_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(Failed):
        decode_card_text(bytes(size), TODAY)


@pytest.mark.parametrize("blank", ["", "00000000"])
def test_a_blank_date_is_not_stated(blank: str) -> None:
    card = decode_card_text(changed(changed(text_of("CN"), 188, 16, blank), 204, 16, blank), TODAY)
    assert (card.valid_from, card.valid_to) == (None, None)
    assert not states_long_term(changed(text_of("CN"), 204, 16, blank))


def test_the_last_day_of_validity_is_still_valid() -> None:
    text = changed(text_of("CN"), 204, 16, "20250601")
    assert CardWarning.EXPIRED not in decode_card_text(text, TODAY).warnings
    assert decode_card_text(text, date(2025, 6, 2)).warnings == (CardWarning.EXPIRED,)


@pytest.mark.parametrize(
    ("kind", "at", "size", "value", "warning"),
    [
        ("CN", 36, 16, "19491230", CardWarning.BIRTH_MISMATCH),
        ("CN", 30, 2, "1", CardWarning.SEX_MISMATCH),
        ("CN", 122, 36, "110105194912310021", CardWarning.NUMBER_CHECK),
        ("I", 122, 30, "KAZ110090123107", CardWarning.NUMBER_CHECK),
        ("I", 220, 16, "19901230", CardWarning.BIRTH_MISMATCH),
        ("Y", 122, 36, "911398199012310022", CardWarning.NUMBER_CHECK),
        ("Y", 122, 36, "911999199012310021", CardWarning.NUMBER_CHECK),
        ("Y", 30, 2, "1", CardWarning.SEX_MISMATCH),
    ],
)
def test_a_number_that_does_not_fit_is_a_warning(
    kind: str, at: int, size: int, value: str, warning: CardWarning
) -> None:
    assert decode_card_text(changed(text_of(kind), at, size, value), TODAY).warnings == (warning,)


def test_an_unstated_sex_is_compared_with_nothing() -> None:
    card = decode_card_text(changed(text_of("CN"), 30, 2, "9"), TODAY)
    assert (card.sex, card.warnings) == (Sex.UNSTATED, ())


def test_a_nation_without_a_name_is_kept_as_its_number() -> None:
    assert decode_card_text(changed(text_of("CN"), 32, 4, "99"), TODAY).nation == "99"


def test_an_appended_address_is_the_last_one() -> None:
    first, second = "四川省成都市青羊区新址路3号", "新址路4号"
    entries = [text.ljust(35).encode("utf-16-le") for text in (first, second)]
    assert current_address(entries[0]) == first
    assert current_address(entries[0] + entries[1]) == second
    assert current_address(b"") is None
    assert current_address(b"\x20\x00" * 35) is None

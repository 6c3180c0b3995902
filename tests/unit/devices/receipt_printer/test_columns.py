"""Widths, wrapping and spelling on receipt paper (PROTOCOLS §4.2)."""

import pytest

from devices.receipt_printer.columns import columns_of, printable, spelled, wrapped


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中文", "D6 D0 CE C4"),
        ("成都市政务服务", "B3 C9 B6 BC CA D0 D5 FE CE F1 B7 FE CE F1"),
        ("￥", "A3 A4"),
        ("“”", "A1 B0 A1 B1"),
        ("—", "A1 AA"),
        ("…", "A1 AD"),
        ("℃", "A1 E6"),
        ("·×°–①", "A1 A4 A1 C1 A1 E3 A8 43 A2 D9"),
    ],
)
def test_chinese_is_spelled_in_two_byte_codes(text: str, code: str) -> None:
    assert spelled(text) == bytes.fromhex(code)


@pytest.mark.parametrize("text", ["䶮", "𠮷", "\ue863", "\ue123", "ñ", "€", "张䶮"])
def test_what_gbk_cannot_spell_is_never_given_another_code(text: str) -> None:
    assert spelled(text) is None


def test_a_four_byte_code_counts_as_none_even_where_the_codec_has_one() -> None:
    assert spelled("𠮷", "gb18030") is None


def test_the_yen_sign_and_the_unbreakable_space_become_the_printers_own() -> None:
    assert spelled(printable("¥12\u00a0元")) == bytes.fromhex("A3A4") + b"12 " + "元".encode("gbk")


def test_characters_that_would_be_commands_are_dropped() -> None:
    assert printable("张\x1b@\x1dV\x00三\x10\x04\x01") == "张@V三"


def test_a_column_is_a_byte() -> None:
    assert columns_of("AI 智慧“…①×°") == 3 + 4 + 10
    assert columns_of("䶮𠮷\ue123") == 6


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    lines = wrapped("一二三四五六七八，九十（甲乙）丙丁", 16)
    assert lines == ["一二三四五六七", "八，九十（甲乙）", "丙丁"]
    assert all(line[0] not in "，。）" and line[-1] not in "（《“" for line in lines)


def test_words_and_numbers_stay_whole_and_overlong_ones_are_cut() -> None:
    assert wrapped("XD51 0114 0060 0126 1123", 16) == ["XD51 0114 0060", "0126 1123"]
    assert wrapped("A" * 25, 10) == ["A" * 10, "A" * 10, "A" * 5]


def test_wished_breaks_hold_where_they_fit_and_are_forgotten_where_they_do_not() -> None:
    number = "XD51 0114 0060 0126\n1123 0007 42"
    assert wrapped(number, 24) == ["XD51 0114 0060 0126", "1123 0007 42"]
    assert wrapped(number, 16) == ["XD51 0114 0060", "0126 1123 0007", "42"]


def test_a_full_width_space_is_where_a_line_breaks_first() -> None:
    assert wrapped("狮子湖小区站 510114-006-001　第 7 号", 32) == ["狮子湖小区站 510114-006-001", "第 7 号"]


def test_no_hanzi_stands_alone_on_the_last_line() -> None:
    assert wrapped("一二三四五六七八九", 16) == ["一二三四五六七", "八九"]


def test_nothing_is_an_empty_line() -> None:
    assert wrapped("", 32) == [""]

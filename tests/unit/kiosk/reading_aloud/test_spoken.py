"""Texts of the screen as they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reading_aloud.spoken import TEXT_LIMIT, clauses_of, in_words, sentences_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第 1 步，共 6 步", ["第一步，共六步"]),
        ("2026 年 11 月 23 日　上午 9:52", ["二零二六年十一月二十三日，上午九点五十二分"]),
        ("到期 2030-01-02", ["到期二零三零年一月二日"]),
        ("申办类型，选一个　·　第 1 问，共 4 问", ["申办类型，选一个", "第一问，共四问"]),
        ("1 0", ["一零"]),
        ("下午 2:05", ["下午两点零五分"]),
        ("一共 2 样，已替您选了最省事的", ["一共两样，已替您选了最省事的"]),
        ("第 2 位", ["第二位"]),
        ("3-5 个工作日", ["三到五个工作日"]),
        ("打 96123 问，或打 12345 投诉。", ["打九六幺二三问，或打幺二三四五投诉"]),
        ("028 8300 0000", ["零二八，八三零零，零零零零"]),
        ("XD51 0114 0060", ["艾克斯迪，五幺，零幺幺四，零零六零"]),
        ("20000 元", ["二万元"]),
        ("每月 105.5 元，占 10%", ["每月一百零五点五元，占百分之十"]),
        ("1 / 2", ["第一页，共两页"]),
        ("A4 纸用完了", ["诶四纸用完了"]),
        ("您还在吗？", ["您还在吗？"]),
        ("放稳不动，大约 2 秒。读好会“嘀”一声。", ["放稳不动，大约两秒", "读好会嘀一声"]),
        ("居住登记申报\n（流动人\u2060口\u2060）", ["居住登记申报，流动人口"]),
        ("·　·", []),
    ],
)
def test_what_is_written_becomes_what_is_said(text: str, said: list[str]) -> None:
    assert list(sentences_of(text)) == said


@pytest.mark.parametrize("masked", ["110***********002X", "139 **** 1234", "******", "李**"])
def test_of_a_masked_number_no_digit_is_said(masked: str) -> None:
    said = "".join(sentences_of(masked))
    assert "号码不念" in said
    assert not set(said) & set("零幺一二三四五六七八九")


def test_numbers_are_counted_as_people_count() -> None:
    counted = {0: "零", 10: "十", 19: "十九", 20: "二十", 101: "一百零一", 110: "一百一十", 2010: "二千零一十"}
    counted |= {10_000: "一万", 10_001: "一万零一", 120_340: "十二万零三百四十"}
    assert {number: in_words(number) for number in counted} == counted


@given(st.text(max_size=300))
def test_any_text_is_said_without_digits_and_signs_or_not_at_all(text: str) -> None:
    for sentence in sentences_of(text):
        assert sentence
        assert not any(sign.isascii() and (sign.isdigit() or sign.isspace()) for sign in sentence)
        assert all(clauses_of(clause) in ((clause,), ()) or clause for clause in clauses_of(sentence))


def test_a_text_without_end_is_said_no_further_than_its_limit() -> None:
    assert sum(map(len, sentences_of("好" * (10 * TEXT_LIMIT)))) == TEXT_LIMIT

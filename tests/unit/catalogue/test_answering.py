"""Answers to questions back in words: by place, by what they say, yes or no, not knowing; all else is a new search."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.package.phrasings import read_said
from catalogue.package.sample import CONTENT
from catalogue.search.answering import UNSURE, answered
from catalogue.search.ask_back import Question

GROUPS = {group.id: group for group in read_said(CONTENT).ask_back.groups}


def _all_questions() -> Iterator[Question]:
    waiting = list(GROUPS.values())
    while waiting:
        question = waiting.pop()
        yield question
        waiting += [option.then for option in question.options if option.then is not None]


def test_every_answer_is_met_by_its_own_words_and_by_its_place() -> None:
    for question in _all_questions():
        for place, option in enumerate(question.options):
            assert answered(question, option.label) == option.label
            assert answered(question, f"我选{option.label}嘛") == option.label, question.ask
            assert answered(question, f"第{'一二三'[place]}个") == option.label


@pytest.mark.parametrize(
    ("group", "said", "label"),
    [
        ("vaccine", "给娃儿办的", "娃儿打预防针"),
        ("vaccine", "给我女儿打的", "娃儿打预防针"),
        ("vaccine", "遭狗抓咬了", "猫狗抓咬了"),
        ("vaccine", "就头一个嘛", "娃儿打预防针"),
        ("vaccine", "最后一个", "猫狗抓咬了"),
        ("vaccine", "中间那个", "打宫颈癌疫苗"),
        ("vaccine", "3", "猫狗抓咬了"),
        ("vaccine", "我也不晓得", UNSURE),
        ("id-renew", "户口在外地的", "在外地"),
        ("ss-card-lost", "从来没办过", "从来没办过"),
        ("jobless-book", "不要", "不要，只登记"),
        ("home-refit", "没有", "没有，是老人"),
        ("home-refit", "有的", "有残疾证"),
        ("senior-card", "第三个", None),
        ("senior-card", "我要交水费", None),
        ("vaccine", "我屋头老汉儿前天把社保卡搞落了想补一张", None),
        ("vaccine", "", None),
    ],
)
def test_what_is_said_to_a_question(group: str, said: str, label: str | None) -> None:
    assert answered(GROUPS[group], said) == label


@given(text=st.text(max_size=300))
def test_any_text_is_an_answer_or_none(text: str) -> None:
    question = GROUPS["vaccine"]
    assert answered(question, text) in {None, UNSURE, *(option.label for option in question.options)}

"""What checking a whole form costs (p99), beside the limit and beside the same conditions as straight Python."""

import re
from datetime import date
from time import thread_time_ns

from bench.figure import Figure, at_most
from catalogue.forms.check import check
from catalogue.forms.source import read_form
from catalogue.package.sample import CONTENT
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.id_number import IdNumber, age_on

NAME = "form_check"
LIMIT_MS = 5.0
TIMES = 2000

CARD = CardRecord(
    kind=CardKind.RESIDENT,
    name="张测试",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    nation="01",
    address="四川省成都市新都区示例路1号",
)
TODAY = date(2026, 11, 27)
ANSWERS: dict[str, object] = {
    "card_kind": "首次申办",
    "photo_src": "用身份证照片",
    "emergency_name": "李四光",
    "emergency_mobile": "13800005678",
    "mobile": "13900001234",
    "home_division": "510114001004",
    "home_detail": "示例小区 3 栋 201",
    "is_agent": False,
    "result_delivery": "本站自取",
}
MOBILE = re.compile(r"1[3-9]\d{9}")


def by_hand() -> bool:
    """The same verdict as straight code for this one form."""
    return (
        2 <= len(CARD.name) <= 50
        and IdNumber(CARD.number).birth == CARD.birth <= TODAY
        and age_on(CARD.birth, TODAY) >= 0
        and ANSWERS["card_kind"] in ("首次申办", "遗失补办", "损坏换证")
        and ANSWERS["photo_src"] in ("用身份证照片", "现场拍照", "扫描照片")
        and 2 <= len(str(ANSWERS["emergency_name"])) <= 50
        and all(MOBILE.fullmatch(str(ANSWERS[name])) for name in ("mobile", "emergency_mobile"))
        and ANSWERS["mobile"] != ANSWERS["emergency_mobile"]
        and 4 <= len(str(ANSWERS["home_detail"])) <= 100
        and ANSWERS["result_delivery"] in ("电子版", "本站自取", "镇街窗口自取", "邮寄（到付）")
    )


def p99_ms(taken: list[int]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)] / 1e6


def measure() -> list[Figure]:
    """p99 of whole checks of F01, turn about with the hand-written one."""
    form = read_form(CONTENT / "forms" / "F01_elder_card.toml")
    ours: list[int] = []
    hand: list[int] = []
    for _ in range(TIMES):
        started = thread_time_ns()
        check(form, ANSWERS, CARD, None, TODAY)
        ours.append(thread_time_ns() - started)
        started = thread_time_ns()
        by_hand()
        hand.append(thread_time_ns() - started)
    value, plain = p99_ms(ours[20:]), p99_ms(hand[20:])
    unit = "ms of processor time, p99"
    return [
        at_most(NAME, value, unit, "the limit", LIMIT_MS, 1.0),
        at_most("form_check.in_python", value, unit, "the same by hand in Python", plain, 200.0),
    ]

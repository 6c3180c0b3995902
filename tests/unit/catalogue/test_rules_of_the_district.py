"""Eligibility, grants, recognition and place names: the officials' own tables, and that a wrong line is found."""

from datetime import date

import msgspec
import pytest

from catalogue.eligibility.person import facts_of_person
from catalogue.eligibility.rules import decode_eligibility, facts_of_birth, facts_of_card, hint
from catalogue.eligibility.tables import fact_table, person_table, reminder_examples
from catalogue.grants import Grant, MutualRecognition, is_granted, is_recognised, places_granted
from catalogue.package.open import Package
from catalogue.package.rule_sources import read_rules, rule_breaches
from catalogue.package.rules_in import RulesIn
from catalogue.package.sample import CONTENT
from catalogue.places import find_places
from contract.card import CardKind, CardRecord
from contract.codes import Sex

TODAY = date(2026, 11, 23)
RULES = read_rules(CONTENT)


@pytest.fixture(scope="module")
def inside(package: Package) -> RulesIn:
    return RulesIn(package)


def test_every_line_of_the_table_of_facts_holds() -> None:
    assert len(RULES.fact_tests) > 800
    assert list(fact_table(RULES.fact_tests, RULES.eligibility)) == []


def test_every_line_of_the_officials_table_of_people_holds(package: Package) -> None:
    assert len(RULES.person_tests) >= 9
    assert list(person_table(RULES.person_tests, RULES.eligibility, package.divisions(), RULES.aliases)) == []


def test_the_examples_beside_the_reminders_hold() -> None:
    assert sum(len(one.examples) for one in RULES.eligibility.reminders) > 100
    assert list(reminder_examples(RULES.eligibility)) == []


def test_a_line_that_differs_is_named_with_what_is_said_instead(package: Package) -> None:
    line = {"谁": "女，79岁10个月，军屯镇户籍", "今天": "2026-11-23", "事项": "R06-015", "提示": "快到了", "说到": "80"}
    wrong = list(person_table([line], RULES.eligibility, package.divisions(), RULES.aliases))
    assert wrong[0][0] == 2 and wrong[0][1].startswith("提示的是“可能另一项更合适”")
    puzzling = line | {"谁": "女，会飞"}
    assert list(person_table([puzzling], RULES.eligibility, package.divisions(), RULES.aliases)) == [
        (2, "看不懂：看不懂“会飞”")
    ]


def test_a_person_is_written_as_an_official_would(package: Package) -> None:
    facts = facts_of_person("女，79岁11个月，军屯镇户籍", TODAY, package.divisions(), RULES.aliases)
    assert (facts["age"], facts["age_months"], facts["sex"], facts["hukou"]) == (79, 959, "2", "xindu")


@pytest.mark.parametrize(
    ("birth", "today", "months", "days"),
    [
        (date(1946, 11, 23), date(2026, 11, 23), 960, 0),
        (date(1946, 11, 24), date(2026, 11, 23), 959, 1),
        (date(2004, 2, 29), date(2027, 2, 28), 275, 1),
        (date(2004, 2, 29), date(2027, 3, 1), 276, 0),
        (date(2004, 2, 29), date(2028, 2, 29), 288, 0),
    ],
)
def test_months_and_days_to_a_birthday_are_counted_to_the_day(birth: date, today: date, months: int, days: int) -> None:
    facts = facts_of_birth(birth, today)
    assert (facts["age_months"], facts["days_to_birthday"]) == (months, days)


def test_what_is_not_known_is_asked_and_not_guessed(inside: RulesIn) -> None:
    said = inside.hint("R06-015", facts_of_birth(date(1940, 1, 1), TODAY) | {"sex": "1"})
    assert said is not None and (said.level, said.asks) == (None, "hukou")
    assert inside.about.ask["hukou"] == "您的户口在哪里？"
    assert inside.hint("R01-999", {}) is None


def test_a_card_tells_age_sex_and_register_by_its_address() -> None:
    card = CardRecord(
        kind=CardKind.RESIDENT,
        name="张测试",
        number="11010519491231002X",
        sex=Sex.FEMALE,
        birth=date(1946, 11, 23),
        address="四川省新都县马家镇",
    )
    facts = facts_of_card(card, TODAY)
    said = hint(next(one for one in RULES.eligibility.items if one.item == "R06-015"), RULES.eligibility.names, facts)
    assert (said.level, facts["hukou"]) == ("fits", "xindu") and "高龄津贴" in said.say and said.source


def test_a_rule_that_does_not_compile_is_refused() -> None:
    body = msgspec.json.encode(RULES.eligibility).replace(b"age < 22", b"age << 22", 1)
    with pytest.raises(ValueError, match=r"R01-003\.1"):
        decode_eligibility(body)


def test_a_grant_names_place_item_and_dates_and_the_closest_line_decides(package: Package) -> None:
    item = next(one for one in package.items() if one.level == "village")
    other = next(one for one in package.items() if one.level == "town")
    since = date(2026, 1, 1)
    grants = (
        Grant(place="*", item="@village", given=True, since=since),
        Grant(place="510114006", item="*", given=False, since=since, until=date(2026, 12, 31)),
        Grant(place="510114006003", item=item.code, given=False, since=since, until=date(2026, 6, 30)),
    )
    assert is_granted(grants, "510114005001", item, TODAY)
    assert not is_granted(grants, "510114005001", other, TODAY), "no line: not granted"
    assert not is_granted(grants, "510114006003", other, TODAY)
    assert not is_granted(grants, "510114006003", item, date(2026, 6, 30))
    assert is_granted(grants, "510114006003", item, date(2026, 7, 1)), "its last day is over; the class line counts"
    assert not is_granted(grants, "510114005001", item, date(2025, 12, 31))
    assert places_granted(grants, ("510114006003", "510114005001"), item, date(2026, 6, 1)) == ("510114005001",)


def test_the_sample_grants_everything_everywhere(inside: RulesIn, package: Package) -> None:
    assert all(inside.is_granted("510114006003", item.code, TODAY) for item in package.items())
    assert len(inside.places_granted("R06-014", TODAY)) == 184


def test_recognition_is_for_the_forty_cross_town_items_in_their_kind(inside: RulesIn, package: Package) -> None:
    crossing = [item for item in package.items() if item.cross_town]
    assert len(crossing) == 40 and len({item.cross_town_kind for item in crossing}) == 4
    assert all(inside.is_recognised(item.code, "510114006", "510114116", TODAY) for item in crossing)
    plain = next(item for item in package.items() if not item.cross_town)
    assert inside.is_recognised(plain.code, "510114006", "510114116", TODAY) is None
    one = MutualRecognition(kind=crossing[0].cross_town_kind, town="510114006", by="510114116", since=date(2026, 1, 1))
    assert is_recognised([one], crossing[0], "510114006", "510114116", TODAY) is one
    assert is_recognised([one], crossing[0], "510114116", "510114006", TODAY) is None
    stranger = next(item for item in crossing if item.cross_town_kind != crossing[0].cross_town_kind)
    assert is_recognised([one], stranger, "510114006", "510114116", TODAY) is None


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("马家", "斑竹园街道"),
        ("马家镇", "斑竹园街道"),
        ("新民", "军屯镇"),
        ("泰兴镇", "新都街道"),
        ("木兰", "石板滩街道"),
        ("龙桥", "新繁街道"),
        ("石板滩", "石板滩街道"),
        ("军屯镇", "军屯镇"),
        ("宝光", "桂湖街道"),
    ],
)
def test_old_and_new_names_lead_to_the_town_of_today(inside: RulesIn, text: str, town: str) -> None:
    assert inside.find_places(text)[0].town == town


@pytest.mark.parametrize("text", ["", "   ", "北京", "𠀀" * 500, "%' OR 1=1"])
def test_a_name_of_no_place_finds_none(text: str) -> None:
    assert find_places(text, (), RULES.aliases) == []


def test_rules_that_name_what_does_not_exist_are_breaches(package: Package) -> None:
    items = frozenset(item.code for item in package.items())
    assert list(rule_breaches(RULES, items, package.divisions(), frozenset())) == []
    spoilt = msgspec.structs.replace(
        RULES,
        grants=(Grant(place="510105", item="R99-999", given=True, since=TODAY),),
        aliases=(msgspec.structs.replace(RULES.aliases[0], code="510105001"),),
    )
    found = [where for where, _ in rule_breaches(spoilt, items - {"R06-015"}, package.divisions(), frozenset())]
    assert {"grants.csv", "place_aliases.csv", "eligibility.json"} <= set(found)

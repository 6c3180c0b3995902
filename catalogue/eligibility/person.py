"""A person as an official writes one down, "女，79岁11个月，军屯镇户籍" → facts. For the rules' test tables."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from catalogue.eligibility.rules import facts_of_birth
from catalogue.places import Alias, find_places
from contract.catalogue import Division

PARTS = re.compile(r"[，,、；;]+")
AGE = re.compile(r"(?:满)?(\d{1,3})\s*(?:周)?岁(?:(\d{1,2})\s*个月)?(?:差(\d{1,3})天|又(\d{1,3})天)?")
RESIDENT = re.compile(r"住(?:了|满)?(\d{1,3})\s*个月")
DISABLED = re.compile(r"残疾(?:人证)?\s*([一二三四1-4])\s*级")
LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4}
PLAIN: dict[str, dict[str, Any]] = {
    "男": {"sex": "1"},
    "女": {"sex": "2"},
    "新都户籍": {"hukou": "xindu"},
    "成都户籍": {"hukou": "chengdu"},
    "成都其他区县户籍": {"hukou": "chengdu"},
    "外地户籍": {"hukou": "other"},
    "有居住证": {"has_residence_permit": True},
    "没有居住证": {"has_residence_permit": False},
    "没有残疾人证": {"disability_level": 0},
    "低保": {"low_income": True},
    "困难家庭": {"low_income": True},
    "不困难": {"low_income": False},
    "怀孕": {"pregnant": True},
    "没怀孕": {"pregnant": False},
    "在读": {"student": True},
    "不在读": {"student": False},
    "有单位": {"employed": True},
    "没单位": {"employed": False},
}


def born_so_long_ago(years: int, months: int, short_days: int, more_days: int, today: date) -> date:
    """A birthday that makes somebody so old today; `short_days`: so many days short of it."""
    count = today.year * 12 + today.month - 1 - years * 12 - months
    year, month = divmod(count, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    born = date(year, month + 1, min(today.day, last))
    return born + timedelta(days=short_days) - timedelta(days=more_days)


def facts_of_person(text: str, today: date, divisions: Iterable[Division], aliases: Iterable[Alias]) -> dict[str, Any]:
    """Facts of a written person. Raises ValueError that names the part which is not understood."""
    facts: dict[str, Any] = {}
    places = tuple(divisions), tuple(aliases)
    readers: tuple[Callable[[str], dict[str, Any] | None], ...] = (
        PLAIN.get,
        lambda part: _age(part, today),
        _number_facts,
        lambda part: _register(part, *places),
    )
    for part in filter(None, (piece.strip() for piece in PARTS.split(text))):
        for read in readers:
            if (found := read(part)) is not None:
                facts |= found
                break
        else:
            raise ValueError(f"看不懂“{part[:20]}”")
    return facts


def _age(part: str, today: date) -> dict[str, Any] | None:
    found = AGE.fullmatch(part)
    if found is None:
        return None
    years, months, short, more = (int(group or 0) for group in found.groups())
    return facts_of_birth(born_so_long_ago(years, months, short, more, today), today)


def _number_facts(part: str) -> dict[str, Any] | None:
    if found := RESIDENT.fullmatch(part):
        return {"months_resident": int(found[1])}
    if found := DISABLED.fullmatch(part):
        return {"disability_level": LEVELS.get(found[1]) or int(found[1])}
    return None


def _register(part: str, divisions: tuple[Division, ...], aliases: tuple[Alias, ...]) -> dict[str, Any] | None:
    """军屯镇户籍, 马家户口: any place of the district, old names too."""
    name = part.removesuffix("户籍").removesuffix("户口")
    if name == part or not find_places(name, divisions, aliases, 1):
        return None
    return {"hukou": "xindu"}

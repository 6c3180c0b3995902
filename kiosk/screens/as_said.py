"""How values are said on screen: masked numbers, phones in 3-4-4, days and times as people say them (DESIGN §8)."""

from datetime import date, datetime

from contract.codes import Language, Sex
from kiosk.screens.parts import Paging
from kiosk.words import Words


def number_masked(number: str) -> str:
    """First 3 and last 4 characters of an ID number."""
    return f"{number[:3]}{'*' * max(0, len(number) - 7)}{number[-4:]}" if len(number) > 7 else "*" * len(number)


def phone_masked(number: str) -> str:
    """ "13912341234" → "139 **** 1234"; anything shorter than a phone is hidden whole."""
    return f"{number[:3]} **** {number[-4:]}" if len(number) >= 11 else "*" * len(number)


def day_said(words: Words, day: date) -> str:
    month = words.text(f"said-month-{day.month}") if words.language is Language.EN else str(day.month)
    return words.text("said-day", year=str(day.year), month=month, day=str(day.day))


def month_said(words: Words, text: str) -> str:
    """ "2026-11" → 2026 年 11 月; anything else as it stands."""
    year, _, month = text.partition("-")
    if not (month.isdecimal() and 1 <= int(month) <= 12):
        return text
    named = words.text(f"said-month-{int(month)}") if words.language is Language.EN else str(int(month))
    return words.text("said-year-month", year=year, month=named)


def moment_said(words: Words, moment: datetime) -> str:
    """2026 年 11 月 23 日　上午 9:52."""
    return words.text("said-moment", day=day_said(words, moment.date()), time=time_said(words, moment))


def time_said(words: Words, moment: datetime) -> str:
    if words.language is Language.EN:
        return f"{moment.hour}:{moment.minute:02d}"
    half = "said-morning" if moment.hour < 12 else "said-noon" if moment.hour < 13 else "said-afternoon"
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    return words.text(half, time=f"{hour}:{moment.minute:02d}")


def sex_said(words: Words, sex: Sex) -> str:
    return words.text(
        {Sex.MALE: "said-man", Sex.FEMALE: "said-woman"}.get(sex, "said-sex-unknown"),
    )


def paging(words: Words, page: int, count: int, size: int) -> Paging:
    """count things, size a page; `page` beyond the last is the last."""
    pages = max(1, -(-count // max(1, size)))
    now = min(max(0, page), pages - 1)
    return Paging(
        page=now,
        pages=pages,
        text=words.text("said-page", page=str(now + 1), pages=str(pages)),
        back=words.text("said-page-back"),
        on=words.text("said-page-on"),
    )


def breadth(text: str) -> float:
    """Roughly how many Chinese characters wide a text is."""
    return sum(0.48 if ord(ch) < 0x2E80 else 1.0 for ch in text)

"""Digits in the groups in which people say them: mobiles 3-4-4, citizen numbers 6-8-4, days year-month-day."""

from datetime import date

GROUPS = {
    "mobile": (3, 4, 4),
    "id18": (6, 8, 4),
    "date": (4, 2, 2),
    "month": (4, 2),
    "bankcard": (4, 4, 4, 4, 3),
}


def in_spoken_groups(kind: str, text: str) -> str:
    """`text` with a thin gap between groups while it is typed; kinds without groups stay as they are."""
    parts, rest = [], text
    for size in GROUPS.get(kind, ()):
        parts.append(rest[:size])
        rest = rest[size:]
    return " ".join(part for part in (*parts, rest) if part)


def iso_day(digits: str) -> str:
    """ "19491231" → "1949-12-31" when that is a day; else the digits, for the check to refuse."""
    if len(digits) != 8:
        return digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return digits


def iso_month(digits: str) -> str:
    """ "202611" → "2026-11" when that is a month; else the digits, for the check to refuse."""
    return f"{digits[:4]}-{digits[4:]}" if len(digits) == 6 and "01" <= digits[4:] <= "12" else digits


def day_of(text: str) -> date | None:
    """A day from its ISO form; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

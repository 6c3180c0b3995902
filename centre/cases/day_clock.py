"""The day clock: promised working days from the hand-in, and how much of them is left. Pure.

Working days are Monday to Friday, less the days off and plus the worked weekends of the year's public notice
(`working-days.toml` in the data directory: `off = [dates]`, `worked = [dates]`).
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
CLOSES = time(17, 0)


@dataclass(frozen=True)
class WorkingDays:
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)


def read_working_days(path: Path) -> WorkingDays:
    """Raises ValueError when the file is there and is not of this shape."""
    if not path.exists():
        return WorkingDays()
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {name: told.get(name, []) for name in ("off", "worked")}
    if any(type(day) is not date for days in lists.values() for day in days):
        raise ValueError(f"{path.name}: `off` and `worked` are lists of dates")
    return WorkingDays(frozenset(lists["off"]), frozenset(lists["worked"]))


def due_at(handed_in_at: datetime, promised_days: int, days: WorkingDays) -> datetime:
    """17:00 of the last promised working day.

    The day of the hand-in does not count. 0 days (即办件): the same working day, the next one when handed in after
    17:00 or on a day off.
    """
    local = handed_in_at.astimezone(HERE)
    day, left = local.date(), promised_days
    if left == 0 and (day not in days or local.time() >= CLOSES):
        left = 1
    while left > 0:
        day += timedelta(days=1)
        left -= day in days
    return datetime.combine(day, CLOSES, HERE)


def working_days_left(now: datetime, due: datetime, days: WorkingDays) -> int:
    """Working days after today up to the due day; 0 on the due day, negative when it has passed."""
    today, last = now.astimezone(HERE).date(), due.astimezone(HERE).date()
    step = 1 if last >= today else -1
    first, end = (today, last) if step > 0 else (last, today)
    count, day = 0, first
    while day < end:
        day += timedelta(days=1)
        count += day in days
    if step < 0:
        return -max(count, 1)
    return count


def share_used(handed_in_at: datetime, now: datetime, due: datetime) -> float:
    """How much of the time from hand-in to due is over, 0 to 1."""
    whole = (due - handed_in_at).total_seconds()
    return 1.0 if whole <= 0 else min(1.0, max(0.0, (now - handed_in_at).total_seconds() / whole))


def moved_by_stop(due: datetime, stopped_at: datetime, now: datetime, days: WorkingDays) -> datetime:
    """The due time after the clock stood still since `stopped_at`: as many working days later."""
    stood = max(0, working_days_left(stopped_at, now, days))
    return due_at(due - timedelta(seconds=1), stood, days) if stood else due

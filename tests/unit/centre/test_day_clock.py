"""Working days from the hand-in: weekends, public notices, instant matters, a clock that stood still."""

from datetime import UTC, date, datetime, timedelta

import pytest

from centre.cases.day_clock import (
    HERE,
    WorkingDays,
    due_at,
    moved_by_stop,
    read_working_days,
    share_used,
    working_days_left,
)

PLAIN = WorkingDays()
# Monday 23 November 2026
MONDAY = date(2026, 11, 23)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)


@pytest.mark.parametrize(
    ("handed_in", "days", "due"),
    [
        (at(MONDAY, 9), 0, at(MONDAY, 17)),
        (at(MONDAY, 17), 0, at(MONDAY + timedelta(1), 17)),
        (at(MONDAY + timedelta(5), 9), 0, at(MONDAY + timedelta(7), 17)),
        (at(MONDAY, 9), 1, at(MONDAY + timedelta(1), 17)),
        (at(MONDAY, 9), 5, at(MONDAY + timedelta(7), 17)),
        (at(MONDAY + timedelta(5), 9), 1, at(MONDAY + timedelta(7), 17)),
        (at(MONDAY, 9), 20, at(MONDAY + timedelta(28), 17)),
    ],
)
def test_promised_working_days_end_at_five(handed_in, days, due) -> None:
    assert due_at(handed_in, days, PLAIN) == due


def test_a_time_of_another_zone_counts_as_the_day_it_is_here() -> None:
    assert due_at(datetime(2026, 11, 23, 20, tzinfo=UTC), 1, PLAIN) == at(MONDAY + timedelta(2), 17)


def test_days_off_and_worked_weekends_of_the_notice_count(tmp_path) -> None:
    path = tmp_path / "working-days.toml"
    path.write_text("off = [2026-11-24]\nworked = [2026-11-28]\n")
    days = read_working_days(path)
    assert due_at(at(MONDAY, 9), 1, days) == at(MONDAY + timedelta(2), 17)
    assert due_at(at(MONDAY + timedelta(4), 9), 1, days) == at(MONDAY + timedelta(5), 17)


@pytest.mark.parametrize("text", ['off = ["x"]', "off = 3", "off = [2026-11-24T10:00:00]"])
def test_a_notice_of_another_shape_is_refused(tmp_path, text) -> None:
    path = tmp_path / "working-days.toml"
    path.write_text(text)
    with pytest.raises((ValueError, TypeError)):
        read_working_days(path)


def test_days_left_are_working_days() -> None:
    due = at(MONDAY + timedelta(7), 17)
    assert working_days_left(at(MONDAY, 9), due, PLAIN) == 5
    assert working_days_left(at(MONDAY + timedelta(7), 9), due, PLAIN) == 0
    assert working_days_left(at(MONDAY + timedelta(9), 9), due, PLAIN) == -2
    assert working_days_left(at(MONDAY + timedelta(8), 9), due, PLAIN) == -1


def test_the_days_the_clock_stood_still_are_given_back() -> None:
    due = at(MONDAY + timedelta(2), 17)
    stopped, went_on = at(MONDAY + timedelta(1), 10), at(MONDAY + timedelta(8), 10)
    assert moved_by_stop(due, stopped, went_on, PLAIN) == at(MONDAY + timedelta(9), 17)
    assert moved_by_stop(due, stopped, stopped + timedelta(hours=1), PLAIN) == due


def test_the_share_of_time_used_stays_between_nothing_and_all() -> None:
    due = at(MONDAY, 17)
    assert share_used(at(MONDAY, 9), at(MONDAY, 13), due) == 0.5
    assert share_used(at(MONDAY, 9), at(MONDAY, 8), due) == 0.0
    assert share_used(at(MONDAY, 9), at(MONDAY + timedelta(3), 8), due) == 1.0
    assert share_used(due, due, due) == 1.0

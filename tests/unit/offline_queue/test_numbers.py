"""No serial twice for a day: whatever is lost, and wherever the clock goes."""

from datetime import date
from pathlib import Path

import pytest

from contract.failures import Failed, FailureCode
from contract.sync import NumberBlock
from offline_queue.numbers import LEAP, SIDE_FILE, Serials

DAY, BEFORE = date(2026, 3, 2), date(2026, 3, 1)
BLOCK = NumberBlock(first=100, last=200)


def nothing_known() -> int:
    return 0


def opened(folder: Path, place: str = "510114006012.1") -> Serials:
    return Serials(folder, place, (BLOCK,))


def test_serials_start_at_the_block_and_go_up_by_one(tmp_path: Path) -> None:
    serials = opened(tmp_path)
    assert [serials.next(DAY, nothing_known) for _ in range(20)] == list(range(100, 120))


def test_a_clean_end_gives_back_what_was_reserved(tmp_path: Path) -> None:
    serials = opened(tmp_path)
    serials.next(DAY, nothing_known)
    serials.close()
    assert opened(tmp_path).next(DAY, nothing_known) == 101


def test_after_a_crash_without_any_other_memory_numbers_are_skipped_not_repeated(tmp_path: Path) -> None:
    crashed = opened(tmp_path)
    given = [crashed.next(DAY, nothing_known) for _ in range(3)]
    assert opened(tmp_path).next(DAY, nothing_known) == 100 + LEAP > max(given)


def test_the_database_s_memory_wins_when_it_is_higher(tmp_path: Path) -> None:
    assert opened(tmp_path).next(DAY, lambda: 150) == 151


def test_a_day_that_comes_again_goes_on_where_it_was(tmp_path: Path) -> None:
    serials = opened(tmp_path)
    assert [serials.next(day, nothing_known) for day in (DAY, BEFORE, DAY, BEFORE)] == [100, 100, 101, 101]
    serials.close()
    assert opened(tmp_path).next(BEFORE, nothing_known) == 102


def test_another_place_or_epoch_has_its_own_count(tmp_path: Path) -> None:
    opened(tmp_path).next(DAY, nothing_known)
    assert opened(tmp_path, "510114006012.2").next(DAY, nothing_known) == 100


def test_the_end_of_the_block_is_a_failure_and_stays_one(tmp_path: Path) -> None:
    serials = opened(tmp_path)
    assert serials.next(DAY, lambda: 199) == 200
    for _ in range(2):
        with pytest.raises(Failed) as failed:
            serials.next(DAY, nothing_known)
        assert failed.value.code is FailureCode.QUEUE_NO_NUMBERS
    assert serials.left(DAY, nothing_known) == 0
    assert serials.left(BEFORE, nothing_known) == 101


@pytest.mark.parametrize("stump", ["510114006012.1 260302 =1", "510114006012.1 260302 1", "510114006012.1", "\x00\x00"])
def test_a_line_torn_by_a_power_cut_is_as_if_never_written(tmp_path: Path, stump: str) -> None:
    crashed = opened(tmp_path)
    for _ in range(10):
        crashed.next(DAY, nothing_known)
    with open(tmp_path / SIDE_FILE, "a") as file:
        file.write(stump)
    assert opened(tmp_path).next(DAY, nothing_known) == 100 + 2 * LEAP
    assert opened(tmp_path).next(DAY, nothing_known) == 100 + 3 * LEAP


def test_lines_that_make_no_sense_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / SIDE_FILE).write_bytes(b"\xff\xfe\n510114006012.1 260302 99999\n510114006012.1 260302 -5\n\n a b c d\n")
    assert opened(tmp_path).next(DAY, nothing_known) == 100


def test_a_side_file_that_grew_is_written_anew_without_forgetting(tmp_path: Path) -> None:
    lines = "".join(f"510114006012.1 260302 {serial}\n" for serial in range(100, 151)) * 100
    (tmp_path / SIDE_FILE).write_text(lines)
    serials = opened(tmp_path)
    assert (tmp_path / SIDE_FILE).stat().st_size < 100
    assert serials.next(DAY, nothing_known) == 151

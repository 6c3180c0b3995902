"""Strokes in the order of writing lead to a character, common or rare."""

from pathlib import Path

import pytest

from kiosk.text_entry.stroke_table import StrokeTable


@pytest.fixture(scope="module")
def table() -> StrokeTable:
    return StrokeTable()


@pytest.mark.parametrize(
    ("strokes", "character"), [("h", "一"), ("hspnzzh", "李"), ("hhhszpzph", "㛃"), ("znzzs", "邓")]
)
def test_all_strokes_give_the_character_first(table: StrokeTable, strokes: str, character: str) -> None:
    assert table.characters(strokes, 10)[0] == character


def test_the_first_strokes_offer_common_characters(table: StrokeTable) -> None:
    assert {"没", "法"} <= set(table.characters("nnh", 12))


def test_a_stroke_one_is_not_sure_of_may_be_any(table: StrokeTable) -> None:
    assert "李" in table.characters("hspn*zh", 10)
    assert "十" in table.characters("**", 10)
    assert "李" in table.characters("*spnzzh", 10)


def test_characters_that_stand_in_names_and_in_no_old_code_page_are_there(table: StrokeTable) -> None:
    assert "䶮" in table.characters("hpznphhpn", 10)
    assert "𪚥" in table.characters("nhnphpznnhzhzhhhnhnphpznnhzhzhhh" * 2, 10)


@pytest.mark.parametrize("keys", ["", "a", "hx", "一", "h\t", "(.*)"])
def test_keys_that_are_no_strokes_give_nothing(table: StrokeTable, keys: str) -> None:
    assert table.characters(keys, 10) == []


def test_without_its_table_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        StrokeTable(tmp_path / "strokes.txt")

"""Writing with a finger: one character after another, taken by a rest, put right afterwards, gone with the visit."""

from collections.abc import Sequence

import pytest

from kiosk.text_entry.entry import TextEntry
from kiosk.text_entry.ink import MOST_POINTS, MOST_STROKES, Ink, Stroke
from kiosk.text_entry.methods import station_methods
from kiosk.text_entry.pen import Tell

BY_STROKES = {1: "一乙", 2: "人入八", 3: "大"}
LINE = [[0.1, 0.5], [0.6, 0.5]]


class SlowHand:
    """Tells characters by the number of strokes, when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, Tell]] = []
        self.ends = 0

    def prepare(self) -> None: ...

    def ask(self, strokes: Sequence[Stroke], tell: Tell) -> None:
        self.asked.append((len(strokes), tell))

    def answer(self, characters: str | None = "") -> None:
        count, tell = self.asked.pop()
        self.asked.clear()
        tell(BY_STROKES[count] if characters == "" else characters)

    def end(self) -> None:
        self.ends += 1
        self.asked.clear()


@pytest.fixture
def hand() -> SlowHand:
    return SlowHand()


@pytest.fixture
def entry(hand: SlowHand) -> TextEntry:
    entry = TextEntry(station_methods(), hand, lambda text: None)
    entry.open("name", "text", "", 3, "zh-CN")
    entry.set_mode("hand")
    return entry


def write(entry: TextEntry, hand: SlowHand, strokes: int = 1) -> None:
    for _ in range(strokes):
        entry.stroke(LINE)
    hand.answer()


def state(entry: TextEntry) -> tuple[str, str, list[str], int]:
    """text, waiting character, candidates, strokes on the pad"""
    return entry.property("text"), entry.property("composing"), entry.property("candidates"), len(entry.property("ink"))


def test_a_character_waits_until_it_is_chosen(entry: TextEntry, hand: SlowHand) -> None:
    write(entry, hand, 2)
    assert state(entry) == ("", "人", ["人", "入", "八"], 2)
    entry.choose(1)
    assert state(entry) == ("入", "", [], 0)


def test_a_rest_takes_the_first_and_another_may_still_be_chosen_in_its_place(entry: TextEntry, hand: SlowHand) -> None:
    write(entry, hand, 2)
    entry.pause()
    assert state(entry) == ("人", "", ["人", "入", "八"], 0)
    entry.choose(2)
    assert state(entry) == ("八", "", [], 0)


def test_several_characters_one_after_another(entry: TextEntry, hand: SlowHand) -> None:
    for strokes in (3, 2, 1, 1):
        write(entry, hand, strokes)
        entry.pause()
    assert state(entry)[0] == "大人一", "the fourth found no room"
    entry.choose(1)
    assert state(entry)[0] == "大人一", "and puts nothing else in its neighbour's place"


def test_a_rest_before_the_answer_takes_it_when_it_comes(entry: TextEntry, hand: SlowHand) -> None:
    entry.stroke(LINE)
    entry.pause()
    assert state(entry) == ("", "", [], 1)
    hand.answer()
    assert state(entry) == ("一", "", ["一", "乙"], 0)
    entry.stroke(LINE)
    entry.commit()
    hand.answer()
    assert state(entry) == ("一一", "", [], 0)


def test_undo_takes_back_strokes_also_of_the_character_just_taken(entry: TextEntry, hand: SlowHand) -> None:
    write(entry, hand, 2)
    entry.pause()
    entry.undo_stroke()
    hand.answer()
    assert state(entry) == ("", "一", ["一", "乙"], 1)
    entry.undo_stroke()
    assert state(entry) == ("", "", [], 0)
    entry.undo_stroke()
    assert state(entry) == ("", "", [], 0)


def test_delete_empties_the_pad_before_it_touches_the_text(entry: TextEntry, hand: SlowHand) -> None:
    write(entry, hand)
    entry.commit()
    write(entry, hand)
    entry.backspace()
    assert state(entry) == ("一", "", [], 0)
    entry.backspace()
    assert state(entry)[0] == ""


def test_an_answer_for_strokes_that_are_gone_is_nobodys(entry: TextEntry, hand: SlowHand) -> None:
    entry.stroke(LINE)
    late = hand.asked[-1][1]
    entry.rewrite()
    late("一")
    assert state(entry) == ("", "", [], 0)


def test_without_a_recogniser_the_page_says_so_and_nothing_is_stuck(entry: TextEntry, hand: SlowHand) -> None:
    entry.stroke(LINE)
    hand.answer(None)
    assert entry.property("cannot_read")
    entry.rewrite()
    assert not entry.property("waits")
    write(entry, hand)
    assert not entry.property("cannot_read") and state(entry)[1] == "一"


def test_nothing_written_outlives_the_visit(entry: TextEntry, hand: SlowHand) -> None:
    write(entry, hand, 2)
    entry.pause()
    write(entry, hand)
    late = []
    hand.asked.append((1, late.append))
    entry.wipe()
    assert state(entry) == ("", "", [], 0)
    assert hand.ends == 1
    entry.undo_stroke()
    assert state(entry) == ("", "", [], 0), "no stroke comes back"


@pytest.mark.parametrize(
    "points",
    [None, 7, "一", [], [[0.1]], [[0.1, 0.2, 0.3]], [["a", 0.1]], [[float("nan"), 0]], [[1e9, 0]], [[0, 0]] * 4001],
)
def test_what_is_no_stroke_is_not_kept(points: object) -> None:
    ink = Ink()
    assert not ink.add(points)
    assert ink.strokes == []


def test_the_pad_has_a_limit() -> None:
    ink = Ink()
    assert sum(ink.add([(0.1, 0.1)] * 100) for _ in range(200)) == MOST_POINTS // 100
    ink.forget()
    assert sum(ink.add([(0.1, 0.1)]) for _ in range(200)) == MOST_STROKES

"""One question back: every rehearsal of the content comes out, and nothing is asked where one item is clear."""

import msgspec
import pytest

from catalogue.package.open import Package
from catalogue.package.phrasings import read_said
from catalogue.package.sample import CONTENT
from catalogue.search.ask_back import AskBack, Option, Question, ask_back, ask_back_breaches, left_after

TABLE = read_said(CONTENT).ask_back
KNOWN = frozenset(code for group in TABLE.groups for code in group.items)
LOST = next(group for group in TABLE.groups if group.id == "id-lost")


@pytest.mark.parametrize("line", TABLE.tests, ids=lambda line: f"{line.group}-{line.say}")
def test_a_rehearsal_comes_out(line, package: Package) -> None:
    group = next(group for group in package.understanding.groups if group.id == line.group)
    codes, _ = left_after(group, line.answers)
    assert line.expect in codes and all(package.has_item(code) for code in codes)


def test_the_table_has_no_breach() -> None:
    assert list(ask_back_breaches(TABLE, KNOWN)) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"options": (LOST.options[0],)}, "has 1 answers"),
        ({"options": LOST.options * 2}, "has 4 answers"),
        ({"spoken": ""}, "without words"),
        ({"options": (LOST.options[1], Option("别的", items=("R06-014",)))}, "out of the group"),
        ({"options": (LOST.options[1], Option("别的", items=("R01-019",)))}, "leaves out"),
        ({"unsure": ("R99-999",)}, "do not exist"),
    ],
)
def test_a_wrong_question_is_named(change: dict[str, object], wrong: str) -> None:
    table = AskBack(groups=(msgspec.structs.replace(LOST, **change),))
    assert [message for _, message in ask_back_breaches(table, KNOWN) if wrong in message]


@pytest.mark.parametrize(
    ("ranked", "asked"),
    [
        ([("R01-017", 0.5), ("R01-019", 0.3)], "id-lost"),
        ([("R01-017", 0.95), ("R01-019", 0.5)], None),
        ([("R01-017", 0.5), ("R01-019", 0.05)], None),
        ([("R06-014", 0.5), ("R01-017", 0.4), ("R01-019", 0.4)], None),
        ([("R01-017", 0.5)], None),
        ([], None),
    ],
)
def test_only_close_look_alikes_are_asked_about(ranked: list[tuple[str, float]], asked: str | None) -> None:
    question = ask_back(ranked, (LOST,))
    assert (question and question.id) == asked


def test_items_behind_one_answer_are_not_asked_about() -> None:
    behind_one = Question("?", "?", (Option("甲", items=("A", "B")), Option("乙", items=("C",))), "g", ("A", "B", "C"))
    assert ask_back([("A", 0.5), ("B", 0.4)], (behind_one,)) is None


def test_the_question_that_parts_them_is_asked_at_once() -> None:
    codes, then = left_after(LOST, ("要补新证",))
    question = ask_back([("R01-017", 0.5), ("R01-020", 0.4)], (LOST,))
    assert question is not None and then is not None
    assert (question.ask, question.id, question.unsure) == (then.ask, "id-lost", codes)


def test_who_cannot_say_sees_all_of_them_in_order() -> None:
    assert left_after(LOST, ("说不清",)) == (LOST.unsure, None)
    codes, then = left_after(LOST, ("要补新证",))
    assert codes == ("R01-017", "R01-020") and then is not None and then.ask

"""Strokes become characters: every hanzi of GB 2312, any order, any speed; and the process that does it is hardy."""

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from assets.handwriting.build.medians import read
from bench.figures.handwriting import gb2312
from bench.sloppy_hands import clean, sloppy
from kiosk.text_entry.handwriting.lines import LINE_LIMIT, Told
from kiosk.text_entry.handwriting.process import HandwritingProcess
from kiosk.text_entry.handwriting.recogniser import Recogniser
from kiosk.text_entry.handwriting.worker import serve


@pytest.fixture(scope="module", autouse=True)
def application() -> QCoreApplication:
    """Processes and timers need one; windows of other tests can share it."""
    return QCoreApplication.instance() or QGuiApplication([])


def wait_until(holds: Callable[[], bool]) -> None:
    """Let Qt work until it holds; fail after 20 s."""
    loop, patience, look = QEventLoop(), QTimer(singleShot=True, interval=20_000), QTimer(interval=10)
    look.timeout.connect(lambda: holds() and loop.quit())
    patience.timeout.connect(loop.quit)
    patience.start()
    look.start()
    loop.exec()
    assert holds()


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def test_every_hanzi_of_gb_2312_can_be_written(recogniser: Recogniser) -> None:
    assert len(gb2312()) == 6763
    assert not set(gb2312()) - set(recogniser.characters)


def test_neat_and_sloppy_writing_is_told(recogniser: Recogniser) -> None:
    drawn, chance = read(), Random(7)
    wanted = chance.sample(gb2312(), 120)
    neat = [recogniser.rank(clean(drawn[each], chance)) for each in wanted]
    poor = [recogniser.rank(sloppy(drawn[each], chance)) for each in wanted]
    assert sum(found[0] == each for each, found in zip(wanted, neat, strict=True)) >= 0.95 * len(wanted)
    assert sum(found[0] == each for each, found in zip(wanted, poor, strict=True)) >= 0.85 * len(wanted)
    assert sum(each in found[:8] for each, found in zip(wanted, poor, strict=True)) >= 0.95 * len(wanted)


def test_the_order_of_strokes_and_the_place_on_the_pad_mean_nothing(recogniser: Recogniser) -> None:
    strokes = [stroke.tolist() for stroke in read()["福"]]
    moved = [[(37 * x + 900, 37 * y - 40) for x, y in stroke] for stroke in reversed(strokes)]
    assert recogniser.rank(strokes) == recogniser.rank(moved)
    assert recogniser.rank(strokes)[0] == "福"


@pytest.mark.parametrize("strokes", [[], [[]], [[(3, 3)]], [[(3, 3), (3, 3)]], [[(float("inf"), 0), (1, 1)]]])
def test_no_ink_is_no_character(recogniser: Recogniser, strokes: list[list[tuple[float, float]]]) -> None:
    assert recogniser.rank(strokes) == ""


def test_too_much_ink_is_cut(recogniser: Recogniser) -> None:
    chance = Random(3)
    scribble = [[(chance.random(), chance.random()) for _ in range(500)] for _ in range(500)]
    assert recogniser.rank(scribble)


def test_lines_that_are_no_question_are_passed_over(recogniser: Recogniser) -> None:
    question = {"number": 5, "strokes": [[[0.1, 0.5], [0.9, 0.5]]]}
    long = b"[" * (LINE_LIMIT + 10) + b"\n"
    told = io.BytesIO()
    asked = b"\x00\xff\n" + b'{"number": 1}\n' + long + msgspec.json.encode(question) + b"\n"
    serve(io.BytesIO(asked), told, recogniser)
    (answer,) = (msgspec.json.decode(line, type=Told) for line in told.getvalue().splitlines())
    assert answer.number == 5 and answer.characters[0] == "一"


def test_a_model_that_is_not_there_or_damaged_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Recogniser(tmp_path / "none.npz")
    (tmp_path / "model.npz").write_bytes(b"nothing")
    with pytest.raises(ValueError):
        Recogniser(tmp_path / "model.npz")


def test_the_process_answers_the_last_question_and_goes_when_the_visit_does() -> None:
    hand, told = HandwritingProcess(), []
    hand.ask([((0.5, 0.1), (0.5, 0.9))], lambda characters: told.append(("first", characters)))
    hand.ask([((0.1, 0.5), (0.9, 0.5))], lambda characters: told.append(("second", characters)))
    wait_until(lambda: bool(told))
    assert [(name, found[0]) for name, found in told] == [("second", "一")]
    pid = hand.pid
    assert Path(f"/proc/{pid}").exists()
    hand.end()
    wait_until(lambda: not Path(f"/proc/{pid}").exists())
    assert len(told) == 1 and hand.pid == 0


@pytest.mark.parametrize("command", [["false"], ["/nowhere/at/all"], ["echo", "no line of ours"]])
def test_a_process_that_cannot_do_it_is_told_once_and_another_is_tried(command: list[str]) -> None:
    hand, told = HandwritingProcess(command=command), []
    for times in (1, 2):
        hand.ask([((0.1, 0.5), (0.9, 0.5))], told.append)
        wait_until(lambda times=times: len(told) == times)
    assert told == [None, None]
    hand.close()

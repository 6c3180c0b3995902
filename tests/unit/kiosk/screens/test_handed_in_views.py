"""What the screens after handing in, and every fault, decide to show: only what is true, and always a way on."""

import pytest

from bench import sample_applying as samples
from contract.codes import Language
from contract.failures import FailureCode
from kiosk.journey.events import On
from kiosk.journey.session import Slip
from kiosk.screens.fault.fault_view import (
    FaultShown,
    card_trouble_shown,
    closed_shown,
    printer_trouble_shown,
    submit_trouble_shown,
)
from kiosk.screens.rating.rating_view import rating_shown
from kiosk.screens.receipt.receipt_view import receipt_shown
from kiosk.screens.submitting.submitting_view import submitting_shown
from tests.unit.kiosk.screens.applying_scene import scene, texts

# --- after handing in


def test_nothing_is_promised_before_it_is_stored() -> None:
    waiting = submitting_shown(scene(samples.submitting))
    assert [line.state for line in waiting.lines] == ["current", "todo", "todo", "todo"]
    assert "现在没网" in waiting.lines[3].second
    stored = submitting_shown(scene(samples.submitting_sent))
    assert [line.state for line in stored.lines[:2]] == ["done", "done"]
    assert stored.lines[1].second.startswith("XD51 0114 0060")


@pytest.mark.parametrize(
    ("network", "centre", "said"),
    [(False, False, "已存本站，待上传"), (True, False, "已存本站，正在上传"), (True, True, "已受理，区里收到了")],
)
def test_the_state_on_the_receipt_is_what_is_true(network: bool, centre: bool, said: str) -> None:
    shown = receipt_shown(scene(samples.handed_in(Slip.PRINTED, network=network, centre=centre)))
    assert shown.state == said
    assert ("已受理" in "".join(texts(shown))) == centre


def test_the_number_stands_in_groups_of_four_on_two_lines() -> None:
    shown = receipt_shown(scene(samples.handed_in(Slip.PRINTING)))
    assert [len(line.split()) for line in shown.number_lines] == [4, 3]
    assert shown.facts[1].value == "2026 年 11 月 23 日　上午 9:52"


def test_a_slip_that_nobody_saw_is_offered_again_as_a_copy() -> None:
    unknown = receipt_shown(scene(samples.handed_in(Slip.UNKNOWN)))
    assert unknown.left.act == On.REPRINT.value
    assert "补打" in unknown.note.text
    assert receipt_shown(scene(samples.handed_in(Slip.PRINTING))).left.act == ""


def test_the_grades_have_the_national_words_and_codes() -> None:
    grades = rating_shown(scene(samples.rating(""))).grades
    assert [(g.argument, g.text, g.stars) for g in grades] == [
        ("1", "非常满意", 5),
        ("2", "满意", 4),
        ("3", "基本满意", 3),
        ("4", "不满意", 2),
        ("5", "非常不满意", 1),
    ]


def test_a_poor_grade_asks_for_a_reason_and_a_good_one_does_not() -> None:
    assert not rating_shown(scene(samples.rating(""))).primary.enabled
    assert rating_shown(scene(samples.rating("3"))).primary.enabled
    assert not rating_shown(scene(samples.rating("4"))).primary.enabled
    assert not rating_shown(scene(samples.rating("4", "self-service"))).primary.enabled
    assert rating_shown(scene(samples.rating("5", "long-wait"))).primary.enabled


# --- faults


FAULTS = {
    "card": (card_trouble_shown, samples.card_trouble(FailureCode.CARD_MOVED)),
    "reader": (card_trouble_shown, samples.card_trouble(FailureCode.READER_SILENT)),
    "printer": (printer_trouble_shown, samples.handed_in(Slip.FAILED, failure=FailureCode.PRINTER_PAPER_OUT)),
    "submit": (submit_trouble_shown, samples.submit_trouble),
    "not taken in": (submit_trouble_shown, samples.not_taken_in),
    "closed": (closed_shown, samples.closed(FailureCode.DISK_FULL)),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_every_fault_first_says_what_still_works_and_offers_two_other_ways(name: str, language: Language) -> None:
    view, fill = FAULTS[name]
    shown: FaultShown = view(scene(fill, language=language))
    assert shown.safe.strong and shown.safe.tone == "ok"
    assert len(shown.ways) + bool(shown.qr) >= 2


@pytest.mark.parametrize("code", list(FailureCode))
def test_no_failure_of_the_card_shows_its_code(code: FailureCode) -> None:
    assert code.value not in "".join(texts(card_trouble_shown(scene(samples.card_trouble(code)))))


def test_where_nothing_was_filled_in_nothing_is_said_to_be_kept_or_tried_again() -> None:
    shown = submit_trouble_shown(scene(samples.not_taken_in))
    assert not any("您填的" in text or "重填" in text for text in texts(shown))
    assert shown.primary.act == On.BACK.value
    assert submit_trouble_shown(scene(samples.submit_trouble)).primary.act == On.TRY_AGAIN.value


def test_laying_the_card_again_is_offered_only_where_it_can_help() -> None:
    moved = card_trouble_shown(scene(samples.card_trouble(FailureCode.CARD_MOVED)))
    assert moved.primary.act == On.CARD_AGAIN.value
    silent = card_trouble_shown(scene(samples.card_trouble(FailureCode.READER_SILENT)))
    assert silent.primary.act == On.BY_HAND.value


def test_without_paper_the_code_on_screen_is_the_receipt() -> None:
    shown = printer_trouble_shown(scene(FAULTS["printer"][1]))
    assert shown.qr == samples.PROOF
    assert "没纸" in shown.title and "不影响" in shown.title
    assert shown.left.act == On.REPRINT.value

"""Status bytes of ESC/POS printers, by the vectors of PROTOCOLS §4.3."""

import pytest

from contract.device_lines import PaperState
from contract.failures import FailureCode
from devices.receipt_printer.status import (
    PrinterStatus,
    is_automatic_head,
    is_queued_answer,
    is_real_time_answer,
    paper_from_dle_eot,
)


@pytest.mark.parametrize(
    ("answer", "paper"),
    [
        (0x12, PaperState.PRESENT),
        (0x1E, PaperState.LOW),
        (0x16, PaperState.LOW),
        (0x1A, PaperState.LOW),
        (0x72, PaperState.OUT),
        (0x7E, PaperState.OUT),
        (0x32, PaperState.OUT),
        (0x52, PaperState.OUT),
        (None, PaperState.UNKNOWN),
        (0x00, PaperState.UNKNOWN),
        (0xFF, PaperState.UNKNOWN),
        (0x10, PaperState.UNKNOWN),
    ],
)
def test_paper_is_read_from_any_bit_of_a_pair_and_unknown_is_not_ok(answer: int | None, paper: PaperState) -> None:
    assert paper_from_dle_eot(answer) is paper


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ((0x12, 0x12, 0x12, 0x12), None),
        ((0x16, 0x12, 0x12, 0x12), None),  # drawer line high: a real answer
        ((0x12, 0x12, 0x12, 0x1E), None),
        ((0x1A, 0x16, 0x12, 0x12), FailureCode.PRINTER_COVER_OPEN),
        ((0x1A, 0x32, 0x12, 0x72), FailureCode.PRINTER_PAPER_OUT),
        ((0x1A, None, None, 0x7E), FailureCode.PRINTER_PAPER_OUT),
        ((0x1A, 0x52, 0x1A, 0x12), FailureCode.PRINTER_CUTTER),
        ((0x1A, 0x52, 0x52, 0x12), FailureCode.PRINTER_OVERHEATED),
        ((0x1A, 0x52, 0x32, 0x12), FailureCode.PRINTER_UNKNOWN),
        ((0x1A, None, None, 0x12), FailureCode.PRINTER_UNKNOWN),
        ((None, None, None, None), None),
    ],
)
def test_the_cause_of_a_fault_has_a_code(answers: tuple[int | None, ...], code: FailureCode | None) -> None:
    failure = PrinterStatus(*answers).failure()
    assert (failure.code if failure else None) is code


def test_a_printer_that_answers_nothing_has_not_answered() -> None:
    assert not PrinterStatus().answered
    assert PrinterStatus().paper is PaperState.UNKNOWN


def test_kinds_of_bytes_on_one_stream_are_told_apart() -> None:
    for byte in range(256):
        kinds = [is_real_time_answer(byte), is_automatic_head(byte), is_queued_answer(byte)]
        assert sum(kinds) <= 1, hex(byte)
    assert not any(kind(byte) for kind in (is_real_time_answer, is_queued_answer) for byte in (0x11, 0x13))

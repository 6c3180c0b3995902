"""What a register said, on A4, where there is a printer for it: the same rows and the same state as on the slip."""

from collections.abc import Callable

from PySide6.QtGui import QPainter

from kiosk.receipts.a4_paper import Line, Paper, pdf_of
from kiosk.receipts.answer_slip import AnswerFacts, about_of, rows_of, state_of
from kiosk.words import Words


def answer_lines(facts: AnswerFacts, words: Words) -> tuple[Line, ...]:
    """The state stands first and large: who finds this paper sees at once how far it may be relied on."""
    state = state_of(facts)
    numbered = enumerate(rows_of(facts, words), 1)
    return (
        Line("", words.text(f"slip-answer-{state}")),
        Line("", "", words.text(f"slip-answer-{state}-meaning")),
        Line("", words.text("paper-answer")),
        *(Line(str(number), label, value) for number, (label, value) in numbered),
        Line("", words.text("paper-answer-about")),
        *(Line(" ", label, value) for label, value in about_of(facts, words)),
        Line("", "", words.text("slip-answer-meaning")),
        Line("", "", words.text("slip-phones")),
    )


def answer_pdf(facts: AnswerFacts, words: Words) -> bytes:
    """In memory only."""
    title = words.text("slip-proof-title" if facts.is_proof else "slip-answer-title")
    foot = words.text("paper-answer-foot", number=facts.document_number or facts.job_id[:8], station=facts.station_name)

    def paint(painter: QPainter, turn: Callable[[], object]) -> None:
        paper = Paper(painter, turn, lambda page: f"{foot}　{page}")
        paper.head(title, words.text("slip-head", district=facts.district_name))
        paper.lines(answer_lines(facts, words))
        paper.end()

    return pdf_of(title, paint)

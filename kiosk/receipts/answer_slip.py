"""The slip of what a register said (hop 12 of a value's way). Pure: the same facts and words give the same slip."""

from dataclasses import dataclass
from datetime import datetime

from contract.inquiry import ReplyLine
from contract.print_job import Align, BoxBlock, PrintBlock, PrintJob, RowBlock, RuleBlock, TextBlock
from kiosk.receipts.compose import masked_number, spoken_time, surname_only
from kiosk.words import Words


@dataclass(frozen=True, kw_only=True)
class AnswerFacts:
    """What an answer's slip tells; rows whose text is "" are left out."""

    job_id: str
    item_name: str
    is_proof: bool
    holder_name: str = ""
    id_number: str = ""
    lines: tuple[ReplyLine, ...]
    """None: the register holds nothing."""
    source: str
    answered_at: datetime
    valid_until: str = ""
    document_number: str = ""
    is_simulated: bool
    district_name: str
    station_name: str
    reprint: bool = False


def state_of(facts: AnswerFacts) -> str:
    """Part of the names of its words: how far the answer may be relied on."""
    return "simulated" if facts.is_simulated else "verified" if facts.lines else "nothing"


def rows_of(facts: AnswerFacts, words: Words) -> list[tuple[str, str]]:
    """What was asked and answered, without empty rows.

    A proof names its holder in full, a look-up the surname only; the number is masked on both.
    """
    name = facts.holder_name if facts.is_proof else surname_only(facts.holder_name)
    holder = f"{name}  {masked_number(facts.id_number)}".strip() if facts.holder_name else ""
    rows = [
        (words.text("slip-item"), facts.item_name),
        (words.text("slip-answer-holder"), holder),
        *((line.label, line.value) for line in facts.lines),
    ]
    return [row for row in rows if row[1]]


def about_of(facts: AnswerFacts, words: Words) -> list[tuple[str, str]]:
    """From whom, when, how long it is good, its number, without empty rows."""
    about = [
        # the boxed state again as text: the box is a picture, and paper that is half printed still says it
        (words.text("slip-result"), words.text(f"slip-answer-{state_of(facts)}")),
        (words.text("slip-answer-source"), facts.source),
        (words.text("slip-answer-at"), spoken_time(facts.answered_at, words)),
        (words.text("slip-answer-valid"), facts.valid_until),
        (words.text("slip-answer-number"), facts.document_number),
    ]
    return [row for row in about if row[1]]


def compose_answer(facts: AnswerFacts, words: Words) -> PrintJob:
    centre, state = Align.CENTRE, state_of(facts)
    blocks: list[PrintBlock] = [
        TextBlock(text=words.text("slip-head", district=facts.district_name), align=centre),
        TextBlock(
            text=words.text("slip-proof-title" if facts.is_proof else "slip-answer-title"),
            align=centre,
            bold=True,
            scale=2,
        ),
        BoxBlock(text=words.text(f"slip-answer-{state}"), under=words.text(f"slip-answer-{state}-meaning")),
        RuleBlock(),
        *(RowBlock(label=label, value=value, bold=True) for label, value in rows_of(facts, words)),
        RuleBlock(),
        *(RowBlock(label=label, value=value) for label, value in about_of(facts, words)),
        RuleBlock(),
        TextBlock(text=words.text("slip-phones"), align=centre, bold=True),
        TextBlock(text=words.text("slip-answer-meaning")),
        TextBlock(text=facts.station_name, align=centre),
    ]
    return PrintJob(
        job_id=facts.job_id, blocks=tuple(blocks), reprint=facts.reprint, reprint_mark=words.text("slip-reprint")
    )

"""A guide on A4 with the resident's own ticks: who, what to bring, what is lacking, how it goes, where to go."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QPainter

from kiosk.receipts.a4_paper import Line, Paper, pdf_of
from kiosk.receipts.checklist import Checklist, lacking_said, mark_of
from kiosk.receipts.compose import spoken_time
from kiosk.words import Words


def guide_lines(checklist: Checklist, words: Words) -> tuple[Line, ...]:
    lines = [Line("", checklist.state), Line("", "", checklist.state_more)]

    def section(word: str, texts: tuple[str, ...]) -> None:
        if texts:
            lines.append(Line("", words.text(word)))
            lines.extend(Line(str(place), "", text) for place, text in enumerate(texts, 1))

    section("guide-who", checklist.who)
    lines.append(Line("", words.text("guide-things")))
    lines += [Line(mark_of(thing, words), thing.name, thing.how or " ") for thing in checklist.things]
    lines.append(Line("", "", lacking_said(checklist, words) if checklist.things else words.text("guide-no-things")))
    section("prepare-paper-here", checklist.steps_here)
    section("prepare-then" if checklist.can_here else "guide-steps", checklist.steps_elsewhere)
    if checklist.places:
        lines.append(Line("", words.text("prepare-where")))
        lines += [Line("", place.name, place.about) for place in checklist.places]
    section("guide-beware", checklist.beware)
    lines += [Line("", words.text("guide-phones")), Line("", "", checklist.phones)]
    return tuple(lines)


def guide_pdf(checklist: Checklist, words: Words, station: str, at: datetime) -> bytes:
    """In memory only; nothing personal stands on it."""
    about = "　".join(part for part in (checklist.situation, checklist.how_long, checklist.sample) if part)
    foot = words.text("prepare-paper-foot", station=station, time=spoken_time(at, words))

    def paint(painter: QPainter, turn: Callable[[], object]) -> None:
        paper = Paper(painter, turn, lambda page: f"{foot}　{page}")
        paper.head(checklist.title, about)
        paper.lines(guide_lines(checklist, words))
        paper.end()

    return pdf_of(checklist.title, paint)

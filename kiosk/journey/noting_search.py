"""What a search said: items, a question back, or a command that the screen obeys."""

from typing import Any

from catalogue.search.answering import answered
from catalogue.search.ask_back import Question, left_after
from catalogue.search.meanings import Command, Understood
from contract.codes import Language, Profile
from kiosk.journey.events import On
from kiosk.journey.session import Session
from kiosk.journey.states import State

OBEYED: dict[Command, tuple[On, Any]] = {
    Command.BACK: (On.BACK, None),
    Command.PREVIOUS: (On.BACK, None),
    Command.AGAIN: (On.OPEN_SEARCH, None),
    Command.CLEAR: (On.OPEN_SEARCH, None),
    Command.LEAVE: (On.LEAVE, None),
    Command.HOME: (On.LEAVE, None),
    Command.HELP: (On.HELP, None),
    Command.BIGGER: (On.PROFILE, Profile.ELDER.value),
    Command.SMALLER: (On.PROFILE, Profile.STANDARD.value),
    Command.CONTRAST: (On.PROFILE, Profile.CONTRAST.value),
    Command.ENGLISH: (On.LANGUAGE, Language.EN.value),
    Command.MANDARIN: (On.LANGUAGE, Language.ZH.value),
}
"""Commands that the results page obeys as if their button had been pressed; the rest are said to have a button."""


def take_understood(session: Session, query: str, heard: Understood) -> tuple[On, Any] | None:
    """Keep what was understood; what is to happen instead when it was a command, and somebody asked for it."""
    if query != session.query:
        return None
    session.heard, session.found, session.replies = heard, heard.items, ()
    if session.state is not State.RESULTS or heard.command is None:
        return None
    return OBEYED.get(heard.command)


def take_asked_back(session: Session, label: str) -> None:
    """One answer to the question back; bounded by the depth of the questions."""
    if session.heard is not None and session.heard.ask is not None and len(session.replies) < 3:
        session.replies = (*session.replies, label)


def asked_now(session: Session) -> Question | None:
    """The question that stands on the results page; asked in Chinese only."""
    ask = session.heard.ask if session.heard is not None else None
    if ask is None or session.language is not Language.ZH:
        return None
    return left_after(ask, session.replies)[1] if session.replies else ask


def spoken_answer(session: Session, texts: object) -> str | None:
    """What was heard, best first, as the answer to the question that stands there; None: a new search."""
    question = asked_now(session)
    if question is None or session.speaks_place or not isinstance(texts, tuple):
        return None
    return next((label for text in texts if (label := answered(question, str(text))) is not None), None)

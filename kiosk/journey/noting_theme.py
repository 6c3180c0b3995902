"""Notes of a life event: its questions, one a page, and what the answers open. Pure; called by noting.note."""

from collections.abc import Mapping
from typing import Any

from kiosk.journey.events import On
from kiosk.journey.noting_answers import text_of
from kiosk.journey.session import Session


def begin_theme(session: Session, name: str) -> None:
    """Another life event begins with no answers; the same one goes on where it was."""
    session.page = 0
    if name != session.theme:
        session.theme, session.graph, session.theme_answers = name, None, {}
        session.left_out = frozenset()
    session.theme_question = ""


def take_theme_answer(session: Session, argument: Any) -> None:
    """One answer; answers to questions that it closes are forgotten."""
    from catalogue.themes.graph import counted, shown_questions  # with the expressions, after the first frame

    graph = session.graph
    if graph is None or not isinstance(argument, Mapping):
        return
    asked, wanted = text_of(argument.get("question")), text_of(argument.get("option"))
    question = next((one for one in shown_questions(graph, session.theme_answers) if one.id == asked), None)
    if question is None or wanted not in {option.id for option in question.options}:
        return
    if question.multiple:
        given = session.theme_answers.get(asked)
        chosen = [one for one in given if one != wanted] if isinstance(given, list) else []
        taken_away = isinstance(given, list) and wanted in given
        session.theme_answers[asked] = chosen if taken_away else [*chosen, wanted]
    else:
        session.theme_answers[asked] = wanted
    known = counted(graph, session.theme_answers)
    open_now = {one.id for one in shown_questions(graph, session.theme_answers)}
    session.theme_answers = {name: known[name] for name in session.theme_answers if name in open_now}


def next_of_theme(session: Session) -> On:
    """Several to choose from may be answered with none; one of them must be chosen."""
    from catalogue.themes.graph import shown_questions

    graph = session.graph
    if graph is None:
        return On.ANSWER_REFUSED
    asked = shown_questions(graph, session.theme_answers)
    here = next((place for place, one in enumerate(asked) if one.id == session.theme_question), 0)
    if asked[here].multiple:
        session.theme_answers.setdefault(asked[here].id, [])
    elif not session.theme_answers.get(asked[here].id):
        return On.ANSWER_REFUSED
    after = shown_questions(graph, session.theme_answers)
    if here + 1 < len(after):
        session.theme_question = after[here + 1].id
        return On.NEXT_QUESTION
    session.theme_question = asked[here].id
    session.left_out = frozenset()
    return On.THEME_DONE


def previous_of_theme(session: Session) -> On:
    from catalogue.themes.graph import shown_questions

    asked = shown_questions(session.graph, session.theme_answers) if session.graph is not None else ()
    here = next((place for place, one in enumerate(asked) if one.id == session.theme_question), 0)
    if here == 0:
        return On.BACK
    session.theme_question = asked[here - 1].id
    return On.PREVIOUS_QUESTION

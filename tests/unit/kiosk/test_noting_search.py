"""What a search said in the session: items of this query only, a question back, a command obeyed."""

import pytest

from catalogue.search.ask_back import Option, Question
from catalogue.search.meanings import Command, QueryKind, Understood
from contract.catalogue import Found
from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.journey.session import Session
from kiosk.journey.states import State
from tests.unit.kiosk.test_noting import happen

STALE = Found(code="R06-014", name="老年人优待证办理", score=0.5, reason="")


def test_found_items_of_an_earlier_query_are_dropped() -> None:
    session = Session(state=State.SEARCH, query="老年证")
    happen(session, On.FOUND, ("老", Understood(kind=QueryKind.ITEM, items=(STALE,))))
    assert (session.found, session.heard) == ((), None)


@pytest.mark.parametrize(
    ("command", "state", "profile"),
    [
        (Command.BACK, State.SEARCH, Profile.STANDARD),
        (Command.BIGGER, State.RESULTS, Profile.ELDER),
        (Command.LEAVE, State.CLEARED, Profile.STANDARD),
        (Command.LOUDER, State.RESULTS, Profile.STANDARD),
    ],
)
def test_a_command_that_was_looked_for_is_obeyed(command: Command, state: State, profile: Profile) -> None:
    session = Session(state=State.RESULTS, query="话")
    happen(session, On.FOUND, ("话", Understood(kind=QueryKind.COMMAND, command=command)))
    assert (session.state, session.profile) == (state, profile)


def test_a_command_that_is_being_typed_waits_for_the_button() -> None:
    session = Session(state=State.SEARCH, query="退出")
    happen(session, On.FOUND, ("退出", Understood(kind=QueryKind.COMMAND, command=Command.LEAVE)))
    assert session.state is State.SEARCH


def test_replies_belong_to_one_query() -> None:
    asked = Understood(kind=QueryKind.ITEM, ask=Question("?", "?", ()))
    session = Session(state=State.RESULTS, query="卡")
    happen(session, On.ASKED_BACK, "早了")
    happen(session, On.FOUND, ("卡", asked))
    happen(session, On.ASKED_BACK, "丢了")
    assert session.replies == ("丢了",)
    happen(session, On.FOUND, ("卡", asked))
    assert session.replies == ()


CARD = Question("哪一种？", "哪一种？", (Option("丢了", "补一张"), Option("给娃儿办", "第一张")))


@pytest.mark.parametrize(
    ("said", "replies", "query"),
    [
        (("第一个",), ("丢了",), "卡"),
        (("地一格", "我是给孩子办的"), ("给娃儿办",), "卡"),
        (("不晓得",), ("",), "卡"),
        (("我要办老年证",), (), "我要办老年证"),
    ],
)
def test_a_question_on_the_page_is_answered_by_what_is_said(
    said: tuple[str, ...], replies: tuple[str, ...], query: str
) -> None:
    asked = Understood(kind=QueryKind.ITEM, items=(STALE,), ask=CARD)
    session = Session(state=State.RESULTS, query="卡", found=asked.items, heard=asked)
    happen(session, On.SPEAK)
    happen(session, On.HEARD, said)
    assert (session.state, session.replies, session.query) == (State.RESULTS, replies, query)
    assert session.found == (asked.items if replies else ())


def test_a_question_that_stands_nowhere_is_not_answered() -> None:
    session = Session(state=State.HOME, query="卡", heard=Understood(kind=QueryKind.ITEM, ask=CARD))
    happen(session, On.SPEAK)
    happen(session, On.HEARD, ("第一个",))
    assert (session.replies, session.query) == ((), "第一个")

"""A question to a register as the journey knows it: who may ask, which answer counts, and what is left without one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication

from bench.acted_visit import CARD
from bench.bare_station import write_settings
from bench.sample_station import enrol_without_centre
from catalogue.grants import Grant
from catalogue.package import grants_in
from contract.device_lines import CardSeen, DeviceState, DeviceStatus, PaperState
from contract.failures import FailureCode
from contract.inquiry import Asked, Reply, ReplyLine, ReplyState
from contract.roles import Role
from contract.sync import NetworkState, SyncLine
from kiosk.app import StationWindow
from kiosk.config import load_settings
from kiosk.journey import register_asking
from kiosk.journey.events import On
from kiosk.journey.states import State
from offline_queue.inspection import list_queue

PROOF, PUBLIC = "R04-025", "R02-020"


class Visit:
    """A station whose sync process is played by the test: what it was asked, and what it answers."""

    def __init__(self, folder: Path) -> None:
        config = write_settings(folder)
        enrol_without_centre(folder)
        self.folder = folder
        self.station = StationWindow(load_settings(config))
        self.conductor = self.station.conductor
        self.asked: list[Asked] = []
        self.runs = True
        object.__setattr__(self.conductor._around, "ask_register", self._take)
        self.station.site.reader = DeviceState.READY
        self.station.site.network_up = True

    def _take(self, asked: Asked) -> bool:
        self.asked.append(asked)
        return self.runs

    def act(self, name: str, argument: object = None) -> None:
        self.conductor.stage.act(name, argument)
        QCoreApplication.processEvents()

    def lay_card(self) -> None:
        visit = self.conductor._session.visit
        self.conductor.on_device(Role.CARD_READER, CardSeen(visit=visit, card=CARD))
        QCoreApplication.processEvents()

    def to_card(self, item: str = PROOF) -> None:
        for name, argument in (("touched", None), ("item", item), ("inquire", None), ("agreed", None)):
            self.act(name, argument)
        self.conductor._session.state = State.CARD  # no devices run here

    def answer(self, state: ReplyState = ReplyState.ANSWERED, inquiry_id: str = "", **changes: object) -> None:
        reply = Reply(
            inquiry_id=inquiry_id or self.asked[-1].inquiry_id,
            state=state,
            lines=(ReplyLine("参保状态", "正常参保"),) if state is ReplyState.ANSWERED else (),
            source="新都区人力资源和社会保障局",
            answered_at=self.station.site.now,
        )
        self.conductor.on_sync(SyncLine(network=NetworkState.UP, pending=0, replies=(reply,)))
        QCoreApplication.processEvents()

    def wait_for(self, state: State) -> None:
        for _ in range(400):
            if self.conductor.state is state:
                return
            QCoreApplication.processEvents()
            self.conductor.thread().msleep(25)
        raise AssertionError(f"{state} did not come; it is {self.conductor.state}")


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    visit = Visit(tmp_path)
    yield visit
    visit.station.stop()


def test_a_proof_is_asked_with_the_card_and_shown_when_the_register_answers(visit: Visit) -> None:
    visit.to_card()
    visit.lay_card()
    assert visit.conductor.state is State.INQUIRING
    (asked,) = visit.asked
    assert (asked.item_code, asked.subject and asked.subject.number) == (PROOF, CARD.number)
    visit.answer()
    assert visit.conductor.state is State.ANSWER
    shown = msgspec.json.encode(visit.conductor.stage.shown).decode()
    assert "参保状" in shown and CARD.number not in shown
    visit.act("finished")
    assert visit.conductor.state is State.CLEARED
    assert visit.conductor._session.inquiry is None and visit.conductor._session.card is None


def test_what_anybody_may_know_is_asked_without_a_card_and_about_nobody(visit: Visit) -> None:
    for name, argument in (("touched", None), ("item", PUBLIC), ("inquire", None)):
        visit.act(name, argument)
    assert visit.conductor.state is State.INQUIRING and visit.asked[0].subject is None


@pytest.mark.parametrize("where", ["privacy", "card"])
def test_a_typed_number_asks_no_register(visit: Visit, where: str) -> None:
    visit.to_card()
    if where == "privacy":
        visit.conductor._session.state = State.PRIVACY
    before = visit.conductor.state
    visit.act("by_hand")
    assert visit.conductor.state is before and visit.asked == []
    assert "by_hand" not in msgspec.json.encode(visit.conductor.stage.shown).decode()


@pytest.mark.parametrize("stray", ["another", "late"])
def test_an_answer_to_another_question_changes_nothing(visit: Visit, stray: str) -> None:
    visit.to_card()
    visit.lay_card()
    if stray == "another":
        visit.answer(inquiry_id="f" * 32)
        assert visit.conductor.state is State.INQUIRING
    else:
        visit.act("back")
        visit.answer()
        assert visit.conductor.state is State.GUIDE
        visit.act("leave_confirmed")
        visit.answer()
        assert visit.conductor._session.inquiry is None


@pytest.mark.parametrize("state", [ReplyState.UNAVAILABLE, ReplyState.NOT_OFFERED])
def test_what_nobody_answered_is_said_to_be_not_verified(visit: Visit, state: ReplyState) -> None:
    visit.to_card()
    visit.lay_card()
    visit.answer(state)
    assert visit.conductor.state is State.UNVERIFIED
    assert "暂未核实" in visit.conductor.stage.shown["title"]
    visit.act("print_answer")
    assert visit.conductor.state is State.UNVERIFIED


def test_a_register_that_holds_nothing_is_an_answer(visit: Visit) -> None:
    visit.to_card()
    visit.lay_card()
    visit.answer(ReplyState.NOTHING_FOUND)
    assert visit.conductor.state is State.ANSWER
    assert "没有您的" in "".join(line["value"] for line in visit.conductor.stage.shown["lines"])


@pytest.mark.parametrize("why", ["no network", "no sync", "silence"])
def test_without_an_answer_a_request_is_handed_in_once_and_says_it_is_no_proof(
    visit: Visit, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_asking, "PATIENCE_S", 0.05)
    visit.station.site.network_up = why != "no network"
    visit.runs = why != "no sync"
    visit.to_card()
    visit.lay_card()
    visit.wait_for(State.UNVERIFIED)
    visit.station.site.network_up = False
    visit.act("submit")
    visit.wait_for(State.RECEIPT)
    session = visit.conductor._session
    job = visit.conductor._around.compose(session, visit.station.site, visit.station._words(session.language), False)
    assert "暂未核实" in msgspec.json.encode(job).decode()
    visit.station._desk.ask(lambda _: None, lambda _: None, lambda _: None)
    assert [line.item for line in list_queue(visit.folder)] == [PROOF]


def test_a_list_leaves_no_request_because_it_is_about_nobody(visit: Visit) -> None:
    visit.station.site.network_up = False
    for name, argument in (("touched", None), ("item", PUBLIC), ("inquire", None)):
        visit.act(name, argument)
    assert visit.conductor.state is State.UNVERIFIED
    assert visit.conductor.stage.shown["primary"]["act"] == On.TRY_AGAIN.value
    visit.act("submit")
    assert visit.conductor.state is State.UNVERIFIED


def test_what_the_village_may_not_take_in_is_not_asked_either(visit: Visit) -> None:
    assert visit.station.package is not None
    since = date(2020, 1, 1)
    grants = (
        Grant(place="*", item="*", given=True, since=since),
        Grant(place="*", item=PROOF, given=False, since=since),
    )
    grants_in._KEPT[visit.station.package] = grants_in.by_item(grants)
    for name, argument in (("touched", None), ("item", PROOF)):
        visit.act(name, argument)
    assert visit.conductor.stage.shown["go"]["act"] == ""
    visit.act("inquire")
    assert visit.conductor.state is State.SUBMIT_TROUBLE
    assert visit.conductor._session.save_failure is FailureCode.ITEM_NOT_GRANTED and visit.asked == []


def test_an_item_that_no_register_answers_has_no_such_way(visit: Visit) -> None:
    for name, argument in (("touched", None), ("item", "R13-010"), ("inquire", None)):
        visit.act(name, argument)
    assert visit.conductor.state is State.GUIDE and visit.asked == []


def test_an_answer_stays_on_screen_when_it_cannot_be_printed(visit: Visit) -> None:
    visit.to_card()
    visit.lay_card()
    visit.answer()
    site = visit.station.site
    status = DeviceStatus(role=Role.RECEIPT_PRINTER, state=DeviceState.READY, paper=PaperState.OUT)
    visit.conductor.on_device(Role.RECEIPT_PRINTER, status)
    visit.act("print_answer")
    assert site.paper is PaperState.OUT and visit.conductor.state is State.ANSWER
    assert "没打出来" in visit.conductor.stage.shown["note"]["strong"]

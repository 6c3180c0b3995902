"""What the speaking page says, and what the journey does with what was said."""

from dataclasses import replace
from typing import Any

import pytest

from bench.sample_scenes import sample_site
from contract.codes import Language
from contract.device_lines import DeviceCommand, SoundLevel
from contract.failures import Failure, FailureCode
from contract.roles import Role
from contract.speech import (
    CancelListening,
    Listen,
    Listening,
    ListeningFailed,
    SpeechFinal,
    SpeechPartial,
    StopListening,
)
from kiosk.config import ASSETS
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.noting_speech import note_speech, speech_event
from kiosk.journey.session import Hearing, Session
from kiosk.journey.speaking import Speaking
from kiosk.journey.states import Overlay, State
from kiosk.journey.step import step
from kiosk.screens.shown import Scene
from kiosk.screens.speak.speak_view import SpeakShown, speak_shown
from kiosk.words import words_of


def shown(**session: Any) -> SpeakShown:
    site = replace(sample_site(True), has_microphone=True)
    return speak_shown(
        Scene(Session(state=State.SPEAK, **session), site, words_of(ASSETS / "words", Language.ZH), None)
    )


@pytest.mark.parametrize(
    ("hearing", "title", "done", "again", "is_open"),
    [
        (Hearing.OPENING, "请稍等", True, False, False),
        (Hearing.OPEN, "请说，我在听", True, False, True),
        (Hearing.THINKING, "正在想", True, False, False),
        (Hearing.NOTHING, "没听清", False, True, False),
        (Hearing.FAILED, "话筒没准备好", False, True, False),
    ],
)
def test_the_page_says_how_the_microphone_is(
    hearing: Hearing, title: str, done: bool, again: bool, is_open: bool
) -> None:
    page = shown(hearing=hearing, heard_db=-20.0)
    assert (page.title, bool(page.done.act), bool(page.again.act), page.open) == (title, done, again, is_open)
    assert page.done.enabled is is_open or not page.done.act
    assert (page.level > 0) is is_open
    assert page.type.act == On.OPEN_SEARCH.value


@pytest.mark.parametrize(("db", "level"), [(-96.0, 0), (-60.0, 0), (-37.5, 5), (-15.0, 10), (0.0, 10)])
def test_the_bars_follow_the_loudness(db: float, level: int) -> None:
    assert shown(hearing=Hearing.OPEN, heard_db=db).level == level


class Visit:
    """The journey's own pieces in the order the conductor calls them; what went to the microphone is kept."""

    def __init__(self) -> None:
        self.session = Session(state=State.HOME)
        self.sent: list[DeviceCommand] = []
        self.speaking = Speaking(self._send, self._post)

    def _post(self, _visit: int | None, on: On, argument: object) -> None:
        self.happen(on, argument)

    def _send(self, role: Role, command: DeviceCommand) -> bool:
        assert role is Role.MICROPHONE
        self.sent.append(command)
        return True

    def happen(self, on: On, argument: object = None) -> tuple[Do, ...]:
        note_speech(self.session, on, argument)
        self.session.state, effects = step(self.session.state, on)
        for effect in effects:
            if effect in (Do.LISTEN, Do.STOP_LISTENING):
                self.speaking.run(effect, self.session)
        self.speaking.follow(self.session)
        return effects

    def answer(self, answer: Any) -> tuple[Do, ...]:
        event = speech_event(self.session, answer)
        return self.happen(*event) if event is not None else ()

    @property
    def number(self) -> int:
        return self.session.utterance


def test_what_was_said_is_searched_with_all_that_it_may_have_been() -> None:
    visit = Visit()
    visit.happen(On.SPEAK)
    assert visit.sent == [Listen(session=visit.number)]
    visit.answer(Listening(session=visit.number))
    visit.answer(SoundLevel(rms_db=-20.0, peak_db=-9.0))
    visit.answer(SpeechPartial(session=visit.number, text="我要办"))
    assert (visit.session.hearing, visit.session.heard_part) == (Hearing.OPEN, "我要办")
    visit.happen(On.SPOKEN)
    assert visit.sent[-1] == StopListening(session=visit.number)
    effects = visit.answer(SpeechFinal(session=visit.number, text="老年正", nbest=("老年正", "老年证")))
    assert (visit.session.state, effects, visit.session.query) == (State.RESULTS, (Do.SEARCH,), "老年正")
    assert visit.session.spoken == ("老年正", "老年证")


def test_silence_and_a_broken_microphone_stay_on_the_page_with_ways_on() -> None:
    visit = Visit()
    visit.happen(On.SPEAK)
    first = visit.number
    visit.answer(SpeechFinal(session=first, text=""))
    assert (visit.session.state, visit.session.hearing) == (State.SPEAK, Hearing.NOTHING)
    visit.happen(On.SPEAK)
    assert visit.number != first
    visit.answer(SpeechFinal(session=first, text="晚了", nbest=("晚了",)))
    assert visit.session.state is State.SPEAK, "an answer to an earlier utterance finds nobody"
    broken = Failure(code=FailureCode.MICROPHONE_SILENT, happened="silent", remedy="none")
    visit.answer(ListeningFailed(session=visit.number, failure=broken))
    assert visit.session.hearing is Hearing.FAILED


@pytest.mark.parametrize("way", [On.BACK, On.OPEN_SEARCH, On.LEAVE_CONFIRMED, On.WARNING_OVER])
def test_every_way_off_the_page_closes_the_microphone(way: On) -> None:
    visit = Visit()
    visit.happen(On.SPEAK)
    number = visit.number
    visit.happen(way)
    assert visit.session.state is not State.SPEAK
    assert visit.sent[-1] == CancelListening(session=number)
    assert visit.answer(SpeechFinal(session=number, text="晚了", nbest=("晚了",))) == ()


def test_a_sheet_over_the_page_closes_the_microphone() -> None:
    visit = Visit()
    visit.happen(On.SPEAK)
    number, visit.session.overlay = visit.number, Overlay.HELP
    visit.speaking.follow(visit.session)
    assert visit.sent[-1] == CancelListening(session=number)
    assert visit.session.hearing is Hearing.NOTHING

"""A question of the form is answered by voice: phrases of the question, and nothing else, become the answer."""

import pytest

from bench.sample_scenes import scene_of
from catalogue.package.open import Package
from contract.codes import Language, Profile
from contract.device_lines import DeviceCommand
from contract.roles import Role
from contract.speech import CancelListening, Listen, SpeechFinal, SpeechMode
from kiosk.content import open_content
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.noting import note
from kiosk.journey.noting_speech import speech_event
from kiosk.journey.say_answer import phrase_of, sayable
from kiosk.journey.session import Hearing
from kiosk.journey.speaking import Speaking
from kiosk.journey.states import State
from kiosk.journey.step import step
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.shown import Scene
from kiosk.screens.speak.speak_view import say_shown

MIC_EFFECTS = (Do.LISTEN, Do.LISTEN_FOR_ANSWER, Do.STOP_LISTENING, Do.ANSWER_SAID)


@pytest.fixture(scope="module")
def package() -> Package:
    return open_content(None)


class Visit:
    """The journey's own pieces in the order the conductor calls them; what went to the microphone is kept."""

    def __init__(self, package: Package, sample: str = "form-unanswered", language: Language = Language.ZH) -> None:
        self.scene: Scene = scene_of(sample, Profile.STANDARD, language, True, package)
        self.scene.site.has_microphone = True
        self.sent: list[DeviceCommand] = []
        self._speaking = Speaking(self._send, lambda _, on, argument: self.happen(on, argument))

    def _send(self, role: Role, command: DeviceCommand) -> bool:
        assert role is Role.MICROPHONE
        self.sent.append(command)
        return True

    def happen(self, on: On, argument: object = None) -> None:
        session = self.scene.session
        named = note(session, self.scene.site, FormAsking(), on, argument)
        session.state, effects = step(session.state, named)
        for effect in effects:
            if effect in MIC_EFFECTS:
                self._speaking.run(effect, session)
        self._speaking.follow(session)

    def say(self, text: str) -> None:
        final = SpeechFinal(session=self.scene.session.utterance, text=text, nbest=(text,) if text else ())
        if (event := speech_event(self.scene.session, final)) is not None:
            self.happen(*event)


@pytest.mark.parametrize(
    ("said", "kind"), [("遗失补办", "遗失补办"), ("第三个", "损坏换证"), ("返回", None), ("你好", None), ("", None)]
)
def test_a_phrase_of_the_question_is_its_answer(package: Package, said: str, kind: str | None) -> None:
    visit = Visit(package)
    visit.happen(On.SPEAK)
    assert visit.scene.session.state is State.SAY
    listen = visit.sent[-1]
    assert isinstance(listen, Listen)
    assert (listen.mode, "第二个" in listen.phrases, len(listen.phrases) <= 30) == (SpeechMode.GRAMMAR, True, True)
    visit.say(said)
    assert visit.scene.session.answers.get("card_kind") == kind
    heard = said not in ("你好", "")
    assert (visit.scene.session.state is not State.SAY) is heard
    assert (visit.scene.session.hearing is Hearing.NOTHING) is not heard


def test_yes_and_no_and_the_way_on(package: Package) -> None:
    visit = Visit(package, "form-bus-card")
    for said, value in (("不要", False), ("是", True)):
        visit.happen(On.SPEAK)
        visit.say(said)
        assert visit.scene.session.answers["apply_bus_card"] is value
    before = visit.scene.session.question
    visit.happen(On.SPEAK)
    visit.say("下一步")
    assert (visit.scene.session.question, visit.scene.session.state) != (before, State.FORM)


def test_back_to_touching_closes_the_microphone_and_keeps_everything(package: Package) -> None:
    visit = Visit(package, "form")
    visit.happen(On.SPEAK)
    assert say_shown(visit.scene).type.act == On.BACK.value
    number = visit.scene.session.utterance
    visit.happen(On.BACK)
    assert visit.sent[-1] == CancelListening(session=number)
    session = visit.scene.session
    assert (session.state, session.question, session.answers["card_kind"]) == (State.FORM, "card_kind", "首次申办")


@pytest.mark.parametrize(
    ("label", "phrase"),
    [("首次申办", "首次申办"), ("200元", "二百元"), ("3000–5000", "三千到五千"), ("重度残疾（1、2级）", "重度残疾")],
)
def test_an_option_is_said_as_people_say_it(label: str, phrase: str) -> None:
    assert phrase_of(label) == phrase


@pytest.mark.parametrize("sample", ["form-name", "form-mobile", "form-address", "form-by-hand-number", "form-lost"])
def test_what_is_personal_is_never_asked_by_voice(package: Package, sample: str) -> None:
    visit = Visit(package, sample)
    assert form_shown(visit.scene).left.act != On.SPEAK.value
    assert sayable(visit.scene.session, visit.scene.site, FormAsking()) == ()


def test_the_button_is_there_with_a_microphone_and_in_chinese_only(package: Package) -> None:
    assert form_shown(Visit(package).scene).left.act == On.SPEAK.value
    assert form_shown(Visit(package, language=Language.EN).scene).left.act == On.HELP.value
    deaf = Visit(package)
    deaf.scene.site.has_microphone = False
    assert form_shown(deaf.scene).left.act == On.HELP.value

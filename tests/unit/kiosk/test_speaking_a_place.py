"""On the page of a place the microphone opens, what was said becomes what is typed, and every way leads back."""

from dataclasses import replace

from bench import sample_applying as samples
from contract.speech import SpeechEnd, SpeechFinal
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.noting import note
from kiosk.journey.noting_speech import speech_event
from kiosk.journey.states import Overlay, State
from kiosk.journey.step import step
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import Scene
from kiosk.screens.speak.speak_view import speak_shown
from tests.unit.kiosk.screens.applying_scene import scene


def happen(scene_: Scene, on: On, argument: object = None) -> tuple[Do, ...]:
    session = scene_.session
    session.state, effects = step(session.state, note(session, scene_.site, FormAsking(), on, argument))
    return effects


def asked() -> Scene:
    scene_ = scene(samples.form("home_division", answers={"home_division": ""}))
    scene_.session.state = State.FORM
    return replace(scene_, site=replace(scene_.site, has_microphone=True))


def test_a_place_that_was_said_is_typed_for_the_resident() -> None:
    scene_ = asked()
    assert form_shown(scene_).places.said.act == On.SPEAK_PLACE.value
    assert happen(scene_, On.SPEAK_PLACE) == (Do.LISTEN,)
    session = scene_.session
    session.utterance = 7
    assert session.state is State.SPEAK and frame_shown(scene_).rail[1].icon == "log-out", "answers are still there"
    said = speech_event(session, SpeechFinal(session=7, text="我住马甲", nbest=("我住马甲",), end=SpeechEnd.VAD))
    assert said is not None and happen(scene_, *said) == (Do.FIND_PLACE,)
    assert session.state is State.FORM and session.spoken == ("我住马甲",) and session.query == ""
    happen(scene_, On.PLACE_FOUND, "马家")
    shown = form_shown(scene_)
    assert (shown.kind, shown.entry.text) == ("entry", "马家") and not session.speaks_place


def test_a_name_that_is_none_stays_as_it_was_heard() -> None:
    scene_ = asked()
    happen(scene_, On.SPEAK_PLACE)
    happen(scene_, On.HEARD, ("火星",))
    happen(scene_, On.PLACE_FOUND, "")
    assert form_shown(scene_).entry.text == "火星"


def test_typing_instead_and_going_back_lead_to_the_question() -> None:
    scene_ = asked()
    happen(scene_, On.SPEAK_PLACE)
    assert "镇街" in speak_shown(Scene(replace_hearing(scene_), scene_.site, scene_.words, scene_.package)).title
    happen(scene_, On.OPEN_SEARCH)
    assert scene_.session.state is State.FORM and form_shown(scene_).kind == "entry"
    scene_ = asked()
    happen(scene_, On.SPEAK_PLACE)
    happen(scene_, On.BACK)
    assert scene_.session.state is State.FORM and form_shown(scene_).kind == "places"
    assert not scene_.session.speaks_place


def replace_hearing(scene_: Scene):
    from kiosk.journey.session import Hearing

    scene_.session.hearing = Hearing.OPEN
    return scene_.session


def test_leaving_while_a_place_is_said_asks_first() -> None:
    scene_ = asked()
    happen(scene_, On.SPEAK_PLACE)
    happen(scene_, On.LEAVE)
    assert scene_.session.overlay is Overlay.LEAVE


def test_without_a_microphone_nothing_is_offered() -> None:
    scene_ = asked()
    scene_.site.has_microphone = False
    assert form_shown(scene_).places.said.act == ""

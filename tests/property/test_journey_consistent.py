"""Any sequence of answers, forward, back, profile and language, in any of the forms, keeps the visit whole.

What is shown always is a question that is asked; what was answered stays while its question is there; the same answers
in a fresh visit ask the same questions; and looks and languages change nothing of what is handed in.
"""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import sample_applying as samples
from bench.resident.answers import typed_for
from catalogue.forms.source import read_forms
from contract.codes import Language, Profile
from contract.form import FormDef
from kiosk.config import ASSETS
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.noting import note
from kiosk.journey.states import State
from kiosk.journey.step import step
from kiosk.screens.form.form_view import form_shown
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import Scene, view_of
from kiosk.words import words_of
from tests.unit.kiosk.screens.applying_scene import scene

FORMS = read_forms(ASSETS / "content" / "forms")
WITHIN = frozenset({State.PRIVACY, State.FORM, State.MATERIALS, State.SIGN, State.REVIEW})
moves = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 30)),
    st.tuples(st.just("answer"), st.integers(0, 30)),
    st.tuples(st.sampled_from(["next", "next", "back", "page"]), st.integers(0, 3)),
    st.tuples(st.just("fill"), st.integers(0, 30)),
    st.tuples(st.just("fill"), st.integers(0, 30)),
    st.tuples(st.just("profile"), st.integers(0, 2)),
    st.tuples(st.just("language"), st.integers(0, 1)),
    st.tuples(st.just("junk"), st.integers(0, 5)),
)
JUNK: tuple[object, ...] = (None, "", "☠" * 500, [1, {}], 10**15, {"field": 3})


def happen(scene_: Scene, on: On, argument: object = None) -> None:
    session = scene_.session
    session.state, _ = step(session.state, note(session, scene_.site, FormAsking(), on, argument))


def answer(scene_: Scene, which: int) -> None:
    """Press one of what is offered, or type what suits the field."""
    shown = form_shown(scene_)
    if shown.kind == "entry":
        text = typed_for(shown.entry.field, shown.entry.kind, scene_.site.today)
        if shown.entry.kind in ("date", "month"):
            text = "-".join(part for part in (text[:4], text[4:6], text[6:]) if part)
        happen(scene_, On.ANSWER, {"field": shown.entry.field, "value": text if which else "x"})
        return
    offered = [*shown.options, *shown.places.here, *shown.places.grid]
    if offered:
        choice = offered[which % len(offered)]
        if choice.act == On.ANSWER.value:
            happen(scene_, On.ANSWER, choice.argument)


def move(scene_: Scene, name: str, number: int) -> None:
    match name:
        case "answer" if scene_.session.state is State.FORM:
            answer(scene_, number)
        case "fill" if scene_.session.state is State.FORM:
            answer(scene_, number)
            happen(scene_, On.NEXT)
        case "fill" if scene_.session.state is State.SIGN:
            happen(scene_, On.DECLARE, {"id": "all", "agreed": True})
            happen(scene_, On.SIGNED, {"field": "signature", "strokes": [[[0.2, 0.5], [0.8, 0.6]]]})
            happen(scene_, On.NEXT)
        case "fill" if scene_.session.state is not State.REVIEW:
            move(scene_, "next", 0)
        case "next" | "back" if scene_.session.state is State.PRIVACY:
            happen(scene_, On.BY_HAND if scene_.session.by_hand else On.AGREED)  # further back the form is left
        case "next" | "back":
            happen(scene_, On(name))
        case "page":
            happen(scene_, On.PAGE, number)
        case "profile":
            happen(scene_, On.PROFILE, list(Profile)[number].value)
        case "language":
            happen(scene_, On.LANGUAGE, (Language.ZH, Language.EN)[number].value)
        case "junk":
            happen(scene_, On.ANSWER, {"field": scene_.session.question, "value": JUNK[number]})
        case _:
            pass


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMS), st.booleans(), st.lists(moves, min_size=5, max_size=60))
def test_a_visit_stays_whole_whatever_is_pressed(form: FormDef, by_hand: bool, pressed: list[tuple[str, int]]) -> None:
    scene_ = scene(samples.privacy)
    scene_.site.languages = {Language.ZH: "中文", Language.EN: "EN"}
    session = scene_.session
    session.form, session.state = form, State.PRIVACY
    if not by_hand:
        session.card = samples.sample_card()
    happen(scene_, On.BY_HAND if by_hand else On.AGREED)
    for name, number in pressed:
        before = {key: repr(value) for key, value in session.answers.items()}
        move(scene_, name, number)
        assert session.state in WITHIN
        here = replace(scene_, words=words_of(ASSETS / "words", session.language))
        asked = {field.id for field in FormAsking().questions(session, scene_.site)}
        assert session.state is not State.FORM or session.question in asked
        view_of(session.state)(here)
        assert frame_shown(here).rail
        if name in ("next", "back", "page", "profile", "language"):
            assert {key: repr(value) for key, value in session.answers.items()} == before, "only answers change answers"
    again = scene(samples.privacy).session
    again.form, again.card, again.answers = form, session.card, dict(session.answers)
    asking = FormAsking()
    ids = [[f.id for f in asking.questions(each, scene_.site)] for each in (again, session)]
    assert ids[0] == ids[1]
    assert asking.complete(again, scene_.site) == asking.complete(session, scene_.site)

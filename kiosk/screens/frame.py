"""What every screen has around it: status bar, network banner, where-line, steps, rail, and the sheet on top."""

import msgspec

from contract.codes import Language, Profile
from contract.failures import FailureCode
from contract.form import Step
from kiosk.journey.events import On
from kiosk.journey.session import Session
from kiosk.journey.states import PERSONAL, Overlay, State
from kiosk.screens.item_lines import theme_name
from kiosk.screens.sheets import Sheet, sheet_of
from kiosk.screens.shown import Scene
from kiosk.words import Words


class RailButton(msgspec.Struct, frozen=True):
    act: str
    argument: str
    icon: str
    label: str
    enabled: bool = True
    on: bool = False
    help: bool = False


class Frame(msgspec.Struct, frozen=True):
    profile: str
    language: str
    bare: bool
    station: str
    place: str
    network_up: bool
    network: str
    network_banner: str
    clock: str
    where_prefix: str
    trail: tuple[str, ...]
    step_text: str
    step: int
    steps: int
    rail: tuple[RailButton, ...]
    sheet: Sheet
    blank: bool
    """Nothing is shown: somebody listens and asked for it."""


def clock_text(words: Words, scene: Scene) -> str:
    """Times as people say them: 上午 9:41."""
    now = scene.site.now
    half = "clock-morning" if now.hour < 12 else "clock-noon" if now.hour < 13 else "clock-afternoon"
    hour = now.hour if now.hour <= 12 else now.hour - 12
    if words.language is Language.EN:
        return f"{now.hour}:{now.minute:02d}"
    return words.text(half, time=f"{hour}:{now.minute:02d}")


STEP_OF: dict[State, Step] = {
    State.PRIVACY: Step.CARD,
    State.CARD: Step.CARD,
    State.CARD_TROUBLE: Step.CARD,
    State.MATERIALS: Step.MATERIALS,
    State.CAPTURE: Step.MATERIALS,
    State.CAPTURED: Step.MATERIALS,
    State.PAGES: Step.MATERIALS,
    State.SIGN: Step.SIGN,
    State.REVIEW: Step.REVIEW,
}


CAPTURING = frozenset({State.CAPTURE, State.CAPTURED, State.PAGES})


def steps_of(session: Session) -> tuple[Step, ...]:
    """The steps this application really has; the ones with nothing to ask are skipped and the total says so."""
    form = session.form
    if session.inquiry is not None:
        return ()  # a card and an answer: nothing to count
    if form is None:
        return tuple(Step)
    asked = {field.step for field in form.fields} | {Step.CARD, Step.REVIEW, Step.SIGN, Step.FORM}
    if form.materials:
        asked.add(Step.MATERIALS)
    return tuple(step for step in Step if step in asked)


def step_now(session: Session) -> Step | None:
    if session.taking is not None and session.taking.in_form and session.state in CAPTURING:
        return Step.FORM
    if session.state in (State.FORM, State.SAY) and session.form is not None:
        asked = next((field for field in session.form.fields if field.id == session.question), None)
        return asked.step if asked is not None and asked.step is Step.CONTACT else Step.FORM
    return STEP_OF.get(session.state)


def language_after(now: Language, offered: dict[Language, str]) -> tuple[Language, str]:
    """The next language of languages.toml and the short name on its button; the first after the last."""
    tags = list(offered)
    after = tags[(tags.index(now) + 1) % len(tags)] if now in offered else now
    return after, offered.get(after, after.value)


def rail_of(scene: Scene) -> tuple[RailButton, ...]:
    session, words = scene.session, scene.words
    site = scene.site
    elder = session.profile is Profile.ELDER
    personal = session.state in PERSONAL or bool(session.speaks_place)
    busy = session.state is State.SUBMITTING
    back = RailButton(
        On.BACK.value,
        "",
        "arrow-left",
        words.text("rail-back"),
        enabled=not busy
        and session.state
        not in (State.HOME, State.RECEIPT, State.RECEIPT_TROUBLE, State.RATING, State.CLEARED, State.CLOSED),
    )
    leave_word = ("rail-leave-short" if elder else "rail-leave") if personal else "rail-restart"
    leave = RailButton(
        On.LEAVE.value,
        "",
        "log-out" if personal else "rotate-ccw",
        words.text(leave_word),
        enabled=not busy and session.state not in (State.CLEARED, State.CLOSED),
    )
    sound = RailButton(
        On.SOUND.value,
        "",
        "volume-x" if session.reads is False else "volume-2",
        words.text("rail-sound-off" if session.reads is False else "rail-sound"),
        enabled=scene.site.has_speaker,
        on=session.overlay is Overlay.SOUND,
    )
    size = RailButton(
        On.PROFILE.value,
        Profile.STANDARD.value if elder else Profile.ELDER.value,
        "a-large-small",
        words.text("rail-standard" if elder else "rail-elder"),
        on=elder,
    )
    contrast_on = session.profile is Profile.CONTRAST
    contrast = RailButton(
        On.PROFILE.value,
        Profile.STANDARD.value if contrast_on else Profile.CONTRAST.value,
        "contrast",
        words.text("rail-plain-colours" if contrast_on else "rail-contrast"),
        on=contrast_on,
    )
    other, short = language_after(session.language, site.languages)
    language = RailButton(On.LANGUAGE.value, other.value, "languages", short)
    call = RailButton(On.HELP.value, "", "life-buoy", words.text("rail-help"), help=True)
    if elder:
        return (back, leave, sound, size, call)
    return (back, leave, size, contrast, sound, language, call)


def trail_of(scene: Scene) -> tuple[str, ...]:
    """ "您在": at most two parts, the last one where the resident is."""
    session, words = scene.session, scene.words
    state = session.state
    if state in (State.IDLE, State.HOME, State.CLEARED, State.CLOSED):
        return ()
    if state in OF_THEME:
        return (theme_name(session.theme, words), words.text(f"where-{state.value.replace('_', '-')}"))
    first = (
        session.item_title(words.language)
        if (session.item is not None or session.joint is not None) and state not in BEFORE_ITEM
        else words.text("where-home")
    )
    return (first, words.text(f"where-{_place_of(session)}"))


def _place_of(session: Session) -> str:
    """Trouble before anything was filled in is no "还没交上"."""
    if session.state is State.SUBMIT_TROUBLE and session.save_failure is FailureCode.ITEM_NOT_GRANTED:
        return "not-granted"
    if session.state is State.SUBMIT_TROUBLE and session.form is None:
        return "not-now"
    return session.state.value.replace("_", "-")


BEFORE_ITEM = frozenset(
    {State.SEARCH, State.SPEAK, State.RESULTS, State.BROWSE, State.THEME, State.LIFE_EVENT, State.JOINT}
)
OF_THEME = frozenset({State.THEME, State.LIFE_EVENT, State.JOINT})


def question_number(scene: Scene) -> str:
    """Which question of a life event; how many there will be depends on the answers."""
    session = scene.session
    if session.state is not State.LIFE_EVENT or session.graph is None:
        return ""
    from catalogue.themes.graph import shown_questions  # with the expressions, after the first frame

    asked = [one.id for one in shown_questions(session.graph, session.theme_answers)]
    here = asked.index(session.theme_question) if session.theme_question in asked else 0
    return scene.words.text("life-event-number", number=here + 1)


def frame_shown(scene: Scene) -> Frame:
    session, site, words = scene.session, scene.site, scene.words
    step = step_now(session)
    steps = steps_of(session)
    number = steps.index(step) + 1 if step in steps else 0
    return Frame(
        profile=session.profile.value,
        language=session.language.value,
        bare=session.state is State.IDLE,
        station=words.text("station-name"),
        place=site.place_name,
        network_up=site.network_up,
        network=words.text("network-up" if site.network_up else "network-down"),
        network_banner="" if site.network_up else words.text("network-banner"),
        clock=clock_text(words, scene),
        where_prefix=words.text("where-prefix"),
        trail=trail_of(scene),
        step_text=words.text("step-of", step=number, steps=len(steps)) if number else question_number(scene),
        step=number,
        steps=len(steps) if number else 0,
        rail=rail_of(scene),
        sheet=sheet_of(scene),
        blank=session.blank,
    )

"""Where a visit can be. A position inside something (form page, list page) is session data, not a state."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    IDLE = "idle"
    HOME = "home"
    SEARCH = "search"
    """The search field with the keyboard open and the best items under it."""
    SPEAK = "speak"
    SAY = "say"
    """The microphone is open, or was: what is heard, and the ways to type or to say it again."""
    RESULTS = "results"
    BROWSE = "browse"
    LIFE_EVENT = "life_event"
    """Questions of one life event, one a page; what applies grows beneath them."""
    JOINT = "joint"
    """What applies, with its reasons; what can be handed in here together is ticked."""
    THEME = "theme"
    """All items of a life event, to pick from without questions."""
    GUIDE = "guide"
    PREPARE = "prepare"
    """Before setting out: what to bring, where to go; printed or taken along."""
    PRIVACY = "privacy"
    CARD = "card"
    CARD_TROUBLE = "card_trouble"
    FORM = "form"
    MATERIALS = "materials"
    CAPTURE = "capture"
    """A paper or a face before the camera, or a sheet in the document scanner."""
    CAPTURED = "captured"
    """The picture just taken: keep it or take it again."""
    PAGES = "pages"
    """The kept pages of one paper, in their order."""
    SIGN = "sign"
    REVIEW = "review"
    DRAFT = "draft"
    """What was filled in, as codes to be photographed, and the number that opens it again."""
    DRAFT_BACK = "draft_back"
    """The photographed codes before the scanner, then the number."""
    SUBMITTING = "submitting"
    RECEIPT = "receipt"
    RECEIPT_TROUBLE = "receipt_trouble"
    """Handed in, but the slip did not come out: the QR on screen takes its place."""
    SUBMIT_TROUBLE = "submit_trouble"
    """Not handed in: nothing could be stored; says what to do instead."""
    INQUIRING = "inquiring"
    """A register is being asked; bounded by its patience."""
    ANSWER = "answer"
    """What the register said, on screen and to print."""
    UNVERIFIED = "unverified"
    """Nobody could be asked: says so, and offers a receipt for a request instead."""
    RATING = "rating"
    CLEARED = "cleared"
    """ "本机已清除您的信息", three seconds, then IDLE."""
    CLOSED = "closed"
    """The station cannot take anything in (no content package, no space): says what still works."""


class Overlay(StrEnum):
    """A sheet over the screen; the screen underneath stays as it is."""

    NONE = "none"
    TIMEOUT = "timeout"
    HELP = "help"
    FULL_TEXT = "full_text"
    SOUND = "sound"
    """Reading aloud: this page, each page, pace and volume."""
    SAMPLE = "sample"
    LEAVE = "leave"
    """Asks once before personal answers are thrown away."""


@dataclass(frozen=True)
class IdleRule:
    """What happens when nobody touches (DESIGN §4, column time). Elder, wheelchair and headset get `elder_s`."""

    standard_s: int | None
    elder_s: int | None
    warns: bool
    """True: the warning sheet first; False: straight on with On.IDLE_OVER."""


PATIENT = IdleRule(60, 120, True)
IDLE_RULES: dict[State, IdleRule] = {
    State.IDLE: IdleRule(None, None, False),
    State.HOME: IdleRule(60, 120, False),
    State.SEARCH: PATIENT,
    State.SPEAK: PATIENT,
    State.SAY: PATIENT,
    State.RESULTS: PATIENT,
    State.BROWSE: PATIENT,
    State.LIFE_EVENT: PATIENT,
    State.JOINT: PATIENT,
    State.THEME: PATIENT,
    State.GUIDE: PATIENT,
    State.PREPARE: PATIENT,
    State.PRIVACY: PATIENT,
    State.CARD: IdleRule(120, 180, True),
    State.CARD_TROUBLE: PATIENT,
    State.FORM: PATIENT,
    State.MATERIALS: PATIENT,
    State.CAPTURE: PATIENT,
    State.CAPTURED: PATIENT,
    State.PAGES: PATIENT,
    State.SIGN: PATIENT,
    State.REVIEW: PATIENT,
    State.DRAFT: IdleRule(120, 180, True),
    State.DRAFT_BACK: IdleRule(120, 180, True),
    State.SUBMITTING: IdleRule(None, None, False),
    State.RECEIPT: IdleRule(60, 120, False),
    State.RECEIPT_TROUBLE: IdleRule(120, 180, False),
    State.SUBMIT_TROUBLE: IdleRule(60, 120, False),
    State.INQUIRING: IdleRule(None, None, False),
    State.ANSWER: PATIENT,
    State.UNVERIFIED: PATIENT,
    State.RATING: IdleRule(45, 90, False),
    State.CLEARED: IdleRule(3, 3, False),
    State.CLOSED: IdleRule(None, None, False),
}

LISTENS = frozenset({State.SPEAK, State.SAY})
"""Pages on which the microphone may be open."""

PERSONAL = frozenset(
    {
        State.CARD,
        State.CARD_TROUBLE,
        State.FORM,
        State.SAY,
        State.MATERIALS,
        State.CAPTURE,
        State.CAPTURED,
        State.PAGES,
        State.SIGN,
        State.REVIEW,
        State.DRAFT,
        State.DRAFT_BACK,
        State.SUBMITTING,
        State.RECEIPT,
        State.RECEIPT_TROUBLE,
        State.SUBMIT_TROUBLE,
        State.INQUIRING,
        State.ANSWER,
        State.UNVERIFIED,
        State.RATING,
    }
)
"""States in which the session may hold something personal: the rail says 退出清除, and leaving asks once."""

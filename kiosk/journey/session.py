"""The visit's data in memory: the one place that holds it (STYLE §2, hop 7). Never written to disk or to a log."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from contract.card import CardRecord
from contract.catalogue import Audience, Found, Guide, InstantAnswer, Item
from contract.codes import Language, Profile
from contract.device_lines import DeviceState, PaperState
from contract.failures import FailureCode
from contract.form import FieldError, FormDef
from contract.pictures import CaptureKind
from contract.submission import MaterialGiven
from kiosk.journey.drafting import Drafting, Told
from kiosk.journey.events import On
from kiosk.journey.inquiry import Inquiring
from kiosk.journey.pictures import Picture, Taking
from kiosk.journey.states import Overlay, State

if TYPE_CHECKING:
    from catalogue.search.meanings import Understood
    from catalogue.themes.graph import ThemeGraph
    from catalogue.themes.joint_matter import JointMatter


Sayable = tuple[str, On, object]
"""A phrase that answers the question on the form, and what it does."""


class Came(StrEnum):
    """Where the guide was opened from, so that 返回 is one step back."""

    HOME = "home"
    SEARCH = "search"
    RESULTS = "results"
    BROWSE = "browse"
    THEME = "theme"
    JOINT = "joint"


class Sheet(StrEnum):
    """Paper beside the receipt."""

    LIST = "list"
    """80 mm: what to bring and where to go."""
    GUIDE = "guide"
    """A4: the whole guide."""
    FORM = "form"
    """A4: the filled form."""
    ANSWER = "answer"
    """A4: what a register said."""


class Hearing(StrEnum):
    """How the microphone is, on the page where somebody speaks."""

    OPENING = "opening"
    OPEN = "open"
    THINKING = "thinking"
    NOTHING = "nothing"
    """It is closed; nothing was understood."""
    FAILED = "failed"


class Slip(StrEnum):
    """What became of the paper receipt."""

    NOT_YET = "not_yet"
    PRINTING = "printing"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    """Bytes were sent, the printer did not confirm."""
    FAILED = "failed"


@dataclass(frozen=True)
class HandIn:
    """What the resident may be promised, once the sealed file and its row are durable."""

    submission_id: str
    number: str
    at: datetime
    proof: str
    """QR text of the receipt."""
    online: bool
    """The network was up at hand-in: 已受理 or 已存本站，待上传."""


@dataclass
class Session:
    """Everything about one visit. `wipe()` leaves a fresh one; profile and language fall back to the site's."""

    visit: int = 0
    state: State = State.IDLE
    overlay: Overlay = Overlay.NONE
    profile: Profile = Profile.STANDARD
    language: Language = Language.ZH
    reads: bool | None = None
    """Read each page aloud; None: as `reads_pages` finds right."""
    slow: bool = False
    volume_steps: int = 0
    non_visual: bool = False
    """Begun by the marked key or by a headset: moved by keys, told in words."""
    blank: bool = False
    """The screen is black on request; non-visual mode only."""

    utterance: int = 0
    """Number of the utterance that runs or ran last; answers to another are dropped."""
    hearing: Hearing = Hearing.OPENING
    sayable: tuple[Sayable, ...] = ()
    """What may be said to answer the question of the form."""
    said: tuple[On, object] | None = None
    """What an answer that was heard does, until it has been done."""
    heard_part: str = ""
    """What is understood so far; to look at only."""
    heard_db: float = -96.0
    spoken: tuple[str, ...] = ()
    """What was said, with its alternatives, best first."""
    speaks_place: str = ""
    """Field id of the place that is being said; "" while a matter is looked for."""
    query: str = ""
    found: tuple[Found, ...] = ()
    heard: "Understood | None" = None
    """What the query was understood to mean; its items are `found`."""
    replies: tuple[str, ...] = ()
    """Answers to the question back, one after the other."""
    audience: Audience = Audience.RESIDENT
    quick_list: bool = False
    category: str = ""
    group: str = ""
    page: int = 0
    theme: str = ""
    graph: "ThemeGraph | None" = None
    """The questions of the life event."""
    theme_answers: dict[str, object] = field(default_factory=dict)
    """By question: the option's id, or a list where several can be chosen."""
    theme_question: str = ""
    left_out: frozenset[str] = frozenset()
    """Items that the resident took out of the joint matter."""
    came: Came = Came.HOME
    item: Item | None = None
    guide: Guide | None = None
    situation: str = ""
    full_text: str = ""
    instant: InstantAnswer | None = None
    """What a register answers about the item whose guide was opened."""
    inquiry: Inquiring | None = None
    """The question to a register that this visit is about; None: an application, or just looking."""
    held: frozenset[str] = frozenset()
    """Names of the materials that the resident has at hand."""
    take_along: str = ""
    """Text of the code that is shown to be taken along; "" until it is asked for and drawn."""
    sheet: Sheet | None = None
    """What was printed last beside the receipt, and what became of it."""
    sheet_job: str = ""
    sheet_state: Slip = Slip.NOT_YET
    sheet_failure: FailureCode | None = None

    photo_allowed: bool = True
    by_hand: bool = False
    card: CardRecord | None = None
    agent_card: CardRecord | None = None
    """Second card: of whoever fills in for the applicant."""
    card_being_read: bool = False
    card_failure: FailureCode | None = None
    number_shown: bool = False

    form: FormDef | None = None
    joint: "JointMatter | None" = None
    """Several items in one form: `form` is the joined one then, and the answers are under its names."""
    answers: dict[str, object] = field(default_factory=dict)
    question: str = ""
    """Field id of the question on screen; "" before the first."""
    place_typed: tuple[str, str] | None = None
    """(field, text so far) while a place is typed instead of picked."""
    editing: str = ""
    """Field id of the one answer being changed from the review; "" normally."""
    errors: tuple[FieldError, ...] = ()
    worked_out: "tuple[bytes, object] | None" = None
    """The form as worked out for the present answers (kiosk/journey/asking.py); goes with the session."""
    warned: frozenset[tuple[str, str]] = frozenset()
    """(field, code) of doubts that were said; pressing on after that counts as an answer."""
    told: Told | None = None
    """What a licence before the scanner came to, on the question on screen."""
    drafting: Drafting = field(default_factory=Drafting)
    materials: dict[str, MaterialGiven] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    signed_by_card: bool = False
    """The applicant's card was laid down once more in place of the signature under the declarations."""
    strokes: dict[str, list[list[tuple[float, float]]]] = field(default_factory=dict)
    """Signatures by field id ("signature" is the one under the declarations), in pad units 0…1."""
    pictures: dict[str, tuple[Picture, ...]] = field(default_factory=dict)
    """Kept pages by the id of their material or field, in order."""
    taking: Taking | None = None
    captures: int = 0
    """Pictures asked for so far, so that no two have one name."""

    handed_in: HandIn | None = None
    slip: Slip = Slip.NOT_YET
    slip_failure: FailureCode | None = None
    save_failure: FailureCode | None = None
    centre_has_it: bool = False
    case_number: str = ""
    grade: str = ""
    reasons: frozenset[str] = frozenset()

    warning_s_left: int = 0
    extensions: int = 0

    def item_title(self, language: Language) -> str:
        """Name of the item, word for word as in the catalogue; English where there is one."""
        if self.joint is not None and self.state not in (State.GUIDE, State.PREPARE):
            return self.joint.theme_en if language is Language.EN else self.joint.theme
        if self.item is None:
            return ""
        return self.item.name_en if language is Language.EN and self.item.name_en else self.item.name

    def departments(self) -> tuple[str, ...]:
        """Who takes it in; several for a joint matter."""
        if self.joint is not None:
            return self.joint.departments
        return (self.item.department,) if self.item is not None else ()

    def department(self) -> str:
        """The same as on official papers."""
        return "、".join(self.departments())

    def __repr__(self) -> str:
        return f"Session(visit={self.visit}, state={self.state.value})"


@dataclass
class Site:
    """What is true of the station just now, whoever stands before it. Nothing personal."""

    station_name: str = "AI 智慧政务空间站"
    place_name: str = ""
    town_name: str = ""
    division: str = ""
    helper_name: str = ""
    helper_phone: str = ""
    hotline: str = "96123"
    network_up: bool = False
    pending: int = 0
    reader: DeviceState = DeviceState.ABSENT
    printer: DeviceState = DeviceState.ABSENT
    paper: PaperState = PaperState.UNKNOWN
    scanner: DeviceState = DeviceState.ABSENT
    camera: DeviceState = DeviceState.ABSENT
    document_scanner: DeviceState = DeviceState.ABSENT
    camera_takes: frozenset[CaptureKind] = frozenset()
    """What the configured camera is placed for; empty: there is none."""
    has_document_scanner: bool = False
    """One is configured, whatever its state."""
    page_printer: DeviceState = DeviceState.ABSENT
    social_card: DeviceState = DeviceState.ABSENT
    has_microphone: bool = False
    has_speaker: bool = False
    headset: bool = False
    """A headset is in its socket: what is private may be said."""
    volume: int = 70
    """Where every visit begins, 0–100."""
    reads_each_page: bool = False
    card_signs: bool = True
    """In the non-visual mode the same card laid down once more may stand in for a signature."""
    languages: dict[Language, str] = field(default_factory=dict)
    """What the station speaks, in the order of the language button, each with the short name on that button."""
    package_version: str = ""
    closed_for: FailureCode | None = None
    """Why the station cannot take anything in; None: it can."""
    portrait: bool = True
    now: datetime = field(default_factory=lambda: datetime.fromtimestamp(0).astimezone())
    today: date = date(1970, 1, 1)


def reads_pages(session: Session, site: Site) -> bool:
    """Whether a page is read when it comes: always to who does not look, else as chosen, else to whom it helps."""
    if not site.has_speaker or session.non_visual:
        return site.has_speaker
    if session.reads is not None:
        return session.reads
    return site.reads_each_page or site.headset or session.profile is Profile.ELDER

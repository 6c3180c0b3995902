"""Sample visits, one or more a screen: what bench/looking.py shows and tests/qml checks. All people are made up.

A sample is a function that fills a fresh session as the journey would have. The screens of applying add theirs in
bench/sample_applying.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.sample_applying import APPLYING, form
from bench.sample_cards import CARDS, MORE_CARDS
from bench.sample_drafts import DRAFTS
from bench.sample_inquiries import INQUIRIES
from bench.sample_pictures import MORE_PICTURES, PICTURES
from catalogue.package.open import Package
from catalogue.package.rules_in import RulesIn
from contract.catalogue import Audience
from contract.codes import Language, Profile
from contract.device_lines import DeviceState, PaperState
from kiosk.journey.asking import FormAsking
from kiosk.journey.say_answer import sayable
from kiosk.journey.session import Came, Hearing, Session, Sheet, Site, Slip
from kiosk.journey.states import Overlay, State
from kiosk.receipts.checklist import checklist_of, take_along_text
from kiosk.screens.shown import Scene
from kiosk.words import languages_of, words_of

WORDS = Path(__file__).resolve().parent.parent / "assets" / "words"
NOW = datetime(2026, 11, 27, 9, 41, tzinfo=ZoneInfo("Asia/Shanghai"))
ELDER_CARD = "R06-014"


Fill = Callable[[Session, Site, Package], None]


@dataclass(frozen=True)
class Sample:
    """One visit at one moment."""

    state: State
    fill: Fill


def _nothing(session: Session, site: Site, package: Package) -> None:
    pass


def sample_site(portrait: bool) -> Site:
    return Site(
        place_name="狮子湖小区",
        town_name="石板滩街道",
        division="510114005001",
        helper_name="刘敏",
        helper_phone="028 8300 0000",
        network_up=True,
        reader=DeviceState.READY,
        printer=DeviceState.READY,
        paper=PaperState.PRESENT,
        scanner=DeviceState.READY,
        portrait=portrait,
        package_version="2026.11.1",
        languages={tag: about.short for tag, about in languages_of(WORDS).items()},
        now=NOW,
        today=NOW.date(),
    )


def _find(query: str) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        session.query = query
        if query:
            session.heard = package.understand((query,), 20)
            session.found = session.heard.items

    return fill


def _microphone(session: Session, site: Site, package: Package) -> None:
    site.has_microphone = True


def _speaks(hearing: Hearing, part: str = "") -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        site.has_microphone = True
        session.hearing, session.heard_part, session.heard_db = hearing, part, -25.0

    return fill


def _asks_aloud(session: Session, site: Site, package: Package) -> None:
    site.has_microphone = True
    form("card_kind", answers={"card_kind": "首次申办"})(session, site, package)
    session.sayable = sayable(session, site, FormAsking())


def _says(hearing: Hearing) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        _asks_aloud(session, site, package)
        _speaks(hearing, "")(session, site, package)

    return fill


def _finds_aloud(session: Session, site: Site, package: Package) -> None:
    _find("老年证")(session, site, package)
    site.has_microphone = True


def _offline(session: Session, site: Site, package: Package) -> None:
    site.network_up = False


def _browse(audience: Audience, category: str = "", group: str = "", page: int = 0, quick: bool = False) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        session.audience, session.category, session.group = audience, category, group
        session.page, session.quick_list = page, quick

    return fill


def _theme(name: str, page: int = 0) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        session.theme, session.page = name, page

    return fill


def _life_event(name: str, answers: dict[str, object], question: str = "", left_out: tuple[str, ...] = ()) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        session.theme, session.graph = name, RulesIn(package).theme(name)
        session.theme_answers, session.theme_question = dict(answers), question
        session.left_out = frozenset(left_out)

    return fill


def _guide(code: str, situation: int = 0, page: int = 0) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        session.item = package.item(code)
        session.guide = package.guide(code)
        session.situation = session.guide.situations[situation].id
        session.came, session.page = Came.RESULTS, page

    return fill


def _prepare(code: str, situation: int = 0, page: int = 0, held: tuple[int, ...] = (), take: bool = False) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        _guide(code, situation, page)(session, site, package)
        assert session.guide is not None
        things = session.guide.situations[situation].materials
        session.held = frozenset(things[place].name for place in held)
        if take:
            words = words_of(WORDS, session.language)
            session.take_along = take_along_text(checklist_of(session, site, words, package), words)
            site.page_printer = DeviceState.READY
            session.sheet, session.sheet_state = Sheet.LIST, Slip.PRINTED

    return fill


def _over(overlay: Overlay, text: str = "") -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        _guide(ELDER_CARD)(session, site, package)
        session.overlay, session.warning_s_left, session.full_text = overlay, 38, text

    return fill


def _sound(session: Session, site: Site, package: Package) -> None:
    _over(Overlay.SOUND)(session, site, package)
    site.has_speaker = True


SAMPLES: dict[str, Sample] = {
    "idle": Sample(State.IDLE, _nothing),
    "idle-offline": Sample(State.IDLE, _offline),
    "home": Sample(State.HOME, _nothing),
    "home-offline": Sample(State.HOME, _offline),
    "home-speaks": Sample(State.HOME, _microphone),
    "speak": Sample(State.SPEAK, _speaks(Hearing.OPEN, "满六十岁了老年证咋个办")),
    "speak-nothing": Sample(State.SPEAK, _speaks(Hearing.NOTHING)),
    "say": Sample(State.SAY, _says(Hearing.OPEN)),
    "say-nothing": Sample(State.SAY, _says(Hearing.NOTHING)),
    "say-failed": Sample(State.SAY, _says(Hearing.FAILED)),
    "form-speaks": Sample(State.FORM, _asks_aloud),
    "search-speaks": Sample(State.SEARCH, _finds_aloud),
    "search-empty": Sample(State.SEARCH, _find("")),
    "search": Sample(State.SEARCH, _find("老年证")),
    "results": Sample(State.RESULTS, _find("老年证咋个办")),
    "results-ask": Sample(State.RESULTS, _find("落户")),
    "results-fire": Sample(State.RESULTS, _find("屋头起火了")),
    "results-hours": Sample(State.RESULTS, _find("你们几点开门")),
    "results-none": Sample(State.RESULTS, _find("今天天气咋样")),
    "browse": Sample(State.BROWSE, _browse(Audience.RESIDENT, "民政救助与养老", "老年人福利与养老服务")),
    "browse-three": Sample(State.BROWSE, _browse(Audience.RESIDENT, "生活法律与社区", "社区与三农服务", 1)),
    "browse-enterprise": Sample(State.BROWSE, _browse(Audience.ENTERPRISE)),
    "browse-quick": Sample(State.BROWSE, _browse(Audience.RESIDENT, quick=True)),
    "life-event": Sample(State.LIFE_EVENT, _life_event("退休养老", {})),
    "life-event-grown": Sample(State.LIFE_EVENT, _life_event("退休养老", {"goal": "perk", "age": "a80"}, "age")),
    "life-event-several": Sample(
        State.LIFE_EVENT, _life_event("扶残助困", {"goal": "dben", "dneed": ["low", "heavy"]}, "dneed")
    ),
    "life-event-many": Sample(
        State.LIFE_EVENT, _life_event("开店办企业", {"stage": "plan", "form": "self", "trade": "small"}, "trade")
    ),
    "joint": Sample(State.JOINT, _life_event("退休养老", {"goal": "perk", "age": "a80"})),
    "joint-one-out": Sample(
        State.JOINT,
        _life_event(
            "入学升学",
            {"stage": "primary", "hukou": "out", "permit": "none", "home": "rent", "hard": ["low"]},
            left_out=("R01-024",),
        ),
    ),
    "joint-none-here": Sample(State.JOINT, _life_event("身后事", {"cert": "yes", "bury": "done", "left": ["house"]})),
    "theme": Sample(State.THEME, _theme("退休养老")),
    "theme-last": Sample(State.THEME, _theme("婚育新生", 9)),
    "guide": Sample(State.GUIDE, _guide(ELDER_CARD)),
    "guide-second": Sample(State.GUIDE, _guide(ELDER_CARD, page=1)),
    "guide-situations": Sample(State.GUIDE, _guide("R03-001", 1)),
    "guide-no-form": Sample(State.GUIDE, _guide("R10-001")),
    "guide-places": Sample(State.GUIDE, _guide(ELDER_CARD, page=3)),
    "guide-instant": Sample(State.GUIDE, _guide("R04-025")),
    "prepare": Sample(State.PREPARE, _prepare(ELDER_CARD, held=(0,))),
    "prepare-elsewhere": Sample(State.PREPARE, _prepare("R11-019")),
    "prepare-go": Sample(State.PREPARE, _prepare("R11-019", page=1)),
    "prepare-take": Sample(State.PREPARE, _prepare(ELDER_CARD, page=9, take=True)),
    "cleared": Sample(State.CLEARED, _nothing),
    "timeout": Sample(State.GUIDE, _over(Overlay.TIMEOUT)),
    "help": Sample(State.GUIDE, _over(Overlay.HELP)),
    "sound": Sample(State.GUIDE, _sound),
    "sample-paper": Sample(State.GUIDE, _over(Overlay.SAMPLE, "居民身份证")),
    "leave": Sample(State.GUIDE, _over(Overlay.LEAVE)),
    "full-text": Sample(State.GUIDE, _over(Overlay.FULL_TEXT, "privacy")),
} | {name: Sample(state, fill) for name, (state, fill) in (APPLYING | CARDS | DRAFTS | INQUIRIES | PICTURES).items()}


ALL_SAMPLES = SAMPLES | {name: Sample(state, fill) for name, (state, fill) in (MORE_CARDS | MORE_PICTURES).items()}
"""With those that are only looked at."""


def scene_of(name: str, profile: Profile, language: Language, portrait: bool, package: Package) -> Scene:
    """The scene of a sample, as the conductor would give it to the view."""
    sample = ALL_SAMPLES[name]
    session = Session(visit=1, state=sample.state, profile=profile, language=language)
    site = sample_site(portrait)
    sample.fill(session, site, package)
    return Scene(session, site, words_of(WORDS, language), package)

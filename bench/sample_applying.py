"""Sample visits of the screens of applying: name → (state, what fills the fresh session). All people are made up."""

from collections.abc import Callable
from datetime import date

from catalogue.package.open import Package
from catalogue.themes.joint_matter import join
from contract.card import CardKind, CardRecord
from contract.codes import Sex
from contract.device_lines import DeviceState
from contract.failures import FailureCode
from contract.numbers import provisional_number
from kiosk.journey.asking import FormAsking
from kiosk.journey.session import HandIn, Session, Sheet, Site, Slip
from kiosk.journey.states import State

Fill = Callable[[Session, Site, Package], None]

PROOF = "XDZ1.6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDEXWK G2EP4J0BGJLFX3R3VHXK.PJ:2DPF6R:5SVBHABVCNN95SWMPHQ"
ANSWERS: dict[str, object] = {
    "card_kind": "首次申办",
    "emergency_name": "李四光",
    "emergency_mobile": "13812345678",
    "apply_bus_card": False,
    "mobile": "13912341234",
    "home_division": "510114006007",
    "home_detail": "狮子湖小区 3 栋 201",
    "is_agent": False,
    "result_delivery": "本站自取",
}
NAME_STROKES = [
    [(0.25, 0.27), (0.35, 0.25), (0.33, 0.35), (0.25, 0.37), (0.24, 0.48), (0.34, 0.46), (0.29, 0.69), (0.25, 0.64)],
    [(0.53, 0.20), (0.45, 0.36)],
    [(0.42, 0.45), (0.60, 0.42)],
    [(0.46, 0.24), (0.45, 0.68), (0.51, 0.60)],
    [(0.48, 0.45), (0.61, 0.67)],
    [(0.70, 0.28), (0.83, 0.26)],
    [(0.72, 0.45), (0.82, 0.43)],
    [(0.67, 0.65), (0.88, 0.62)],
]


def sample_card() -> CardRecord:
    """The example of the national standard."""
    return CardRecord(
        kind=CardKind.RESIDENT,
        name="张三",
        number="11010519491231002X",
        sex=Sex.FEMALE,
        birth=date(1949, 12, 31),
        nation="01",
        address="北京市朝阳区（示例地址）",
        issuer="北京市公安局朝阳分局",
        valid_from=date(2016, 11, 1),
        valid_to=None,
        photo=bytes(1024),
    )


def _item(session: Session, package: Package) -> None:
    session.item = package.item("R06-014")
    session.form = package.form_for_item("R06-014")


def privacy(session: Session, site: Site, package: Package) -> None:
    _item(session, package)


def privacy_no_reader(session: Session, site: Site, package: Package) -> None:
    _item(session, package)
    site.reader = DeviceState.ABSENT


def card(reading: bool) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        _item(session, package)
        session.card_being_read = reading

    return fill


def card_trouble(code: FailureCode) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        _item(session, package)
        session.card_failure = code

    return fill


def form(question: str, by_hand: bool = False, answers: dict[str, object] | None = None) -> Fill:
    """A question of F01 with the answers before it given."""

    def fill(session: Session, site: Site, package: Package) -> None:
        _item(session, package)
        session.by_hand = by_hand
        if not by_hand:
            session.card = sample_card()
        site.division = "510114006007"
        asking = FormAsking()
        asking.begin(session, site)
        for field in asking.questions(session, site):
            if field.id == question:
                break
            if field.id in ANSWERS:
                session.answers[field.id] = ANSWERS[field.id]
        session.answers |= answers or {}
        session.question = question

    return fill


def typed_place(text: str) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        form("home_division", answers={"home_division": ""})(session, site, package)
        session.place_typed = ("home_division", text)

    return fill


def wrong(question: str, answers: dict[str, object]) -> Fill:
    """An answer that was refused."""

    def fill(session: Session, site: Site, package: Package) -> None:
        form(question, answers=answers)(session, site, package)
        session.errors = FormAsking().errors(session, site, question)

    return fill


def filled(session: Session, site: Site, package: Package) -> None:
    form("", answers=ANSWERS)(session, site, package)
    session.question = ""


def unfolded(session: Session, site: Site, package: Package) -> None:
    form("card_kind")(session, site, package)
    session.number_shown = True


def editing(session: Session, site: Site, package: Package) -> None:
    filled(session, site, package)
    session.editing = session.question = "mobile"


def materials_by_hand(session: Session, site: Site, package: Package) -> None:
    filled(session, site, package)
    session.photo_allowed = False
    session.answers["card_kind"] = "损坏换证"


def sign(agreed: bool, signed: bool) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        filled(session, site, package)
        if agreed and session.form is not None:
            session.declared = frozenset(declaration.id for declaration in session.form.declarations)
        if signed:
            session.strokes["signature"] = [list(stroke) for stroke in NAME_STROKES]

    return fill


def review(page: int) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        sign(True, True)(session, site, package)
        session.page = page

    return fill


def submitting(session: Session, site: Site, package: Package) -> None:
    sign(True, True)(session, site, package)
    site.network_up = False


def handed_in(slip: Slip, network: bool = False, centre: bool = False, failure: FailureCode | None = None) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        sign(True, True)(session, site, package)
        number = provisional_number("510114", "006", "001", site.today, 7)
        session.handed_in = HandIn("0190-sample", number, site.now, PROOF, centre)
        session.slip, session.slip_failure = slip, failure
        session.centre_has_it, site.network_up = centre, network
        session.case_number = "2026112700012" if centre else ""

    return fill


def form_printing(session: Session, site: Site, package: Package) -> None:
    """The slip is out, the filled form goes to the A4 printer."""
    handed_in(Slip.PRINTED, network=True, centre=True)(session, site, package)
    site.page_printer = DeviceState.READY
    session.sheet, session.sheet_state = Sheet.FORM, Slip.PRINTING


def joint_handed_in(session: Session, site: Site, package: Package) -> None:
    """Three items of one life event, handed in together."""
    handed_in(Slip.PRINTED, network=True, centre=True)(session, site, package)
    codes = ("R01-024", "R11-016", "R09-003")
    forms = [(package.item(code), package.form(package.item(code).form)) for code in codes]
    session.theme, session.case_number = "入学升学", ""
    session.joint = join("T02", "入学升学", package.english_name("theme", "入学升学"), forms)


def submitting_sent(session: Session, site: Site, package: Package) -> None:
    handed_in(Slip.NOT_YET, network=True)(session, site, package)


def submit_trouble(session: Session, site: Site, package: Package) -> None:
    sign(True, True)(session, site, package)
    session.save_failure = FailureCode.DISK_FULL


def not_taken_in(session: Session, site: Site, package: Package) -> None:
    session.item = package.item("R06-014")
    session.save_failure = site.closed_for = FailureCode.DISK_FULL


def content_damaged(session: Session, site: Site, package: Package) -> None:
    session.item = session.guide = session.form = None
    session.save_failure = FailureCode.PACKAGE_DAMAGED


def not_granted(session: Session, site: Site, package: Package) -> None:
    session.item = package.item("R06-014")
    session.save_failure = FailureCode.ITEM_NOT_GRANTED


def rating(grade: str, *reasons: str) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        handed_in(Slip.PRINTED)(session, site, package)
        site.network_up = True
        session.grade, session.reasons = grade, frozenset(reasons)

    return fill


def closed(code: FailureCode) -> Fill:
    def fill(session: Session, site: Site, package: Package) -> None:
        site.closed_for = code

    return fill


APPLYING: dict[str, tuple[State, Fill]] = {
    "privacy": (State.PRIVACY, privacy),
    "privacy-no-reader": (State.PRIVACY, privacy_no_reader),
    "card": (State.CARD, card(False)),
    "card-reading": (State.CARD, card(True)),
    "card-trouble": (State.CARD_TROUBLE, card_trouble(FailureCode.CARD_MOVED)),
    "card-trouble-reader": (State.CARD_TROUBLE, card_trouble(FailureCode.READER_SILENT)),
    "form": (State.FORM, form("card_kind", answers={"card_kind": "首次申办"})),
    "form-unanswered": (State.FORM, form("card_kind")),
    "form-number-shown": (State.FORM, unfolded),
    "form-name": (State.FORM, form("emergency_name", answers={"emergency_name": "李四"})),
    "form-mobile": (State.FORM, form("mobile", answers={"mobile": "13912341"})),
    "form-mobile-wrong": (State.FORM, wrong("mobile", answers={"mobile": "139123412"})),
    "form-lost": (State.FORM, form("lost_statement", answers={"card_kind": "遗失补办"})),
    "form-bus-card": (State.FORM, form("apply_bus_card")),
    "form-division": (State.FORM, form("home_division")),
    "form-division-town": (State.FORM, form("home_division", answers={"home_division": "510114005"})),
    "form-division-towns": (State.FORM, form("home_division", answers={"home_division": ""})),
    "form-division-typed": (State.FORM, typed_place("木兰")),
    "form-address": (State.FORM, form("home_detail", answers={"home_detail": "狮子湖小区 3 栋"})),
    "form-delivery": (State.FORM, form("result_delivery", answers={"result_delivery": "本站自取"})),
    "form-by-hand-name": (State.FORM, form("name", by_hand=True)),
    "form-by-hand-number": (State.FORM, form("id_no", by_hand=True, answers={"id_no": "11010519491231002X"})),
    "form-by-hand-nation": (State.FORM, form("ethnicity", by_hand=True)),
    "form-by-hand-valid": (State.FORM, form("id_valid_to", by_hand=True, answers={"id_valid_to": "20300101"})),
    "form-editing": (State.FORM, editing),
    "materials": (State.MATERIALS, filled),
    "materials-no-photo": (State.MATERIALS, materials_by_hand),
    "sign": (State.SIGN, sign(True, True)),
    "sign-empty": (State.SIGN, sign(False, False)),
    "review": (State.REVIEW, review(0)),
    "review-second": (State.REVIEW, review(1)),
    "submitting": (State.SUBMITTING, submitting),
    "submitting-sent": (State.SUBMITTING, submitting_sent),
    "receipt-offline": (State.RECEIPT, handed_in(Slip.PRINTING)),
    "receipt-unknown": (State.RECEIPT, handed_in(Slip.UNKNOWN)),
    "receipt-accepted": (State.RECEIPT, handed_in(Slip.PRINTED, network=True, centre=True)),
    "receipt-form-printing": (State.RECEIPT, form_printing),
    "receipt-joint": (State.RECEIPT, joint_handed_in),
    "printer-trouble": (
        State.RECEIPT_TROUBLE,
        handed_in(Slip.FAILED, network=True, failure=FailureCode.PRINTER_PAPER_OUT),
    ),
    "submit-trouble": (State.SUBMIT_TROUBLE, submit_trouble),
    "not-taken-in": (State.SUBMIT_TROUBLE, not_taken_in),
    "not-granted": (State.SUBMIT_TROUBLE, not_granted),
    "content-damaged": (State.SUBMIT_TROUBLE, content_damaged),
    "rating": (State.RATING, rating("2", "self-service")),
    "rating-poor": (State.RATING, rating("4")),
    "rating-none": (State.RATING, rating("")),
    "closed": (State.CLOSED, closed(FailureCode.DISK_FULL)),
    "closed-updating": (State.CLOSED, closed(FailureCode.PACKAGE_MISSING)),
}

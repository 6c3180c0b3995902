"""Sample visits that ask a register: while it is asked, answered, and not answered. All people are made up."""

from bench.sample_applying import Fill, sample_card
from catalogue.package.open import Package
from contract.failures import FailureCode
from contract.inquiry import Reply, ReplyLine, ReplyState
from kiosk.journey.inquiry import Inquiring
from kiosk.journey.register_asking import instant_of
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State


def inquiry(code: str, state: ReplyState | None = None, lines: int = 4, page: int = 0, simulated: bool = True) -> Fill:
    """A question to a register: being asked, or answered."""

    def fill(session: Session, site: Site, package: Package) -> None:
        session.item = package.item(code)
        about = instant_of(package, code)
        assert about is not None
        if about.personal:
            session.card = sample_card()
        said = (
            ReplyLine("参保状态", "正常参保"),
            ReplyLine("参保险种", "城乡居民养老、城乡居民医保"),
            ReplyLine("参保地", "成都市新都区"),
            ReplyLine("首次参保", "2011 年 7 月"),
            ReplyLine("累计缴费", "182 个月"),
        )
        reply = None
        if state is not None:
            reply = Reply(
                inquiry_id="sample",
                state=state,
                lines=(said * 3)[:lines] if state is ReplyState.ANSWERED else (),
                source=session.item.department,
                document_number="SIMR0402512345678",
                answered_at=site.now,
                is_simulated=simulated,
            )
        session.inquiry, session.page = Inquiring(about, "sample", reply), page

    return fill


def inquiry_reader_gone(session: Session, site: Site, package: Package) -> None:
    inquiry("R04-025")(session, site, package)
    session.card_failure, session.card = FailureCode.READER_SILENT, None


INQUIRIES: dict[str, tuple[State, Fill]] = {
    "privacy-inquiry": (State.PRIVACY, inquiry("R04-025")),
    "card-inquiry": (State.CARD, inquiry("R04-025")),
    "card-trouble-inquiry": (State.CARD_TROUBLE, inquiry_reader_gone),
    "inquiring": (State.INQUIRING, inquiry("R04-025")),
    "answer": (State.ANSWER, inquiry("R04-025", ReplyState.ANSWERED)),
    "answer-many": (State.ANSWER, inquiry("R04-027", ReplyState.ANSWERED, 14, 1, simulated=False)),
    "answer-nothing": (State.ANSWER, inquiry("R11-012", ReplyState.NOTHING_FOUND, simulated=False)),
    "answer-open": (State.ANSWER, inquiry("R02-020", ReplyState.ANSWERED, 2)),
    "unverified": (State.UNVERIFIED, inquiry("R04-025", ReplyState.UNAVAILABLE)),
    "unverified-open": (State.UNVERIFIED, inquiry("R02-020", ReplyState.UNAVAILABLE)),
}

"""Effects of a question to a register: load what it is about, ask it through the sync process, print its answer.

Whatever becomes of network, sync and centre, an answer of some kind comes within inquiry.PATIENCE_S.
"""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace

from catalogue.package.open import Package, decoded
from contract.catalogue import InstantAnswer
from contract.device_lines import DeviceState, PaperState, Print
from contract.failures import FailureCode
from contract.inquiry import Asked, Subject
from contract.roles import Role
from kiosk.journey.around import Around
from kiosk.journey.events import On
from kiosk.journey.inquiry import PATIENCE_S
from kiosk.journey.session import Session, Site, Slip

Post = Callable[[int | None, On, object], None]


def instant_of(package: Package, code: str) -> InstantAnswer | None:
    """What a register answers about an item; None: nothing. Failed(PACKAGE_DAMAGED)."""
    body = package.piece("instant", code)
    return None if body is None else decoded(body, InstantAnswer, code)


class RegisterAsking:
    def __init__(self, around: Around, site: Site, post: Post) -> None:
        self._around = around
        self._site = site
        self._post = post

    def ask(self, session: Session) -> None:
        """Answered by On.ANSWERED or On.NOT_ANSWERED; at once when the station knows that nobody can be asked."""
        inquiry, item, card = session.inquiry, session.item, session.card
        if inquiry is None or item is None:
            return
        name = uuid.uuid4().hex
        session.inquiry = replace(inquiry, inquiry_id=name, reply=None)
        subject = Subject(name=card.name, number=card.number) if inquiry.about.personal and card is not None else None
        asked = Asked(
            inquiry_id=name,
            item_code=item.code,
            subject=subject,
            until_ns=time.monotonic_ns() + int(PATIENCE_S * 1e9),
        )
        visit = session.visit
        if not self._site.network_up or not self._around.ask_register(asked):
            self._post(visit, On.NOT_ANSWERED, name)
            return
        late = threading.Timer(PATIENCE_S, lambda: self._post(visit, On.NOT_ANSWERED, name))
        late.daemon = True
        late.start()

    def print_answer(self, session: Session, send: Callable[[Role, Print], bool]) -> None:
        site = self._site
        if session.inquiry is None or not session.inquiry.is_verified:
            return
        if site.printer in (DeviceState.ABSENT, DeviceState.FAULT) or site.paper is PaperState.OUT:
            code = FailureCode.PRINTER_PAPER_OUT if site.paper is PaperState.OUT else FailureCode.PRINTER_UNKNOWN
            self._post(session.visit, On.NOT_PRINTED, code)
            return
        again = session.slip in (Slip.PRINTED, Slip.UNKNOWN, Slip.FAILED)
        job = self._around.compose(session, site, self._around.words(session.language), again)
        session.slip = Slip.PRINTING
        if not send(Role.RECEIPT_PRINTER, Print(visit=session.visit, job=job)):
            self._post(session.visit, On.NOT_PRINTED, FailureCode.PRINTER_UNKNOWN)

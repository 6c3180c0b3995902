"""The readers wait while a question asks for another person's card, and only then."""

from collections.abc import Callable

from contract.device_lines import Arm, DeviceCommand, Disarm
from contract.roles import Role
from kiosk.journey.second_card import readers_wanted
from kiosk.journey.session import Session, Site

Send = Callable[[Role, DeviceCommand], bool]
Waits = tuple[int, str, bool, tuple[Role, ...]]


class CardWaiting:
    def __init__(self, site: Site, send: Send) -> None:
        self._site = site
        self._send = send
        self._waits_for: Waits | None = None

    def follow(self, session: Session) -> None:
        """Arm what the question wants; again after a card that was not the right one."""
        before, roles = self._waits_for, readers_wanted(session, self._site)
        wanted = (session.visit, session.question, bool(session.errors), roles) if roles else None
        if wanted == before:
            return
        self._waits_for = wanted
        for role in before[3] if before is not None else ():
            if role not in roles:
                self._send(role, Disarm())
        for role in roles:
            self._send(role, Arm(visit=session.visit))

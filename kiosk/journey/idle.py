"""How long nobody has touched, and what follows: pure arithmetic over seconds; the clock comes in by argument."""

from dataclasses import dataclass

from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.journey.session import Session
from kiosk.journey.states import IDLE_RULES, Overlay

WARNING_S = 60
MORE_TIME_S = 300


@dataclass
class IdleClock:
    """Tells which event is due. `touched(now_s)` on every touch; `due(session, now_s)` about once a second."""

    last_touch_s: float = 0.0
    granted_until_s: float = 0.0
    warned_at_s: float | None = None

    def touched(self, now_s: float) -> None:
        self.last_touch_s = now_s

    def grant_more(self, now_s: float) -> None:
        """我还要一会儿: five more minutes before the next warning."""
        self.granted_until_s = now_s + MORE_TIME_S
        self.touched(now_s)

    def reset(self, now_s: float) -> None:
        self.last_touch_s, self.granted_until_s, self.warned_at_s = now_s, 0.0, None

    def due(self, session: Session, now_s: float) -> On | None:
        """The event that is due now; sets `session.warning_s_left` while the warning stands."""
        rule = IDLE_RULES[session.state]
        limit = rule.elder_s if session.profile is Profile.ELDER or session.non_visual else rule.standard_s
        if limit is None:
            return None
        if session.overlay is Overlay.TIMEOUT:
            assert self.warned_at_s is not None
            left = WARNING_S - int(now_s - self.warned_at_s)
            session.warning_s_left = max(0, left)
            return On.WARNING_OVER if left <= 0 else On.STATUS_CHANGED
        self.warned_at_s = None
        if now_s < self.granted_until_s or now_s - self.last_touch_s < limit:
            return None
        if not rule.warns:
            return On.IDLE_OVER
        self.warned_at_s = now_s
        session.overlay = Overlay.TIMEOUT
        session.warning_s_left = WARNING_S
        return On.STATUS_CHANGED

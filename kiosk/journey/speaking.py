"""Opens and closes the microphone for the visit: it is open on the page where somebody speaks, and nowhere else."""

import secrets
from collections.abc import Callable

from contract.device_lines import DeviceCommand
from contract.failures import FailureCode
from contract.roles import Role
from contract.speech import CancelListening, Listen, StopListening
from kiosk.journey.events import On
from kiosk.journey.noting_speech import NOT_HEARD
from kiosk.journey.session import Session
from kiosk.journey.states import Overlay, State
from kiosk.journey.table import Do


class Speaking:
    """`follow` after every event: whatever leads away from the page, or lays a sheet over it, ends the utterance."""

    def __init__(
        self, send: Callable[[Role, DeviceCommand], bool], post: Callable[[int | None, On, object], None]
    ) -> None:
        self._send = send
        self._post = post
        self._open = 0

    def run(self, effect: Do, session: Session) -> None:
        if effect is Do.STOP_LISTENING:
            self._send(Role.MICROPHONE, StopListening(session=session.utterance))
            return
        self._close()
        session.utterance = self._open = secrets.randbits(50) + 1
        if not self._send(Role.MICROPHONE, Listen(session=session.utterance)):
            self._post(session.visit, On.HEARD_NOTHING, FailureCode.DEVICE_UNPLUGGED)

    def follow(self, session: Session) -> None:
        stays = session.state is State.SPEAK and session.overlay is Overlay.NONE
        if session.state is State.SPEAK and not stays and session.hearing not in NOT_HEARD:
            session.utterance, session.heard_part = 0, ""
            self._post(session.visit, On.HEARD_NOTHING, None)
        if not stays or session.utterance != self._open:
            self._close()

    def _close(self) -> None:
        if self._open:
            self._send(Role.MICROPHONE, CancelListening(session=self._open))
            self._open = 0

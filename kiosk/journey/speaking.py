"""Opens and closes the microphone for the visit: it is open on the page where somebody speaks, and nowhere else."""

import secrets
from collections.abc import Callable

from contract.device_lines import DeviceCommand
from contract.failures import FailureCode
from contract.roles import Role
from contract.speech import CancelListening, Listen, SpeechMode, StopListening
from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.noting_speech import NOT_HEARD
from kiosk.journey.session import Session
from kiosk.journey.states import LISTENS, Overlay


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
        if effect is Do.ANSWER_SAID:
            said, session.said = session.said, None
            if said is not None:
                self._post(session.visit, *said)
            return
        self._close()
        session.utterance = self._open = secrets.randbits(50) + 1
        listen = Listen(session=session.utterance)
        if effect is Do.LISTEN_FOR_ANSWER:
            phrases = tuple(phrase for phrase, _, _ in session.sayable)
            listen = Listen(session=session.utterance, mode=SpeechMode.GRAMMAR, phrases=phrases)
        if not self._send(Role.MICROPHONE, listen):
            self._post(session.visit, On.HEARD_NOTHING, FailureCode.DEVICE_UNPLUGGED)

    def follow(self, session: Session) -> None:
        stays = session.state in LISTENS and session.overlay is Overlay.NONE
        if session.state in LISTENS and not stays and session.hearing not in NOT_HEARD:
            session.utterance, session.heard_part = 0, ""
            self._post(session.visit, On.HEARD_NOTHING, None)
        if not stays or session.utterance != self._open:
            self._close()

    def _close(self) -> None:
        if self._open:
            self._send(Role.MICROPHONE, CancelListening(session=self._open))
            self._open = 0

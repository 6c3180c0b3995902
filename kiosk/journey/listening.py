"""Joins the journey to who listens: pages to the reader, keys and headset to the journey. On the window's thread."""

from collections.abc import Callable

from contract.device_lines import AnswerBeside
from contract.keys import HeadsetPlugged, Key, KeyPressed, PersonNear
from kiosk.journey.events import On
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State
from kiosk.reading_aloud.reader import OF_THE_SOUND, Reader

Happen = Callable[[On, object], None]


class Listening:
    """The non-visual mode begins with the marked key or with a headset, and ends with the visit.

    socket: what is told of a headset counts; else the settings say for good whether there is one.
    """

    def __init__(
        self,
        reader: Reader,
        site: Site,
        happen: Happen,
        touched: Callable[[], None],
        marked: Key,
        *,
        greets: bool,
        socket: bool,
    ) -> None:
        self._reader = reader
        self._site = site
        self._happen = happen
        self._touched = touched
        self._marked = marked
        self._greets = greets
        self._socket = socket
        self.page, self.did, self.forget, self.tick = reader.page, reader.did, reader.forget, reader.tick

    def acts(self, on: On) -> None:
        """Something was pressed on the screen: what is being said ends, unless it was about the sound."""
        if on not in OF_THE_SOUND:
            self._reader.hush()

    def heard(self, answer: AnswerBeside, session: Session) -> None:
        if isinstance(answer, KeyPressed):
            self._touched()
        match answer:
            case KeyPressed(key=key) if not session.non_visual:
                if key is self._marked:
                    self._begin(session)
            case KeyPressed(key=key):
                pressed = self._reader.key(key)
                if pressed is not None:
                    self._happen(*pressed)
            case HeadsetPlugged(plugged=plugged) if self._socket:
                self._site.headset = plugged
                self._reader.headset(plugged)
                if plugged:
                    self._begin(session)
            case PersonNear(near=True) if session.state is State.IDLE and self._greets:
                self._reader.greet()
            case _:
                pass

    def _begin(self, session: Session) -> None:
        if session.state is State.CLOSED or session.non_visual or not self._site.has_speaker:
            return
        session.non_visual = True
        self._reader.begin_listening()
        begins = session.state in (State.IDLE, State.CLEARED)
        self._happen(On.TOUCHED if begins else On.STATUS_CHANGED, None)



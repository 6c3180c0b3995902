"""Reads pages to whoever listens. On the window's thread; waits for nothing.

The loudspeaker is told; whether it plays changes nothing for the journey.
"""

from collections.abc import Callable

import msgspec

from contract.keys import Key
from kiosk.journey.events import On
from kiosk.journey.noting_speech import NOT_HEARD
from kiosk.journey.session import Session, reads_pages
from kiosk.journey.states import LISTENS, Overlay, State
from kiosk.reading_aloud.focus import Entry, Focus, Pressed
from kiosk.reading_aloud.page_said import PageSaid, page_said
from kiosk.reading_aloud.saying import Saying, Send, Texts
from kiosk.reading_aloud.voice_pack import VoicePack
from kiosk.screens.frame import Frame
from kiosk.screens.shown import Scene

CARD_AGAIN_S = 15.0
SECONDS_TOLD = (20, 10)
OF_THE_SOUND = frozenset({On.HUSH, On.SLOWER, On.LOUDER, On.SOFTER, On.READ_PAGE, On.READ_EACH, On.SOUND})
"""Acts that are about the sound itself: they do not end what is being said."""


class Reader:
    def __init__(
        self,
        voice: Callable[[], VoicePack | None],
        send: Send,
        show_focus: Callable[[str], None],
        entry: Entry | None,
    ) -> None:
        self._saying = Saying(voice, send)
        self._focus = Focus(self._saying, show_focus, entry)
        self._where: tuple[object, ...] = ()
        self._under = PageSaid((), ())
        self._greeting: Texts = ()
        self._last_words = False
        self._pressed = False
        self._least_s_told = 60
        self._card_said_s: float | None = None

    def page(self, scene: Scene, shown: msgspec.Struct, frame: Frame) -> None:
        """After every event. Reads what is new where pages are read."""
        session, site, saying = scene.session, scene.site, self._saying
        saying.session, saying.site, saying.words = session, site, scene.words
        if not site.has_speaker or (session.state in LISTENS and session.hearing not in NOT_HEARD):
            return  # nothing is said while the microphone is open: it would hear itself
        address = self._address()
        said, before = page_said(shown, frame, address), self._focus.page
        self._focus.page = said
        if session.overlay in (Overlay.NONE, Overlay.SOUND):
            self._under = page_said(shown, None, address) if frame.sheet.kind else said
        code = session.item.code if session.item is not None else ""
        where = (session.visit, session.state, session.overlay, session.question, session.page, session.situation, code)
        if where != self._where:
            self._where = where
            self._come(said)
        elif reads_pages(session, site):
            # what was pressed, as it stands now: who does not look has no other sign
            stop = self._focus.stop if self._pressed else None
            new = tuple(line for line in said.lines if line not in before.lines)
            if stop is not None or new:
                saying.say((*(self._focus.texts(stop) if stop is not None else ()), *new))
        self._pressed = False
        self._count_down(session)

    def _come(self, said: PageSaid) -> None:
        session, site = self._saying.session, self._saying.site
        self._focus.come(said)
        self._saying.missing_told, self._card_said_s, self._least_s_told = False, None, 60
        greeting, self._greeting = self._greeting, ()
        if session.state is State.CLEARED and self._last_words:
            self._saying.say(said.lines)
        elif session.state in (State.IDLE, State.CLEARED) or session.overlay is Overlay.SOUND:
            pass  # `greet` speaks to who comes
        elif reads_pages(session, site) or (session.overlay is Overlay.TIMEOUT and session.reads is not False):
            self.read_page(greeting)

    def _address(self) -> tuple[tuple[str, str], ...]:
        """What an address has beside digits; the name of the place may have no clip, so it is called by what it is."""
        word, place = self._saying.word, self._saying.site.place_name
        units = [word(f"unit-{unit}") for unit in ("building", "entrance", "number")]
        return (*([(word("this-place"), place)] if place else []), *((unit, unit) for unit in units))

    def read_page(self, before: Texts = ()) -> None:
        """How the page under the sheet of the sound opens; to those who do not look, how many things it has."""
        session, saying = self._saying.session, self._saying
        page = self._under if session.overlay is Overlay.SOUND else self._focus.page
        counted = session.non_visual and len(page.stops) > 1
        count = (saying.word("count", count=len(page.stops)),) if counted else ()
        saying.say((*before, *page.lines), page.private, count)

    def _count_down(self, session: Session) -> None:
        if session.overlay is not Overlay.TIMEOUT or session.reads is False:
            return
        for seconds in SECONDS_TOLD:
            if session.warning_s_left <= seconds < self._least_s_told:
                self._least_s_told = seconds
                self._saying.say((self._saying.word("seconds-left", seconds=seconds),))

    def tick(self, now_s: float) -> None:
        """Once a second: where to lay the card is said once more."""
        session, page = self._saying.session, self._focus.page
        if session.state is not State.CARD or session.card_being_read or not reads_pages(session, self._saying.site):
            return
        if self._card_said_s is None:
            self._card_said_s = now_s
        elif now_s - self._card_said_s >= CARD_AGAIN_S:
            self._card_said_s = float("inf")
            self._saying.say(page.lines[:1])

    def did(self, on: On) -> None:
        """An act of the resident, after the session has noted it and before the page that follows."""
        saying = self._saying
        match on:
            case On.READ_PAGE:
                self.read_page()
            case On.HUSH:
                saying.hush()
            case On.LOUDER | On.SOFTER:
                saying.set_volume()
            case On.SLOWER:
                saying.again()
            case On.READ_EACH if saying.session.reads is False:
                saying.hush()
            case On.SCREEN:
                saying.say((saying.word("screen-off" if saying.session.blank else "screen-on"),))
            case On.SIGN_BY_CARD:
                saying.say((saying.word("card-sign-wait"),))
            case On.CARD_NOT_READ if saying.session.state is State.SIGN:
                saying.say((saying.word("card-sign-wait"),))
            case On.CARD_SIGNED:
                saying.say((saying.word("card-signed"),))
            case On.CARD_OTHER:
                saying.say((saying.word("card-sign-other"),))
            case _:
                pass

    def hush(self) -> None:
        """The resident acts."""
        self._saying.hush()

    def forget(self, session: Session) -> None:
        """The visit is over."""
        self._last_words = reads_pages(session, self._saying.site)
        self._saying.end_visit()
        self._where = ()

    def greet(self) -> None:
        """Somebody comes near and nobody has begun."""
        self._saying.say((self._saying.word("idle"),))

    def begin_listening(self) -> None:
        """The next page is opened with how the keys are used."""
        self._greeting, self._where = (self._saying.word("welcome"),), ()

    def headset(self, plugged: bool) -> None:
        """What is being said stops: it may have been private, and somebody may stand beside."""
        self._saying.hush()
        self._saying.say((self._saying.word("headset-in" if plugged else "headset-out"),))

    def key(self, key: Key) -> Pressed | None:
        pressed = self._focus.key(key)
        self._pressed = pressed is not None
        return pressed

"""Where the focus of those who do not look stands on a page, and what the keys of the tactile pad do to it."""

from collections.abc import Callable

from contract.keys import Key
from kiosk.journey.events import On
from kiosk.journey.states import Overlay
from kiosk.reading_aloud.hanzi_keys import Entry, HanziKeys
from kiosk.reading_aloud.page_said import HANZI, TYPE, PageSaid, Stop
from kiosk.reading_aloud.saying import Saying, Texts

Pressed = tuple[On, object]

RETURNED = {Key.HELP: On.HELP, Key.LOUDER: On.LOUDER, Key.QUIETER: On.SOFTER, Key.STAR: On.SCREEN}


class Focus:
    """Stands before the first stop until it is moved."""

    def __init__(self, saying: Saying, show: Callable[[str], None], entry: Entry | None) -> None:
        """show: puts the window's ring round what has this object name."""
        self._saying = saying
        self._show = show
        self._entry = entry
        self._hanzi = HanziKeys(saying, entry)
        self._place = -1
        self.page = PageSaid((), ())

    def come(self, page: PageSaid) -> None:
        self.page, self._place = page, -1

    @property
    def stop(self) -> Stop | None:
        stops = self.page.stops
        return stops[min(self._place, len(stops) - 1)] if stops and self._place >= 0 else None

    def key(self, key: Key) -> Pressed | None:
        """Moves, types or repeats here; what is to happen in the journey is returned."""
        stop = self.stop
        if stop is not None and stop.kind == HANZI and self._hanzi.takes(key):
            return None
        match key:
            case Key.RIGHT if (on := self._way_on()) is not None:
                self._move(on - self._place)
            case Key.DOWN | Key.RIGHT:
                self._move(1)
            case Key.LEFT if stop is not None and stop.types and self._entry is not None:
                self._entry.backspace()
                self._saying.say((self._saying.word("removed"),))
            case Key.UP | Key.LEFT:
                self._move(-1)
            case Key.OK:
                return self._press(stop)
            case Key.BACK:
                over = self._saying.session.overlay
                sheet = {Overlay.NONE: On.BACK, Overlay.TIMEOUT: On.STILL_HERE}
                return sheet.get(over, On.CLOSE_SHEET), None
            case Key.REPEAT:
                self._saying.say(self.page.lines, self.page.private, self.texts(stop) if stop is not None else ())
            case Key.HASH:
                everything = tuple(text for each in self.page.stops for text in self.texts(each))
                self._saying.say(self.page.lines, self.page.private, everything)
            case _ if key in RETURNED:
                return RETURNED[key], None
            case _:
                return self._digit(key.value)
        return None

    def texts(self, stop: Stop) -> Texts:
        """What a stop is called, and how it stands there."""
        word, headset = self._saying.word, self._saying.site.headset
        aloud = "-aloud" if stop.kind == HANZI and not headset else ""  # what is written may be a name
        more = [word(f"type-{stop.kind}{aloud}")] if stop.kind else []
        more += [word("filled")] if stop.private and not headset else []
        more += [word("chosen")] if stop.on else []
        more += [stop.reason or word("not-yet")] if not stop.enabled else []
        return (*stop.texts, *more)

    def _way_on(self) -> int | None:
        return next((number for number, stop in enumerate(self.page.stops) if stop.leads), None)

    def _move(self, by: int) -> None:
        stops = self.page.stops
        if not stops:
            return
        wanted = self._place + by
        self._place = max(0, min(len(stops) - 1, wanted))
        stop = stops[self._place]
        end = () if wanted == self._place else (self._saying.word("top" if wanted < 0 else "bottom"),)
        self._show(stop.target)
        self._saying.say((*end, *self.texts(stop)), stop.private)

    def _press(self, stop: Stop | None) -> Pressed | None:
        if stop is None:
            self._move(1)
        elif stop.act == TYPE:
            self._type(str(stop.argument))
            self._saying.say(stop.texts)
        elif not stop.act or not stop.enabled:
            self._saying.say(self.texts(stop), stop.private)
        else:
            return On(stop.act), stop.argument
        return None

    def _type(self, signs: str) -> None:
        for sign in signs:
            if self._entry is not None:
                self._entry.key(sign)

    def _digit(self, digit: str) -> Pressed | None:
        """Types where a field is; picks the answer of that number where there are some."""
        here, stops = self.stop, self.page.stops
        field = here if here is not None and here.types else next((one for one in stops if one.types), None)
        if field is not None and field.kind == HANZI:
            self._place = stops.index(field)
            self._saying.say(self.texts(field), field.private)
            return None
        if field is not None:
            self._type(digit)
            if self._saying.site.headset and not field.masked:
                self._saying.say((), (digit,))
            return None
        choices = [number for number, one in enumerate(stops) if one.act == On.ANSWER.value]
        if not digit.isdecimal() or not 1 <= int(digit) <= len(choices):
            return None
        self._place = choices[int(digit) - 1]
        return self._press(self.stop)

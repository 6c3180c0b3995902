"""Hanzi by the tactile pad: pinyin on the digits, candidates told by their sound and a word they stand in.

Into the headset only: what is written may be a name.
"""

from typing import Protocol

from contract.keys import Key
from kiosk.reading_aloud.saying import Saying
from kiosk.reading_aloud.syllables import syllables
from kiosk.text_entry.methods import Mode

LETTER_KEYS = frozenset("23456789")
READ_AT_MOST = 12
"""Characters of what stands in the field or of a candidate that are read."""
TOLD_APART = 4
"""A candidate of at most so many characters is told character by character when it is heard again."""


class Entry(Protocol):
    """The text field, kiosk/text_entry/entry.py."""

    def key(self, typed: str) -> None: ...
    def backspace(self) -> None: ...
    def set_mode(self, mode: str) -> None: ...
    def choose(self, place: int) -> None: ...
    def candidate(self, place: int) -> str: ...
    def standing(self) -> tuple[str, bool]: ...


class HanziKeys:
    """While the focus stands on a field for hanzi; `place` among the candidates, the first is 0."""

    def __init__(self, saying: Saying, entry: Entry | None) -> None:
        self._saying = saying
        self._entry = entry
        self._place = 0

    def takes(self, key: Key) -> bool:
        """Whether the key was meant for the writing; every other goes on moving through the page."""
        entry = self._entry
        if entry is None or not self._saying.site.headset:
            return False
        text, waits = entry.standing()
        match key:
            case _ if key.value in LETTER_KEYS:
                self._type(entry, key.value, begins=not waits)
            case Key.DOWN if waits:
                self._go(entry, self._place + 1)
            case Key.UP if waits:
                self._go(entry, max(0, self._place - 1))
            case Key.RIGHT if waits:
                self._go(entry, self._first_single(entry))
            case Key.REPEAT if waits:
                self._tell(entry, apart=True)
            case Key.OK if waits:
                self._take(entry)
            case Key.OK if text:
                self._saying.say_sounds(self._sounds(text))
            case Key.LEFT if waits or text:
                entry.backspace()
                self._place = 0
                self._saying.say((self._saying.word("removed"),))
            case _:
                return False
        return True

    def _type(self, entry: Entry, digit: str, *, begins: bool) -> None:
        if begins:
            entry.set_mode(Mode.NINE.value)
        entry.key(digit)
        self._place = 0
        self._tell(entry)

    def _go(self, entry: Entry, place: int) -> None:
        if not entry.candidate(place):
            self._saying.say((self._saying.word("last-hanzi"),))
            return
        self._place = place
        self._tell(entry)

    def _first_single(self, entry: Entry) -> int:
        """The next candidate of one character, from the one after this."""
        place = self._place + 1
        while len(entry.candidate(place)) > 1:
            place += 1
        return place

    def _take(self, entry: Entry) -> None:
        written = entry.candidate(self._place)
        if not written:
            self._saying.say((self._saying.word("no-hanzi"),))
            return
        entry.choose(self._place)
        self._place = 0
        self._saying.say_sounds(self._sounds(written), after=(self._saying.word("written"),))

    def _tell(self, entry: Entry, apart: bool = False) -> None:
        """The candidate's sound; of a single character, or when it is asked for again, the word that tells it apart."""
        candidate = entry.candidate(self._place)
        if not candidate:
            self._saying.say((self._saying.word("no-hanzi"),))
            return
        clauses = [self._sounds(candidate)]
        if len(candidate) == 1 or (apart and len(candidate) <= TOLD_APART):
            clauses += [word for one in candidate if (word := self._telling(one))]
        self._saying.say_sounds(*clauses)

    def _sounds(self, text: str) -> tuple[str, ...]:
        return syllables().of_name(text[:READ_AT_MOST])

    def _telling(self, hanzi: str) -> tuple[str, ...]:
        """张 → zhāng jū zhèng de zhāng."""
        told = syllables().told(hanzi)
        return (*told.readings, "de", told.reading) if told is not None and told.word else ()

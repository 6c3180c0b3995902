"""What waits to be chosen: the keys pressed and the texts they may mean, cut into pages by their widths. Pure."""

from math import floor
from typing import NamedTuple

PADDING_EM = 1.0
"""Room beside a candidate's text, in its own character widths."""
LEAST_EM = 4

Pairs = list[tuple[str, int]]
"""(text, keys it uses up), best first."""


class Found(NamedTuple):
    """What some keys may mean."""

    pairs: Pairs
    shown: str
    """The keys as the field shows them while they wait."""
    syllables: tuple[str, ...] = ()
    """What the first of them may be, where the keys are not letters."""


NOTHING = Found([], "")


class Candidates:
    """`keys` stand for the texts; a text that uses fewer keys leaves the rest."""

    def __init__(self) -> None:
        self.keys = ""
        self.page = 0
        self.pages: list[tuple[int, int]] = []
        self.shown = ""
        self.syllables: tuple[str, ...] = ()
        self._found: Pairs = []
        self._room_em = 18.0

    def hold(self, keys: str, found: Found) -> None:
        self.keys = keys
        self._found, self.shown, self.syllables = found
        self._lay_pages()

    def forget(self) -> None:
        self.hold("", NOTHING)

    def on_page(self) -> list[str]:
        if not self.pages:
            return []
        start, end = self.pages[self.page]
        return [text for text, _ in self._found[start:end]]

    def at(self, place: int) -> tuple[str, int] | None:
        """(text, keys used) at a place of the page on screen; None where nothing stands."""
        start = self.pages[self.page][0] if self.pages else 0
        return self._found[start + place] if place >= 0 and start + place < len(self._found) else None

    def first(self) -> str:
        return self._found[0][0] if self._found else ""

    def to_first_page(self) -> None:
        self.page = 0

    def turn(self) -> None:
        """Next page, after the last the first again."""
        if self.pages:
            self.page = (self.page + 1) % len(self.pages)

    def make_room(self, em: float) -> bool:
        """How many characters a page has room for; whether that changed anything."""
        if em == self._room_em or em <= LEAST_EM:
            return False
        self._room_em = em
        self._lay_pages()
        return True

    def _lay_pages(self) -> None:
        """Every page has at least one."""
        self.pages, self.page = [], 0
        start, used = 0, 0.0
        for place, (text, _) in enumerate(self._found):
            width = len(text) + PADDING_EM
            if place > start and used + width > floor(self._room_em):
                self.pages.append((start, place))
                start, used = place, 0.0
            used += width
        if start < len(self._found):
            self.pages.append((start, len(self._found)))

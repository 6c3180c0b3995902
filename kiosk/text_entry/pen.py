"""Writing with a finger, beside the text entry: strokes go out to be recognised, characters come back. No Qt."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.text_entry.candidates import Candidates, Found
from kiosk.text_entry.ink import Ink, Stroke

Tell = Callable[[str | None], None]


class Hand(Protocol):
    """Recognises strokes without being waited for; kiosk/text_entry/handwriting/process.py."""

    def prepare(self) -> None: ...

    def ask(self, strokes: Sequence[Stroke], tell: Tell) -> None:
        """`tell` gets the characters, best first, or None when they cannot be had."""
        ...

    def end(self) -> None:
        """Forget everything; a later question starts anew."""
        ...


class Pen:
    """`append` and `replace_last` change the field's text; `changed` says that the page must look again."""

    def __init__(
        self,
        hand: Hand,
        candidates: Candidates,
        append: Callable[[str], bool],
        drop_last: Callable[[str], bool],
        changed: Callable[[], None],
    ) -> None:
        """append: whether the text had room. drop_last: takes a character from the end of the text if it is there."""
        self._hand = hand
        self._candidates = candidates
        self._append, self._drop_last, self._changed = append, drop_last, changed
        self.ink = Ink()
        self.cannot = False
        """The recogniser is not there: the page names the other ways."""
        self._last = ""
        self._is_told = False
        self._when_told: Callable[[], None] | None = None

    def prepare(self) -> None:
        self._hand.prepare()

    def forget(self) -> None:
        self._reset()
        self.cannot = False
        self._hand.end()

    def _reset(self) -> None:
        self.ink.forget()
        self._last = ""
        self._is_told, self._when_told = False, None

    @property
    def waits(self) -> bool:
        return bool(self.ink.strokes)

    def add(self, points: object) -> None:
        if self.ink.add(points):
            self._last = ""
            self._ask()

    def undo(self) -> None:
        """退一笔: the last stroke goes; of a character that a pause took, too, which then waits again."""
        if self.ink.bring_back():
            self._drop_last(self._last)
            self._last = ""
        if self.ink.strokes:
            self.ink.strokes.pop()
        self._ask()

    def rewrite(self) -> None:
        self._reset()
        self._candidates.forget()

    def choose(self, place: int) -> None:
        """A candidate of the character on the pad, or another one for the character that a pause took."""
        found = self._candidates.at(place)
        if found is None:
            return
        if not self.ink.strokes and self._last:
            self._drop_last(self._last)
        self.rewrite()
        self._append(found[0])

    def take_first(self) -> None:
        """选定: the first candidate, as soon as there is one; the pad is free for the next character."""
        if self.ink.strokes and not self._is_told:
            self._when_told = self.take_first
        elif self.ink.strokes:
            self._candidates.to_first_page()
            self.choose(0)
        else:
            self.rewrite()

    def pause(self) -> None:
        """The finger rests: the first candidate is taken, the others stay to be chosen in its place."""
        if self.ink.strokes and not self._is_told:
            self._when_told = self.pause
        elif self.ink.strokes and (first := self._candidates.first()):
            self.ink.take()
            self._is_told, self._when_told = False, None
            self._last = first if self._append(first) else ""

    def _ask(self) -> None:
        self._is_told, self._when_told = False, None
        if self.ink.strokes:
            self._hand.ask(self.ink.strokes, self._told)
        else:
            self._candidates.forget()

    def _told(self, characters: str | None) -> None:
        if not self.ink.strokes:
            return
        self.cannot = characters is None
        self._is_told = bool(characters)
        self._candidates.hold("", Found([(character, 0) for character in characters or ""], ""))
        if self._is_told and self._when_told is not None:
            self._when_told()
        self._changed()

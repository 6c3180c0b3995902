"""What is being typed: text, pinyin letters not yet chosen, candidates. One a window; forgotten with the visit."""

from collections.abc import Callable
from enum import StrEnum
from math import floor

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.text_entry.spoken_groups import in_spoken_groups, iso_day, iso_month


class Kind(StrEnum):
    """What a field takes; decides keyboard or pad, and which keys mean something."""

    TEXT = "text"
    MOBILE = "mobile"
    ID18 = "id18"
    DATE = "date"
    MONTH = "month"
    BANKCARD = "bankcard"
    DECIMAL = "decimal"
    CODE = "code"
    DIGITS = "digits"


class Mode(StrEnum):
    PINYIN = "pinyin"
    LETTERS = "letters"
    DIGITS = "digits"


Engine = Callable[[str, int], list[tuple[str, int]]]
"""Pinyin letters and a limit → (text, letters it uses up), best first. Must not learn from what is chosen."""

MOST_LETTERS = 40
MOST_CANDIDATES = 900  # every character of the fullest syllable can be paged to
LIMITS = {
    Kind.MOBILE: 11,
    Kind.ID18: 18,
    Kind.DATE: 8,
    Kind.MONTH: 6,
    Kind.BANKCARD: 19,
    Kind.DECIMAL: 15,
    Kind.CODE: 22,
    Kind.DIGITS: 12,
    Kind.TEXT: 120,
}
PADDING_EM = 1.0
"""Room beside a candidate's text, in its own character widths."""


class TextEntry(QObject):
    """Property `entry` of the stage. QML opens it for a field, the keys call its slots, `on_change` tells the journey.

    `text` is what the field holds (a date is ISO once it has eight digits); `display` is how it is shown.
    """

    changed = Signal()

    def __init__(self, engine: Engine, on_change: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._on_change = on_change
        self._room_em = 18.0
        self._forget()

    # --- what QML asks

    @Slot(str, str, str, int, str)
    def open(self, field: str, kind: str, text: str, limit: int, language: str) -> None:
        """Begin with a field, or keep on when it is the one already open. limit: characters, 0 for the kind's own.

        `field` empty: closes. A text of another field is forgotten here; nothing is sent to the journey.
        """
        if field == self._field:
            if field and not text and self._text:
                self._text = ""  # the journey holds something else now, e.g. 长期 in place of a date
                self.changed.emit()
            return
        kept = self._kept_mode or (Mode.PINYIN if language.startswith("zh") else Mode.LETTERS)
        self._forget()
        self._kept_mode = kept if field else None
        self._field = field
        if field:
            self._kind, self._mode = Kind(kind), kept
            if self._kind is Kind.CODE:
                self._mode, self._capital = Mode.LETTERS, True
            self._limit = limit or LIMITS[self._kind]
            self._text = self._digits_of(text) if self._kind in (Kind.DATE, Kind.MONTH) else text[: self._limit]
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        self.open("", "", "", 0, "")

    @Slot(str)
    def leave(self, field: str) -> None:
        """Closes only this field: a page may be destroyed after the next one has opened its own."""
        if field == self._field:
            self.close()

    @Slot(str)
    def key(self, typed: str) -> None:
        """One key: a letter, a digit, a sign or one of the keys with a whole word (栋, 单元). Others are ignored."""
        if not self._field or not typed or len(typed) > 4:
            return
        if self._kind is Kind.TEXT and self._mode is Mode.PINYIN and typed.isascii() and typed.isalpha():
            if len(self._composing) < MOST_LETTERS:
                self._compose(self._composing + typed.lower())
        elif self._accepts(typed):
            self.commit()
            self._append(typed.upper() if self._mode is Mode.LETTERS and self._capital else typed)

    @Slot()
    def space(self) -> None:
        """Takes the first candidate while letters wait; else a space, never a leading or double one."""
        if self._composing:
            self.choose(0)
        elif self._kind is Kind.TEXT and self._text and not self._text.endswith(" "):
            self._append(" ")

    @Slot()
    def backspace(self) -> None:
        if self._composing:
            self._compose(self._composing[:-1])
        elif self._text:
            self._set_text(self._text[:-1])

    @Slot(int)
    def choose(self, place: int) -> None:
        """Take the candidate at `place` of the page on screen; the letters it does not use stay."""
        start = self._pages[self._page][0] if self._pages else 0
        if not 0 <= start + place < len(self._candidates):
            return
        text, used = self._candidates[start + place]
        rest = self._composing[used:]
        self._compose(rest)
        self._append(text)

    @Slot()
    def more(self) -> None:
        """Next page of candidates, after the last the first again."""
        if self._pages:
            self._page = (self._page + 1) % len(self._pages)
            self.changed.emit()

    @Slot()
    def clear(self) -> None:
        self._compose("")
        self._set_text("")

    @Slot()
    def commit(self) -> None:
        """选定: takes first candidates until no letters wait. Letters that are no pinyin are typed as they stand."""
        while self._composing:
            before = self._composing
            self._page = 0
            self.choose(0)
            if self._composing == before:
                self._compose("")
                self._append(before)

    @Slot(str)
    def set_mode(self, mode: str) -> None:
        self._compose("")
        if self._kind is Kind.CODE and Mode(mode) is Mode.PINYIN:
            return  # a code has no characters to choose
        self._mode = Mode(mode)
        if self._mode is not Mode.DIGITS:
            self._kept_mode = self._mode
        self.changed.emit()

    @Slot()
    def shift(self) -> None:
        self._capital = not self._capital
        self.changed.emit()

    @Slot(float)
    def set_room(self, em: float) -> None:
        """How many characters the candidate bar has room for; QML says so when it is laid out."""
        if em != self._room_em and em > 4:
            self._room_em = em
            self._lay_pages()
            self.changed.emit()

    def wipe(self) -> None:
        """End of the visit: nothing typed stays, not even the chosen keyboard."""
        self._forget()
        self.changed.emit()

    # --- inside

    def _forget(self) -> None:
        self._field = ""
        self._kind = Kind.TEXT
        self._limit = 0
        self._text = ""
        self._composing = ""
        self._candidates: list[tuple[str, int]] = []
        self._pages: list[tuple[int, int]] = []
        self._page = 0
        self._mode = Mode.PINYIN
        self._kept_mode: Mode | None = None
        self._capital = False

    def _accepts(self, typed: str) -> bool:
        match self._kind:
            case Kind.TEXT:
                return typed.isprintable()
            case Kind.ID18:
                return typed in "0123456789" or (typed in "Xx" and len(self._text) == 17)
            case Kind.CODE:
                return len(typed) == 1 and typed.isascii() and typed.isalnum()
            case Kind.DECIMAL:
                return len(typed) == 1 and (typed in "0123456789" or (typed == "." and "." not in self._text))
            case Kind.MOBILE | Kind.DATE | Kind.MONTH | Kind.BANKCARD | Kind.DIGITS:
                return len(typed) == 1 and typed in "0123456789"

    def _append(self, typed: str) -> None:
        typed = typed.upper() if self._kind in (Kind.ID18, Kind.CODE) else typed
        if len(self._text) + len(typed) <= self._limit:
            self._set_text(self._text + typed)
        else:
            self.changed.emit()

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.changed.emit()
            self._on_change(self._value())

    def _compose(self, letters: str) -> None:
        self._composing = letters
        self._candidates = self._engine(letters, MOST_CANDIDATES) if letters else []
        self._lay_pages()
        self.changed.emit()

    def _lay_pages(self) -> None:
        """Cut the candidates into pages by their widths; every page has at least one."""
        self._pages, self._page = [], 0
        start, used = 0, 0.0
        for place, (text, _) in enumerate(self._candidates):
            width = len(text) + PADDING_EM
            if place > start and used + width > floor(self._room_em):
                self._pages.append((start, place))
                start, used = place, 0.0
            used += width
        if start < len(self._candidates):
            self._pages.append((start, len(self._candidates)))

    def _value(self) -> str:
        match self._kind:
            case Kind.DATE:
                return iso_day(self._text)
            case Kind.MONTH:
                return iso_month(self._text)
            case _:
                return self._text

    def _digits_of(self, text: str) -> str:
        return "".join(ch for ch in text if ch.isascii() and ch.isdigit())[: self._limit]

    def _on_page(self) -> list[str]:
        if not self._pages:
            return []
        start, end = self._pages[self._page]
        return [text for text, _ in self._candidates[start:end]]

    text = Property(str, lambda self: self._value(), notify=changed)
    display = Property(str, lambda self: in_spoken_groups(self._kind.value, self._text), notify=changed)
    field = Property(str, lambda self: self._field, notify=changed)
    kind = Property(str, lambda self: self._kind.value, notify=changed)
    composing = Property(str, lambda self: self._composing, notify=changed)
    candidates = Property(
        "QStringList",  # type: ignore[arg-type]
        lambda self: self._on_page(),
        notify=changed,
    )
    page = Property(int, lambda self: self._page, notify=changed)
    pages = Property(int, lambda self: len(self._pages), notify=changed)
    mode = Property(str, lambda self: self._mode.value, notify=changed)
    capital = Property(bool, lambda self: self._capital, notify=changed)

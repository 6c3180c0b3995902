"""What is being typed: text, keys not yet chosen, candidates. One a window; forgotten with the visit."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.text_entry.candidates import NOTHING, Candidates
from kiosk.text_entry.kinds import LIMITS, Kind, accepts
from kiosk.text_entry.methods import Methods, Mode
from kiosk.text_entry.pen import Hand, Pen
from kiosk.text_entry.spoken_groups import in_spoken_groups, iso_day, iso_month

MOST_KEYS = 60
MOST_CANDIDATES = 900  # every character of the fullest syllable can be paged to


class TextEntry(QObject):
    """Property `entry` of the stage. QML opens it for a field, the keys call its slots, `on_change` tells the journey.

    `text` is what the field holds (a date is ISO once it has eight digits); `display` is how it is shown.
    """

    changed = Signal()

    def __init__(
        self, methods: Methods, hand: Hand, on_change: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._methods = methods
        self._on_change = on_change
        self._candidates = Candidates()
        self._pen = Pen(hand, self._candidates, self._append, self._drop_last, self.changed.emit)
        self._forget()

    # --- what QML asks

    @Slot(str, str, str, int, str)
    def open(self, field: str, kind: str, text: str, limit: int, language: str) -> None:
        """Begin with a field, or keep on when it is the one already open. limit: characters, 0 for the kind's own.

        `field` empty: closes. A text of another field is forgotten here; nothing is sent to the journey.
        """
        if field == self._field:
            if field and text != self._told:  # the journey holds something else now: 长期, or a licence that was read
                self._take(text)
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
            self._take(text)
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
        method = self._methods.get(self._mode)
        if self._kind is Kind.TEXT and method is not None and typed.lower() in method.keys:
            if len(self._candidates.keys) < MOST_KEYS:
                self._compose(self._candidates.keys + typed.lower())
        elif accepts(self._kind, self._text, typed):
            self.commit()
            self._append(typed.upper() if self._mode is Mode.LETTERS and self._capital else typed)

    @Slot()
    def space(self) -> None:
        """Takes the first candidate while keys wait; else a space, never a leading or double one."""
        if self._candidates.keys:
            self.choose(0)
        elif self._kind is Kind.TEXT and self._text and not self._text.endswith(" "):
            self._append(" ")

    @Slot()
    def backspace(self) -> None:
        if self._candidates.keys:
            self._compose(self._candidates.keys[:-1])
            return
        if not self._pen.waits:
            self._set_text(self._text[:-1])
        if self._mode is Mode.HAND:
            self.rewrite()

    @Slot(int)
    def choose(self, place: int) -> None:
        """Take the candidate at `place` of the page on screen; the keys it does not use stay."""
        if self._mode is Mode.HAND:
            self._pen.choose(place)
        elif (found := self._candidates.at(place)) is not None:
            self._compose(self._candidates.keys[found[1] :])
            self._append(found[0])

    def candidate(self, place: int) -> str:
        """The candidate that `choose` would take; empty where nothing stands."""
        found = self._candidates.at(place)
        return found[0] if found is not None else ""

    def standing(self) -> tuple[str, bool]:
        """What the field holds, and whether keys wait for a choice."""
        return self._text, bool(self._candidates.keys)

    @Slot()
    def more(self) -> None:
        """Next page of candidates, after the last the first again."""
        self._candidates.turn()
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        self._pen.rewrite()
        self._compose("")
        self._set_text("")

    @Slot()
    def commit(self) -> None:
        """选定: takes first candidates until nothing waits. Letters that are no pinyin are typed as they stand."""
        if self._mode is Mode.HAND:
            self._pen.take_first()
            self.changed.emit()
        while before := self._candidates.keys:
            self._candidates.to_first_page()
            self.choose(0)
            if self._candidates.keys == before:
                self._compose("")
                if self._mode is Mode.PINYIN:
                    self._append(before)

    @Slot(str)
    def set_mode(self, mode: str) -> None:
        """Another keyboard; keys and strokes that wait are dropped."""
        self._pen.rewrite()
        self._compose("")
        if self._kind is Kind.CODE and Mode(mode) not in (Mode.LETTERS, Mode.DIGITS):
            return  # a code has no characters to choose
        self._mode = Mode(mode)
        if self._mode is Mode.HAND:
            self._pen.prepare()
        if self._mode is not Mode.DIGITS:
            self._kept_mode = self._mode
        self.changed.emit()

    @Slot(str)
    def read_as(self, syllable: str) -> None:
        """Nine keys: the first of them mean this syllable, one of `syllables`."""
        method = self._methods.get(self._mode)
        if method is not None and method.fixed is not None and syllable in self._candidates.syllables:
            self._compose(method.fixed(self._candidates.keys, syllable))

    @Slot()
    def shift(self) -> None:
        self._capital = not self._capital
        self.changed.emit()

    @Slot(float)
    def set_room(self, em: float) -> None:
        """How many characters the candidate bar has room for; QML says so when it is laid out."""
        if self._candidates.make_room(em):
            self.changed.emit()

    @Slot("QVariantList")
    def stroke(self, points: Sequence[object]) -> None:
        """One finished stroke on the pad: [[x, y], …] in heights of the pad."""
        if self._field and self._kind is Kind.TEXT and self._mode is Mode.HAND:
            self._pen.add(points)
            self.changed.emit()

    @Slot()
    def undo_stroke(self) -> None:
        self._pen.undo()
        self.changed.emit()

    @Slot()
    def rewrite(self) -> None:
        """重写: what waits is dropped, strokes or keys; the text stays."""
        self._pen.rewrite()
        self._compose("")

    @Slot()
    def pause(self) -> None:
        """The finger has rested; QML counts the time."""
        self._pen.pause()

    def wipe(self) -> None:
        """End of the visit: nothing typed stays, not even the chosen keyboard."""
        self._forget()
        self._pen.forget()
        self.changed.emit()

    # --- inside

    def _forget(self) -> None:
        self._field = ""
        self._kind = Kind.TEXT
        self._limit = 0
        self._text = self._told = ""
        self._candidates.forget()
        self._pen.rewrite()
        self._mode = Mode.PINYIN
        self._kept_mode: Mode | None = None
        self._capital = False

    def _take(self, text: str) -> None:
        """What the journey holds, as it is; nothing is sent back."""
        self._told = text
        self._text = self._digits_of(text) if self._kind in (Kind.DATE, Kind.MONTH) else text[: self._limit]

    def _append(self, typed: str) -> bool:
        """False when the text is full."""
        typed = typed.upper() if self._kind in (Kind.ID18, Kind.CODE) else typed
        has_room = len(self._text) + len(typed) <= self._limit
        if has_room:
            self._set_text(self._text + typed)
        else:
            self.changed.emit()
        return has_room

    def _drop_last(self, character: str) -> bool:
        if not character or not self._text.endswith(character):
            return False
        self._set_text(self._text[: -len(character)])
        return True

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._told = self._value()
            self.changed.emit()
            self._on_change(self._told)

    def _compose(self, keys: str) -> None:
        method = self._methods.get(self._mode)
        self._candidates.hold(keys, method.engine(keys, MOST_CANDIDATES) if keys and method is not None else NOTHING)
        self.changed.emit()

    def _composing(self) -> str:
        if self._mode is Mode.HAND:
            return self._candidates.first() if self._pen.waits else ""
        return self._candidates.shown

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

    text = Property(str, lambda self: self._value(), notify=changed)
    display = Property(str, lambda self: in_spoken_groups(self._kind.value, self._text), notify=changed)
    field = Property(str, lambda self: self._field, notify=changed)
    kind = Property(str, lambda self: self._kind.value, notify=changed)
    composing = Property(str, lambda self: self._composing(), notify=changed)
    waits = Property(bool, lambda self: bool(self._candidates.keys) or self._pen.waits, notify=changed)
    candidates = Property(
        "QStringList",  # type: ignore[arg-type]
        lambda self: self._candidates.on_page(),
        notify=changed,
    )
    syllables = Property(
        "QStringList",  # type: ignore[arg-type]
        lambda self: list(self._candidates.syllables),
        notify=changed,
    )
    page = Property(int, lambda self: self._candidates.page, notify=changed)
    pages = Property(int, lambda self: len(self._candidates.pages), notify=changed)
    mode = Property(str, lambda self: self._mode.value, notify=changed)
    capital = Property(bool, lambda self: self._capital, notify=changed)
    ink = Property(
        "QVariantList",  # type: ignore[arg-type]
        lambda self: [list(map(list, each)) for each in self._pen.ink.strokes],
        notify=changed,
    )
    cannot_read = Property(bool, lambda self: self._pen.cannot, notify=changed)

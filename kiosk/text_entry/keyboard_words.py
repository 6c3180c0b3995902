"""What is written on the keys that are not letters. A screen with a keyboard hands this to QML as `keyboard`."""

import msgspec

from kiosk.text_entry.methods import STROKE_SIGNS
from kiosk.words import Words


class KeyboardWords(msgspec.Struct, frozen=True):
    pinyin: str
    nine: str
    all_letters: str
    part: str
    hand: str
    strokes: str
    letters: str
    digits: str
    space: str
    take: str
    other_letters: str
    capitals: str
    clear: str
    undo: str
    rewrite: str
    drop: str
    write_here: str
    cannot_read: str
    stroke_names: tuple[str, ...]
    """Sign and name of 横 竖 撇 点 折, and of a stroke one is not sure of."""
    signs: tuple[str, ...]
    """Keys beside the digits."""
    places: tuple[str, ...]
    """Whole words of addresses beside the digits."""


def keyboard_words(words: Words) -> KeyboardWords:
    return KeyboardWords(
        pinyin=words.text("keyboard-pinyin"),
        nine=words.text("keyboard-nine"),
        all_letters=words.text("keyboard-all-letters"),
        part=words.text("keyboard-part"),
        hand=words.text("keyboard-hand"),
        strokes=words.text("keyboard-strokes"),
        letters=words.text("keyboard-letters"),
        digits=words.text("keyboard-digits"),
        space=words.text("keyboard-space"),
        take=words.text("keyboard-take"),
        other_letters=words.text("keyboard-other-letters"),
        capitals=words.text("keyboard-capitals"),
        clear=words.text("keyboard-clear"),
        undo=words.text("keyboard-undo"),
        rewrite=words.text("keyboard-rewrite"),
        drop=words.text("keyboard-drop"),
        write_here=words.text("keyboard-write-here"),
        cannot_read=words.text("keyboard-cannot-read"),
        stroke_names=tuple(
            f"{sign} {name}"
            for sign, name in zip(STROKE_SIGNS.values(), words.text("keyboard-stroke-names").split(), strict=True)
        ),
        signs=tuple(words.text("keyboard-signs").split()),
        places=tuple(words.text("keyboard-places").split()),
    )

"""What is written on the keys that are not letters. A screen with a keyboard hands this to QML as `keyboard`."""

import msgspec

from kiosk.words import Words


class KeyboardWords(msgspec.Struct, frozen=True):
    pinyin: str
    letters: str
    digits: str
    space: str
    take: str
    other_letters: str
    capitals: str
    clear: str
    signs: tuple[str, ...]
    """Keys beside the digits."""
    places: tuple[str, ...]
    """Whole words of addresses beside the digits."""


def keyboard_words(words: Words) -> KeyboardWords:
    return KeyboardWords(
        pinyin=words.text("keyboard-pinyin"),
        letters=words.text("keyboard-letters"),
        digits=words.text("keyboard-digits"),
        space=words.text("keyboard-space"),
        take=words.text("keyboard-take"),
        other_letters=words.text("keyboard-other-letters"),
        capitals=words.text("keyboard-capitals"),
        clear=words.text("keyboard-clear"),
        signs=tuple(words.text("keyboard-signs").split()),
        places=tuple(words.text("keyboard-places").split()),
    )

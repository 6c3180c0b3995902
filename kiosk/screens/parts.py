"""Small parts that several screens are given: a button, a note, a pressable row. Texts are final."""

import msgspec


class Press(msgspec.Struct, frozen=True):
    """A button. An empty `act` means the button is not there; `reason` is its text while it cannot be pressed."""

    text: str = ""
    act: str = ""
    argument: object = ""
    icon: str = ""
    enabled: bool = True
    reason: str = ""


class Remark(msgspec.Struct, frozen=True):
    """A note: bold words, plain words, a tone (info, ok, gold, bad). Empty texts: not there."""

    strong: str = ""
    text: str = ""
    tone: str = "info"
    icon: str = "info"


class Choice(msgspec.Struct, frozen=True):
    """One of several things to pick, or a way on. An empty `act`: said, not pressed."""

    text: str
    second: str = ""
    icon: str = ""
    on: bool = False
    act: str = ""
    argument: object = ""


class Pair(msgspec.Struct, frozen=True):
    """What is known: a caption and its value. `wide`: takes the whole width."""

    label: str
    value: str
    wide: bool = False


class Paging(msgspec.Struct, frozen=True):
    """Where in a list that is longer than the screen; pages 0 or 1: no pager."""

    page: int = 0
    pages: int = 0
    text: str = ""
    back: str = ""
    on: str = ""

"""Key presses of a keyboard-mode scanner → the bytes it meant (PROTOCOLS §3.4). Pure.

By the fixed table of a US keyboard, whatever layout the desktop has: the scanner's own set-up must say US too.
"""

from devices.link.event_node import KEY, InputEvent

_PLAIN = {
    **dict(zip(range(2, 14), "1234567890-=", strict=True)),
    **dict(zip(range(16, 28), "qwertyuiop[]", strict=True)),
    **dict(zip(range(30, 42), "asdfghjkl;'`", strict=True)),
    **dict(zip(range(43, 54), "\\zxcvbnm,./", strict=True)),
    55: "*",
    57: " ",
    **dict(zip(range(71, 84), "789-456+1230.", strict=True)),
    98: "/",
}
_SHIFTED = dict(zip("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?', strict=True))
_KEYPAD = range(71, 84)
_SHIFTS = (42, 54)
_ENDS = {28: "\r", 96: "\r", 15: "\r"}
"""Enter, Enter of the number block, Tab."""


class WedgeKeys:
    """Keeps the shift keys' state; anything that is no printing key is left out."""

    def __init__(self) -> None:
        self._shifts: set[int] = set()

    def feed(self, events: list[InputEvent]) -> bytes:
        meant = []
        for event in events:
            if event.kind != KEY:
                continue
            if event.code in _SHIFTS:
                (self._shifts.add if event.value else self._shifts.discard)(event.code)
            elif event.value == 1:
                meant.append(self._meant_by(event.code))
        return "".join(meant).encode("ascii")

    def _meant_by(self, code: int) -> str:
        if code in _ENDS:
            return _ENDS[code]
        sign = _PLAIN.get(code, "")
        if not self._shifts or code in _KEYPAD:
            return sign
        return _SHIFTED.get(sign, sign.upper())

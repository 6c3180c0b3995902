"""Input events of keys, proximity sensor and headset socket → what they mean. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.keys import HeadsetPlugged, Key, KeyPressed, PersonNear
from devices.link.event_node import ABS, KEY, SW, InputEvent

Meaning = KeyPressed | PersonNear | HeadsetPlugged

KEYS: dict[int, Key] = {
    103: Key.UP,
    108: Key.DOWN,
    105: Key.LEFT,
    106: Key.RIGHT,
    28: Key.OK,
    96: Key.OK,
    0x160: Key.OK,
    1: Key.BACK,
    14: Key.BACK,
    158: Key.BACK,
    138: Key.HELP,
    59: Key.HELP,
    60: Key.REPEAT,
    129: Key.REPEAT,
    115: Key.LOUDER,
    114: Key.QUIETER,
    55: Key.STAR,
    0x20A: Key.STAR,
    0x20B: Key.HASH,
    **{code: Key(str((code - 1) % 10)) for code in range(2, 12)},
    **{0x200 + digit: Key(str(digit)) for digit in range(10)},
    **dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), (Key(str(digit)) for digit in range(10)), strict=True)),
}
"""Codes of linux/input-event-codes.h: arrows, Enter, Escape, Backspace, F1, Help, F2, volume, three rows of digits."""

_REPEATING = (Key.LOUDER, Key.QUIETER)
_HEADPHONE, _FRONT_PROXIMITY = 0x02, 0x0B
_DISTANCE = 0x19


@dataclass
class KeyEvents:
    """`keys`: code → key beside or instead of KEYS. `near_below`: a distance that means somebody is near."""

    keys: Mapping[int, Key] = field(default_factory=dict)
    near_below: int = 50
    _near: bool | None = None
    _plugged: bool | None = None

    def feed(self, events: list[InputEvent]) -> list[Meaning]:
        """What changed; a state that was told is not told again."""
        meanings: list[Meaning] = []
        for event in events:
            if event.kind == KEY:
                key = self.keys.get(event.code) or KEYS.get(event.code)
                if key is not None and (event.value == 1 or (event.value == 2 and key in _REPEATING)):
                    meanings.append(KeyPressed(key=key))
            elif event.kind == SW and event.code == _HEADPHONE:
                meanings += self._headset(bool(event.value))
            elif event.kind == SW and event.code == _FRONT_PROXIMITY:
                meanings += self._person(bool(event.value))
            elif event.kind == ABS and event.code == _DISTANCE:
                meanings += self._person(event.value < self.near_below)
        return meanings

    def standing(self, switches: int) -> list[Meaning]:
        """The switches as they stand when the device is opened."""
        return self._headset(bool(switches >> _HEADPHONE & 1))

    def _person(self, near: bool) -> list[Meaning]:
        changed, self._near = near is not self._near, near
        return [PersonNear(near=near)] if changed else []

    def _headset(self, plugged: bool) -> list[Meaning]:
        changed, self._plugged = plugged is not self._plugged, plugged
        return [HeadsetPlugged(plugged=plugged)] if changed else []

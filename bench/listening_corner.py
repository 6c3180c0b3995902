"""What a station has for those who do not look, emulated: tactile keys, a headset socket, loudspeaker, headset."""

from bench.emulators.input_events import InputDeviceEmulator
from bench.emulators.sound_card import SoundCardEmulator
from contract.keys import Key

CODES = {
    Key.UP: 103,
    Key.DOWN: 108,
    Key.LEFT: 105,
    Key.RIGHT: 106,
    Key.OK: 28,
    Key.BACK: 158,
    Key.HELP: 138,
    Key.REPEAT: 129,
    Key.LOUDER: 115,
    Key.QUIETER: 114,
    Key.STAR: 55,
    Key.HASH: 0x20B,
    **{Key(str(digit)): 0x200 + digit for digit in range(10)},
}
"""Codes of linux/input-event-codes.h that a pad sends."""
HEADPHONE, DISTANCE_NEAR, DISTANCE_FAR = 0x02, 10, 200


class ListeningCorner:
    def __init__(self) -> None:
        self.pad = InputDeviceEmulator()
        self.speaker = SoundCardEmulator()
        self.headset = SoundCardEmulator()

    @property
    def settings(self) -> str:
        return f"""
[devices.keypad]
driver = "evdev_keys"
port = "{self.pad.path}"

[devices.loudspeaker]
driver = "portaudio"
port = "{self.speaker.path}"
headset = "{self.headset.path}"
"""

    def press(self, key: Key) -> None:
        self.pad.press(CODES[key])

    def plug_in(self) -> None:
        self.pad.turn(HEADPHONE, True)

    def pull_out(self) -> None:
        self.pad.turn(HEADPHONE, False)

    def come_near(self) -> None:
        self.pad.distance(DISTANCE_NEAR)

    def close(self) -> None:
        self.pad.close()
        self.speaker.close()
        self.headset.close()

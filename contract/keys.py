"""What a hand does without a screen, and what the cabinet feels."""

from enum import StrEnum

import msgspec


class Key(StrEnum):
    """Keys of the tactile pad."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    OK = "ok"
    BACK = "back"
    HELP = "help"
    REPEAT = "repeat"
    LOUDER = "louder"
    QUIETER = "quieter"
    DIGIT_0 = "0"
    DIGIT_1 = "1"
    DIGIT_2 = "2"
    DIGIT_3 = "3"
    DIGIT_4 = "4"
    DIGIT_5 = "5"
    DIGIT_6 = "6"
    DIGIT_7 = "7"
    DIGIT_8 = "8"
    DIGIT_9 = "9"
    STAR = "*"
    HASH = "#"


class KeyPressed(msgspec.Struct, frozen=True, kw_only=True, tag="key_pressed"):
    key: Key


class PersonNear(msgspec.Struct, frozen=True, kw_only=True, tag="person_near"):
    """The proximity sensor: somebody stands before the station, or left."""

    near: bool


class HeadsetPlugged(msgspec.Struct, frozen=True, kw_only=True, tag="headset_plugged"):
    """A headset in the socket asks for private listening."""

    plugged: bool


class DoorMoved(msgspec.Struct, frozen=True, kw_only=True, tag="door_moved"):
    """The cabinet's door, for the technician's log."""

    is_open: bool


class Lamp(StrEnum):
    """Lamps beside the openings: where to act now."""

    CARD_READER = "card_reader"
    SCANNER = "scanner"
    PRINTER = "printer"
    CAMERA = "camera"
    STATUS = "status"


class SetLamp(msgspec.Struct, frozen=True, kw_only=True, tag="set_lamp"):
    lamp: Lamp
    on: bool


class SetVolume(msgspec.Struct, frozen=True, kw_only=True, tag="set_volume"):
    """Loudness of this visit, 0–100; None: back to where every visit begins."""

    percent: int | None = None

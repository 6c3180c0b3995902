"""A drawn signature becomes a small picture, however it is drawn."""

import random

from PySide6.QtGui import QImage

from kiosk.text_entry.signature import HEIGHT, WIDTH, signature_png
from kiosk.text_entry.strokes import is_signed


def black_at(picture: QImage, x: float, y: float) -> bool:
    return picture.pixelColor(round(x * (WIDTH - 1)), round(y * (HEIGHT - 1))).value() < 128


def test_ink_is_where_the_finger_was_and_nowhere_else() -> None:
    picture = QImage.fromData(signature_png([[(0.1, 0.5), (0.9, 0.5)]]), "PNG")  # type: ignore[call-overload]
    assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
    assert black_at(picture, 0.5, 0.5)
    assert not black_at(picture, 0.5, 0.2)
    assert not black_at(picture, 0.02, 0.5)


def test_a_dot_is_drawn_too() -> None:
    picture = QImage.fromData(signature_png([[(0.3, 0.3)]]), "PNG")  # type: ignore[call-overload]
    assert black_at(picture, 0.3, 0.3)


def test_the_wildest_scribble_stays_under_64_kib() -> None:
    dice = random.Random(7)
    wild = [[(dice.random(), dice.random()) for _ in range(4)] for _ in range(60)]
    assert len(signature_png(wild)) < 64 * 1024


def test_a_touch_without_movement_is_no_signature() -> None:
    assert not is_signed([[(0.5, 0.5), (0.501, 0.5)]])
    assert is_signed([[(0.2, 0.5), (0.5, 0.6)]])

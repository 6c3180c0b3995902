"""Icons and QR codes as QML asks for them, and the tokens behind every colour."""

import json
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from contract.failures import Failed, FailureCode
from kiosk.config import ASSETS
from kiosk.controls.codes import QrProvider, qr_image, text_of
from kiosk.controls.icons import IconProvider
from kiosk.controls.theme import load_tokens


def _pixels(picture: QImage) -> np.ndarray:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


@pytest.mark.parametrize("text", ["XDZ1.6BFOXN", "老年证，受理回执 XD 510114", "a" * 400])
def test_a_code_on_screen_is_read_by_another_maker_s_reader(text: str) -> None:
    wanted = quote(text).encode().hex()
    picture = QrProvider().requestImage(wanted, QSize(), QSize(300, 300))
    assert (picture.width(), picture.height()) == (300, 300)
    framed = cv2.copyMakeBorder(_pixels(picture), 12, 12, 12, 12, cv2.BORDER_CONSTANT, value=[255])
    assert [code.text for code in zxingcpp.read_barcodes(framed)] == [text]


@pytest.mark.parametrize("wanted", ["%%%", "zz", "abc", "25ff"])
def test_what_is_no_code_gives_a_white_picture(wanted: str) -> None:
    assert text_of(wanted) == ""
    picture = QrProvider().requestImage(wanted, QSize(), QSize(64, 64))
    assert _pixels(picture).min() == 255


def test_a_text_too_long_for_a_code_gives_a_white_picture() -> None:
    assert _pixels(qr_image("a" * 3000, 100)).min() == 255


def test_an_icon_is_drawn_in_the_asked_colour_and_size() -> None:
    picture = IconProvider(ASSETS / "icons").requestImage("check/ff0000", QSize(), QSize(64, 64))
    assert picture.width() == 64
    colours = {
        picture.pixelColor(x, y).name() for x in range(64) for y in range(64) if picture.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


@pytest.mark.parametrize("wanted", ["no-such-icon/000000", "../../etc/passwd/000000", "check", "check/zzzzzz"])
def test_an_unknown_icon_is_an_empty_picture(wanted: str) -> None:
    picture = IconProvider(ASSETS / "icons").requestImage(wanted, QSize(), QSize(8, 8))
    assert all(picture.pixelColor(x, y).alpha() == 0 for x in range(8) for y in range(8))


def test_the_dim_keeps_its_transparency_in_qt_s_order() -> None:
    assert load_tokens(ASSETS / "theme" / "tokens.json")["standard"]["colours"]["dim"] == "#B80A1412"  # type: ignore[index]


@pytest.mark.parametrize("content", ["", "[]", json.dumps({"profiles": {"standard": {}}})])
def test_broken_tokens_are_a_failure_with_a_code(content: str, tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Failed) as caught:
        load_tokens(path)
    assert caught.value.code is FailureCode.CONFIG_INVALID

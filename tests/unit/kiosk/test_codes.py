"""A QR code on screen is read back as what was asked for, and one that cannot be made is white."""

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk.controls.codes import modules_of, qr_image, text_of


def read(picture: QImage) -> list[str]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    from PIL import Image

    raw = Image.frombytes("L", (grey.bytesPerLine(), grey.height()), bytes(grey.constBits()))
    return [found.text for found in zxingcpp.read_barcodes(raw)]


@pytest.mark.parametrize("text", ["XDZ1." + "A1:$ %*+-./" * 20, "https://example.invalid/办理?a=1", "好" * 100])
@pytest.mark.parametrize("side", [220, 401, 640])
def test_a_code_is_read_back_as_its_text(text: str, side: int) -> None:
    picture = qr_image(text, side)
    assert (picture.width(), picture.height()) == (side, side)
    assert read(picture) == [text]


@pytest.mark.parametrize("text", ["", "x" * 3000])
def test_what_cannot_be_coded_is_a_white_picture(text: str) -> None:
    picture = qr_image(text, 220)
    assert picture.pixelColor(110, 110).name() == "#ffffff" and read(picture) == []


def test_rows_hold_a_byte_a_module() -> None:
    rows = modules_of("XDZ1.TEST")
    assert {len(row) for row in rows} == {len(rows)} and set(b"".join(rows)) == {0, 1}


def test_an_id_that_is_no_code_is_no_text() -> None:
    assert text_of("zz") == "" and text_of("2541") == "%A"

"""Finds codes in a grey picture: zxing-cpp first, then OpenCV's WeChat decoder, zbar last (PROTOCOLS §3.6).

Each step costs more than the one before and is taken only when nothing was found: QR codes alone take zxing an eighth
of the time that all kinds take, so bars are looked for in pictures without one. Nothing here raises for content.
"""

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp

from devices.camera.code_text import text_of_code
from devices.camera.picture_file import Grey

QR_CODES = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.MicroQRCode)
LONGEST_TEXT = 8192
MOST_CODES = 16
WECHAT_SIDE = 1600
"""WeChat's decoder slows down with the picture's size and gains nothing from more than this."""
SMALL_SIDE = 900


@dataclass(frozen=True)
class FoundCode:
    """`format` as zxing names it (QRCode, Code128 …); `decoder`: zxing, wechat or zbar. The text is a stranger's."""

    text: str
    format: str
    decoder: str


def find_codes(grey: Grey) -> list[FoundCode]:
    """Codes of a still picture, each text once, by every means there is. Mirrored and inverted codes are read too."""
    quick = (_zxing_qr, _zxing_qr_equalised, _zxing, _zxing_equalised)
    for step in (*quick, _wechat, _zxing_enlarged, _wechat_sharpened, _zxing_mirrored, _zbar):
        found = _distinct(step(grey))
        if found:
            return found
    return []


def find_codes_live(grey: Grey, frame: int) -> list[FoundCode]:
    """Codes of one frame of many: QR codes, once more equalised, all kinds; WeChat on every fifth frame only."""
    steps: list[Callable[[Grey], Iterator[FoundCode]]] = [_zxing_qr, _zxing_qr_equalised, _zxing]
    if frame % 5 == 0:
        steps.append(_wechat)
    for step in steps:
        found = _distinct(step(grey))
        if found:
            return found
    return []


def _distinct(found: Iterator[FoundCode]) -> list[FoundCode]:
    by_text: dict[str, FoundCode] = {}
    for code in found:
        if code.text and len(code.text) <= LONGEST_TEXT and len(by_text) < MOST_CODES:
            by_text.setdefault(code.text, code)
    return list(by_text.values())


def _zxing_qr(grey: Grey) -> Iterator[FoundCode]:
    yield from _zxing(grey, QR_CODES)


def _zxing_qr_equalised(grey: Grey) -> Iterator[FoundCode]:
    yield from _zxing(_equalised(grey), QR_CODES)


def _zxing(grey: Grey, kinds: tuple[zxingcpp.BarcodeFormat, ...] = ()) -> Iterator[FoundCode]:
    formats = zxingcpp.BarcodeFormats(kinds)  # none: all. One that were kept would be told as leaked at the end
    for code in zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain):
        yield FoundCode(text_of_code(code.bytes, code.text), code.format.name, "zxing")


def _zxing_equalised(grey: Grey) -> Iterator[FoundCode]:
    yield from _zxing(_equalised(grey))


def _equalised(grey: Grey) -> Grey:
    return cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(grey)


def _zxing_enlarged(grey: Grey) -> Iterator[FoundCode]:
    """Modules of two dots or fewer, and noise that hides their edges."""
    if max(grey.shape) <= SMALL_SIDE:
        yield from _zxing(cv2.resize(grey, None, fx=3.0, fy=3.0, interpolation=cv2.INTER_CUBIC))
    calm = cv2.medianBlur(grey, 5)
    yield from _zxing(calm)
    for strength in (1.5, 4.0):
        yield from _zxing(_sharpened(grey, strength))


def _zxing_mirrored(grey: Grey) -> Iterator[FoundCode]:
    yield from _zxing(np.ascontiguousarray(grey[:, ::-1]))


def _sharpened(grey: Grey, spread: float) -> Grey:
    return cv2.addWeighted(grey, 2.5, cv2.GaussianBlur(grey, (0, 0), spread), -1.5, 0)


def _wechat(grey: Grey) -> Iterator[FoundCode]:
    decoder = _wechat_decoder()
    if decoder is None:
        return
    try:
        texts, _ = decoder.detectAndDecode(_fitting(grey, WECHAT_SIDE))
    except (UnicodeDecodeError, cv2.error):  # a payload that is no UTF-8, a picture without room for a code
        return
    for text in texts:
        yield FoundCode(text, "QRCode", "wechat")


def _wechat_sharpened(grey: Grey) -> Iterator[FoundCode]:
    yield from _wechat(_sharpened(_fitting(grey, WECHAT_SIDE), 3.0))


@functools.cache
def _wechat_decoder() -> Any:
    """Without its model files: they find small codes in large pictures, which zxing does as well."""
    made = getattr(cv2, "wechat_qrcode_WeChatQRCode", None)
    return made() if made else None


def _fitting(grey: Grey, side: int) -> Grey:
    scale = side / max(grey.shape)
    if scale >= 1:
        return grey
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _zbar(grey: Grey) -> Iterator[FoundCode]:
    with contextlib.suppress(ImportError, OSError):  # libzbar0 is not installed: the others have looked
        from devices.camera.zbar_bytes import read_with_zbar

        yield from (FoundCode(text_of_code(code, ""), kind, "zbar") for code, kind in read_with_zbar(grey))

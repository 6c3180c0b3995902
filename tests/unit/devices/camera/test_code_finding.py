"""Codes in pictures: the published samples, texts in every code page, and the libraries that come second and third."""

import io
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.camera import code_finding
from devices.camera.code_finding import find_codes, find_codes_live
from devices.camera.code_text import text_of_code
from devices.camera.picture_file import grey_of
from devices.camera.zbar_bytes import read_with_zbar

SAMPLES = Path(__file__).parents[3] / "samples" / "codes"
ANSWERS = json.loads((SAMPLES / "answers.json").read_text("utf-8"))
HARD = {"very-blurred-00", "very-blurred-01", "bent-00", "bent-01", "shaken-00", "shaken-01"}


def picture_of(code: segno.QRCode, dots: int = 5) -> np.ndarray:
    file = io.BytesIO()
    code.save(file, kind="png", scale=dots, border=4)
    return grey_of(file.getvalue())


@pytest.mark.parametrize("name", sorted(set(ANSWERS) - {f"{name}.png" for name in HARD}))
def test_a_published_sample_is_read(name: str) -> None:
    found = find_codes(grey_of((SAMPLES / name).read_bytes()))
    assert sorted(code.text for code in found) == sorted(ANSWERS[name])


@pytest.mark.parametrize("name", sorted(HARD))
def test_a_sample_beyond_reading_is_never_read_wrongly(name: str) -> None:
    found = find_codes(grey_of((SAMPLES / f"{name}.png").read_bytes()))
    assert {code.text for code in found} <= set(ANSWERS[f"{name}.png"])


@pytest.mark.parametrize("text", ["成", "成都", "张测试", "䶮", "买买提·艾力", "€ ￥ ℃"])
def test_short_chinese_is_read_as_it_was_written(text: str) -> None:
    for payload in {text.encode(), text.encode("gb18030")}:
        (found,) = find_codes(picture_of(segno.make_qr(payload, mode="byte")))
        assert (found.text, found.format, found.decoder) == (text, "QRCode", "zxing")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4))
def test_any_two_hanzi_survive_every_library(text: str) -> None:
    picture = picture_of(segno.make_qr(text.encode(), mode="byte"))
    assert [code.text for code in find_codes(picture)] == [text]
    assert [text_of_code(payload, "") for payload, _ in read_with_zbar(picture)] == [text]


def test_kanji_mode_and_bytes_that_are_no_text_are_kept() -> None:
    (kanji,) = find_codes(picture_of(segno.make_qr("点茗", mode="kanji")))
    assert kanji.text == "点茗"
    (octets,) = find_codes(picture_of(segno.make_qr(b"\xff\xfe\x80\xff", mode="byte")))
    assert octets.text.encode("latin-1") == b"\xff\xfe\x80\xff"


ZXING = ("_zxing", "_zxing_qr")


@pytest.mark.parametrize(("blind", "reads"), [((*ZXING,), "wechat"), ((*ZXING, "_wechat"), "zbar")])
def test_the_next_library_reads_what_the_one_before_does_not(
    blind: tuple[str, ...], reads: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = {name: getattr(code_finding, name) for name in blind}
    for name in steps:
        monkeypatch.setattr(code_finding, name, lambda *_: iter(()))
    (found,) = find_codes(picture_of(segno.make_qr("XDZ1.ABC")))
    assert (found.text, found.decoder) == ("XDZ1.ABC", reads)


def test_bars_are_read_where_there_is_no_qr_code() -> None:
    made = zxingcpp.create_barcode("XD510114006001", zxingcpp.BarcodeFormat.Code128)
    bars = np.asarray(zxingcpp.write_barcode_to_image(made, scale=3))
    sheet = np.full((400, 800), 255, np.uint8)
    sheet[100 : 100 + bars.shape[0], 80 : 80 + bars.shape[1]] = bars
    (found,) = find_codes(sheet)
    assert (found.text, found.format) == ("XD510114006001", "Code128")
    assert [code.text for code in find_codes_live(sheet, 1)] == ["XD510114006001"]


def test_a_live_picture_asks_wechat_on_every_fifth_frame_only() -> None:
    sharp = picture_of(segno.make_qr("https://example.com/s/0a1b2c3d?d=510114"), dots=6)
    blurred = cv2.GaussianBlur(sharp, (0, 0), 3.3)
    assert find_codes_live(blurred, 1) == []
    assert [code.decoder for code in find_codes_live(blurred, 5)] == ["wechat"]


def test_an_empty_and_a_tiny_picture_hold_no_code() -> None:
    for shape in ((1, 1), (1, 400), (400, 1), (60, 60)):
        assert find_codes(np.full(shape, 255, np.uint8)) == []

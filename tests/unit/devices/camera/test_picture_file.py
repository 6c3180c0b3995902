"""Pictures of strangers: what is no picture, too large or broken is refused by name; nothing else happens."""

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from contract.failures import Failed, FailureCode
from devices.camera.picture_file import grey_of, read_picture
from kiosk.commands.__main__ import main


def packed(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 60,000 × 60,000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


GOOD = packed(Image.new("L", (40, 30), 255), "PNG")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF", "PPM"])
def test_every_kind_is_opened_as_grey(kind: str) -> None:
    grey = grey_of(packed(Image.new("RGB", (40, 30), (10, 200, 30)), kind))
    assert (grey.shape, grey.dtype) == ((30, 40), np.uint8)


def test_what_is_transparent_is_white() -> None:
    assert grey_of(packed(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG")).min() == 255


@pytest.mark.parametrize(
    "content", [b"", b"no picture", bomb(), GOOD[:40], GOOD[:20] + b"\xff" * 40, b"%PDF-1.7\n", b"%!PS-Adobe"]
)
def test_what_is_no_good_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Failed) as failed:
        grey_of(content)
    assert failed.value.code is FailureCode.PICTURE_INVALID


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6), st.integers(0, len(GOOD)))
def test_any_spoilt_picture_is_opened_or_refused(spoilt: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(GOOD)
    for at, value in spoilt:
        content[at] = value
    try:
        assert grey_of(bytes(content[:cut])).ndim == 2
    except Failed as failed:
        assert failed.code is FailureCode.PICTURE_INVALID


def test_a_pipe_a_folder_and_a_name_that_leads_nowhere_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(Failed):
            read_picture(path)


def test_the_command_gives_a_line_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    import segno

    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    segno.make_qr("https://example.com/成都".encode(), mode="byte").save(str(good), scale=4)
    bad.write_bytes(b"no picture")
    assert main(["qr", "decode", str(good), str(bad), "--json"]) == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first.keys() == {"file", "payloads", "ms"}
    assert first["payloads"] == [{"text": "https://example.com/成都", "format": "QRCode", "decoder": "zxing"}]
    assert (second["payloads"], second["code"]) == ([], "picture.invalid")
    assert main(["qr", "decode", str(good)]) == 0

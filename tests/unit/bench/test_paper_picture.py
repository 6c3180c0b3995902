"""The interpreter that judges the driver's slips is itself held to the protocol page, not to the driver."""

import pytest
from escpos.printer import Dummy
from PIL import Image

from bench.escpos_stream import CommandStream, UnknownCommand
from bench.paper_picture import PaperPicture

CUT = b"\x1dV\x01"


def paper(data: bytes, dots: int = 576) -> list[str]:
    return [line for slip in PaperPicture(dots).slips(data) for line in slip.text]


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.point([255 if level < 100 else 0 for level in range(256)]).getbbox()
    assert box
    return box


def test_chinese_mode_decides_how_long_a_character_is() -> None:
    assert paper(b"\x1b@\x1c&\xd6\xd0\xce\xc4\n") == ["中文"]
    slip = PaperPicture(576).slips(b"\x1b@\xd6\xd0\n")[0]
    assert slip.trouble == ["no character D6", "no character D0"], "without it these are two single bytes"


def test_commands_cut_anywhere_are_the_same_commands() -> None:
    data = b"\x1b@\x1c&\x1ba\x01\xd6\xd0\n\x1dv0\x00\x01\x00\x02\x00\xff\x0a\x1d(k\x03\x001C\x04\x1dVB\x03"
    whole = [command.raw for command in CommandStream().feed(data)]
    stream = CommandStream()
    assert [command.raw for byte in data for command in stream.feed(bytes([byte]))] == whole
    assert b"".join(whole) == data
    assert len(whole) == 8


def test_an_unknown_command_is_said_and_not_printed_as_text() -> None:
    with pytest.raises(UnknownCommand, match="1B 5A"):
        list(CommandStream().feed(b"\x1bZ12"))


def test_sizes_and_places_are_those_of_the_page() -> None:
    left, top, right, bottom = inked(PaperPicture(576).slips(b"\x1c&" + "国".encode("gbk") + b"\n")[0].picture)
    assert 32 <= left < right <= 32 + 24
    assert bottom - top <= 24
    left, top, right, bottom = inked(
        PaperPicture(576).slips(b"\x1c&\x1d!\x11\x1ba\x02" + "国".encode("gbk") + b"\n")[0].picture
    )
    assert 32 + 576 - 48 <= left < right <= 32 + 576
    assert 40 <= right - left <= 48


def test_a_line_that_is_too_long_is_trouble() -> None:
    (slip,) = PaperPicture(384).slips(b"A" * 33 + b"\n")
    assert slip.text == ["A" * 32, "A"]
    assert slip.trouble


def test_rows_and_columns_of_dots_give_the_same_picture() -> None:
    bands = b"\x1dv0\x00\x01\x00\x18\x00" + bytes([0b10000000] * 12 + [0b11111111] * 12)
    columns = b"\x1b3\x18\x1b*\x21\x08\x00" + b"\xff\xff\xff" + b"\x00\x0f\xff" * 7 + b"\n"
    by_rows = PaperPicture(384).slips(bands + CUT)[0].picture
    by_columns = PaperPicture(384).slips(columns + CUT)[0].picture
    assert inked(by_rows) == inked(by_columns)
    assert by_rows.tobytes() == by_columns.tobytes()


@pytest.mark.parametrize("native", [True, False])
def test_a_code_of_another_encoder_can_be_read_from_the_picture(native: bool) -> None:
    other = Dummy()
    other.qr("XDZ1.TEST", native=native, size=6)
    other._raw(b"\x1b2")  # what it sets for its pictures
    (slip,) = PaperPicture(576).slips(other.output)
    assert slip.qr == ["XDZ1.TEST"]


def test_each_cut_ends_a_slip() -> None:
    slips = PaperPicture(576).slips(b"1\n" + CUT + b"2\n\x1dVB\x03" + b"3\n")
    assert [(slip.text, slip.was_cut) for slip in slips] == [(["1"], True), (["2"], True), (["3"], False)]


def test_endless_feeding_costs_bounded_memory() -> None:
    (slip,) = PaperPicture(576).slips(b"\x1bd\xff" * 2000)
    assert slip.picture.height < 30_000
    assert slip.trouble == ["paper too long"]

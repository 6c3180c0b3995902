"""Every character that a name may hold has a picture in the bundled fonts, and the tables about them are true."""

import codecs
import csv
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from devices.receipt_printer.lettering import Lettering

ROOT = Path(__file__).resolve().parents[3]
FONTS = ROOT / "assets" / "fonts"
LISTED = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))["font"]
# The blocks of hanzi that GB 18030-2022 and its amendment require at level 3, and the later ones of Unicode.
REQUIRED = {
    "unified": (0x4E00, 0x9FFF),
    "extension A": (0x3400, 0x4DBF),
    "extension B": (0x20000, 0x2A6DF),
    "extension C": (0x2A700, 0x2B739),
    "extension D": (0x2B740, 0x2B81D),
    "extension E": (0x2B820, 0x2CEA1),
    "extension F": (0x2CEB0, 0x2EBE0),
    "radicals": (0x2F00, 0x2FD5),
    "strokes": (0x31C0, 0x31E3),
}
LATER = {"extension I": (0x2EBF0, 0x2EE5D), "extension G": (0x30000, 0x3134A), "extension H": (0x31350, 0x323AF)}
PRIVATE_USE = (0xE000, 0xF8FF)


@pytest.fixture(scope="module")
def chain() -> dict[str, set[int]]:
    """Characters of each file, in the order in which they are looked for."""
    return {font["file"]: set(TTFont(FONTS / font["file"], lazy=True).getBestCmap() or ()) for font in LISTED}


@pytest.mark.parametrize("block", [*REQUIRED, *LATER])
def test_every_hanzi_has_a_picture(block: str, chain: dict[str, set[int]]) -> None:
    low, high = (REQUIRED | LATER)[block]
    missing = set(range(low, high + 1)) - set().union(*chain.values())
    assert sorted(map(hex, missing)) == []


@pytest.mark.parametrize("block", REQUIRED)
def test_a_hanzi_that_the_standard_requires_is_drawn_and_not_only_numbered(
    block: str, chain: dict[str, set[int]]
) -> None:
    low, high = REQUIRED[block]
    drawn = set().union(*(has for file, has in chain.items() if file != "StationCodePoints.ttf"))
    assert sorted(map(hex, set(range(low, high + 1)) - drawn)) == []


def test_every_two_byte_code_of_gb_18030_has_a_picture(chain: dict[str, set[int]]) -> None:
    known = set().union(*chain.values())
    missing = []
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            character = codecs.decode(bytes([lead, trail]), "gb18030")
            if ord(character) not in known:
                missing.append(character)
    assert missing == []


def test_every_private_use_point_of_a_chip_has_a_picture(chain: dict[str, set[int]]) -> None:
    assert set(range(PRIVATE_USE[0], PRIVATE_USE[1] + 1)) <= chain["StationCodePoints.ttf"]


def test_private_use_points_that_the_standard_once_gave_are_drawn_as_their_character() -> None:
    font = TTFont(FONTS / "StationCodePoints.ttf", lazy=True)
    glyphs, cmap = font["glyf"], font.getBestCmap() or {}  # type: ignore[index]
    with (FONTS / "private_use.csv").open(encoding="utf-8", newline="") as rows:
        table = {int(row["private"], 16): row for row in csv.DictReader(rows)}
    assert len(table) == 105
    for private, row in table.items():
        assert chr(int(row["character"], 16)) == row["glyph"]
        assert not glyphs[cmap[private]].isComposite(), "a number of digits instead of the character"
    assert table[0xE863]["glyph"] == "䶮"
    assert glyphs[cmap[0xE123]].isComposite(), "nobody knows what this one is: it shows its number"


def test_the_table_of_private_use_points_agrees_with_the_codec_of_the_standard() -> None:
    with (FONTS / "private_use.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            decoded = codecs.decode(bytes.fromhex(row["gb18030"]), "gb18030")
            # Python's table is the edition of 2000: it has the character of today, or still the private-use point
            assert ord(decoded) in (int(row["private"], 16), int(row["character"], 16)), row


def test_the_drawer_of_receipts_finds_what_the_font_files_hold(chain: dict[str, set[int]]) -> None:
    letters = Lettering()
    known = set().union(*chain.values())
    for point in [*range(0x20, 0x3400, 7), *range(0x3400, 0x32400, 13), *range(0xE000, 0xF900, 3)]:
        if not 0xD800 <= point < 0xE000:
            assert letters.has(chr(point)) == (point in known), hex(point)


@pytest.mark.parametrize("font", LISTED, ids=lambda font: font["file"])
def test_each_font_is_what_the_list_says_and_brings_its_licence(font: dict[str, str]) -> None:
    names = TTFont(FONTS / font["file"], lazy=True)["name"]
    assert names.getDebugName(16) or names.getDebugName(1) == font["family"]  # type: ignore[attr-defined]
    assert (FONTS / font["licence"]).is_file()
    assert font["file"] in (ROOT / "THIRD_PARTY.md").read_text("utf-8")


def test_no_font_file_is_left_out_of_the_list() -> None:
    assert sorted(path.name for path in FONTS.glob("*.ttf")) == sorted(font["file"] for font in LISTED)

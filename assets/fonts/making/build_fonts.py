# fonttools describes its tables at run time only
# pyright: reportAttributeAccessIssue=false, reportOptionalSubscript=false, reportOptionalMemberAccess=false, reportGeneralTypeIssues=false
"""Make the three Station fonts from their sources: rare hanzi, their supplement, and code points.

    python assets/fonts/making/build_fonts.py SOURCES

SOURCES holds the unpacked packages named in ../fonts.toml. Needs fonttools. Takes about three minutes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from outlines import UNITS_PER_EM, coarse_glyph

FONTS = Path(__file__).resolve().parent.parent
# GB 18030-2022 with its amendment, then what Unicode added since: a name may hold any of them.
HAN_BLOCKS = {
    "URO": (0x4E00, 0x9FFF),
    "A": (0x3400, 0x4DBF),
    "B": (0x20000, 0x2A6DF),
    "C": (0x2A700, 0x2B739),
    "D": (0x2B740, 0x2B81D),
    "E": (0x2B820, 0x2CEA1),
    "F": (0x2CEB0, 0x2EBE0),
    "I": (0x2EBF0, 0x2EE5D),
    "G": (0x30000, 0x3134A),
    "H": (0x31350, 0x323AF),
    "compatibility": (0xF900, 0xFAD9),
    "compatibility supplement": (0x2F800, 0x2FA1D),
}
UNASSIGNED = {0xFA6E, 0xFA6F}
PRIVATE_USE = range(0xE000, 0xF900)
OFL = "This Font Software is licensed under the SIL Open Font License, Version 1.1. https://openfontlicense.org"


def wanted_hanzi() -> list[int]:
    """Every code point of the blocks of hanzi, in order."""
    return sorted({c for low, high in HAN_BLOCKS.values() for c in range(low, high + 1)} - UNASSIGNED)


def two_byte_signs() -> set[int]:
    """What GB 18030 has two-byte codes for: hanzi, and signs such as ≒ that Noto Sans SC lacks."""
    trails = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
    return {ord(bytes([lead, trail]).decode("gb18030")) for lead in range(0x81, 0xFF) for trail in trails} - {
        *PRIVATE_USE
    }


def save_font(
    path: Path, family: str, copyright_line: str, licence: str, glyphs: dict[str, Glyph], widths: dict[str, int],
    cmap: dict[int, str],
) -> None:  # fmt: skip
    """Write a TrueType font of these glyphs with the line height of Noto Sans SC, so that lines keep their height."""
    order = [".notdef", *(name for name in glyphs if name != ".notdef")]
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (widths[name], getattr(table[name], "xMin", 0) or 0) for name in order})
    ascent, descent = round(1.160 * UNITS_PER_EM), round(0.288 * UNITS_PER_EM)
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent)
    builder.setupNameTable(
        {
            "copyright": copyright_line,
            "familyName": family,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{family} 1.0",
            "fullName": family,
            "psName": family.replace(" ", ""),
            "version": "Version 1.0",
            "licenseDescription": licence,
        }
    )
    builder.setupOS2(
        sTypoAscender=ascent, sTypoDescender=-descent, sTypoLineGap=0, usWinAscent=ascent, usWinDescent=descent,
        sxHeight=round(0.543 * UNITS_PER_EM), sCapHeight=round(0.733 * UNITS_PER_EM),
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 3786912000  # fixed, so that a rebuild is the same
    builder.font.recalcTimestamp = False
    builder.save(path)
    print(f"{path.name}: {len(order)} glyphs, {path.stat().st_size / 1e6:.1f} MB", flush=True)


def solid_block() -> Glyph:
    """The .notdef: a solid block that nobody overlooks. Nothing in the chain of fonts should ever show it."""
    pen = TTGlyphPen(None)
    _rectangle(pen, 40, -20, 472, 412)
    return pen.glyph()


def _rectangle(pen: TTGlyphPen, left: int, bottom: int, right: int, top: int) -> None:
    pen.moveTo((left, bottom))
    pen.lineTo((left, top))
    pen.lineTo((right, top))
    pen.lineTo((right, bottom))
    pen.closePath()


class HanziFont:
    """Collects outlines from several sources; the first that has a character gives it."""

    def __init__(self) -> None:
        self.glyphs: dict[str, Glyph] = {".notdef": solid_block()}
        self.widths: dict[str, int] = {".notdef": UNITS_PER_EM}
        self.cmap: dict[int, str] = {}

    def take(self, font: TTFont, characters: set[int]) -> None:
        """Copy what `font` has of `characters` and is not here yet."""
        source_cmap = font.getBestCmap()
        scale = UNITS_PER_EM / font["head"].unitsPerEm
        for character in sorted(characters & source_cmap.keys() - self.cmap.keys()):
            name = f"u{character:04X}"
            self.glyphs[name] = coarse_glyph(font, source_cmap[character])
            self.widths[name] = round(font["hmtx"][source_cmap[character]][0] * scale)
            self.cmap[character] = name

    def copy(self, other: HanziFont, private: int, character: int) -> None:
        """Give the private-use point `private` the outline of `character`."""
        name = f"u{private:04X}"
        self.glyphs[name] = other.glyphs[other.cmap[character]]
        self.widths[name] = other.widths[other.cmap[character]]
        self.cmap[private] = name


def add_code_point_glyphs(font: HanziFont, digits: TTFont, characters: list[int]) -> None:
    """Give each character a picture of its own number: hex digits in two rows between corner marks."""
    digit_cmap = digits.getBestCmap()
    for character in "0123456789ABCDEF":
        glyph = coarse_glyph(digits, digit_cmap[ord(character)])
        font.glyphs[f"digit{character}"] = glyph
        font.widths[f"digit{character}"] = round(digits["hmtx"][digit_cmap[ord(character)]][0] * UNITS_PER_EM / 1000)
    marks = TTGlyphPen(None)
    left, bottom, right, top, arm, line = 4, -58, 508, 450, 52, 12
    for x, y in ((left, bottom), (left, top), (right, bottom), (right, top)):
        inward_x = 1 if x == left else -1
        inward_y = 1 if y == bottom else -1
        _rectangle(marks, *_sorted_box(x, y, x + inward_x * arm, y + inward_y * line))
        _rectangle(marks, *_sorted_box(x, y, x + inward_x * line, y + inward_y * arm))
    font.glyphs["corners"] = marks.glyph()
    font.widths["corners"] = UNITS_PER_EM
    for character in characters:
        name = f"u{character:04X}"
        code = f"{character:04X}"
        # Four digits: two and two. Five (planes 2 and 3): two and three, narrower.
        rows = (code[:2], code[2:])
        across = 0.76 if len(code) == 4 else 0.52
        pen = TTGlyphPen(font.glyphs)  # type: ignore[arg-type]
        pen.addComponent("corners", (1, 0, 0, 1, 0, 0))
        for row, baseline in zip(rows, (218, -20), strict=True):
            widths = [font.widths[f"digit{digit}"] * across for digit in row]
            x = (UNITS_PER_EM - sum(widths)) / 2
            for digit, width in zip(row, widths, strict=True):
                pen.addComponent(f"digit{digit}", (across, 0, 0, 0.56, round(x), baseline))
                x += width
        font.glyphs[name] = pen.glyph()
        font.widths[name] = UNITS_PER_EM
        font.cmap[character] = name


def _sorted_box(x1: int, y1: int, x2: int, y2: int) -> tuple[int, int, int, int]:
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def build(sources: Path) -> None:
    """Write the three fonts beside fonts.toml."""

    def source(name: str, number: int = -1) -> TTFont:
        return TTFont(next(sources.rglob(name)), lazy=True, fontNumber=number)

    regular = TTFont(FONTS / "NotoSansSC-Regular.ttf", lazy=True)
    missing = set(wanted_hanzi()) - regular.getBestCmap().keys()

    rare = HanziFont()
    rare.take(source("NotoSansCJK-Regular.ttc", 2), missing)
    rare.take(source("HanaMinB.ttf"), missing)
    rare.take(source("HanaMinA.ttf"), missing)
    save_font(
        FONTS / "StationRareHan.ttf", "Station Rare Han",
        "(c) 2014-2021 Adobe (http://www.adobe.com/). (c) 2008-2017 GlyphWiki Project (kamichi@fonts.jp). "
        "Subset, merged and redrawn on a coarser grid for the station.",
        OFL, rare.glyphs, rare.widths, rare.cmap,
    )  # fmt: skip
    missing -= rare.cmap.keys()

    supplement = HanziFont()
    supplement.take(source("BabelStoneHan.ttf"), missing)
    save_font(
        FONTS / "StationRareSupplement.ttf", "Station Rare Supplement",
        "Copyright (C) 1994-1999 Arphic Technology Co., Ltd. Copyright (C) 2005-2023 Andrew C. West (BabelStone Han). "
        "CHANGED for the station, November 2026: characters removed, outlines redrawn on a coarser grid, renamed.",
        "ARPHIC PUBLIC LICENSE, see licences/ARPHICPL.txt", supplement.glyphs, supplement.widths, supplement.cmap,
    )  # fmt: skip
    missing -= supplement.cmap.keys()

    common = HanziFont()
    points = HanziFont()
    points.take(source("HanaMinA.ttf"), two_byte_signs() - set(wanted_hanzi()) - regular.getBestCmap().keys())
    with (FONTS / "private_use.csv").open(encoding="utf-8", newline="") as rows:
        today = {int(row["private"], 16): int(row["character"], 16) for row in csv.DictReader(rows)}
    common.take(regular, set(today.values()))
    for private, character in today.items():
        points.copy(common if character in common.cmap else rare, private, character)
    add_code_point_glyphs(points, regular, sorted((set(PRIVATE_USE) - today.keys()) | missing))
    save_font(
        FONTS / "StationCodePoints.ttf", "Station Code Points",
        "(c) 2014-2021 Adobe (http://www.adobe.com/). (c) 2008-2017 GlyphWiki Project (kamichi@fonts.jp). "
        "Private-use characters of GB 18030, and the numbers of code points without a picture, for the station.",
        OFL, points.glyphs, points.widths, points.cmap,
    )  # fmt: skip


if __name__ == "__main__":
    build(Path(sys.argv[1]))

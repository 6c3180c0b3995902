"""Draws text with the bundled fonts, for what the printer's own characters cannot spell.

Each character comes from the first font of assets/fonts/fonts.toml that has it; the last of them has every private-use
code point, so nothing is ever left out or replaced. Knows nothing of printers.
"""

import bisect
import struct
import tomllib
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from contract.failures import Failed, FailureCode, Retry

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
# Share of the em above the baseline in Noto Sans SC's hanzi.
_ASCENT = 0.88
_INK = 110
"""Grey from which a dot is printed: below the middle, because thin strokes must not fall out on thermal paper."""


class Lettering:
    """The bundled fonts, opened when first needed. Not shared between threads."""

    def __init__(self, folder: Path = FONTS) -> None:
        """Raises Failed(CONFIG_INVALID) when the fonts are absent or damaged."""
        try:
            listed = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))["font"]
            chain = [_FontFile(folder / font["file"], font["weight"] >= 700) for font in listed]
        except (OSError, ValueError, KeyError, struct.error):
            raise Failed(
                FailureCode.CONFIG_INVALID,
                f"the fonts in {folder} are absent or damaged",
                "install the package again, or restore assets/fonts from the repository",
                Retry.NEVER,
            ) from None
        self._regular = [font for font in chain if not font.is_bold]
        self._bold = [font for font in chain if font.is_bold] + self._regular

    def has(self, character: str) -> bool:
        return any(font.has(character) for font in self._regular)

    def length(self, text: str, size: int, bold: bool = False) -> int:
        """Dots that `text` takes at `size` dots to the em."""
        return round(sum(self._font(c, bold).face(size).getlength(c) for c in text))

    def picture(self, text: str, size: int, bold: bool = False) -> Image.Image:
        """`text` in one line as a grey picture, white on black, `size` dots to the em and 1.25 times as high."""
        picture = Image.new("L", (max(1, self.length(text, size, bold)), round(size * 1.25)))
        across = 0.0
        for character in text:
            font = self._font(character, bold)
            self.draw(picture, (round(across), 0), character, size, bold)
            across += font.face(size).getlength(character)
        return picture

    def draw(self, picture: Image.Image, corner: tuple[int, int], character: str, size: int, bold: bool) -> None:
        """Draw one character with its em square's top left corner at `corner`, white, over what is there."""
        font = self._font(character, bold)
        cell = Image.new("L", (2 * size, 2 * size))
        centre = (size // 2, size // 2 + round(_ASCENT * size))
        ImageDraw.Draw(cell).text(centre, character, fill=255, font=font.face(size), anchor="ls")
        if font.is_rare:
            cell = ImageChops.lighter(cell, ImageChops.offset(cell, 0, 1))  # its thin strokes would fall out
        if bold and not font.is_bold:
            cell = ImageChops.lighter(cell, ImageChops.offset(cell, 1, 0))
        place = (corner[0] - size // 2, corner[1] - size // 2)
        under = Image.new("L", picture.size)
        under.paste(cell, place)
        picture.paste(ImageChops.lighter(picture, under))

    def _font(self, character: str, bold: bool) -> "_FontFile":
        chain = self._bold if bold else self._regular
        return next((font for font in chain if font.has(character)), chain[0])


def in_dots(grey: Image.Image) -> Image.Image:
    """White on black in grey → 1 bit, 255 where a dot is printed."""
    return grey.point([255 if level >= _INK else 0 for level in range(256)], mode="1")


class _FontFile:
    """A TrueType file and the characters it has."""

    def __init__(self, path: Path, is_bold: bool) -> None:
        self._path = path
        self.is_bold = is_bold
        self.is_rare = path.name.startswith("StationRare")
        self._starts, self._ends = _character_ranges(path)
        self._faces: dict[int, ImageFont.FreeTypeFont] = {}

    def has(self, character: str) -> bool:
        at = bisect.bisect_right(self._starts, ord(character)) - 1
        return at >= 0 and ord(character) <= self._ends[at]

    def face(self, size: int) -> ImageFont.FreeTypeFont:
        if size not in self._faces:
            self._faces[size] = ImageFont.truetype(str(self._path), size, layout_engine=ImageFont.Layout.BASIC)
        return self._faces[size]


@lru_cache(maxsize=16)
def _character_ranges(path: Path) -> tuple[list[int], list[int]]:
    """First and last code points of the ranges in the font's format 12 character map, sorted."""
    with path.open("rb") as file:
        tables = struct.unpack(">4xH6x", file.read(12))[0]
        directory = (struct.unpack(">4s4xII", file.read(16)) for _ in range(tables))
        start, length = next((offset, size) for tag, offset, size in directory if tag == b"cmap")
        file.seek(start)
        cmap = file.read(min(length, 1 << 20))
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">I", cmap, 4 + 8 * number + 4)[0]
        if struct.unpack_from(">H", cmap, offset)[0] == 12:
            groups = struct.unpack_from(">I", cmap, offset + 12)[0]
            ranges = [struct.unpack_from(">II", cmap, offset + 16 + 12 * group) for group in range(groups)]
            return [low for low, _ in ranges], [high for _, high in ranges]
    raise ValueError(f"{path.name} has no character map of format 12")

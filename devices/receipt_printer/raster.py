"""Pictures on receipt paper: a line that GBK cannot spell, the box, the QR code; and pictures as printer commands.

Pictures are 1 bit, 255 where a dot is printed. A drawn line keeps the columns of a printed one.
"""

import segno
from PIL import Image, ImageDraw

from contract.print_job import Align, BoxBlock, QrBlock
from devices.receipt_printer.columns import columns_of, columns_of_character, printable, wrapped
from devices.receipt_printer.lettering import Lettering, in_dots
from devices.receipt_printer.profile import DOTS_A_COLUMN, LINE_DOTS, PrinterProfile

Segment = tuple[str, bool]
"""A piece of a line, and whether it is bold."""

# The printer's own line feed is 1/6 inch: 34 dots at 203 to the inch.
_LINE_FEED_DOTS = 34
_NARROW_LETTER = 21
_QUIET_MODULES = 2
_BAND_ROWS = 128
_ESC, _GS = b"\x1b", b"\x1d"


def line_picture(
    segments: list[Segment], align: Align, scale: int, paper: PrinterProfile, letters: Lettering
) -> Image.Image:
    """One line in the cells in which the printer would have set it, as high as its line feed."""
    grey = Image.new("L", (paper.dots, max(_LINE_FEED_DOTS, LINE_DOTS * scale + 2)))
    used = columns_of("".join(text for text, _ in segments)) * DOTS_A_COLUMN * scale
    spare = max(0, paper.columns * DOTS_A_COLUMN - used)
    x = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[align]
    for text, bold in segments:
        for character in text:
            columns = columns_of_character(character)
            cell = columns * DOTS_A_COLUMN * scale
            size = (_NARROW_LETTER if columns == 1 else LINE_DOTS) * scale
            while columns == 1 and size > 1 and letters.length(character, size, bold) > cell:
                size -= 1  # M and W are wider than a column
            inset = (cell - letters.length(character, size, bold)) // 2 if columns == 1 else 0
            drop = round((LINE_DOTS * scale - size) * 0.88) if columns == 1 else 0
            if character != " ":
                letters.draw(grey, (x + inset, drop), character, size, bold)
            x += cell
    return in_dots(grey)


def rule_picture(paper: PrinterProfile) -> Image.Image:
    """A dashed line across the paper with room above and below."""
    picture = Image.new("1", (paper.dots, 22))
    draw = ImageDraw.Draw(picture)
    for x in range(0, paper.dots, 12):
        draw.rectangle((x, 8, min(x + 8, paper.dots - 1), 10), fill=255)
    return picture


def box_picture(box: BoxBlock, paper: PrinterProfile, letters: Lettering) -> Image.Image:
    """The state of the matter in a frame as wide as the paper: large, and beneath it what it means."""
    frame, pad = 4, 8
    inner = paper.dots - 2 * (frame + pad)
    text = printable(box.text).replace("\n", " ")
    size = next((s for s in (40, 36, 32, 28) if letters.length(text, s, bold=True) <= inner), LINE_DOTS)
    big = [text] if size > LINE_DOTS else wrapped(text, inner // DOTS_A_COLUMN)
    lines = [letters.picture(line, size, bold=True) for line in big]
    if box.under:
        small = wrapped(printable(box.under), inner // DOTS_A_COLUMN)
        lines += [letters.picture(line, LINE_DOTS) for line in small]
    margin = 10
    height = sum(line.height for line in lines) + 2 * (frame + pad) + 6
    grey = Image.new("L", (paper.dots, height + 2 * margin))
    ImageDraw.Draw(grey).rectangle((0, margin, paper.dots - 1, margin + height - 1), outline=255, width=frame)
    y = margin + frame + pad + 2
    for line in lines:
        grey.paste(line, ((paper.dots - line.width) // 2, y))
        y += line.height
    return in_dots(grey)


def module_dots(modules: int, wanted_dots: int, most_dots: int) -> int:
    """Dots a module for a symbol `modules` wide without quiet zone: as wide as wanted, but on the paper, 2 at least."""
    across = modules + 2 * _QUIET_MODULES
    return max(2, min(-(-wanted_dots // across), most_dots // across))


def qr_matrix(payload: str) -> list[list[bool]]:
    """The modules of the QR code, level M, without quiet zone. Raises ValueError when the payload does not fit."""
    return [[bool(module) for module in row] for row in segno.make_qr(payload, error="m", boost_error=False).matrix]


def qr_picture(block: QrBlock, paper: PrinterProfile, letters: Lettering) -> tuple[Image.Image, bool]:
    """The QR code: at the left with its words beside it where they fit, else centred. True: the words are in it."""
    matrix = qr_matrix(block.payload)
    size = module_dots(len(matrix), block.dots, paper.dots)
    code = Image.new("1", (len(matrix) * size, len(matrix) * size))
    draw = ImageDraw.Draw(code)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle((x * size, y * size, (x + 1) * size - 1, (y + 1) * size - 1), fill=255)
    quiet = _QUIET_MODULES * size
    words = (
        _words_beside(block, paper.dots - code.width - 3 * quiet, letters) if paper.is_wide and block.beside else None
    )
    height = max(code.height + 2 * quiet, words.height if words else 0)
    picture = Image.new("1", (paper.dots, height))
    left = quiet if words else (paper.dots - code.width) // 2
    picture.paste(code, (left, (height - code.height) // 2))
    if words:
        picture.paste(words, (code.width + 3 * quiet, (height - words.height) // 2))
    return picture, words is not None


def _words_beside(block: QrBlock, width: int, letters: Lettering) -> Image.Image | None:
    lines: list[Image.Image] = []
    for text in block.beside:
        size = 30 if text.bold else LINE_DOTS
        columns = width * 2 // size
        if columns < 8:
            return None
        lines += [letters.picture(line, size, text.bold) for line in wrapped(printable(text.text), columns)]
    picture = Image.new("L", (width, sum(line.height + 4 for line in lines)))
    y = 0
    for line in lines:
        picture.paste(line, (0, y))
        y += line.height + 4
    return in_dots(picture)


def as_commands(picture: Image.Image, paper: PrinterProfile) -> bytes:
    """The picture as `1D 76 30` bands, or as `1B 2A` columns where those are lacking. Leaves alignment at the left."""
    box = picture.getbbox()
    right = min(paper.dots, -(-(box[2] if box else 8) // 8) * 8)
    picture = picture.crop((0, 0, right, picture.height))
    encode = _in_columns if paper.column_raster else _in_bands
    return _ESC + b"a\x00" + encode(picture)


def _in_bands(picture: Image.Image) -> bytes:
    came = bytearray()
    for top in range(0, picture.height, _BAND_ROWS):
        band = picture.crop((0, top, picture.width, min(top + _BAND_ROWS, picture.height)))
        came += _GS + b"v0\x00" + (band.width // 8).to_bytes(2, "little") + band.height.to_bytes(2, "little")
        came += _without_commands(band.tobytes())
    return bytes(came)


def _in_columns(picture: Image.Image) -> bytes:
    came = bytearray(_ESC + b"3" + bytes([LINE_DOTS]))
    for top in range(0, picture.height, LINE_DOTS):
        band = Image.new("1", (picture.width, LINE_DOTS))
        band.paste(picture.crop((0, top, picture.width, min(top + LINE_DOTS, picture.height))))
        came += _ESC + b"*\x21" + band.width.to_bytes(2, "little")
        came += _without_commands(band.transpose(Image.Transpose.TRANSPOSE).tobytes()) + b"\n"
    return bytes(came + _ESC + b"2")


def _without_commands(dots: bytes) -> bytes:
    """Dots in which the printer finds no real-time command: `10 04`, `10 05`, `10 14` are obeyed inside a picture too.

    One dot beside another is added (10h → 18h); nobody sees it, and QR modules of 2 dots or more never make it.
    """
    for second in (0x04, 0x05, 0x14):
        dots = dots.replace(bytes([0x10, second]), bytes([0x18, second]))
    return dots

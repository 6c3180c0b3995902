"""What a stream of ESC/POS bytes looks like on paper: pictures, text lines and QR texts, one entry a cut.

An interpreter of its own, written from the protocol page; shares no code with the driver, so that both cannot be wrong
together. Characters are drawn with the bundled Noto Sans SC in the cells a printer would set them in.
"""

from dataclasses import dataclass, field
from pathlib import Path

import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from bench.escpos_stream import Command, CommandStream

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
_CELL_WIDTH, _CELL_HEIGHT = 12, 24
_LINE_FEED = 34
_LONGEST_PAPER = 20_000
_PAPER_WIDTHS = {576: 640, 384: 464}
"""Dots that are printed on → dots of the whole strip at 8 dots a millimetre."""


@dataclass
class PrintedSlip:
    """One slip as a person would see it."""

    picture: Image.Image
    """Grey, as wide as the paper strip, with its white margins and the cut."""
    text: list[str]
    """Lines printed with the printer's own characters; drawn lines are in the picture only."""
    qr: list[str]
    """What a phone reads from the picture, from top to bottom: codes of the printer's own and drawn ones alike."""
    trouble: list[str]
    """What a real printer would have spoilt: lines that ran over, characters without a code."""
    was_cut: bool = True


@dataclass
class _Item:
    picture: Image.Image
    text: str


@dataclass
class _Paper:
    """The state of the head and the strip of paper under it."""

    dots: int
    rows: list[Image.Image] = field(default_factory=list)
    height: int = 0
    items: list[_Item] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    align: int = 0
    bold: bool = False
    wide: int = 1
    high: int = 1
    feed: int = _LINE_FEED
    stored_qr: bytes = b""
    qr_module: int = 3
    qr_level: str = "l"

    def reset(self) -> None:
        self.align, self.bold, self.wide, self.high, self.feed = 0, False, 1, 1, _LINE_FEED
        self.items.clear()

    def put(self, picture: Image.Image) -> None:
        """Print a picture and move the paper on by its height."""
        if self.height + picture.height > _LONGEST_PAPER:
            if "paper too long" not in self.trouble:
                self.trouble.append("paper too long")
            return
        self.rows.append(picture)
        self.height += picture.height

    def placed(self, width: int) -> int:
        spare = max(0, self.dots - width)
        return (0, spare // 2, spare)[self.align]


class PaperPicture:
    """Turns printer bytes into slips. `dots`: 576 for 80 mm, 384 for 58 mm paper."""

    def __init__(self, dots: int = 576, fonts: Path = FONTS) -> None:
        self._dots = dots
        self._files = {False: fonts / "NotoSansSC-Regular.ttf", True: fonts / "NotoSansSC-Bold.ttf"}
        self._faces: dict[tuple[bool, int], ImageFont.FreeTypeFont] = {}

    def slips(self, data: bytes) -> list[PrintedSlip]:
        """Every slip in `data`; the last one may be uncut. Raises UnknownCommand."""
        done: list[PrintedSlip] = []
        stream = CommandStream()
        paper = _Paper(self._dots)
        for command in stream.feed(data):
            if self._carry_out(command, paper):
                done.append(self._finished(paper, was_cut=True))
                paper = _Paper(self._dots, align=paper.align, bold=paper.bold, wide=paper.wide, high=paper.high)
        if stream.held:
            paper.trouble.append(f"{len(stream.held)} bytes of an unfinished command")
        self._end_line(paper, at_end=True)
        if paper.rows:
            done.append(self._finished(paper, was_cut=False))
        return done

    def _carry_out(self, command: Command, paper: _Paper) -> bool:
        """One command; True when it cut the paper."""
        arguments = command.arguments
        match command.head:
            case b"":
                self._character(command.raw, paper)
            case b"\n":
                self._end_line(paper)
            case b"\x1b@":
                paper.reset()
            case b"\x1ba":
                paper.align = arguments[0] % 48 if arguments[0] % 48 in (0, 1, 2) else 0
            case b"\x1bE" | b"\x1bG":
                paper.bold = bool(arguments[0] & 1)
            case b"\x1d!":
                paper.wide, paper.high = (arguments[0] >> 4) + 1, (arguments[0] & 0x0F) + 1
            case b"\x1b3":
                paper.feed = arguments[0]
            case b"\x1b2":
                paper.feed = _LINE_FEED
            case b"\x1bd":
                self._end_line(paper, at_end=True)
                paper.put(Image.new("L", (self._dots, arguments[0] * paper.feed), 255))
            case b"\x1bJ":
                self._end_line(paper, at_end=True)
                paper.put(Image.new("L", (self._dots, arguments[0]), 255))
            case b"\x1dv":
                self._bands(command, paper)
            case b"\x1b*":
                paper.items.append(_Item(_columns(arguments), ""))
            case b"\x1d(" if arguments[:1] == b"k":
                self._qr(arguments[3:], paper)
            case b"\x1dV":
                self._end_line(paper, at_end=True)
                return True
            case _:
                pass
        return False

    def _character(self, raw: bytes, paper: _Paper) -> None:
        try:
            text = raw.decode("gbk" if len(raw) == 2 else "ascii")
        except UnicodeDecodeError:
            paper.trouble.append(f"no character {raw.hex(' ').upper()}")
            text = "�"
        width, height = len(raw) * _CELL_WIDTH * paper.wide, _CELL_HEIGHT * paper.high
        if sum(item.picture.width for item in paper.items) + width > self._dots:
            paper.trouble.append(f"line runs over the edge: {''.join(item.text for item in paper.items)!r}")
            self._end_line(paper)
        # drawn as wide as it comes, then brought to its cell: sizes may differ across and down, and M is a wide letter
        face = self._face(paper.bold, (20 if len(raw) == 1 else 24) * paper.high)
        natural = max(width * paper.high // paper.wide, round(face.getlength(text)))
        cell = Image.new("L", (natural, height), 255)
        baseline = round(height * (0.8 if len(raw) == 1 else 0.88))
        ImageDraw.Draw(cell).text((cell.width // 2, baseline), text, fill=0, font=face, anchor="ms")
        paper.items.append(_Item(cell if cell.width == width else cell.resize((width, height)), text))

    def _face(self, bold: bool, size: int) -> ImageFont.FreeTypeFont:
        if (bold, size) not in self._faces:
            self._faces[bold, size] = ImageFont.truetype(
                str(self._files[bold]), size, layout_engine=ImageFont.Layout.BASIC
            )  # the other engine needs a library that a bare machine has not
        return self._faces[bold, size]

    def _end_line(self, paper: _Paper, at_end: bool = False) -> None:
        """Print what is in the line; `at_end`: only when there is something."""
        if at_end and not paper.items:
            return
        high = max((item.picture.height for item in paper.items), default=0)
        line = Image.new("L", (self._dots, max(high, paper.feed)), 255)
        x = paper.placed(sum(item.picture.width for item in paper.items))
        for item in paper.items:
            line.paste(item.picture, (x, high - item.picture.height))
            x += item.picture.width
        text = "".join(item.text for item in paper.items)
        if text.strip():
            paper.text.append(text.rstrip())
        paper.items.clear()
        paper.put(line)

    def _bands(self, command: Command, paper: _Paper) -> None:
        """`1D 76 30 m xL xH yL yH`: rows of dots, 8 a byte, black is 1."""
        self._end_line(paper, at_end=True)
        across, rows = (int.from_bytes(command.raw[at : at + 2], "little") for at in (4, 6))
        if not across or not rows:
            return
        picture = Image.frombytes("1", (across * 8, rows), bytes(255 - byte for byte in command.raw[8:]))
        if across * 8 > self._dots:
            paper.trouble.append("picture wider than the paper")
        line = Image.new("L", (self._dots, rows), 255)
        line.paste(picture, (paper.placed(across * 8), 0))
        paper.put(line)

    def _qr(self, function: bytes, paper: _Paper) -> None:
        match function[:2]:
            case b"1C":
                paper.qr_module = function[2]
            case b"1E":
                paper.qr_level = "lmqh"[function[2] - 48]
            case b"1P":
                paper.stored_qr = function[3:]
            case b"1Q" if paper.stored_qr:
                self._end_line(paper, at_end=True)
                code = segno.make_qr(paper.stored_qr, error=paper.qr_level, boost_error=False)
                size = len(code.matrix) * paper.qr_module
                picture = Image.new("L", (len(code.matrix), len(code.matrix)), 255)
                picture.putdata([0 if module else 255 for row in code.matrix for module in row])
                line = Image.new("L", (self._dots, size), 255)
                line.paste(picture.resize((size, size), Image.Resampling.NEAREST), (paper.placed(size), 0))
                if size > self._dots:
                    paper.trouble.append("QR code wider than the paper")
                paper.put(line)
            case _:
                pass

    def _finished(self, paper: _Paper, was_cut: bool) -> PrintedSlip:
        strip = _PAPER_WIDTHS.get(self._dots, self._dots + 64)
        top = 24
        whole = Image.new("L", (strip, paper.height + top), 255)
        y = top
        for row in paper.rows:
            whole.paste(row, ((strip - self._dots) // 2, y))
            y += row.height
        if was_cut:
            draw = ImageDraw.Draw(whole)
            for x in range(0, strip, 8):
                draw.line((x, whole.height - 1, x + 3, whole.height - 1), fill=160)
        codes = sorted(zxingcpp.read_barcodes(whole), key=lambda code: code.position.top_left.y)
        return PrintedSlip(whole, paper.text, [code.text for code in codes], paper.trouble, was_cut)


def _columns(arguments: bytes) -> Image.Image:
    """`1B 2A m nL nH`: columns of 8 or 24 dots, the highest dot first."""
    mode, count, dots = arguments[0], arguments[1] | arguments[2] << 8, arguments[3:]
    bytes_a_column = 3 if mode in (32, 33) else 1
    turned = Image.frombytes("1", (bytes_a_column * 8, count), bytes(255 - byte for byte in dots))
    picture = turned.transpose(Image.Transpose.TRANSPOSE).convert("L")
    stretch_x, stretch_y = (1 if mode in (1, 33) else 2), (1 if bytes_a_column == 3 else 3)
    return picture.resize((picture.width * stretch_x, picture.height * stretch_y), Image.Resampling.NEAREST)

"""Blocks of a slip become the bytes of one ESC/POS printer. Pure: the same job and profile give the same bytes.

Chinese text goes out as two-byte codes; a line with a character that has none is drawn (PROTOCOLS §4.2).
"""

from typing import assert_never

from contract.print_job import Align, BoxBlock, FeedBlock, PrintJob, QrBlock, RowBlock, RuleBlock, TextBlock
from devices.receipt_printer import raster
from devices.receipt_printer.columns import columns_of, printable, spelled, wrapped
from devices.receipt_printer.lettering import Lettering
from devices.receipt_printer.profile import PrinterProfile

_ESC, _GS = b"\x1b", b"\x1d"
_ALIGN = {Align.LEFT: 0, Align.CENTRE: 1, Align.RIGHT: 2}
_MOST_SCALE = 4
_MOST_FEED = 20
_AFTER_LARGE_DOTS = 10
_QR_LIMIT = 300
_QR_LARGEST_MODULE = 16
PROOF = _GS + b"r\x01"
"""Asks for the paper sensor in turn, so that the answer proves that all before it was carried out."""


class SlipWriter:
    """Collects the bytes of one slip."""

    def __init__(self, paper: PrinterProfile, letters: Lettering) -> None:
        self._paper = paper
        self._letters = letters
        self._came = bytearray()
        self._style: tuple[int, int, bool] | None = None

    def written(self, job: PrintJob, mark: str = "", cut_first: bool = False) -> bytes:
        """The whole slip with its cut. Raises ValueError when a QR payload is too long or not ASCII.

        mark: 补打, set over a slip that may already be on paper; "" for a first one.
        cut_first: part of another slip hangs in the printer.
        """
        self._came = bytearray(_ESC + b"@" + self._paper.enter_chinese)
        self._style = None
        if cut_first:
            self._cut()
        if mark:
            self._text(TextBlock(text=f"【{mark}】", align=Align.CENTRE, bold=True, scale=2))
        labels = [columns_of(printable(block.label)) for block in job.blocks if isinstance(block, RowBlock)]
        label_columns = min(max([2, *labels]) + 2, self._paper.columns * 2 // 5)
        for block in job.blocks:
            match block:
                case TextBlock():
                    self._text(block)
                case RowBlock():
                    self._row(block, label_columns)
                case RuleBlock():
                    self._rule()
                case BoxBlock():
                    self._box(block)
                case QrBlock():
                    self._qr(block)
                case FeedBlock():
                    self._feed(block.lines)
                case _:
                    assert_never(block)
        self._cut()
        if self._paper.proves_end:
            self._came += PROOF
        return bytes(self._came)

    def _cut(self) -> None:
        self._feed(self._paper.feed_before_cut_lines)
        self._came += _GS + (b"V\x00" if self._paper.full_cut else b"V\x01")

    def _text(self, block: TextBlock) -> None:
        scale = min(max(block.scale, 1), _MOST_SCALE)
        for line in wrapped(printable(block.text), self._paper.columns // scale):
            self._line([(line, block.bold)], block.align, scale)

    def _row(self, block: RowBlock, label_columns: int) -> None:
        labels = wrapped(printable(block.label), label_columns - 1)
        values = wrapped(printable(block.value), self._paper.columns - label_columns)
        for number in range(max(len(labels), len(values))):
            label = labels[number] if number < len(labels) else ""
            value = values[number] if number < len(values) else ""
            padding = " " * (label_columns - columns_of(label))
            self._line([(label + padding, False), (value, block.bold)], Align.LEFT, 1)

    def _rule(self) -> None:
        if self._paper.pictures_where_needed_only:
            self._line([("-" * self._paper.columns, False)], Align.LEFT, 1)
        else:
            self._picture(raster.as_commands(raster.rule_picture(self._paper), self._paper))

    def _box(self, block: BoxBlock) -> None:
        if not self._paper.pictures_where_needed_only:
            self._picture(raster.as_commands(raster.box_picture(block, self._paper, self._letters), self._paper))
            return
        edge = [("=" * self._paper.columns, False)]
        self._line(edge, Align.LEFT, 1)
        scale = 2 if columns_of(printable(block.text)) * 2 <= self._paper.columns else 1
        self._text(TextBlock(text=block.text, align=Align.CENTRE, bold=True, scale=scale))
        if block.under:
            self._text(TextBlock(text=block.under, align=Align.CENTRE))
        self._line(edge, Align.LEFT, 1)

    def _qr(self, block: QrBlock) -> None:
        if not (block.payload.isascii() and block.payload.isprintable()) or not 1 <= len(block.payload) <= _QR_LIMIT:
            raise ValueError(f"a QR code takes 1 to {_QR_LIMIT} printable ASCII characters")
        if self._paper.native_qr:
            self._native_qr(block)
            words_printed = False
        else:
            picture, words_printed = raster.qr_picture(block, self._paper, self._letters)
            self._picture(raster.as_commands(picture, self._paper))
        if not words_printed:
            for text in block.beside:
                self._text(TextBlock(text=text.text, align=Align.CENTRE, bold=text.bold, scale=text.scale))

    def _native_qr(self, block: QrBlock) -> None:
        """`1D 28 6B`: model 2, module size, level M, store, print."""
        size = min(
            raster.module_dots(len(raster.qr_matrix(block.payload)), block.dots, self._paper.dots), _QR_LARGEST_MODULE
        )
        payload = block.payload.encode("ascii")
        self._feed(1)
        self._set_style(Align.CENTRE, 1, False)
        for function in (b"1A2\x00", b"1C" + bytes([size]), b"1E1", b"1P0" + payload, b"1Q0"):
            self._came += _GS + b"(k" + len(function).to_bytes(2, "little") + function
        self._feed(1)

    def _line(self, segments: list[raster.Segment], align: Align, scale: int) -> None:
        coded = [(spelled(text, self._paper.encoding), bold) for text, bold in segments]
        if any(code is None for code, _ in coded):
            self._picture(
                raster.as_commands(raster.line_picture(segments, align, scale, self._paper, self._letters), self._paper)
            )
            return
        for code, bold in coded:
            if code:
                self._set_style(align, scale, bold)
                self._came += code
        self._came += b"\n"
        if scale > 1:
            self._came += _ESC + b"J" + bytes([_AFTER_LARGE_DOTS])  # the line feed leaves large lines no air

    def _set_style(self, align: Align, scale: int, bold: bool) -> None:
        style = (_ALIGN[align], scale - 1, bold)
        before, self._style = self._style, style
        if before is None or before[0] != style[0]:
            self._came += _ESC + b"a" + bytes([style[0]])
        if before is None or before[1] != style[1]:
            self._came += _GS + b"!" + bytes([style[1] << 4 | style[1]])
        if before is None or before[2] != style[2]:
            self._came += _ESC + b"E" + bytes([style[2]])

    def _picture(self, commands: bytes) -> None:
        self._came += commands
        self._style = None  # alignment was set by the picture

    def _feed(self, lines: int) -> None:
        if lines > 0:
            self._came += _ESC + b"d" + bytes([min(lines, _MOST_FEED)])

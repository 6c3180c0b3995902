"""A slip as blocks; no printer command in sight. The driver decides how the blocks become bytes (PROTOCOLS §4)."""

from enum import StrEnum

import msgspec


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class TextBlock(msgspec.Struct, frozen=True, kw_only=True, tag="text"):
    """One paragraph; the driver wraps it to the paper. `scale` 1 is body, 2 is double width and height.

    A newline is a wished break: kept when every line so made fits on the paper, else the whole is wrapped afresh.
    """

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    scale: int = 1


class RowBlock(msgspec.Struct, frozen=True, kw_only=True, tag="row"):
    """A label at the left and its value beside it, wrapped under itself."""

    label: str
    value: str
    bold: bool = False


class RuleBlock(msgspec.Struct, frozen=True, tag="rule"):
    """A line across the paper."""


class BoxBlock(msgspec.Struct, frozen=True, kw_only=True, tag="box"):
    """Short text in a frame: the state of the matter, and beneath it, smaller, what it means."""

    text: str
    under: str = ""


class QrBlock(msgspec.Struct, frozen=True, kw_only=True, tag="qr"):
    """A QR code of `payload` (ASCII, ≤ 300 bytes), at least `dots` dots wide with its quiet zone.

    `beside`: what it is for; stands at its right where the paper is wide enough, beneath it on narrow paper.
    """

    payload: str
    dots: int = 244
    beside: tuple[TextBlock, ...] = ()


class FeedBlock(msgspec.Struct, frozen=True, kw_only=True, tag="feed"):
    lines: int = 1


PrintBlock = TextBlock | RowBlock | RuleBlock | BoxBlock | QrBlock | FeedBlock


class PrintJob(msgspec.Struct, frozen=True, kw_only=True, tag="print_job"):
    """A whole slip. The same `job_id` is never printed twice unless `reprint` says so on the paper (补打)."""

    job_id: str
    blocks: tuple[PrintBlock, ...]
    reprint: bool = False
    reprint_mark: str = "补打"

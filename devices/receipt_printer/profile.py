"""A printer model's size, code and quirks, from profiles/<name>.toml; docs/devices/escpos.md explains the keys."""

import codecs
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from contract.failures import Failed, FailureCode, Retry

PROFILES = Path(__file__).parent / "profiles"
DOTS_A_COLUMN = 12
LINE_DOTS = 24


class _Keys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    dots: int
    columns: int
    status: bool
    proves_end: bool
    automatic_status: bool
    qr: str
    raster: str
    cut: str
    feed_before_cut_lines: int
    pictures: str
    encoding: str
    enter_chinese: str
    clear_buffer: str = ""


@dataclass(frozen=True)
class PrinterProfile:
    """One model. `columns` of 12 dots; `status` False: it answers no query, so paper is UNKNOWN."""

    name: str
    dots: int
    columns: int
    status: bool
    proves_end: bool
    automatic_status: bool
    native_qr: bool
    column_raster: bool
    full_cut: bool
    feed_before_cut_lines: int
    pictures_where_needed_only: bool
    encoding: str
    enter_chinese: bytes
    clear_buffer: bytes

    @property
    def is_wide(self) -> bool:
        """Whether a QR code leaves room for words beside it."""
        return self.dots >= 512


def profile_names() -> list[str]:
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def load_profile(name: Any) -> PrinterProfile:
    """The profile called `name`. Raises Failed(CONFIG_INVALID) when there is none or it cannot be meant."""
    if name not in profile_names():
        raise _invalid(f"there is no receipt printer profile {name!r}", f"choose one of: {', '.join(profile_names())}")
    try:
        keys = msgspec.convert(tomllib.loads((PROFILES / f"{name}.toml").read_text("utf-8")), _Keys)
        codecs.lookup(keys.encoding)
        enter, clear = bytes.fromhex(keys.enter_chinese), bytes.fromhex(keys.clear_buffer)
    except (OSError, ValueError, LookupError, msgspec.ValidationError) as error:
        raise _invalid(f"profile {name}: {error}", "correct devices/receipt_printer/profiles") from None
    sizes_fit = 0 < keys.columns * DOTS_A_COLUMN <= keys.dots <= 4096 and 0 <= keys.feed_before_cut_lines <= 20
    choices_fit = (
        keys.qr in ("native", "raster")
        and keys.raster in ("gs_v_0", "esc_star")
        and keys.cut in ("partial", "full")
        and keys.pictures in ("all", "needed")
    )
    if not (sizes_fit and choices_fit and keys.dots % 8 == 0):
        raise _invalid(f"profile {name} has sizes or choices that cannot be", "see docs/devices/escpos.md")
    return PrinterProfile(
        name=str(name),
        dots=keys.dots,
        columns=keys.columns,
        status=keys.status,
        proves_end=keys.proves_end,
        automatic_status=keys.automatic_status,
        native_qr=keys.qr == "native",
        column_raster=keys.raster == "esc_star",
        full_cut=keys.cut == "full",
        feed_before_cut_lines=keys.feed_before_cut_lines,
        pictures_where_needed_only=keys.pictures == "needed",
        encoding=keys.encoding,
        enter_chinese=enter,
        clear_buffer=clear,
    )


def _invalid(happened: str, remedy: str) -> Failed:
    return Failed(FailureCode.CONFIG_INVALID, happened, remedy, Retry.NEVER)

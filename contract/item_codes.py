"""Codes of items and cases on the national platform, by scheme version and never by one fixed length.

GB/T 39554.1-2020 (with ZWFW C0109.1-2018): 基本编码 12, 实施编码 31, 业务办理项编码 33, 办件编号 43 characters.
GB/T 39046-2020 prints the older lengths 10 and 24, which provinces with their own schemes still send.
"""

import re
from datetime import date
from enum import StrEnum

from contract.uscc import is_uscc

CODE_LIMIT = 50
ITEM_TYPES = frozenset("00 01 02 03 04 05 06 07 08 09 10 20 21 22 23 24 25 26 27 28 29".split())
"""GB/T 39046-2020 A.1: 00 行政权力 … 10 其他类别, 20 公共服务 and its extensions."""
LEVELS = frozenset("1234567")
"""A.2: 1 国家 … 5 镇街, 6 村社, 7 分级管理."""
_HEADS = "00 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66 71 81 82"
PROVINCES = frozenset(_HEADS.split())
"""GB/T 2260 heads; 00 national, 66 the Production and Construction Corps."""


class Scheme(StrEnum):
    GB_39554 = "GB/T 39554.1-2020"
    GB_39046 = "GB/T 39046-2020"


class CodeKind(StrEnum):
    CATALOG = "catalog_code"
    """基本编码."""
    TASK = "task_code"
    """实施编码."""
    HANDLING = "task_handle_item"
    """业务办理项编码."""
    AFFAIR = "affair_serial_no"
    """办件编号."""


class CodeWrong(ValueError):
    """`part` names what is wrong, e.g. "item_type"; the text is for a technician."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(reason)
        self.part = part


def require(good: bool, part: str, reason: str) -> None:
    if not good:
        raise CodeWrong(part, reason)


def check_catalog(code: str) -> None:
    """Province 2 + item type 2 + department 2 + main item 3 + sub item 3."""
    require(len(code) == 12, "length", f"基本编码 has 12 characters, not {len(code)}")
    require(code.isascii() and code.isdecimal(), "characters", "digits only")
    require(code[:2] in PROVINCES, "province", f"{code[:2]} is no province")
    # the live codes of one province put the type behind a city's four digits, so only a national code is held to A.1
    require(code[:2] != "00" or code[2:4] in ITEM_TYPES, "item_type", f"{code[2:4]} is no item type")


def check_task(code: str) -> None:
    """USCC of the body 18 + exercising level 1 + 基本编码 12."""
    require(len(code) == 31, "length", f"实施编码 has 31 characters, not {len(code)}")
    require(is_uscc(code[:18]), "body", "its first 18 characters are no credit code")
    require(code[18] in LEVELS, "level", f"{code[18]} is no exercising level")
    check_catalog(code[19:])


def check_handling(code: str) -> None:
    require(len(code) == 33, "length", f"业务办理项编码 has 33 characters, not {len(code)}")
    check_task(code[:31])
    require(code[31:].isascii() and code[31:].isdecimal(), "handling_item", "its last two characters are digits")


def check_affair(code: str) -> None:
    """实施编码 31 + date 8 + serial 4."""
    require(len(code) == 43, "length", f"办件编号 has 43 characters, not {len(code)}")
    check_task(code[:31])
    require(code[31:].isascii() and code[31:].isdecimal(), "characters", "date and serial are digits")
    try:
        date(int(code[31:35]), int(code[35:37]), int(code[37:39]))
    except ValueError:
        raise CodeWrong("date", f"{code[31:39]} is no day") from None


OLD_LENGTHS = {CodeKind.CATALOG: 10, CodeKind.TASK: 24, CodeKind.HANDLING: 50, CodeKind.AFFAIR: 50}
CHECKS = {
    CodeKind.CATALOG: check_catalog,
    CodeKind.TASK: check_task,
    CodeKind.HANDLING: check_handling,
    CodeKind.AFFAIR: check_affair,
}


def check_code(kind: CodeKind, code: str, scheme: Scheme) -> None:
    """Raises CodeWrong when `code` is none of this kind by this scheme."""
    require(isinstance(code, str) and 0 < len(code) <= CODE_LIMIT, "length", f"1 to {CODE_LIMIT} characters")
    if scheme is Scheme.GB_39554:
        CHECKS[kind](code)
        return
    most = OLD_LENGTHS[kind]
    require(len(code) <= most, "length", f"at most {most} characters in {scheme.value}")
    require(re.fullmatch(r"[0-9A-Za-z]+", code, re.ASCII) is not None, "characters", "letters and digits only")


def scheme_of(kind: CodeKind, code: str) -> Scheme | None:
    """The newest scheme that a code fits; None: it fits none."""
    for scheme in Scheme:
        try:
            check_code(kind, code, scheme)
        except CodeWrong:
            continue
        return scheme
    return None

"""Provisional number of a submission: `XD 510114 SSS TTT yyMMdd NNNN CC` (ARCHITECTURE §3), 26 characters.

SSS town, TTT terminal within the town, NNNN serial from the station's block, CC check by ISO 7064 MOD 97-10.
"""

import re
from datetime import date
from string import ascii_uppercase

_FORM = re.compile(r"XD\d{24}", re.ASCII)


_AS_DIGITS = str.maketrans({letter: str(value) for value, letter in enumerate(ascii_uppercase, 10)})


def check_digits(body: str) -> str:
    """ISO 7064 MOD 97-10 of the 24 characters before the check, letters counted as 10…35."""
    return f"{98 - int(body.translate(_AS_DIGITS) + '00') % 97:02d}"


def provisional_number(district: str, town: str, terminal: str, day: date, serial: int) -> str:
    """Compose a number. district: 6 digits, town and terminal: 3 digits, serial: 1…9999. Raises ValueError."""
    if not (len(district) == 6 and len(town) == 3 and len(terminal) == 3 and 1 <= serial <= 9999):
        raise ValueError("a part of the number has the wrong size")
    body = f"XD{district}{town}{terminal}{day:%y%m%d}{serial:04d}"
    return body + check_digits(body)


def is_provisional_number(text: str) -> bool:
    return _FORM.fullmatch(text) is not None and check_digits(text[:-2]) == text[-2:]


MOST_CHILDREN = 99


def child_numbers(parent: str, count: int) -> tuple[str, ...]:
    """Numbers of the children of a joint matter: the parent's with -01 … -nn. Raises ValueError beyond 99."""
    if not 0 <= count <= MOST_CHILDREN:
        raise ValueError(f"{count} children; a joint matter has at most {MOST_CHILDREN}")
    return tuple(f"{parent}-{number:02d}" for number in range(1, count + 1))


def parent_number(number: str) -> str:
    """The number a child's number belongs to; any other as it is."""
    parent, dash, place = number.rpartition("-")
    return parent if dash and place.isascii() and place.isdecimal() else number


def in_groups(text: str) -> str:
    """Groups of four for reading aloud: "XD51 0114 0060 0126 1123 0007 42", a child's with its "-01" behind."""
    whole = parent_number(text)
    grouped = " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))
    return grouped + text[len(whole) :]

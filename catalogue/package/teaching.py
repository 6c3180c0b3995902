"""One step from a sentence that was missed to a line that the next package is trained on."""

import csv
import io
import os
from pathlib import Path

import msgspec

from catalogue.package.phrasings import TAUGHT, Phrasing, read_said, said_breaches, taught_file
from catalogue.package.reading import read_rows, source_broken


def taught(content: Path, code: str, text: str) -> list[str]:
    """Add the sentence to `phrasings/taught.csv`; what is wrong with it instead, and then nothing was written.

    Failed(PACKAGE_DAMAGED): the sources cannot be read, or the file not be written.
    """
    known = frozenset(row["code"] for row in read_rows(content / "items.csv"))
    said = read_said(content)
    line = Phrasing(code=code.strip().upper(), text=text.strip(), style=TAUGHT)
    before = set(said_breaches(said, known))
    longer = msgspec.structs.replace(said, phrasings=(*said.phrasings, line))
    if wrong := [message for where, message in said_breaches(longer, known) if (where, message) not in before]:
        return wrong
    _write(taught_file(content), [*(one for one in said.phrasings if one.style == TAUGHT), line])
    return []


def _write(path: Path, lines: list[Phrasing]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "text"))
    writer.writerows((line.code, line.text) for line in lines)
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        fresh.write_text(out.getvalue(), encoding="utf-8")
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise source_broken(path, error.strerror or "cannot be written") from None

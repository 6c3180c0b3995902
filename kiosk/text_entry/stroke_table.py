"""Strokes in the order of writing → characters: the way to a rare character whose sound nobody is sure of.

The table is made by assets/strokes/build. `*` stands for one stroke that somebody is not sure of. Learns nothing.
"""

import mmap
import re
from functools import cache
from pathlib import Path

from kiosk.text_entry.candidates import Pairs

TABLE = Path(__file__).resolve().parents[2] / "assets" / "strokes" / "strokes.txt"
HEAD = 2
"""Strokes that a line of the table has in common."""
ANY = "*"
COMPLETIONS = 120
"""Characters with more strokes that are offered after those with exactly these."""


class StrokeTable:
    """Lines "head TAB rest-character …", the most frequent first. Raises OSError without the table."""

    def __init__(self, path: Path = TABLE) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._places: dict[str, tuple[int, int]] = {}
        at = 0
        while at < len(self._bytes):
            tab, end = self._bytes.find(b"\t", at), self._bytes.find(b"\n", at)
            self._places[self._bytes[at:tab].decode()] = (tab + 1, end)
            at = end + 1

    def characters(self, keys: str, limit: int) -> list[str]:
        """Those written with exactly these strokes, then those that begin with them. keys: h s p n z and `*`."""
        if not keys or set(keys) - set("hspnz*"):
            return []
        head, rest = keys[:HEAD], keys[HEAD:].replace(ANY, "[hspnz]")
        sections = [self._section(name) for name in self._places if _fits(name, head)]
        exact = re.compile(f" {rest}([^ a-z])")
        longer = re.compile(f" {rest}[hspnz]+([^ a-z])")
        found: dict[str, None] = {}
        for section in sections:
            found.update(dict.fromkeys(exact.findall(section)))
        for section in sections:
            further = longer.finditer(section)
            for _, match in zip(range(COMPLETIONS), further, strict=False):
                found.setdefault(match[1])
        return list(found)[:limit]

    def _section(self, name: str) -> str:
        start, end = self._places[name]
        return self._bytes[start:end].decode()


def _fits(name: str, head: str) -> bool:
    return len(name) == len(head) and all(wanted in (ANY, stroke) for stroke, wanted in zip(name, head, strict=True))


@cache
def _table() -> StrokeTable:
    return StrokeTable()


def candidates(keys: str, limit: int) -> Pairs:
    """Candidates of the station's table; each uses up all keys."""
    return [(character, len(keys)) for character in _table().characters(keys, limit)]

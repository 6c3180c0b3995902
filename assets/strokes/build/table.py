"""Makes strokes.txt from stroke.dict.yaml of Debian's package rime-data-stroke (LGPL-3): character TAB hspnz a line.

    python -m assets.strokes.build.table DICT

Kept: hanzi that the bundled fonts can draw. A line of strokes.txt is the first two strokes (or all there are), a tab,
then " rest-of-the-strokes character" for every character that starts so, the most frequent first; a line of one
stroke holds the most frequent that start with it.
"""

import sys
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

from assets.handwriting.build.model import common

HERE = Path(__file__).resolve().parents[1]
FONTS = HERE.parent / "fonts"
MOST_OF_ONE_STROKE = 120
HANZI = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


def drawn() -> set[str]:
    """Every hanzi that a bundled font has."""
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        if path.stem != "StationCodePoints":
            points |= set(TTFont(path, lazy=True).getBestCmap() or ())
    return {chr(point) for point in points if any(first <= point <= last for first, last in HANZI)}


def lines(dictionary: Path) -> list[str]:
    known, frequency = drawn(), common()
    sections: dict[str, list[tuple[float, int, str, str]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for line in dictionary.read_text(encoding="utf-8").partition("\n...\n")[2].splitlines():
        character, _, code = line.partition("\t")
        if character not in known or not code or set(code) - set("hspnz") or (character, code) in seen:
            continue
        seen.add((character, code))
        order = (-frequency.get(character, 0.0), ord(character), code, character)
        sections[code[:2]].append(order)
        if len(code) > 1:
            sections[code[0]].append(order)
    found = []
    for head in sorted(sections):
        entries = sorted(sections[head])[: MOST_OF_ONE_STROKE if len(head) == 1 else None]
        found.append(f"{head}\t{''.join(f' {code[len(head) :]}{character}' for *_, code, character in entries)}\n")
    return found


def main(arguments: list[str]) -> int:
    (HERE / "strokes.txt").write_text("".join(lines(Path(arguments[0]))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the tables of the keyboard are made from: jieba's word list and the names of the content."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
CONTENT = HERE.parent / "content"

WORDS = 110_000
"""Most frequent words of two and more characters that are kept."""
LONGEST = 16

HAN = re.compile(r"[㐀-䶿一-鿿]+")

NAMES = tomllib.loads((HERE / "build" / "names.toml").read_text(encoding="utf-8"))
COMMON_SURNAMES = "".join(NAMES["common_surnames"].split())


def own_names() -> Iterator[str]:
    """What the content sources call things: items, labels, keywords, materials, places, departments."""
    with (CONTENT / "items.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for text in (
                row["name"],
                row["category"],
                row["big_item"],
                row["department"],
                row["result"],
                *row["keywords"].split(";"),
                *row["materials"].split(";"),
                *row["themes"].split(";"),
            ):
                yield from HAN.findall(text)
                yield "".join(HAN.findall(text))
    with (CONTENT / "names_en.csv").open(encoding="utf-8") as file:
        yield from ("".join(HAN.findall(row["short_zh"])) for row in csv.DictReader(file))
    with (CONTENT / "divisions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for text in (row["name"], row["streetName"]):
                yield text
                yield re.sub(r"(社区|村)?(居委会|村委会|民委员会|委会)$", "", text)
                yield re.sub(r"(居委会|村委会|委会)$", "", text)
    yield from NAMES["old_towns"]
    yield from NAMES["places"]
    for name in NAMES["old_towns"]:
        yield f"{name}镇"


def frequent(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """(words of two and more characters, single characters) with their frequencies."""
    words: dict[str, int] = {}
    singles: dict[str, int] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, times, *_ = line.split()
            if not HAN.fullmatch(word):
                continue
            if len(word) == 1:
                singles[word] = int(times)
            elif len(word) <= LONGEST:
                words[word] = int(times)
    kept = sorted(words, key=lambda word: (-words[word], word))[:WORDS]
    return {word: words[word] for word in kept}, singles

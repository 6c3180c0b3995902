"""Sentences of the content: what residents say, guides in plain words. For the language model of the keyboard."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2] / "content"
HAN = re.compile(r"[㐀-䶿一-鿿]+")
HELD_OUT = 10
"""Every tenth sentence of a file is never counted: the figure `pinyin_sentence` is measured on those."""


def phrasings(held_out: bool) -> Iterator[str]:
    for path in sorted((CONTENT / "phrasings").glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            for place, row in enumerate(csv.DictReader(file)):
                if (place % HELD_OUT == HELD_OUT - 1) is held_out:
                    yield row["text"]


def _texts(found: object) -> Iterator[str]:
    match found:
        case str():
            yield found
        case list():
            for each in found:
                yield from _texts(each)
        case dict():
            for each in found.values():
                yield from _texts(each)
        case _:
            return


def guides() -> Iterator[str]:
    for path in sorted((CONTENT / "guides").glob("*.json")):
        yield from _texts(json.loads(path.read_text(encoding="utf-8")))


def runs() -> Iterator[str]:
    """Everything that may be counted, cut where something else than hanzi stands."""
    for text in (*phrasings(held_out=False), *guides()):
        yield from HAN.findall(text)

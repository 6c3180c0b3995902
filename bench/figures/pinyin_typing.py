"""First candidates that are right: the catalogue's names, and sentences that were never counted; the time of a key.

The sentences are every tenth of the phrasings (assets/pinyin/build/own_text.py), cut where other signs stand. Beside
them the same engine that knows no pairs of words. A key's time is that of the whole row of letters so far.
"""

import csv
import tempfile
import time
from pathlib import Path
from random import Random

from assets.pinyin.build.own_text import CONTENT, HAN, phrasings
from bench.figure import Figure, at_least, at_most, percentile
from catalogue.search.spelling import spell
from kiosk.text_entry.nine_keys import NineKeys
from kiosk.text_entry.pinyin import TABLES, PinyinEngine
from kiosk.text_entry.readings import code_of

NAME = "pinyin_typing"
SENTENCES = 500
SHORTEST, LONGEST = 4, 14
SEED = 20261127
NAMES_RIGHT = 0.99
LIMIT_MS = 10.0


def names() -> list[str]:
    with (CONTENT / "items.csv").open(encoding="utf-8") as file:
        return ["".join(HAN.findall(row["name"])) for row in csv.DictReader(file)]


def sentences() -> list[str]:
    runs = [run for text in phrasings(held_out=True) for run in HAN.findall(text) if SHORTEST <= len(run) <= LONGEST]
    return Random(SEED).sample(runs, SENTENCES)


def without_pairs(folder: Path) -> PinyinEngine:
    for name in ("words.txt", "initials.txt", "given.txt"):
        (folder / name).symlink_to(TABLES / name)
    (folder / "grams.txt").write_text("^\t\n", encoding="utf-8")
    return PinyinEngine(folder)


def measure() -> list[Figure]:
    engine, nine = PinyinEngine(), NineKeys()
    took_ms: list[float] = []

    def first(of: PinyinEngine, text: str) -> str:
        begun = time.thread_time()
        found = of.candidates("".join(spell(text)), 1)
        took_ms.append((time.thread_time() - begun) * 1000)
        return found[0].text if found else ""

    wanted, said = names(), sentences()
    names_right = sum(first(engine, name) == name for name in wanted) / len(wanted)
    right = sum(first(engine, text) == text for text in said) / len(said)
    p99 = percentile(took_ms, 0.99)
    on_nine = sum(nine.read(code_of("".join(spell(text))), 1).pairs[0][0] == text for text in said) / len(said)
    with tempfile.TemporaryDirectory() as folder:
        plain = without_pairs(Path(folder))
        plain_right = sum(first(plain, text) == text for text in said) / len(said)
    share, peer = "share of first candidates right", "words without pairs"
    return [
        at_least("pinyin_names", names_right, share, "the target", NAMES_RIGHT, 1.0),
        at_least("pinyin_sentences", right, share, peer, plain_right, 1.5),
        at_least("nine_key_sentences", on_nine, share, "on all keys", right, 0.4),
        at_most("pinyin_time", p99, "ms of processor time, p99", "the limit", LIMIT_MS, 1.0),
    ]

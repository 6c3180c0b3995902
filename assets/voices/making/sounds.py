"""The syllables that names are spoken with: each with the hanzi that the renderer is given for it.

In the pack a syllable is called by its reading (`zhāng`), which no sentence on a screen can be taken for.
"""

from collections.abc import Iterator

from pypinyin import Style, pinyin

from kiosk.reading_aloud.syllables import SOUNDS
from kiosk.text_entry.pinyin import TABLES


def sounds() -> dict[str, str]:
    """Reading → a common hanzi that has this reading and, where there is one, no other."""
    of_reading: dict[str, list[str]] = {}
    readings = dict(_readings())
    for hanzi in _most_frequent_first():
        if hanzi in readings and _is_gb2312(hanzi):
            of_reading.setdefault(readings[hanzi], []).append(hanzi)
    return {
        reading: next((one for one in of_it if _has_one_reading(one)), of_it[0])
        for reading, of_it in of_reading.items()
    }


def _readings() -> Iterator[tuple[str, str]]:
    for line in SOUNDS.read_text("utf-8").splitlines():
        hanzi, reading, *_ = line.split("\t")
        if len(hanzi) == 1:
            yield hanzi, reading


def _most_frequent_first() -> list[str]:
    times: dict[str, int] = {}
    for line in (TABLES / "words.txt").read_text("utf-8").splitlines():
        parts = line.partition("\t")[2].split(" ")
        for word, often in zip(parts[::2], parts[1::2], strict=True):
            if len(word) == 1:
                times[word] = max(times.get(word, 0), int(often))
    return sorted(times, key=lambda hanzi: (-times[hanzi], hanzi))


def _has_one_reading(hanzi: str) -> bool:
    return len(pinyin(hanzi, style=Style.TONE, heteronym=True)[0]) == 1


def _is_gb2312(hanzi: str) -> bool:
    try:
        return len(hanzi.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False

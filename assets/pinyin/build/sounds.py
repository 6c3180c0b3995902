"""Makes sounds.txt: how each hanzi sounds alone, and a word that tells it from others which sound the same.

    python -m assets.pinyin.build.sounds DICT

DICT is dict.txt of the package jieba (MIT); the characters are those of words.txt, the readings pypinyin's. A line is
"hanzi TAB reading TAB word TAB readings of the word"; the last two are empty where no common word holds it in
this reading. Lines "+" and a hanzi: its reading as a surname.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from pypinyin import Style, load_phrases_dict, pinyin

from assets.pinyin.build.sources import COMMON_SURNAMES, HERE, frequent

TABLE = "sounds.txt"
COMMON = 300
"""Times a word stands in jieba's text: one that everybody knows."""
SURNAMES = {
    pair[0]: pair[1:]
    for pair in (
        "曾zēng 单shàn 解xiè 仇qiú 区ōu 查zhā 任rén 华huà 朴piáo 乐yuè 盖gě 翟zhái 覃qín 冼xiǎn "
        "纪jǐ 燕yān 尉wèi 宁nìng 万wàn 沈shěn 石shí 薄bó 缪miào 臧zāng 繁pó 隗wěi 葛gě"
    ).split()
}
"""Otherwise read as a surname than alone. Left out are those that begin common words of forms, such as 长期."""
LOCAL = {"新都": "xīn dū", "成都": "chéng dū"}


def readings(word: str) -> list[str]:
    """One a character; "" for what pypinyin cannot read."""
    return ["" if each[0] in word else each[0] for each in pinyin(word, style=Style.TONE)]


def rows(known: dict[str, int]) -> Iterator[str]:
    """known: words of two and more characters → how often they are used."""
    load_phrases_dict({word: [[syllable] for syllable in reading.split()] for word, reading in LOCAL.items()})
    alone: dict[str, str] = {}
    for line in (HERE / "words.txt").read_text("utf-8").splitlines():
        for word in line.partition("\t")[2].split(" ")[::2]:
            if len(word) == 1 and (reading := readings(word)[0]):
                alone[word] = reading
    telling: dict[str, tuple[str, str]] = {}
    # well known words first, of these the ones that begin with the character
    common = sorted((word for word in known if len(word) <= 3), key=lambda word: (-known[word], word))
    for at_start in (True, False):
        for word in common:
            if at_start and known[word] < COMMON:
                continue
            spoken = readings(word)
            for character, reading in zip(word[:1] if at_start else word, spoken, strict=False):
                if alone.get(character) == reading and all(spoken):
                    telling.setdefault(character, (word, " ".join(spoken)))
    for character, reading in sorted(alone.items()):
        yield "\t".join((character, reading, *telling.get(character, ("", ""))))
    for surname, reading in sorted(SURNAMES.items()):
        if surname in COMMON_SURNAMES or surname in alone:
            yield f"+{surname}\t{reading}\t\t"


def main() -> None:
    known, _ = frequent(Path(sys.argv[1]))
    (HERE / TABLE).write_text("".join(f"{row}\n" for row in rows(known)), encoding="utf-8")


if __name__ == "__main__":
    main()

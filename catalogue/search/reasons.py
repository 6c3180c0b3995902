"""Why an item was found, as a code with the text that was met; in Chinese too, for the command line."""

from collections.abc import Callable

import msgspec

from catalogue.search.syllables import cut, cut_loosely, folded
from catalogue.search.terms import HAN, LATIN, english_terms, initials_of, plain_text
from contract.catalogue import Item

SENTENCES = {
    "name": "名称里有“{matched}”",
    "short": "也叫“{matched}”",
    "colloquial": "大家常说“{matched}”",
    "keyword": "关键词“{matched}”",
    "english": "英文名里有“{matched}”",
    "pinyin": "拼音对得上“{matched}”",
    "initials": "首字母对得上“{matched}”",
    "sounds_like": "读音像“{matched}”",
    "guide": "办事指南里提到",
    "code": "事项编码",
}
"""Reason code → the Chinese sentence of the command line."""


class Reason(msgspec.Struct, frozen=True):
    code: str
    matched: str = ""

    @property
    def text(self) -> str:
        return SENTENCES[self.code].format(matched=self.matched)


def named_texts(item: Item) -> list[tuple[str, str]]:
    """(reason code, text) of all that people may call an item, the most telling first."""
    named = [("name", item.name), ("short", item.short_zh)]
    named += [("keyword", text) for text in item.keywords]
    return named + [("colloquial", text) for text in item.colloquial]


def shared_run(query: str, text: str) -> str:
    """Longest run of characters in both."""
    best = ""
    for start in range(len(query)):
        while (size := len(best) + 1) <= len(query) - start and query[start : start + size] in text:
            best = query[start : start + size]
    return best


def by_characters(query: str, item: Item) -> Reason | None:
    hanzi = "".join(HAN.findall(query))
    found = [
        (len(run), code, text if code in ("keyword", "colloquial", "short") else run)
        for code, text in named_texts(item)
        if len(run := shared_run(hanzi, text)) >= 2
    ]
    if not found:
        return None
    size = max(length for length, _, _ in found)
    _, code, matched = next(entry for entry in found if entry[0] == size)
    return Reason(code, matched)


def place_of(sought: list[str], held: list[str]) -> int:
    """Where `sought` stands in `held` as a run; -1 when it does not."""
    if not sought:
        return 0
    whole, part = f" {' '.join(held)} ", f" {' '.join(sought)} "
    start = whole.find(part)
    return whole.count(" ", 0, start) if start >= 0 else -1


def by_letters(query: str, item: Item, syllables: Callable[[str], list[str]]) -> Reason | None:
    letters = "'".join(run.strip("'") for run in LATIN.findall(query))
    readings = [list(reading) for reading in cut(letters, 3)]
    initials = initials_of(cut_loosely(letters))
    for _, text in named_texts(item):
        hanzi = "".join(HAN.findall(text))
        held = syllables(hanzi)
        if len(held) != len(hanzi):
            continue
        for reading in readings:
            for sought, sounding, code in (
                (reading, held, "pinyin"),
                ([folded(one) for one in reading], [folded(one) for one in held], "sounds_like"),
            ):
                if (place := place_of(sought, sounding)) >= 0:
                    return Reason(code, hanzi[place : place + len(reading)])
        if len(initials) >= 2 and (place := initials_of(held).find(initials)) >= 0:
            return Reason("initials", hanzi[place : place + len(initials)])
    return None


def by_english(query: str, item: Item) -> Reason | None:
    asked = set(english_terms(query))
    for word in item.name_en.replace(",", " ").replace(":", " ").split():
        if asked & set(english_terms(plain_text(word))):
            return Reason("english", word.strip("()"))
    return None


def by_sound(query: str, item: Item, syllables: Callable[[str], list[str]]) -> Reason | None:
    sounds = [folded(syllable) for syllable in syllables("".join(HAN.findall(query)))]
    for _, text in named_texts(item):
        hanzi = "".join(HAN.findall(text))
        held = [folded(syllable) for syllable in syllables(hanzi)]
        if len(held) != len(hanzi):
            continue
        for size in range(min(len(sounds), 6), 1, -1):
            for start in range(len(sounds) - size + 1):
                if (place := place_of(sounds[start : start + size], held)) >= 0:
                    return Reason("sounds_like", hanzi[place : place + size])
    return None


def reason_for(query: str, item: Item, syllables: Callable[[str], list[str]]) -> Reason:
    """The most telling reason; `syllables` gives those of hanzi. Always one: at least the guide speaks of it."""
    if query.strip().upper() == item.code:
        return Reason("code")
    reason = by_characters(query, item)
    if reason is None and LATIN.search(query):
        reason = by_letters(query, item, syllables) or by_english(query, item)
    return reason or by_sound(query, item, syllables) or Reason("guide")

"""Every text that the station may say, as spoken sentences in the order in which they are worth rendering.

Sources: the sample visits (what is really read on each screen), all interface words, numbers and units, names of the
catalogue, places, and with `guides` everything the guides say. A sentence is listed once, in its first tier.
"""

import importlib
import re
from collections.abc import Iterator
from enum import IntEnum

from bench.sample_scenes import SAMPLES, WORDS, scene_of
from catalogue.package.open import Package
from contract.catalogue import Audience
from contract.codes import Language, Profile
from kiosk.reading_aloud.page_said import page_said
from kiosk.reading_aloud.spoken import LETTERS, ONE_BY_ONE, clauses_of, in_words, sentences_of
from kiosk.screens.frame import frame_shown
from kiosk.screens.shown import SCREENS
from kiosk.words import words_of


class Tier(IntEnum):
    MAIN = 1
    """What the main journey says; none of it may be missing."""
    PIECES = 2
    """Numbers, days, times, units, fragments: what sentences with variable parts are put together from."""
    SOUNDS = 3
    """Syllables, for names and for characters that are chosen by ear (sounds.py)."""
    FORMS = 4
    """Questions, answers and hints of all forms; those with no name to write first."""
    ITEMS = 5
    SCREENS = 6
    PLACES = 7
    GUIDES = 8


MAIN_SAMPLES = tuple(
    name
    for name in SAMPLES
    if name.split("-")[0]
    in {"idle", "home", "privacy", "card", "form", "materials", "sign", "review", "submitting", "receipt", "printer"}
    or name in {"guide", "results", "search", "timeout", "help", "leave", "cleared", "rating", "submit-trouble"}
)
SAID_FILES = ("aloud",)
"""Words that are only spoken."""
COUNTED_TO = 12
FIRST_FORMS = ("form-f02-", "form-f09-", "form-f10-")
LEFT_OUT = frozenset({"slip", "paper", "keyboard"})
"""Words of paper and keys are not read aloud."""
_MARK = "9999"
_NUMBER_OF_SOMETHING = re.compile(f"[{ONE_BY_ONE}，]{{7,}}")
"""A sample's number; a real one is put together from pairs of digits."""


def prompts(package: Package, guides: bool = False) -> dict[str, Tier]:
    """Spoken sentence → tier, in the order of rendering."""
    found: dict[str, Tier] = {}
    for tier, text in _texts(package, guides):
        for sentence in sentences_of(text):
            if speakable(sentence) and not _NUMBER_OF_SOMETHING.search(sentence):
                found.setdefault(sentence, tier)
    return found


def speakable(sentence: str) -> bool:
    """Has something to say in Chinese."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in sentence)


def _texts(package: Package, guides: bool) -> Iterator[tuple[Tier, str]]:
    yield from ((Tier.MAIN, text) for text in _only_spoken())
    yield from ((Tier.MAIN, text) for text in _of_samples(package, MAIN_SAMPLES))
    yield from ((Tier.PIECES, text) for text in _numbers())
    yield from ((Tier.PIECES, text) for text in _templates())
    yield from ((Tier.PIECES, text) for text in _often(package))
    yield from ((Tier.FORMS, text) for text in _forms())
    yield from ((Tier.FORMS, text) for text in _of_definitions(package))
    yield from ((Tier.SCREENS, text) for text in _of_samples(package, tuple(SAMPLES)))
    yield from ((Tier.SCREENS, text) for text in _words())
    yield from ((Tier.ITEMS, text) for text in _names(package))
    yield from ((Tier.PLACES, text) for text in _places(package))
    if guides:
        yield from ((Tier.GUIDES, text) for text in _guides(package))


def _of_samples(package: Package, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        for profile in (Profile.STANDARD, Profile.ELDER):
            for portrait in (True, False):
                scene = scene_of(name, profile, Language.ZH, portrait, package)
                scene.site.has_speaker = True
                module, _, function = SCREENS[SAMPLES[name].state].shown.partition(":")
                shown = getattr(importlib.import_module(module), function)(scene)
                said = page_said(shown, frame_shown(scene))
                yield from said.lines
                for stop in said.stops:
                    yield from (*stop.texts, *([stop.reason] if stop.reason else []))


def _only_spoken() -> Iterator[str]:
    words = words_of(WORDS, Language.ZH)
    for message in words.messages():
        if message.startswith("aloud-") and isinstance(text := _plain(message), str):
            yield text


def _plain(message: str) -> str | list[list[str]] | None:
    """A message's text, its parts when it has variables, or nothing when it needs a choice."""
    return words_of(WORDS, Language.ZH).parts_of(message)


def _numbers() -> Iterator[str]:
    for number in range(101):
        yield in_words(number)
    yield from (*LETTERS.values(), LETTERS["X"] + LETTERS["D"])
    yield from (one + two for one in ONE_BY_ONE for two in ONE_BY_ONE)
    yield from "幺 两 百 千 万 点 零 分 年 月 日 上午 中午 下午 第 共".split()
    yield from (f"{in_words(month)}月" for month in range(1, 13))
    yield from (f"{in_words(day)}日" for day in range(1, 32))
    yield from (f"{year} 年" for year in range(2025, 2032))
    for half, hours in (("上午", range(12)), ("中午", (12,)), ("下午", range(1, 12))):
        yield from (f"{half} {hour}:00" for hour in hours)
    yield from (f"零{in_words(minute)}分" for minute in range(1, 10))
    yield from (f"{in_words(minute)}分" for minute in range(10, 60))
    yield from (f"{unit}" for unit in "元 岁 天 次 项 类 样 份 位 个 件 页 问 步 个工作日".split())
    yield from (f"{number} 个工作日" for number in range(1, 61))
    yield from (f"{number} 项" for number in range(1, 51))


def _templates() -> Iterator[str]:
    """Clauses of messages with variables: counted ones with the numbers they mostly have, else what stands around."""
    words = words_of(WORDS, Language.ZH)
    for message in words.messages():
        parts = _plain(message)
        if not isinstance(parts, list) or _left_out(message):
            continue
        text = "".join(part if kind == "t" else f" {_MARK} " for kind, part in parts)
        for clause in re.split(r"[，。；！？：·\n　]", text):
            fixed = [part.strip() for part in clause.split(_MARK)]
            if len(fixed) == 2 and any(fixed) and _counts(parts):
                yield from (clause.replace(_MARK, str(number)) for number in range(1, COUNTED_TO + 1))
            yield from (part for part in fixed if part)


def _counts(parts: list[list[str]]) -> bool:
    counted = {"number", "count", "page", "pages", "step", "steps", "row", "items", "categories", "trips", "copies"}
    return any(kind == "v" and part in counted for kind, part in parts)


def _left_out(message: str) -> bool:
    return message.split("-")[0] in LEFT_OUT


def _forms() -> Iterator[str]:
    messages = [one for one in words_of(WORDS, Language.ZH).messages() if one.startswith("form-")]
    own = re.compile(r"form-f\d\d-")
    for message in sorted(messages, key=lambda one: (bool(own.match(one)), not one.startswith(FIRST_FORMS))):
        text = _plain(message)
        if isinstance(text, str):
            yield text


def _words() -> Iterator[str]:
    for message in words_of(WORDS, Language.ZH).messages():
        text = _plain(message)
        if isinstance(text, str) and not _left_out(message):
            yield text


def _often(package: Package) -> Iterator[str]:
    """Names of what people come for most."""
    yield from (item.name for item in package.items_of(package.quick_codes()))


def _of_definitions(package: Package) -> Iterator[str]:
    """What forms say in their own definitions: declarations, and labels that have no words of their own."""
    seen: set[str] = set()
    for code in package.quick_codes():
        form = package.form_for_item(code)
        if form is None or form.id in seen:
            continue
        seen.add(form.id)
        yield from (declaration.short or declaration.text for declaration in form.declarations)
        for field in form.fields:
            yield from (field.label, *(option.label for option in field.options))


def _names(package: Package) -> Iterator[str]:
    for audience in Audience:
        for category in package.tree(audience):
            yield category.name
            for group in category.groups:
                yield group.name
                codes = group.codes
                yield from (item.name for item in package.items_of(codes))


def _places(package: Package) -> Iterator[str]:
    seen = dict.fromkeys(name for division in package.divisions() for name in (division.town_name, division.name))
    yield from seen


def _guides(package: Package) -> Iterator[str]:
    for audience in Audience:
        for category in package.tree(audience):
            for group in category.groups:
                for code in group.codes:
                    yield from _guide(package, code)


def _guide(package: Package, code: str) -> Iterator[str]:
    guide = package.guide(code)
    yield from (*guide.who, *guide.not_for, *guide.beware, guide.plain)
    for asked in guide.faq:
        yield from (asked.q, asked.a)
    for situation in guide.situations:
        yield situation.name
        for material in situation.materials:
            yield from (material.name, material.note or "")
        for step in situation.steps:
            yield from (step.name, step.what, step.where)


__all__ = ["MAIN_SAMPLES", "Tier", "clauses_of", "prompts", "speakable"]

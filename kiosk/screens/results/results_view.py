"""What a search found: the best guess with the facts people ask for, four others, ways out."""

from collections.abc import Iterator

import msgspec

from catalogue.search.ask_back import Option, Question, left_after
from contract.catalogue import Found, Item
from contract.codes import Language
from kiosk.journey.events import On
from kiosk.screens.applicable import can_apply, can_do_here
from kiosk.screens.item_lines import (
    Badge,
    ItemLine,
    days_text,
    everyday,
    fee_text,
    held_together,
    item_line,
    item_name,
    where_badge,
)
from kiosk.screens.parts import Choice, Pair, Press, Remark
from kiosk.screens.room import is_elder
from kiosk.screens.shown import Scene
from kiosk.words import Words

OTHERS = {False: 4, True: 2}
"""Rows under the best guess, elder or not."""


class Best(msgspec.Struct, frozen=True):
    code: str = ""
    name: str = ""
    second: str = ""
    badges: tuple[Badge, ...] = ()
    facts: tuple[Pair, ...] = ()
    guide: Press = Press()
    go: Press = Press()


class ResultsShown(msgspec.Struct, frozen=True):
    """answers: to the question back, which stands as the title then, above all items instead of the best one."""

    query: str
    again: str
    title: str
    spoken: str
    answers: tuple[Choice, ...]
    best: Best
    others_title: str
    others: tuple[ItemLine, ...]
    nothing: Remark
    ways: tuple[Press, ...]


def results_shown(scene: Scene) -> ResultsShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    found, question = _left(scene)
    elder = is_elder(scene)
    best = bool(found) and question is None and (session.heard is None or session.heard.topic is None)
    others = found[best : best + OTHERS[elder]]
    return ResultsShown(
        query=session.query.strip(),
        again=words.text("results-again"),
        title=question.ask if question is not None else words.text(_title(scene, found)),
        spoken=question.spoken if question is not None else "",
        answers=_answers(question),
        best=_best(scene, package.item(found[0].code)) if best else Best(),
        others_title=words.text("results-others") if others else "",
        others=tuple(
            item_line(item, words, can_do_here(scene, item), "" if elder else _why(one, item, words))
            for one, item in ((one, package.item(one.code)) for one in others)
        ),
        nothing=_nothing(scene, not found),
        ways=(
            Press(words.text("results-unsure"), On.ASKED_BACK.value, "", "circle-help")
            if question is not None
            else Press(words.text("results-other-words"), On.OPEN_SEARCH.value, "", "circle-help"),
            Press(words.text("results-browse"), On.BROWSE.value, "resident", "layers"),
        ),
    )


def _title(scene: Scene, found: list[Found]) -> str:
    heard = scene.session.heard
    if heard is not None and heard.emergency is not None:
        return "results-urgent"
    if heard is not None and (heard.topic is not None or heard.command is not None):
        return "results-asked"
    return "results-title" if found else "results-none"


def _left(scene: Scene) -> tuple[list[Found], Question | None]:
    """Items that are left after the replies, in their order, and what is asked next; asked in Chinese only."""
    session, package = scene.session, scene.package
    assert package is not None
    found = [one for one in session.found if package.has_item(one.code)]
    asked = session.heard.ask if session.heard is not None else None
    if asked is None or scene.words.language is not Language.ZH:
        return found, None
    if not session.replies:
        return found, asked
    codes, then = left_after(asked, session.replies)
    known = {one.code: one for one in found}
    named = [package.item(code) for code in codes if package.has_item(code)]
    left = [known.get(item.code) or Found(code=item.code, name=item.name, score=0.0, reason="") for item in named]
    if session.replies[-1] in {option.label for option in _options(asked)}:
        left.sort(key=lambda one: -one.score)
    return left, then


def _options(question: Question) -> Iterator[Option]:
    for option in question.options:
        yield option
        if option.then is not None:
            yield from _options(option.then)


def _answers(question: Question | None) -> tuple[Choice, ...]:
    if question is None:
        return ()
    return tuple(
        Choice(held_together(option.label), option.hint, "", False, On.ASKED_BACK.value, option.label)
        for option in question.options
    )


def _nothing(scene: Scene, none: bool) -> Remark:
    """Above the items: an emergency's number, what was asked about the service, or that nothing was found."""
    words, heard = scene.words, scene.session.heard
    if heard is not None and heard.emergency is not None:
        called = words.text("results-emergency", phone=heard.emergency.phone)
        return Remark(called, words.text(f"results-emergency-{heard.emergency.value}"), "bad", "circle-alert")
    if heard is not None and heard.topic is not None and not scene.session.replies:
        return Remark(words.text(f"results-topic-{heard.topic.value}"), _whom(scene), "info", "info")
    if heard is not None and heard.command is not None:
        return Remark(words.text("results-command"), _whom(scene), "info", "info")
    return Remark(words.text("results-none-line"), _whom(scene), "info", "info") if none else Remark()


def _whom(scene: Scene) -> str:
    return scene.words.text("results-call", phone=scene.site.hotline)


def _best(scene: Scene, item: Item) -> Best:
    words, package = scene.words, scene.package
    assert package is not None
    guide = package.guide(item.code)
    badges = [
        where_badge(item, words, can_do_here(scene, item)),
        Badge(words.text("results-trips", trips=guide.trips), "info"),
    ]
    if item.cross_town:
        badges.append(Badge(words.text("results-cross-town")))
    opens = Press(words.text("results-guide"), On.ITEM.value, item.code, "book-open")
    applies = Press(words.text("results-apply"), On.APPLY.value, item.code, "arrow-right")
    return Best(
        code=item.code,
        name=held_together(item_name(item, words)),
        second=held_together(guide.plain.split("。")[0]) if words.language is Language.ZH else "",
        badges=tuple(badges),
        facts=(
            Pair(words.text("results-how-long"), days_text(item, words)),
            Pair(words.text("results-bring"), held_together(_bring(item, words))),
            Pair(words.text("results-fee"), fee_text(item, words, guide)),
        ),
        guide=opens if can_apply(scene, item) else Press(),
        go=applies
        if can_apply(scene, item)
        else msgspec.structs.replace(opens, icon="arrow-right", text=words.text("results-go")),
    )


def _bring(item: Item, words: Words) -> str:
    """The first two materials, and how many there are."""
    names = [name.replace("居民身份证", "身份证").replace("近期免冠照片", "照片") for name in item.materials]
    if words.language is not Language.ZH:
        return words.text("results-things", count=len(names))
    if not names:
        return words.text("results-nothing-to-bring")
    if len(names) <= 2 and sum(map(len, names)) <= 12:
        return "、".join(names)
    return words.text("results-and-more", first=names[0], count=len(names))


def _why(found: Found, item: Item, words: Words) -> str:
    """Why it is in the list: what people call it."""
    if words.language is not Language.ZH:
        return ""
    return found.matched if found.reason_code == "colloquial" else everyday(item, words)

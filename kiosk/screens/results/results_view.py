"""What a search found: the best guess with the facts people ask for, four others, ways out."""

import msgspec

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
from kiosk.screens.parts import Pair, Press, Remark
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
    query: str
    again: str
    title: str
    best: Best
    others_title: str
    others: tuple[ItemLine, ...]
    nothing: Remark
    ways: tuple[Press, ...]


def results_shown(scene: Scene) -> ResultsShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    found = [one for one in session.found if package.has_item(one.code)]
    elder = is_elder(scene)
    others = found[1 : 1 + OTHERS[elder]]
    none = not found
    return ResultsShown(
        query=session.query.strip(),
        again=words.text("results-again"),
        title=words.text("results-none" if none else "results-title"),
        best=Best() if none else _best(scene, package.item(found[0].code)),
        others_title=words.text("results-others") if others else "",
        others=tuple(
            item_line(item, words, can_do_here(scene, item), "" if elder else _why(one, item, words))
            for one, item in ((one, package.item(one.code)) for one in others)
        ),
        nothing=Remark(
            words.text("results-none-line"), words.text("results-call", phone=scene.site.hotline), "info", "info"
        )
        if none
        else Remark(),
        ways=(
            Press(words.text("results-other-words"), On.OPEN_SEARCH.value, "", "circle-help"),
            Press(words.text("results-browse"), On.BROWSE.value, "resident", "layers"),
        ),
    )


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

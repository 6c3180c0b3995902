"""What a life event opens: ticked is what is handed in here as one; the rest says where, and opens its guide."""

import msgspec

from contract.catalogue import Item
from contract.codes import Language
from kiosk.journey.events import On
from kiosk.journey.life_event import Opened, joined, opened
from kiosk.screens.applicable import can_apply
from kiosk.screens.as_said import paging
from kiosk.screens.item_lines import ItemLine, days_text, held_together, item_line, item_name
from kiosk.screens.parts import Choice, Paging, Press, Remark
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of, pages_of
from kiosk.screens.shown import Scene


class JointShown(msgspec.Struct, frozen=True):
    heading: str
    hint: str
    together_title: str
    ticks: tuple[Choice, ...]
    elsewhere_title: str
    rows: tuple[ItemLine, ...]
    row_height: int
    note: Remark
    paging: Paging
    left: Press
    primary: Press


Line = Choice | ItemLine


def joint_shown(scene: Scene) -> JointShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    found = opened(session, scene.site, package)
    together = [one for one in found if one.together]
    several = len(together) > 1
    ticks = [_tick(scene, one) for one in together] if several else []
    rows = [_row(scene, one) for one in found if not (several and one.together)]
    height = max((_tall(scene, row.text, row.second) for row in rows), default=0)
    pages = _pages(scene, ticks, rows, height)
    place = paging(words, session.page, len(pages), 1)
    on_page = pages[place.page]
    chosen = joined(session, scene.site, package)
    return JointShown(
        heading=words.text("joint-heading" if found else "joint-nothing"),
        hint=words.text("joint-hint", count=len(found)) if found else words.text("joint-nothing-do"),
        together_title=words.text("joint-together") if any(isinstance(each, Choice) for each in on_page) else "",
        ticks=tuple(each for each in on_page if isinstance(each, Choice)),
        elsewhere_title=words.text("joint-others" if several else "joint-each")
        if any(isinstance(each, ItemLine) for each in on_page)
        else "",
        rows=tuple(each for each in on_page if isinstance(each, ItemLine)),
        row_height=height,
        note=Remark(text=words.text("joint-once"), tone="ok", icon="layers")
        if scene.site.portrait and any(isinstance(each, Choice) for each in on_page)
        else Remark(),
        paging=place,
        left=Press(words.text("guide-person"), On.HELP.value, icon="heart-handshake"),
        primary=_primary(scene, several, together, chosen),
    )


def _primary(scene: Scene, several: bool, together: list[Opened], chosen: tuple[Item, ...]) -> Press:
    """One matter by itself goes its own way, by its guide; nothing ticked says so."""
    words = scene.words
    if not several:
        one = together[0].item if together else None
        return Press(words.text("joint-one"), On.ITEM.value, one.code, "arrow-right") if one else Press()
    if len(chosen) == 1:
        return Press(words.text("joint-one"), On.ITEM.value, chosen[0].code, "arrow-right")
    return Press(
        words.text("joint-apply", count=len(chosen)),
        On.APPLY_JOINT.value,
        icon="arrow-right",
        enabled=len(chosen) > 1,
        reason=words.text("form-pick-first"),
    )


def _why(scene: Scene, one: Opened) -> str:
    """And how long it takes."""
    language, days = scene.words.language, days_text(one.item, scene.words)
    between = "　" if language is Language.ZH else " · "
    return held_together(one.reason(language) + between + days)


def _tick(scene: Scene, one: Opened) -> Choice:
    return Choice(
        held_together(item_name(one.item, scene.words)),
        "" if _is_low(scene) else _why(scene, one),
        on=one.item.code not in scene.session.left_out,
        act=On.PICK.value,
        argument=one.item.code,
    )


def _row(scene: Scene, one: Opened) -> ItemLine:
    return item_line(one.item, scene.words, can_apply(scene, one.item), one.reason(scene.words.language))


def _is_low(scene: Scene) -> bool:
    """Large type on a low screen: names only."""
    return is_elder(scene) and not scene.site.portrait


def _tall(scene: Scene, text: str, second: str) -> int:
    """Height of a row of the list, in design units."""
    elder, portrait = is_elder(scene), scene.site.portrait
    size, small = (44, 34) if elder else (34, 28)
    tag = 0 if elder and portrait else 230 if elder else 200
    width = (984 if portrait else 900) - 110 - tag
    words = lines_of(text, size, width) * size * 1.3 + lines_of(second, small, width) * small * 1.4
    return max(160 if elder else 128, round(words) + 30 + (60 if elder and portrait else 0))


def _tick_tall(scene: Scene, tick: Choice) -> int:
    elder = is_elder(scene)
    size, small, mark = (50, 34, 64) if elder else (40, 28, 52)
    width = (984 if scene.site.portrait else 900) - 32 - mark - 28 - 28
    words = lines_of(tick.text, size, width) * size * 1.3 + lines_of(tick.second, small, width) * small * 1.4
    least = (196 if tick.second else 160) if elder else (148 if tick.second else 124)
    return max(least, round(words) + 40) + (20 if elder else 18)


def _pages(scene: Scene, ticks: list[Choice], rows: list[ItemLine], height: int) -> list[tuple[Line, ...]]:
    """What is ticked stands on the first page; the other matters follow. In landscape two stand side by side."""
    elder, portrait = is_elder(scene), scene.site.portrait
    title = 86 if elder else 70
    head = (93 + 66) if elder else (73 + 52)
    room = page_height(scene) - (18 if portrait else 12) - (head if portrait else 93 if elder else 73) - 20
    room -= 28 + (140 if elder else 112) + 16
    room -= ((112 if elder else 88) + 16) if portrait else 0  # a pager, whether it is there or not
    room -= title * (bool(ticks) + bool(rows)) + 24 * (bool(ticks) and bool(rows))
    room -= (124 if elder else 102) if ticks and portrait else 0  # the note
    beside = 1 if portrait else 2
    lines: list[tuple[Line, ...]] = [
        *(tuple(ticks[at : at + beside]) for at in range(0, len(ticks), beside)),
        *(tuple(rows[at : at + beside]) for at in range(0, len(rows), beside)),
    ]

    def tall(line: tuple[Line, ...]) -> float:
        return max(_tick_tall(scene, each) if isinstance(each, Choice) else height for each in line)

    return [tuple(each for line in page for each in line) for page in pages_of(lines, tall, room)]

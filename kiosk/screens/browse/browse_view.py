"""The tree: categories left, groups as tabs, the items of one group a page at a time; or the list of quick items."""

import msgspec

from catalogue.package.shelves import Category, Group
from contract.catalogue import Audience
from contract.codes import Language
from kiosk.journey.events import On
from kiosk.screens.applicable import can_do_here
from kiosk.screens.as_said import paging
from kiosk.screens.item_lines import CATEGORY_ICONS, JOINER, ItemLine, category_name, held_together, item_line
from kiosk.screens.parts import Paging, Press
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of
from kiosk.screens.shown import Scene

GAP = 20


class Drawer(msgspec.Struct, frozen=True):
    """A category or a group: `name` is what the journey knows it by."""

    name: str
    text: str
    second: str
    icon: str
    on: bool


class BrowseShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    find: Press
    categories: tuple[Drawer, ...]
    groups: tuple[Drawer, ...]
    rows: tuple[ItemLine, ...]
    row_height: int
    columns: int
    pager: Paging


def browse_shown(scene: Scene) -> BrowseShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    find = Press(words.text("browse-find"), On.OPEN_SEARCH.value, "", "search")
    if session.quick_list:
        items = package.quick()
        rows, height, columns, pager = _page(
            scene, tuple(item_line(item, words, can_do_here(scene, item)) for item in items), wide=True, tabs=()
        )
        return BrowseShown(
            words.text("browse-quick"),
            words.text("browse-items", count=len(items)),
            find,
            (),
            (),
            rows,
            height,
            columns,
            pager,
        )
    tree = package.tree(session.audience)
    category = next((one for one in tree if one.name == session.category), tree[0])
    group = next((one for one in category.groups if one.name == session.group), category.groups[0])
    lines = tuple(item_line(item, words, can_do_here(scene, item)) for item in package.items_of(group.codes))
    groups = tuple(_group(scene, one, one is group) for one in category.groups)
    rows, height, columns, pager = _page(scene, lines, wide=False, tabs=groups)
    resident = session.audience is Audience.RESIDENT
    return BrowseShown(
        title=words.text("browse-resident" if resident else "browse-enterprise"),
        second=words.text("browse-categories", count=len(tree)),
        find=find,
        categories=tuple(_category(scene, one, one is category) for one in tree),
        groups=groups,
        rows=rows,
        row_height=height,
        columns=columns,
        pager=pager,
    )


def _category(scene: Scene, category: Category, on: bool) -> Drawer:
    text = held_together(category_name(category.name, scene.words))
    return Drawer(category.name, text, "", CATEGORY_ICONS.get(category.name, "folder-open"), on)


def _group(scene: Scene, group: Group, on: bool) -> Drawer:
    english = scene.words.language is Language.EN
    text = group.name_en if english else held_together(group.name)
    tight = is_elder(scene) and not scene.site.portrait
    return Drawer(group.name, text, "" if tight else scene.words.text("browse-items", count=len(group.codes)), "", on)


def _tabs_height(scene: Scene, tabs: tuple[Drawer, ...], whole: float) -> float:
    """Height of the bar of groups; shares of its width as in kiosk/controls/SegmentBar.qml."""
    size = 44 if is_elder(scene) else 34
    shares = [max(6.5, min(14, len(tab.text.replace(JOINER, "")))) for tab in tabs]
    inner = whole - 16 - 8 * (len(tabs) - 1)
    lines = max(
        lines_of(tab.text, size, inner * share / sum(shares) - 6) for tab, share in zip(tabs, shares, strict=True)
    )
    caption = 54 if is_elder(scene) else 40
    return lines * round(size * 1.25) + (caption if tabs[0].second else 0) + (20 if scene.site.portrait else 10) + 16


def _page(
    scene: Scene, lines: tuple[ItemLine, ...], *, wide: bool, tabs: tuple[Drawer, ...]
) -> tuple[tuple[ItemLine, ...], int, int, Paging]:
    """One page of `lines`: all rows as tall as the tallest of the list, so that pages do not jump."""
    elder, portrait = is_elder(scene), scene.site.portrait
    english = scene.words.language is not Language.ZH
    columns = 1 if portrait or ((elder or english) and not wide) else 2
    side = 0 if wide else (316 + 24 if portrait else 560 + 24) + ((28 if portrait else 180) if elder else 0)
    whole = (984 if portrait else 1824) - side
    width = (whole - (columns - 1) * 24) / columns - 24 - 60 - (14 if elder and portrait else 220 if elder else 190)
    size, least = (44, 96) if elder else (34, 88)
    most = max((lines_of(line.text, size, width) for line in lines), default=1)
    height = max(least, round(most * size * 1.3) + 24 + (60 if elder and portrait else 0), 112)
    room = (
        page_height(scene)
        - 8
        - (112 if elder and portrait else 96 if elder else 88)
        - GAP
        - 24
        - (112 if elder else 88)
        - 18
    )
    if tabs:
        room -= _tabs_height(scene, tabs, whole) + 18
    count = max(1, int(room // height)) * columns
    pager = paging(scene.words, scene.session.page, len(lines), count)
    pager = msgspec.structs.replace(pager, text=scene.words.text("browse-page", page=pager.page + 1, pages=pager.pages))
    start = pager.page * count
    return lines[start : start + count], height, columns, pager

"""One life event: all its items, what people call them, a page at a time."""

import msgspec

from contract.codes import Language
from kiosk.journey.events import On
from kiosk.screens.applicable import can_do_here
from kiosk.screens.as_said import paging
from kiosk.screens.item_lines import THEME_ICONS, ItemLine, everyday, held_together, item_line, theme_name
from kiosk.screens.parts import Paging, Press
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of
from kiosk.screens.shown import Scene


class ThemeShown(msgspec.Struct, frozen=True):
    title: str
    icon: str
    intro: str
    count: str
    rows: tuple[ItemLine, ...]
    row_height: int
    columns: int
    pager: Paging
    person: Press


def theme_shown(scene: Scene) -> ThemeShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    themes = package.themes()
    theme = next((one for one in themes if one.name == session.theme), themes[0])
    elder = is_elder(scene)
    # what the station can take in comes first; the rest keeps the order of the catalogue
    items = sorted(package.items_of(theme.codes), key=lambda item: not can_do_here(scene, item))
    lines = tuple(
        item_line(item, words, can_do_here(scene, item), "" if elder else everyday(item, words)) for item in items
    )
    height, columns, count = _rows(scene, lines)
    pager = paging(words, session.page, len(lines), count)
    pager = msgspec.structs.replace(pager, text=words.text("theme-page", page=pager.page + 1, pages=pager.pages))
    start = pager.page * count
    return ThemeShown(
        title=theme_name(theme.name, words),
        icon=THEME_ICONS.get(theme.name, "layers"),
        intro=held_together(theme.intro) if words.language is Language.ZH else words.text("theme-intro"),
        count=words.text("theme-items", count=len(lines)),
        rows=lines[start : start + count],
        row_height=height,
        columns=columns,
        pager=pager,
        person=Press(words.text("theme-person"), On.HELP.value, "", "heart-handshake"),
    )


def _rows(scene: Scene, lines: tuple[ItemLine, ...]) -> tuple[int, int, int]:
    """Height of a row (the tallest of all), columns, and rows of a page."""
    elder, portrait = is_elder(scene), scene.site.portrait
    columns = 1 if portrait else 2
    whole = 984 if portrait else 1824
    width = (whole - (columns - 1) * 24) / columns - 24 - 60 - (14 if elder and portrait else 220 if elder else 250)
    size = 44 if elder else 34
    most = max((lines_of(line.text, size, width) for line in lines), default=1)
    second = 0 if elder else max((lines_of(line.second, 28, width) for line in lines), default=0)
    height = max(128, round(most * size * 1.3) + second * 40 + 26 + (60 if elder and portrait else 0))
    room = page_height(scene) - 8 - (170 if elder else 140) - 20 - 24 - (112 if elder else 88) - 18
    return height, columns, max(1, room // height) * columns

"""What the search page shows: the best items for what is typed so far, or what others look for."""

import msgspec

from kiosk.journey.events import On
from kiosk.screens.applicable import can_do_here
from kiosk.screens.item_lines import ItemLine, item_line
from kiosk.screens.parts import Press, Remark
from kiosk.screens.room import is_elder, page_height
from kiosk.screens.rows_that_fit import lines_of
from kiosk.screens.shown import Scene
from kiosk.text_entry.keyboard_words import KeyboardWords, keyboard_words

MOST_ROWS = 6
KEYBOARD = {False: 762, True: 820}
"""Height of the keyboard, elder or not."""


class SearchShown(msgspec.Struct, frozen=True):
    query: str
    language: str
    placeholder: str
    clear: str
    speak: Press
    find: Press
    heading: str
    rows: tuple[ItemLine, ...]
    row_height: int
    nothing: Remark
    browse: Press
    keyboard: KeyboardWords


def search_shown(scene: Scene) -> SearchShown:
    session, words, package = scene.session, scene.words, scene.package
    assert package is not None
    typed = session.query.strip()
    items = package.items_of(
        [found.code for found in session.found[:MOST_ROWS]] if typed else package.quick_codes()[:MOST_ROWS]
    )
    rows = tuple(item_line(item, words, can_do_here(scene, item)) for item in items)
    height, count = _rows_that_fit(scene, rows)
    none = bool(typed) and not rows
    return SearchShown(
        query=session.query,
        language=words.language.value,
        placeholder=words.text("search-placeholder"),
        clear=words.text("search-clear"),
        speak=Press(words.text("search-speak"), On.SPEAK.value, "", "mic") if scene.site.has_microphone else Press(),
        find=Press(words.text("search-find"), On.SEARCH_NOW.value, "", "search", enabled=bool(typed)),
        heading="" if none else words.text("search-maybe" if typed else "search-often"),
        rows=rows[:count],
        row_height=height,
        nothing=Remark(words.text("search-nothing"), words.text("search-nothing-line")) if none else Remark(),
        browse=Press(words.text("search-browse"), On.BROWSE.value, "resident", "layers") if none else Press(),
        keyboard=keyboard_words(words),
    )


def _rows_that_fit(scene: Scene, rows: tuple[ItemLine, ...]) -> tuple[int, int]:
    """Height of a row, and how many there is room for above (or, in landscape, beside) the keyboard."""
    elder, portrait = is_elder(scene), scene.site.portrait
    size, least = (44, 96) if elder else (34, 88)
    width = (984 if portrait else 760) - 24 - 60 - (0 if elder and portrait else 250)
    lines = max((lines_of(row.text, size, width) for row in rows), default=1)
    height = max(least, round(lines * size * 1.3) + 28 + (60 if elder and portrait else 0))
    room = page_height(scene) - 8 - (150 if elder else 112) - 16 - (70 if elder else 56) - 24 - 16
    if portrait:
        room -= KEYBOARD[elder]
    return height, max(1, room // height)

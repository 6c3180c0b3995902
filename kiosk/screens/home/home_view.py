"""What the home page shows: the typing field, quick items, life events and the two trees."""

import msgspec

from contract.catalogue import Audience
from contract.codes import Language, Profile
from kiosk.journey.events import On
from kiosk.screens.applicable import can_do_here
from kiosk.screens.item_lines import THEME_ICONS, ItemLine, everyday, item_line, theme_name
from kiosk.screens.parts import Press
from kiosk.screens.rows_that_fit import text_em
from kiosk.screens.shown import Scene

QUICK = {Language.ZH: 6}
QUICK_ELSE = 4
"""English names take up to four lines."""
TILE_EM = 11.3
"""Characters that a quick tile's name has room for in one line."""
ELDER_ITEMS = ("R06-014", "R06-015", "R06-023", "R05-002")
"""What older people come for most; an item that the package does not have is left out."""


class ThemeShown(msgspec.Struct, frozen=True):
    name: str
    text: str
    icon: str


class TreeShown(msgspec.Struct, frozen=True):
    audience: str
    text: str
    second: str
    icon: str


class HomeShown(msgspec.Struct, frozen=True):
    elder: bool
    title: str
    speaks: bool
    """There is a microphone: the green card opens it, the field in it is for typing."""
    search_title: str
    search_hint: str
    search_field: str
    quick_title: str
    quick_second: str
    quick_all: str
    quick: tuple[ItemLine, ...]
    themes_title: str
    themes_second: str
    themes: tuple[ThemeShown, ...]
    trees: tuple[TreeShown, ...]
    more: Press
    person: Press


def home_shown(scene: Scene) -> HomeShown:
    words, package = scene.words, scene.package
    elder = scene.session.profile is Profile.ELDER
    assert package is not None
    counts = package.counts()
    speaks = scene.site.has_microphone
    title = ("home-speak-title-elder" if elder else "home-speak-title") if speaks else "home-search-title"
    return HomeShown(
        elder=elder,
        title=words.text("home-title-elder" if elder else "home-title"),
        speaks=speaks,
        search_title=words.text(title),
        search_hint=words.text("home-search-hint-elder" if elder else "home-search-hint"),
        search_field=words.text("home-search-field"),
        quick_title=words.text("home-often" if elder else "home-quick"),
        quick_second="" if elder else words.text("home-quick-second"),
        quick_all=words.text("home-quick-all", count=counts["quick"]),
        quick=_quick(scene, elder),
        themes_title=words.text("home-themes"),
        themes_second=words.text("home-themes-second"),
        themes=()
        if elder
        else tuple(
            ThemeShown(theme.name, theme_name(theme.name, words), THEME_ICONS.get(theme.name, "layers"))
            for theme in package.themes()
        ),
        trees=() if elder else tuple(_tree(scene, audience) for audience in Audience),
        more=Press(words.text("home-more"), On.BROWSE.value, Audience.RESIDENT.value, "list-checks"),
        person=Press(words.text("home-person"), On.HELP.value, "", "heart-handshake"),
    )


def _quick(scene: Scene, elder: bool) -> tuple[ItemLine, ...]:
    package, words = scene.package, scene.words
    assert package is not None
    if elder:
        codes = [code for code in ELDER_ITEMS if package.has_item(code)]
        return tuple(
            item_line(item, words, can_do_here(scene, item), everyday(item, words)) for item in package.items_of(codes)
        )
    shown = package.quick()[: QUICK.get(words.language, QUICK_ELSE)]
    return tuple(_in_two_lines(item_line(item, words, can_do_here(scene, item))) for item in shown)


def _in_two_lines(line: ItemLine) -> ItemLine:
    """A name too long for one line breaks before its bracket, not inside it."""
    if text_em(line.text) > TILE_EM and "（" in line.text:
        return msgspec.structs.replace(line, text=line.text.replace("（", "\n（", 1))
    return line


def _tree(scene: Scene, audience: Audience) -> TreeShown:
    assert scene.package is not None
    tree = scene.package.tree(audience)
    resident = audience is Audience.RESIDENT
    return TreeShown(
        audience.value,
        scene.words.text("home-resident" if resident else "home-enterprise"),
        scene.words.text("home-tree-second", categories=len(tree), items=sum(category.count for category in tree)),
        "users" if resident else "landmark",
    )

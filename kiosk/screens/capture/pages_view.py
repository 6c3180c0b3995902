"""The kept pages of one paper: look, add, put in order, turn, take out."""

import msgspec

from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.journey.pictures import is_full
from kiosk.screens.as_said import breadth, paging
from kiosk.screens.capture.capture_view import address_of, name_of
from kiosk.screens.parts import Paging, Press
from kiosk.screens.shown import Scene


class PageShown(msgspec.Struct, frozen=True):
    picture: str
    number: str
    on: bool
    act: str
    argument: int


class PagesShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    columns: int
    rows: int
    pages: tuple[PageShown, ...]
    paging: Paging
    tools: tuple[Press, ...]
    """For the page that is picked; the last takes it out."""
    left: Press
    primary: Press


def grid_of(profile: Profile, portrait: bool) -> tuple[int, int]:
    """Columns and rows of pages on a screen."""
    if portrait:
        return (2, 2) if profile is Profile.ELDER else (3, 2)
    return (3, 1) if profile is Profile.ELDER else (4, 1)


def pages_shown(scene: Scene) -> PagesShown:
    session, words, taking = scene.session, scene.words, scene.session.taking
    held = session.pictures.get(taking.of, ()) if taking is not None else ()
    columns, rows = grid_of(session.profile, scene.site.portrait)
    place = paging(words, session.page, len(held), columns * rows)
    first = place.page * columns * rows
    picked = taking.picked if taking is not None else 0
    name = name_of(scene, taking) if taking is not None else ""
    full = taking is not None and is_full(session.pictures, taking.of)
    count = len(held)
    return PagesShown(
        title=words.text("pages-title", name=name, count=count)
        if breadth(name) <= 9 and session.profile is not Profile.ELDER
        else words.text("pages-title-this", count=count),
        second=words.text("pages-second"),
        columns=columns,
        rows=rows,
        pages=tuple(
            PageShown(address_of(page), str(at + 1), at == picked, On.PICK_PAGE.value, at)
            for at, page in enumerate(held[first : first + columns * rows], first)
        ),
        paging=place,
        tools=(
            Press(words.text("pages-earlier"), On.PAGE_EARLIER.value, icon="undo-2", enabled=picked > 0),
            Press(words.text("capture-turn"), On.TURN.value, icon="rotate-ccw"),
            Press(words.text("pages-remove"), On.REMOVE_PAGE.value, icon="trash-2"),
        ),
        left=Press(
            words.text("pages-more"),
            On.MORE_PAGES.value,
            icon="plus",
            enabled=not full,
            reason=words.text("capture-full"),
        ),
        primary=Press(words.text("pages-done"), On.PAGES_DONE.value, icon="check"),
    )

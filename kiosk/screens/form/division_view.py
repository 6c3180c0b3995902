"""Where somebody lives: the station's own community first, else a town, then its communities, in pages."""

import msgspec

from contract.catalogue import Division
from contract.codes import Profile
from contract.form import Field
from kiosk.journey.events import On
from kiosk.screens.as_said import paging
from kiosk.screens.form_words import division_name
from kiosk.screens.parts import Choice, Paging, Press
from kiosk.screens.shown import Scene

TOWN_DIGITS = 9


class Places(msgspec.Struct, frozen=True):
    here: tuple[Choice, ...] = ()
    """The chosen place and the station's own."""
    title: str = ""
    grid: tuple[Choice, ...] = ()
    columns: int = 2
    paging: Paging = Paging()
    town: Press = Press()
    """Back from the communities to the towns."""


def room(profile: Profile, portrait: bool, here: int) -> tuple[int, int]:
    """(columns, rows) of the grid under `here` wide rows."""
    if portrait:
        return (2, 5 - here) if profile is Profile.ELDER else (2, 7 - here)
    return (3, 2) if here <= 1 else (3, 1)


def places_shown(scene: Scene, field: Field) -> Places:
    """The answer is a 12-digit code; a 9-digit one means: town chosen, community not yet."""
    session, words, site = scene.session, scene.words, scene.site
    divisions = scene.package.divisions() if scene.package is not None else ()
    value = str(session.answers.get(field.id) or "")

    def pick(text: str, code: str, second: str = "", on: bool = False) -> Choice:
        return Choice(text, second, on=on, act=On.ANSWER.value, argument={"field": field.id, "value": code})

    if len(value) == TOWN_DIGITS:
        inside = [division for division in divisions if division.town_code == value]
        columns, rows = room(session.profile, site.portrait, 0)
        pages = paging(words, session.page, len(inside), columns * rows)
        shown = inside[pages.page * columns * rows :][: columns * rows]
        return Places(
            title=division_name(divisions, value),
            grid=tuple(pick(division.name, division.code) for division in shown),
            columns=columns,
            paging=pages,
            town=Press(words.text("form-other-town"), On.ANSWER.value, {"field": field.id, "value": ""}, "undo-2"),
        )
    here = []
    if value and value != site.division:
        here.append(pick(division_name(divisions, value) or value, value, on=True))
    own = division_name(divisions, site.division)
    if own and len(site.division) > TOWN_DIGITS:
        here.append(pick(own, site.division, words.text("form-this-station"), on=value == site.division))
    columns, rows = room(session.profile, site.portrait, len(here))
    towns = towns_of(divisions)
    pages = paging(words, session.page, len(towns), columns * rows)
    return Places(
        here=tuple(here),
        title=words.text("form-pick-town" if here else "form-pick-town-first"),
        grid=tuple(pick(name, code) for code, name in towns[pages.page * columns * rows :][: columns * rows]),
        columns=columns,
        paging=pages,
    )


def towns_of(divisions: tuple[Division, ...]) -> list[tuple[str, str]]:
    """Towns in the order of their codes, each once."""
    return sorted({division.town_code: division.town_name for division in divisions}.items())

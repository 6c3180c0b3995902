"""Where somebody lives: the station's own community first, else a town, then its communities, in pages."""

import msgspec

from catalogue.package.places_in import places_named
from contract.catalogue import Division
from contract.codes import Profile
from contract.form import Field
from kiosk.journey.events import On
from kiosk.screens.as_said import paging
from kiosk.screens.form.prefilled import TOWN_DIGITS
from kiosk.screens.form_words import division_name, option_label
from kiosk.screens.parts import Choice, Paging, Press
from kiosk.screens.shown import Scene

VILLAGE_DIGITS = 12


class Places(msgspec.Struct, frozen=True):
    here: tuple[Choice, ...] = ()
    """The chosen place and the station's own."""
    title: str = ""
    grid: tuple[Choice, ...] = ()
    columns: int = 2
    paging: Paging = Paging()
    town: Press = Press()
    """Back from the communities to the towns."""
    typed: Press = Press()
    """Type the name instead."""
    said: Press = Press()
    """Say the name instead."""


def room(profile: Profile, portrait: bool) -> tuple[int, int]:
    """(columns, rows) of the grid beside a pager."""
    if portrait:
        return (2, 6) if profile is Profile.ELDER else (2, 8)
    return (4, 2) if profile is Profile.ELDER else (5, 2)


def places_shown(scene: Scene, field: Field) -> Places:
    """Three steps in one question, told apart by the answer: a 12-digit code is a place; "" asks for the town, a
    9-digit code for the community in it.
    """
    session, words, site = scene.session, scene.words, scene.site
    divisions = scene.package.divisions() if scene.package is not None else ()
    if field.digits < VILLAGE_DIGITS:
        return regions_shown(scene, field)
    words_of_its_own = tuple(
        Choice(
            option_label(words, field, option),
            on=session.answers.get(field.id) == option.label,
            act=On.ANSWER.value,
            argument={"field": field.id, "value": option.label},
        )
        for option in field.options
    )
    value = str(session.answers.get(field.id) or "")
    own = division_name(divisions, site.division) if len(site.division) > TOWN_DIGITS else ""

    def pick(text: str, code: str, second: str = "", on: bool = False) -> Choice:
        return Choice(text, second, on=on, act=On.ANSWER.value, argument={"field": field.id, "value": code})

    if any(choice.on for choice in words_of_its_own):
        return Places(here=(*words_of_its_own, pick(words.text("form-region-again"), "")))
    if len(value) > TOWN_DIGITS:
        chosen = () if value == site.division else (pick(division_name(divisions, value) or value, value, on=True),)
        station = (pick(own, site.division, words.text("form-this-station"), value == site.division),) if own else ()
        elsewhere = pick(words.text("form-elsewhere"), "", words.text("form-elsewhere-second"))
        return Places(here=(*chosen, *station, elsewhere))
    columns, rows = room(session.profile, site.portrait)
    if value:
        places = [(division.name, division.code) for division in divisions if division.town_code == value]
        title, back = (
            division_name(divisions, value),
            Press(words.text("form-other-town"), On.ANSWER.value, {"field": field.id, "value": ""}, "undo-2"),
        )
    else:
        places = [(name, code) for code, name in towns_of(divisions)]
        title, back = (
            words.text("form-pick-town"),
            Press(words.text("form-this-place"), On.ANSWER.value, {"field": field.id, "value": site.division}, "undo-2")
            if own
            else Press(),
        )
        if not site.portrait:
            columns = 5
    pages = paging(words, session.page, len(places), columns * rows)
    shown = places[pages.page * columns * rows :][: columns * rows]
    return Places(
        here=words_of_its_own if not value else (),
        title=title,
        grid=tuple(pick(name, code) for name, code in shown),
        columns=columns,
        paging=pages,
        town=back,
        typed=Press(words.text("form-place-type"), On.TYPE_PLACE.value, True, "keyboard"),
        said=Press(words.text("form-place-say"), On.SPEAK_PLACE.value, icon="mic") if site.has_microphone else Press(),
    )


def regions_shown(scene: Scene, field: Field) -> Places:
    """Province, then city, as far as the field's digits go; an earlier question that named the province is heard."""
    session, words, package = scene.session, scene.words, scene.package
    regions = package.regions() if package is not None else {}
    value = str(session.answers.get(field.id) or "")
    before = session.form.fields[: session.form.fields.index(field)] if session.form is not None else ()
    named = next((each for each in reversed(before) if each.digits < field.digits), None)
    known = str(session.answers.get(named.id) or "") if named is not None else ""

    def pick(text: str, code: str, second: str = "", on: bool = False) -> Choice:
        return Choice(text, second, on=on, act=On.ANSWER.value, argument={"field": field.id, "value": code})

    if len(value) >= field.digits:
        again = pick(words.text("form-region-again"), "")
        return Places(here=(pick(regions.get(value, value), value, on=True), again))
    parent = value or known
    length = 2 if not parent else 4 if len(parent) == 2 else 6
    codes = [code for code in regions if len(code) == length and code.startswith(parent)]
    columns, rows = room(session.profile, scene.site.portrait)
    pages = paging(words, session.page, len(codes), columns * rows)
    shown = codes[pages.page * columns * rows :][: columns * rows]
    return Places(
        title=regions.get(parent) or words.text("form-pick-province"),
        grid=tuple(pick(regions[code], code) for code in shown),
        columns=columns,
        paging=pages,
        town=Press(words.text("form-other-province"), On.ANSWER.value, {"field": field.id, "value": ""}, "undo-2")
        if value
        else Press(),
    )


def typed_shown(scene: Scene, field: Field) -> tuple[Choice, ...] | None:
    """What the letters typed so far name; None: the place is not being typed."""
    session, words, package = scene.session, scene.words, scene.package
    if session.place_typed is None or session.place_typed[0] != field.id or package is None:
        return None
    elder = session.profile is Profile.ELDER
    most = 1 if elder or not scene.site.portrait else 3
    found = places_named(package, session.place_typed[1], most)
    return tuple(
        Choice(
            place.name if len(place.code) == TOWN_DIGITS else f"{place.town}{place.name}",
            words.text("form-place-old", name=place.by) if place.by and place.by not in place.name else "",
            "map-pin",
            act=On.ANSWER.value,
            argument={"field": field.id, "value": place.code},
        )
        for place in found
    )


def towns_of(divisions: tuple[Division, ...]) -> list[tuple[str, str]]:
    """Towns in the order of their codes, each once."""
    return sorted({division.town_code: division.town_name for division in divisions}.items())

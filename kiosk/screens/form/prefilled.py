"""What the ID card already answered: shown once, locked, masked; folded to one line where room is short."""

import msgspec

from contract.codes import NATIONS, Profile
from contract.id_number import age_on
from kiosk.journey.events import On
from kiosk.screens.as_said import day_said, number_masked, sex_said
from kiosk.screens.parts import Pair, Press
from kiosk.screens.shown import Scene

TOWN_DIGITS = 9
MOST_OPTIONS_BESIDE = 4
"""In portrait the open block and this many options fit on one page."""


class Prefilled(msgspec.Struct, frozen=True):
    title: str = ""
    """Empty: no card was read, or the keyboard needs the room."""
    folded: bool = False
    line: str = ""
    pairs: tuple[Pair, ...] = ()
    number: Press = Press()


def at_first_step(scene: Scene) -> bool:
    """The picker of towns and communities needs the room of the block."""
    return len(str(scene.session.answers.get(scene.session.question) or "")) > TOWN_DIGITS


def prefilled_shown(scene: Scene, kind: str, options: int, columns: int) -> Prefilled:
    """kind: of the question under it, see FormShown."""
    session, words, card = scene.session, scene.words, scene.session.card
    if card is None or session.editing or kind not in ("options", "places", "look"):
        return Prefilled()
    elder = session.profile is Profile.ELDER
    if kind == "places" and not at_first_step(scene):
        return Prefilled()
    crowded = kind == "places" or columns > 1 or options > MOST_OPTIONS_BESIDE
    folded = (elder and not session.number_shown) or (crowded and scene.site.portrait)
    number = card.number if session.number_shown else number_masked(card.number)
    sex = sex_said(words, card.sex)
    nation = NATIONS.get(card.nation or "", "")
    age = words.text("said-age", age=str(age_on(card.birth, scene.site.today)))
    shown = session.number_shown
    look = "form-look" if elder else "form-show-number"
    hide = "form-fold" if elder else "form-hide-number"
    who = "　".join(part for part in (sex, nation) if part)
    pairs = (
        *(
            (
                Pair(words.text("form-card-name"), card.name, wide=elder and scene.site.portrait),
                Pair(words.text("form-card-sex-nation"), who, wide=elder and scene.site.portrait),
            )
            if scene.site.portrait
            else (Pair(words.text("form-card-name"), f"{card.name}　{who}"),)
        ),
        Pair(words.text("form-card-birth"), day_said(words, card.birth), wide=elder and scene.site.portrait),
        Pair(words.text("form-card-number"), number, wide=elder and scene.site.portrait),
        *((Pair(words.text("form-card-address"), card.address, wide=True),) if card.address else ()),
    )
    return Prefilled(
        title=words.text("form-read-short" if folded or not scene.site.portrait else "form-read"),
        folded=folded,
        line="　".join((card.name, sex, number if shown else age)),
        pairs=pairs,
        number=Press(words.text(hide if shown else look), On.SHOW_NUMBER.value, icon="eye-off" if shown else "eye"),
    )

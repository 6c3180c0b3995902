"""How each material is given: from the card's photo, asked of another office, promised, or brought later."""

import msgspec

from contract.codes import Language, Profile
from contract.form import FormDef, Material
from contract.submission import MaterialGiven
from kiosk.journey.application import default_given
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.session import Session
from kiosk.screens.as_said import paging
from kiosk.screens.form_words import material_name
from kiosk.screens.parts import Choice, Paging, Press
from kiosk.screens.shown import Scene

WAY_ICONS = {
    MaterialGiven.CARD_PHOTO: "id-card",
    MaterialGiven.DATA_SHARING: "building-2",
    MaterialGiven.PROMISE: "hand-heart",
    MaterialGiven.LATER: "landmark",
}


class MaterialShown(msgspec.Struct, frozen=True):
    name: str
    number: str
    ways: tuple[Choice, ...]


class MaterialsShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    materials: tuple[MaterialShown, ...]
    paging: Paging
    left: Press
    primary: Press


def ways_of(material: Material, session: Session) -> tuple[MaterialGiven, ...]:
    """What can be offered here and now, the least trouble first; bringing it later always can."""
    photo = session.card is not None and session.card.photo is not None and session.photo_allowed
    found = []
    if material.from_card_photo and photo:
        found.append(MaterialGiven.CARD_PHOTO)
    if material.data_sharing:
        found.append(MaterialGiven.DATA_SHARING)
    if material.promise_instead:
        found.append(MaterialGiven.PROMISE)
    return (*found, MaterialGiven.LATER)


def pages_of(
    materials: list[Material], session: Session, elder: bool, portrait: bool, wordy: bool
) -> list[list[Material]]:
    """Whole materials only. In portrait each takes a row for its name and one for each way; in landscape the ways
    stand beside each other.
    """
    rows = (5 if elder else 8) if portrait else (1 if elder or wordy else 2)
    pages: list[list[Material]] = [[]]
    used = 0
    for material in materials:
        need = 1 + len(ways_of(material, session)) if portrait else 1
        if pages[-1] and used + need > rows:
            pages.append([])
            used = 0
        pages[-1].append(material)
        used += need
    return pages


def materials_shown(scene: Scene) -> MaterialsShown:
    session, words, form = scene.session, scene.words, scene.session.form
    needed = FormAsking().materials(session, scene.site)
    wanted = [material for material in (form.materials if form is not None else ()) if material.id in needed]
    pages = pages_of(
        wanted, session, session.profile is Profile.ELDER, scene.site.portrait, words.language is not Language.ZH
    )
    place = paging(words, session.page, len(pages), 1)
    before = sum(len(page) for page in pages[: place.page])
    last = place.page >= len(pages) - 1
    return MaterialsShown(
        title=words.text("materials-title"),
        second=words.text("materials-second", count=str(len(wanted))),
        materials=tuple(
            material_shown(scene, form, material, before + number)
            for number, material in enumerate(pages[place.page], 1)
            if form is not None
        ),
        paging=place,
        left=Press(words.text("form-help"), On.HELP.value, icon="heart-handshake"),
        primary=Press(
            words.text("form-changed" if session.editing else "materials-next"),
            On.NEXT.value,
            icon="check" if session.editing else "arrow-right",
        )
        if last
        else Press(words.text("materials-more"), On.PAGE.value, place.page + 1, "arrow-right"),
    )


def material_shown(scene: Scene, form: FormDef, material: Material, number: int) -> MaterialShown:
    session, words = scene.session, scene.words
    chosen = session.materials.get(material.id, default_given(material, session, scene.site))
    return MaterialShown(
        material_name(words, form, material, session.joint),
        str(number),
        tuple(
            Choice(
                words.text(f"materials-{how.value.replace('_', '-')}"),
                words.text(f"materials-{how.value.replace('_', '-')}-second"),
                WAY_ICONS[how],
                how is chosen,
                On.MATERIAL.value,
                {"id": material.id, "how": how.value},
            )
            for how in ways_of(material, session)
        ),
    )

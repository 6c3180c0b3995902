"""How each material is given: from the card's photo, asked of another office, promised, or brought later."""

import msgspec

from contract.codes import Language, Profile
from contract.form import FormDef, Material
from contract.pictures import CaptureKind
from contract.submission import MaterialGiven
from kiosk.journey.application import given_how
from kiosk.journey.asking import FormAsking
from kiosk.journey.events import On
from kiosk.journey.pictures import kind_of_material, takers
from kiosk.journey.session import Session, Site
from kiosk.screens.as_said import paging
from kiosk.screens.form_words import material_name
from kiosk.screens.parts import Choice, Paging, Press
from kiosk.screens.shown import Scene

BESIDE = 3
WAY_ICONS = {
    MaterialGiven.CARD_PHOTO: "id-card",
    MaterialGiven.DATA_SHARING: "building-2",
    MaterialGiven.PROMISE: "hand-heart",
    MaterialGiven.SCANNED: "camera",
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


def ways_of(material: Material, session: Session, site: Site) -> tuple[MaterialGiven, ...]:
    """What can be offered here and now, the least trouble first; bringing it later always can."""
    photo = session.card is not None and session.card.photo is not None and session.photo_allowed
    found = []
    if material.from_card_photo and photo:
        found.append(MaterialGiven.CARD_PHOTO)
    if material.data_sharing:
        found.append(MaterialGiven.DATA_SHARING)
    kind = kind_of_material(material)
    if session.pictures.get(material.id) or takers(kind, site.camera, site.camera_takes, site.document_scanner):
        found.append(MaterialGiven.SCANNED)
    if material.promise_instead:
        found.append(MaterialGiven.PROMISE)
    return (*found, MaterialGiven.LATER)


def pages_of(materials: list[Material], session: Session, site: Site, *, wordy: bool) -> list[list[Material]]:
    """Whole materials only. In portrait each takes a row for its name and one for each way; in landscape the ways
    stand beside each other, more than three in two rows.
    """
    elder, portrait = session.profile is Profile.ELDER, site.portrait
    rows = (5 if elder else 8) if portrait else (1 if elder or wordy else 2)
    pages: list[list[Material]] = [[]]
    used = 0
    for material in materials:
        ways = len(ways_of(material, session, site))
        need = 1 + ways if portrait else 2 if ways > BESIDE else 1
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
    pages = pages_of(wanted, session, scene.site, wordy=words.language is not Language.ZH)
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
    chosen = given_how(material, session, scene.site)
    return MaterialShown(
        material_name(words, form, material, session.joint),
        str(number),
        tuple(
            photographed(scene, material, how is chosen)
            if how is MaterialGiven.SCANNED
            else Choice(
                words.text(f"materials-{how.value.replace('_', '-')}"),
                words.text(f"materials-{how.value.replace('_', '-')}-second"),
                WAY_ICONS[how],
                how is chosen,
                On.MATERIAL.value,
                {"id": material.id, "how": how.value},
            )
            for how in ways_shown(scene, ways_of(material, session, scene.site), chosen)
        ),
    )


def ways_shown(scene: Scene, ways: tuple[MaterialGiven, ...], chosen: MaterialGiven) -> tuple[MaterialGiven, ...]:
    """In landscape the elder profile has room for three: what is chosen, or the easiest, a picture, and later."""
    if len(ways) <= BESIDE or scene.site.portrait or scene.session.profile is not Profile.ELDER:
        return ways
    own = (MaterialGiven.SCANNED, MaterialGiven.LATER)
    first = chosen if chosen not in own else ways[0]
    return tuple(how for how in ways if how is first or how in own)


def photographed(scene: Scene, material: Material, on: bool) -> Choice:
    """Leads to the camera, or to the pages that were kept."""
    words, count = scene.words, len(scene.session.pictures.get(material.id, ()))
    face = kind_of_material(material) is CaptureKind.PORTRAIT
    return Choice(
        words.text("materials-scanned-face" if face else "materials-scanned"),
        words.text("materials-scanned-pages", count=count)
        if count
        else words.text("materials-scanned-face-second" if face else "materials-scanned-second"),
        WAY_ICONS[MaterialGiven.SCANNED],
        on,
        On.CAPTURE.value,
        {"id": material.id},
    )

"""The sheet over the screen: time-out, leaving, help, the sound, a full text."""

import msgspec

from contract.codes import Language
from kiosk.journey.events import On
from kiosk.journey.session import reads_pages
from kiosk.journey.states import Overlay, State
from kiosk.screens.item_lines import departments_said
from kiosk.screens.sample_papers import picture_of
from kiosk.screens.shown import Scene


class SheetButton(msgspec.Struct, frozen=True):
    text: str
    act: str
    icon: str


class Sheet(msgspec.Struct, frozen=True):
    """The sheet over the screen. `kind` picks the QML body; unused fields stay empty."""

    kind: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    buttons: tuple[SheetButton, ...] = ()
    """Between the primary button and the last ones."""
    picture: str = ""
    """A drawn sample (assets/pictures/samples)."""
    countdown: int = 0
    countdown_label: str = ""
    primary: str = ""
    primary_act: str = ""
    second: str = ""
    second_act: str = ""
    third: str = ""
    third_act: str = ""


TAKES_DRAFT = frozenset({State.FORM, State.MATERIALS, State.SIGN, State.REVIEW})


def sheet_of(scene: Scene) -> Sheet:
    session, words, site = scene.session, scene.words, scene.site
    match session.overlay:
        case Overlay.NONE:
            return Sheet()
        case Overlay.TIMEOUT:
            return Sheet(
                kind="timeout",
                title=words.text("timeout-title"),
                lines=(words.text("timeout-line"),),
                countdown=session.warning_s_left,
                countdown_label=words.text("timeout-seconds"),
                primary=words.text("timeout-still-here"),
                primary_act=On.STILL_HERE.value,
                second=words.text("timeout-more-time"),
                second_act=On.MORE_TIME.value,
                third=words.text("timeout-leave"),
                third_act=On.LEAVE_CONFIRMED.value,
            )
        case Overlay.LEAVE:
            return Sheet(
                kind="leave",
                title=words.text("leave-title"),
                lines=(words.text("leave-line"),),
                primary=words.text("leave-stay"),
                primary_act=On.CLOSE_SHEET.value,
                second=words.text("draft-take") if takes_draft(scene) else "",
                second_act=On.TAKE_DRAFT.value if takes_draft(scene) else "",
                third=words.text("leave-go"),
                third_act=On.LEAVE_CONFIRMED.value,
            )
        case Overlay.HELP:
            person = (
                (words.text("help-person", name=site.helper_name, phone=site.helper_phone),) if site.helper_name else ()
            )
            return Sheet(
                kind="help",
                title=words.text("help-title"),
                lines=(
                    *person,
                    words.text("help-hotline", phone=site.hotline),
                    words.text("help-here"),
                    words.text("help-free"),
                    *((words.text("help-content", version=site.package_version),) if site.package_version else ()),
                ),
                primary=words.text("help-close"),
                primary_act=On.CLOSE_SHEET.value,
                second=words.text("draft-take") if takes_draft(scene) else "",
                second_act=On.TAKE_DRAFT.value if takes_draft(scene) else "",
            )
        case Overlay.SOUND:
            return sound_sheet(scene)
        case Overlay.SAMPLE:
            return sample_sheet(scene)
        case Overlay.FULL_TEXT:
            return full_text_sheet(scene)


def takes_draft(scene: Scene) -> bool:
    """While a form is filled in: who cannot go on now takes it along instead of losing it."""
    return scene.session.form is not None and scene.session.state in TAKES_DRAFT


def sound_sheet(scene: Scene) -> Sheet:
    session, words = scene.session, scene.words
    each = reads_pages(session, scene.site)
    return Sheet(
        kind="sound",
        title=words.text("sound-title"),
        lines=(words.text("sound-line"),),
        primary=words.text("sound-read"),
        primary_act=On.READ_PAGE.value,
        buttons=(
            SheetButton(words.text("sound-stop"), On.HUSH.value, "pause"),
            SheetButton(words.text("sound-normal" if session.slow else "sound-slower"), On.SLOWER.value, "timer"),
            SheetButton(words.text("sound-louder"), On.LOUDER.value, "plus"),
            SheetButton(words.text("sound-softer"), On.SOFTER.value, "minus"),
            SheetButton(words.text("sound-not-each-page" if each else "sound-each-page"), On.READ_EACH.value, "play"),
            SheetButton(words.text("sound-close"), On.CLOSE_SHEET.value, "check"),
        ),
    )


def sample_sheet(scene: Scene) -> Sheet:
    """What a paper looks like: drawn, not photographed, and marked so."""
    session, words = scene.session, scene.words
    materials = (
        material
        for situation in (session.guide.situations if session.guide is not None else ())
        for material in situation.materials
    )
    material = next((one for one in materials if one.name == session.full_text), None)
    if material is None:
        return Sheet()
    said = (words.text("sample-drawn"),)
    return Sheet(
        kind="sample",
        title=material.name,
        lines=(material.sample, *said) if material.sample and words.language is Language.ZH else said,
        picture=picture_of(material.name),
        primary=words.text("full-text-close"),
        primary_act=On.CLOSE_SHEET.value,
    )


def full_text_sheet(scene: Scene) -> Sheet:
    """The privacy notice or a declaration, whole, as it is stored with the application."""
    session, words = scene.session, scene.words
    if session.full_text == "privacy":
        asks = departments_said(session.departments(), words, scene.package)
        lines = tuple(words.text(f"notice-text-{part}", department=asks) for part in range(1, 8))
        title = words.text("notice-title")
    else:
        declarations = session.form.declarations if session.form is not None else ()
        lines = tuple(d.text for d in declarations if session.full_text in ("", "declarations", d.id))
        title = words.text("declarations-title")
    return Sheet(
        kind="full_text",
        title=title,
        lines=lines,
        primary=words.text("full-text-close"),
        primary_act=On.CLOSE_SHEET.value,
    )

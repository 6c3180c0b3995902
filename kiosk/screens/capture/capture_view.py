"""One paper or face at a time: the live picture with its verdict, then the taken one to look at (DESIGN, 12-scan)."""

import msgspec

from contract.codes import Profile
from contract.failures import FailureCode
from contract.form import Material
from contract.pictures import CaptureKind, PictureHint
from contract.roles import Role
from contract.submission import MaterialGiven
from kiosk.journey.events import On
from kiosk.journey.noting_pictures import takers_of
from kiosk.journey.pictures import Picture, Taking, is_full
from kiosk.screens.as_said import breadth
from kiosk.screens.form_words import label_of, material_name
from kiosk.screens.parts import Choice, Press, Remark
from kiosk.screens.shown import Scene

SHORT_NAME = 9
"""Names as wide as this many Chinese characters stand in the heading."""
WRONG = {
    FailureCode.DOCUMENT_SCANNER_NO_SHEET: "capture-no-sheet",
    FailureCode.DOCUMENT_SCANNER_NEEDS_HAND: "capture-stuck",
}
GRAVE = frozenset({PictureHint.NO_EDGES, PictureHint.CUT_OFF, PictureHint.NO_FACE, PictureHint.DARK})


class CaptureShown(msgspec.Struct, frozen=True):
    title: str
    second: str
    live: bool
    """The camera's newest picture stands in the bed, and a frame round the middle."""
    face: bool
    """The frame is upright, for a head."""
    picture: str
    """Address of a taken picture; "": none."""
    bed: str
    """Said in the bed while there is no picture."""
    bed_icon: str
    verdict: Remark
    turn: Press
    notes: tuple[Remark, ...]
    ways: tuple[Choice, ...]
    left: Press
    primary: Press


def name_of(scene: Scene, taking: Taking) -> str:
    form, words = scene.session.form, scene.words
    if form is None:
        return ""
    for material in form.materials:
        if material.id == taking.of and not taking.in_form:
            return material_name(words, form, material, scene.session.joint)
    return next((label_of(words, field) for field in form.fields if field.id == taking.of), "")


def material_of(scene: Scene, taking: Taking) -> Material | None:
    form = scene.session.form
    found = form.materials if form is not None and not taking.in_form else ()
    return next((material for material in found if material.id == taking.of), None)


def address_of(picture: Picture) -> str:
    return f"image://picture/{picture.shown_as}"


def verdict_of(scene: Scene, kind: CaptureKind, hints: tuple[PictureHint, ...], live: bool) -> Remark:
    """The one thing to mend first, in a few words; else that it is good."""
    words = scene.words
    if not hints:
        good = "capture-good-face" if kind is CaptureKind.PORTRAIT else "capture-good" if live else "capture-good-taken"
        return Remark(words.text(good), tone="ok", icon="circle-check")
    worst = next((hint for hint in PictureHint if hint in hints), hints[0])
    return Remark(
        words.text(f"capture-hint-{worst.value.replace('_', '-')}"),
        tone="bad" if worst in GRAVE else "gold",
        icon="triangle-alert",
    )


def wrong_of(scene: Scene, code: FailureCode) -> Remark:
    return Remark(scene.words.text(WRONG.get(code, "capture-went-wrong")), tone="bad", icon="triangle-alert")


def nothing_taken(scene: Scene) -> CaptureShown:
    help_ = Press(scene.words.text("form-help"), On.HELP.value, icon="heart-handshake")
    return CaptureShown("", "", False, False, "", "", "", Remark(), Press(), (), (), help_, Press())


def capture_shown(scene: Scene) -> CaptureShown:
    session, words, taking = scene.session, scene.words, scene.session.taking
    if taking is None:
        return nothing_taken(scene)
    by_camera = taking.device is Role.CAMERA
    there = taking.device in takers_of(session, scene.site)
    waits = by_camera and there and taking.hints is None
    live = by_camera and there and taking.hints is not None
    return CaptureShown(
        title=title_of(scene, taking),
        second=second_of(scene, taking),
        live=live,
        face=taking.kind is CaptureKind.PORTRAIT,
        picture="",
        bed="" if live else words.text(bed_of(taking, there, waits)),
        bed_icon="camera" if by_camera else "scan-line",
        verdict=wrong_of(scene, taking.went_wrong)
        if taking.went_wrong
        else verdict_of(scene, taking.kind, taking.hints or (), True)
        if live
        else Remark(),
        turn=Press(),
        notes=(),
        ways=ways_on(scene, taking),
        left=Press(words.text("form-help"), On.HELP.value, icon="heart-handshake"),
        primary=take_press(scene, taking, there, waits),
    )


def title_of(scene: Scene, taking: Taking) -> str:
    words, name = scene.words, name_of(scene, taking)
    if taking.kind is CaptureKind.PORTRAIT:
        return words.text("capture-title-face")
    if taking.device is Role.DOCUMENT_SCANNER:
        return words.text("capture-title-slot")
    short = breadth(name) <= SHORT_NAME and scene.session.profile is not Profile.ELDER
    return words.text("capture-title", name=name) if short else words.text("capture-title-this")


def second_of(scene: Scene, taking: Taking) -> str:
    words = scene.words
    if taking.kind is CaptureKind.PORTRAIT:
        return words.text("capture-second-face")
    page = str(len(scene.session.pictures.get(taking.of, ())) + 1)
    how = "capture-second-slot" if taking.device is Role.DOCUMENT_SCANNER else "capture-second"
    return words.text(how, page=page)


def bed_of(taking: Taking, there: bool, waits: bool) -> str:
    if waits:
        return "capture-opening"
    if taking.device is Role.DOCUMENT_SCANNER:
        return "capture-slot" if there else "capture-slot-gone"
    return "capture-gone"


def take_press(scene: Scene, taking: Taking, there: bool, waits: bool) -> Press:
    words = scene.words
    scans = taking.device is Role.DOCUMENT_SCANNER
    full = is_full(scene.session.pictures, taking.of)
    reason = (
        "capture-busy-slot"
        if taking.asked and scans
        else "capture-busy"
        if taking.asked
        else "capture-full"
        if full
        else "capture-opening"
        if waits
        else "capture-slot-gone"
        if scans
        else "capture-gone"
    )
    return Press(
        words.text("capture-scan" if scans else "capture-take"),
        On.TAKE.value,
        icon="scan-line" if scans else "camera",
        enabled=there and not waits and not taking.asked and not full,
        reason=words.text(reason),
    )


def ways_on(scene: Scene, taking: Taking) -> tuple[Choice, ...]:
    """The other device, and how the paper can be given without a picture. Never empty for a material."""
    words, found = scene.words, []
    others = [role for role in takers_of(scene.session, scene.site) if role is not taking.device]
    if others:
        to_slot = others[0] is Role.DOCUMENT_SCANNER
        found.append(
            Choice(
                words.text("capture-use-slot" if to_slot else "capture-use-camera"),
                icon="scan-line" if to_slot else "camera",
                act=On.SWITCH_DEVICE.value,
                argument=others[0].value,
            )
        )
    material = material_of(scene, taking)
    if material is not None:
        otherwise = [(MaterialGiven.LATER, "clock", "capture-later")]
        cramped = scene.session.profile is Profile.ELDER and not scene.site.portrait  # it stands on the page before too
        if material.promise_instead and not (cramped and others):
            otherwise.insert(0, (MaterialGiven.PROMISE, "hand-heart", "materials-promise"))
        found += [
            Choice(
                words.text(said),
                icon=icon,
                act=On.GIVE_OTHERWISE.value,
                argument={"id": material.id, "how": how.value},
            )
            for how, icon, said in otherwise
        ]
    return tuple(found)


def captured_shown(scene: Scene) -> CaptureShown:
    session, words, taking = scene.session, scene.words, scene.session.taking
    if taking is None or taking.taken is None:
        return nothing_taken(scene)
    face = taking.kind is CaptureKind.PORTRAIT
    hints = taking.taken.hints
    room = 1 if session.profile is Profile.ELDER or not scene.site.portrait else 2
    return CaptureShown(
        title=words.text("captured-title-face" if face else "captured-title"),
        second=words.text("captured-second-face" if face else "captured-second"),
        live=False,
        face=face,
        picture=address_of(taking.taken),
        bed="",
        bed_icon="",
        verdict=verdict_of(scene, taking.kind, hints, False),
        turn=Press() if face else Press(words.text("capture-turn"), On.TURN.value, icon="rotate-ccw"),
        notes=tuple(
            Remark(text=words.text(f"captured-hint-{hint.value.replace('_', '-')}"), tone="gold", icon="info")
            for hint in PictureHint
            if hint in hints
        )[:room],
        ways=(),
        left=Press(words.text("captured-again"), On.RETAKE.value, icon="undo-2"),
        primary=Press(words.text("captured-keep"), On.KEEP.value, icon="check"),
    )

"""Notes of taking pictures: which paper, what came of it, the order of its pages. Pure; called by noting.note."""

from collections.abc import Mapping
from typing import Any

from contract.form import FieldType
from contract.pictures import CaptureKind, PictureHint
from contract.submission import MaterialGiven
from kiosk.journey.events import On
from kiosk.journey.noting_answers import take_material, text_of
from kiosk.journey.pictures import KIND_OF_FIELD, Picture, Taking, is_full, kind_of_material, takers
from kiosk.journey.session import Session, Site
from kiosk.journey.states import State

NOTED = frozenset(
    {
        On.CAPTURE,
        On.SWITCH_DEVICE,
        On.TAKE,
        On.RETAKE,
        On.TURN,
        On.KEEP,
        On.PICK_PAGE,
        On.REMOVE_PAGE,
        On.PAGE_EARLIER,
        On.MORE_PAGES,
        On.PAGES_DONE,
        On.GIVE_OTHERWISE,
        On.LIVE,
        On.PICTURE_TAKEN,
        On.PICTURE_NOT_TAKEN,
    }
)


def note_picture(session: Session, site: Site, on: On, argument: Any) -> On:
    if on is On.CAPTURE:
        return _begin(session, site, argument)
    taking = session.taking
    if taking is None:
        return On.STATUS_CHANGED
    match on:
        case On.SWITCH_DEVICE:
            if text_of(argument) not in takers_of(session, site) or taking.asked:
                return On.STATUS_CHANGED
            taking.device = next(role for role in takers_of(session, site) if role == argument)
            taking.hints, taking.went_wrong = None, None
        case On.TAKE:
            if taking.asked or session.state is not State.CAPTURE or is_full(session.pictures, taking.of):
                return On.STATUS_CHANGED
            session.captures += 1
            taking.asked, taking.went_wrong = f"{session.visit}-{session.captures}", None
        case On.LIVE:
            taking.hints = argument
        case On.PICTURE_TAKEN:
            return _taken(session, taking, argument)
        case On.PICTURE_NOT_TAKEN:
            capture_id, code = argument
            if capture_id != taking.asked:
                return On.STATUS_CHANGED
            taking.asked, taking.went_wrong = "", code
        case On.RETAKE | On.MORE_PAGES:
            _look_again(session, site, taking)
            if on is On.MORE_PAGES and is_full(session.pictures, taking.of):
                return On.STATUS_CHANGED
        case On.KEEP:
            return _keep(session, taking)
        case On.GIVE_OTHERWISE:
            if not _offers(argument):
                return On.STATUS_CHANGED
            session.page = 0
            take_material(session, argument)
        case On.PAGES_DONE:
            session.page = 0
            return On.PAGES_DONE_FORM if taking.in_form else on
        case _:
            return _order(session, site, taking, on, argument)
    return on


def back_from_pictures(session: Session, site: Site) -> On:
    """返回 of the three pages: one step back."""
    taking = session.taking
    if taking is None:
        return On.BACK
    if session.state is State.CAPTURED:
        _look_again(session, site, taking)
        return On.BACK
    taking.asked, taking.went_wrong = "", None
    if session.state is State.CAPTURE and session.pictures.get(taking.of):
        return On.BACK_TO_PAGES
    return On.BACK_TO_FORM if taking.in_form else On.BACK


def takers_of(session: Session, site: Site) -> tuple[Any, ...]:
    kind = session.taking.kind if session.taking is not None else CaptureKind.DOCUMENT
    return takers(kind, site.camera, site.camera_takes, site.document_scanner)


def _begin(session: Session, site: Site, argument: Any) -> On:
    form = session.form
    if form is None or not isinstance(argument, Mapping):
        return On.STATUS_CHANGED
    material = next((each for each in form.materials if each.id == argument.get("id")), None)
    field = next((each for each in form.fields if each.id == argument.get("field")), None)
    if material is not None and session.state is State.MATERIALS:
        session.taking = Taking(material.id, kind_of_material(material), in_form=False)
    elif field is not None and field.type in KIND_OF_FIELD and session.state is State.FORM:
        session.taking = Taking(field.id, KIND_OF_FIELD[field.type], in_form=True)
    else:
        return On.STATUS_CHANGED
    session.page = 0
    _look_again(session, site, session.taking)
    if not session.pictures.get(session.taking.of):
        return On.CAPTURE
    if not session.taking.in_form:
        session.materials[session.taking.of] = MaterialGiven.SCANNED
    return On.CAPTURE_PAGES


def _look_again(session: Session, site: Site, taking: Taking) -> None:
    """Before the camera again, or before the scanner where there is no camera for it."""
    there = takers_of(session, site)
    if taking.device not in there and there:
        taking.device = there[0]
    taking.hints, taking.asked, taking.went_wrong, taking.taken = None, "", None, None


def _taken(session: Session, taking: Taking, argument: Any) -> On:
    capture_id, jpeg, hints = argument
    if session.state is not State.CAPTURE or not taking.asked or capture_id != taking.asked:
        return On.STATUS_CHANGED  # it was given up meanwhile
    taking.asked = ""
    taking.taken = Picture(str(session.captures), jpeg, tuple(PictureHint(hint) for hint in hints))
    return On.PICTURE_TAKEN


def _keep(session: Session, taking: Taking) -> On:
    if taking.taken is None:
        return On.STATUS_CHANGED
    single = taking.kind is CaptureKind.PORTRAIT
    before = () if single else session.pictures.get(taking.of, ())
    session.pictures[taking.of] = (*before, taking.taken)
    taking.picked, taking.taken = len(before), None
    session.page = 0
    session.errors = ()
    if not taking.in_form:
        session.materials[taking.of] = MaterialGiven.SCANNED
    if single:
        return On.KEPT_ONE_FORM if taking.in_form else On.KEPT_ONE
    return On.KEEP


def _offers(argument: Any) -> bool:
    return isinstance(argument, Mapping) and argument.get("how") in {
        MaterialGiven.LATER.value,
        MaterialGiven.PROMISE.value,
        MaterialGiven.DATA_SHARING.value,
        MaterialGiven.CARD_PHOTO.value,
    }


def _order(session: Session, site: Site, taking: Taking, on: On, argument: Any) -> On:
    pages = list(session.pictures.get(taking.of, ()))
    at = min(taking.picked, len(pages) - 1)
    match on:
        case On.TURN if session.state is State.CAPTURED and taking.taken is not None:
            taking.taken = _turned(taking.taken)
            return on
        case On.PICK_PAGE:
            if isinstance(argument, int | float) and 0 <= int(argument) < len(pages):
                taking.picked = int(argument)
            return on
        case On.TURN if pages:
            pages[at] = _turned(pages[at])
        case On.PAGE_EARLIER if at > 0:
            pages[at - 1], pages[at] = pages[at], pages[at - 1]
            taking.picked = at - 1
        case On.REMOVE_PAGE if pages:
            del pages[at]
            taking.picked = max(0, at - 1)
            session.page = 0
        case _:
            return On.STATUS_CHANGED
    if pages:
        session.pictures[taking.of] = tuple(pages)
        return on
    del session.pictures[taking.of]
    session.materials.pop(taking.of, None)
    _look_again(session, site, taking)
    return On.REMOVED_LAST


def _turned(picture: Picture) -> Picture:
    return Picture(picture.name, picture.jpeg, picture.hints, (picture.turn + 1) % 4)


def placeholder_of(kind: FieldType) -> object:
    """What a taken picture counts as before it is sealed: its true digest is known then."""
    named = {"sha256": "0" * 64}
    return [named] if kind is FieldType.SCAN else named

"""What is handed in, worked out on the window's thread; sealing and storing it is the queue's thread's."""

import contextlib
import copy
from collections.abc import Callable
from datetime import datetime

import msgspec

from catalogue.package.open import Package
from contract.submission import Application, JointApplication, Payload, Placing, Scan, with_scans
from kiosk.desk import HandInDesk
from kiosk.journey.application import (
    Child,
    application_of,
    handed_pictures,
    joint_application_of,
    request_of,
    session_of_child,
    strokes_of,
)
from kiosk.journey.around import Around
from kiosk.journey.noting_answers import Asking
from kiosk.journey.pictures import Picture, content_of, file_name
from kiosk.journey.session import HandIn, Session, Site

Pictures = dict[str, bytes]


def handing_in(taken: Session, site: Site, asking: Asking, around: Around) -> Callable[[HandInDesk], HandIn]:
    """The job for the desk; nothing of the live session is looked at any more.

    taken: has form, and item or joint; or the question to a register that nobody answered.
    """
    form, item = taken.form, taken.item
    if taken.inquiry is not None:
        build, pages, place = _request(taken, site)
    elif taken.joint is not None:
        build, pages, place = _joint(taken, site, asking, around)
    else:
        build, pages, place = _single(taken, site, asking)
    form_id, form_version = (form.id, form.version) if form is not None else ("", 0)
    at = around.clock()
    code = taken.joint.code if taken.joint is not None else item.code if item is not None else ""

    def job(desk: HandInDesk) -> HandIn:
        pictures = around.draw_signatures(taken.strokes)
        if taken.signed_by_card and "signature" not in pictures:
            pictures["signature"] = around.draw_card_signature(at)
        handed_in = desk.hand_in(
            lambda submission_id, number, at: build(pictures, submission_id, number, at),
            code,
            form_id,
            form_version,
            [(file_name(of, at), content_of(page)) for of in pages for at, page in enumerate(pages[of])],
            place,
        )
        with contextlib.suppress(ValueError):  # handed in it is, whatever becomes of the picture
            around.draw_code(handed_in.proof)
        return handed_in

    return job


Pages = dict[str, tuple[Picture, ...]]
"""Pictures of papers by their name on the screen, in the order they are sealed."""
HandingIn = tuple[Callable[[Pictures, str, str, datetime], Payload], Pages, Placing]


def _single(taken: Session, site: Site, asking: Asking) -> HandingIn:
    answers, needed = asking.complete(taken, site), asking.materials(taken, site)
    pages = handed_pictures(taken, site, answers, needed)

    def build(pictures: Pictures, submission_id: str, number: str, at: datetime) -> Payload:
        return application_of(taken, site, answers, needed, pictures, submission_id, number, at)

    return build, pages, with_scans


def _request(taken: Session, site: Site) -> HandingIn:
    return (
        lambda _pictures, submission_id, number, at: request_of(taken, site, submission_id, number, at),
        {},
        with_scans,
    )


def children_asked(taken: Session, site: Site, asking: Asking, package: Package) -> list[Child]:
    """What was asked for, item by item: the children of a joint matter, or the one item by itself."""
    if taken.joint is None:
        drawn = {name: name for name in taken.strokes}
        answers, needed = asking.complete(taken, site), asking.materials(taken, site)
        return [Child(session=copy.copy(taken), answers=answers, needed=needed, signatures=drawn)]
    children: list[Child] = []
    for part in taken.joint.parts:
        own = session_of_child(taken, part, package.item(part.item))
        answers, needed = asking.complete(own, site), asking.materials(own, site)
        children.append(Child(session=own, answers=answers, needed=needed, signatures=strokes_of(part)))
    return children


def _joint(taken: Session, site: Site, asking: Asking, around: Around) -> HandingIn:
    joint, package = taken.joint, around.package
    assert joint is not None and package is not None
    children = children_asked(taken, site, asking, package)

    def build(pictures: Pictures, submission_id: str, number: str, at: datetime) -> Payload:
        def one(child: Child, own_id: str, own_number: str) -> Application:
            signed = {own: pictures[name] for own, name in child.signatures.items() if name in pictures}
            return application_of(child.session, site, child.answers, child.needed, signed, own_id, own_number, at)

        return joint_application_of(joint.code, joint.theme, children, one, submission_id, number, at)

    pages, place = _shared_pages(taken, site, children)
    return build, pages, place


def _shared_pages(taken: Session, site: Site, children: list[Child]) -> tuple[Pages, Placing]:
    """A paper that several items ask for is sealed once, and stands in each of them under its own name there."""
    joint = taken.joint
    assert joint is not None
    own_names: list[dict[str, str]] = []
    for part, child in zip(joint.parts, children, strict=True):
        own = handed_pictures(child.session, site, child.answers, child.needed)
        own_names.append({(part.fields | part.materials)[name]: name for name in own})
    wanted = {name for names in own_names for name in names}
    pages = {of: held for of, held in taken.pictures.items() if of in wanted}
    places = [(of, at) for of in pages for at in range(len(pages[of]))]

    def place(payload: Payload, scans: tuple[Scan, ...]) -> Payload:
        assert isinstance(payload, JointApplication)
        applications = tuple(
            msgspec.structs.replace(
                application,
                scans=tuple(
                    msgspec.structs.replace(scan, name=file_name(names[of], at))
                    for (of, at), scan in zip(places, scans, strict=True)
                    if of in names
                ),
            )
            for application, names in zip(payload.applications, own_names, strict=True)
        )
        return msgspec.structs.replace(payload, applications=applications)

    return pages, place

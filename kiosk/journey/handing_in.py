"""What is handed in, worked out on the window's thread; sealing and storing it is the queue's thread's."""

import contextlib
from collections.abc import Callable
from datetime import datetime

from contract.submission import Application, Payload
from kiosk.desk import HandInDesk
from kiosk.journey.application import Child, application_of, joint_application_of, session_of_child, strokes_of
from kiosk.journey.around import Around
from kiosk.journey.noting_answers import Asking
from kiosk.journey.session import HandIn, Session, Site

Pictures = dict[str, bytes]


def handing_in(taken: Session, site: Site, asking: Asking, around: Around) -> Callable[[HandInDesk], HandIn]:
    """The job for the desk; nothing of the live session is looked at any more. taken: has form, and item or joint."""
    build = _joint(taken, site, asking, around) if taken.joint is not None else _single(taken, site, asking)
    form, item = taken.form, taken.item
    assert form is not None
    code = taken.joint.code if taken.joint is not None else item.code if item is not None else ""

    def job(desk: HandInDesk) -> HandIn:
        pictures = around.draw_signatures(taken.strokes)
        handed_in = desk.hand_in(
            lambda submission_id, number, at: build(pictures, submission_id, number, at), code, form.id, form.version
        )
        with contextlib.suppress(ValueError):  # handed in it is, whatever becomes of the picture
            around.draw_code(handed_in.proof)
        return handed_in

    return job


def _single(taken: Session, site: Site, asking: Asking) -> Callable[[Pictures, str, str, datetime], Payload]:
    answers, needed = asking.complete(taken, site), asking.materials(taken, site)
    return lambda pictures, submission_id, number, at: application_of(
        taken, site, answers, needed, pictures, submission_id, number, at
    )


def _joint(
    taken: Session, site: Site, asking: Asking, around: Around
) -> Callable[[Pictures, str, str, datetime], Payload]:
    joint, package = taken.joint, around.package
    assert joint is not None and package is not None
    children: list[Child] = []
    for part in joint.parts:
        own = session_of_child(taken, part, package.item(part.item))
        children.append(
            Child(
                session=own,
                answers=asking.complete(own, site),
                needed=asking.materials(own, site),
                signatures=strokes_of(part),
            )
        )

    def build(pictures: Pictures, submission_id: str, number: str, at: datetime) -> Payload:
        def one(child: Child, own_id: str, own_number: str) -> Application:
            signed = {own: pictures[name] for own, name in child.signatures.items() if name in pictures}
            return application_of(child.session, site, child.answers, child.needed, signed, own_id, own_number, at)

        return joint_application_of(joint.code, joint.theme, children, one, submission_id, number, at)

    return build

"""Notes of a question to a register. Pure; called by noting.note."""

from dataclasses import replace
from typing import Any

from contract.inquiry import Reply, ReplyState
from kiosk.journey.events import On
from kiosk.journey.inquiry import Inquiring
from kiosk.journey.session import Session, Slip


def inquire(session: Session) -> On:
    """From the guide. What is about nobody needs no card."""
    if session.instant is None:
        return On.STATUS_CHANGED
    session.inquiry, session.form, session.slip = Inquiring(session.instant), None, Slip.NOT_YET
    session.page, session.save_failure, session.card_failure = 0, None, None
    session.sheet, session.sheet_state = None, Slip.NOT_YET
    return On.INQUIRE if session.instant.personal else On.INQUIRE_OPEN


def take_reply(session: Session, argument: Any) -> On:
    """An answer to another question, or to one that was given up, changes nothing."""
    inquiry = session.inquiry
    if isinstance(argument, Reply):
        reply = argument
    elif isinstance(argument, str):
        reply = Reply(inquiry_id=argument, state=ReplyState.UNAVAILABLE)
    else:
        return On.STATUS_CHANGED
    if inquiry is None or inquiry.reply is not None or reply.inquiry_id != inquiry.inquiry_id:
        return On.STATUS_CHANGED
    session.inquiry = replace(inquiry, reply=reply)
    return On.ANSWERED if session.inquiry.is_verified else On.NOT_ANSWERED

"""Notes of what became of paper beside the receipt. Pure; called by noting.note."""

from typing import Any

from contract.failures import FailureCode
from kiosk.journey.events import On
from kiosk.journey.session import Session, Slip


def take_sheet(session: Session, on: On, argument: Any) -> None:
    """What became of a paper beside the receipt; an answer about an earlier one says nothing any more."""
    job, what = argument
    if job != session.sheet_job:
        return
    if on is On.SHEET_PRINTED:
        session.sheet_state, session.sheet_failure = (Slip.PRINTED if what else Slip.UNKNOWN), None
    else:
        session.sheet_state = Slip.FAILED
        session.sheet_failure = what if isinstance(what, FailureCode) else FailureCode.PRINTER_UNKNOWN

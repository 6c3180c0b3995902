"""What the sync process heard of the centre, noted where the screens look, and named as events. Pure."""

from contract.submission import SubmissionState
from contract.sync import NetworkState, SyncLine
from kiosk.journey.events import On
from kiosk.journey.session import Session, Site

AT_CENTRE = (SubmissionState.CUSTODY, SubmissionState.COMPLETE)


def note_centre(session: Session, site: Site, line: SyncLine) -> list[tuple[On, object]]:
    """The events that follow, each with its argument."""
    follows: list[tuple[On, object]] = [(On.ANSWERED, reply) for reply in line.replies]
    was = (site.network_up, site.pending)
    site.network_up, site.pending = line.network is NetworkState.UP, line.pending
    mine = session.handed_in.submission_id if session.handed_in is not None else None
    numbers = [change.case_number for change in line.changes if change.submission_id == mine]
    taken = any(moved.submission_id == mine for moved in line.moved if moved.state in AT_CENTRE)
    if mine is not None and (numbers or taken):
        session.case_number = numbers[-1] if numbers and session.joint is None else session.case_number
        follows.append((On.CENTRE_HAS_IT, None))
    elif was != (site.network_up, site.pending):
        follows.append((On.STATUS_CHANGED, None))
    return follows

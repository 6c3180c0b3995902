"""What devices beside reader, scanner and printer say, as the event that follows: a social card, the cabinet's door."""

from contract.device_lines import CardLifted, CardNotRead, CardReading, DeviceAnswer, SocialCardSeen
from contract.keys import DoorMoved
from contract.log_events import LogEvent
from contract.roles import Role
from kiosk.journey.code_reading import code_event
from kiosk.journey.events import On
from kiosk.journey.noting_speech import speech_event
from kiosk.journey.session import Session
from kiosk.logs import log


def said_by(session: Session, role: Role, answer: DeviceAnswer) -> tuple[On, object] | None:
    """The event of an answer that means one by itself: something heard, a code, a card in the slot, the door."""
    return speech_event(session, answer) or code_event(session, answer) or beside_event(session, role, answer)


def beside_event(session: Session, role: Role, answer: DeviceAnswer) -> tuple[On, object] | None:
    """The event of an answer; None: it is about something else.

    A card in the slot is not the card on the reader: that it is read or taken out means nothing to the visit.
    """
    match answer:
        case DoorMoved(is_open=is_open):
            log(LogEvent.DOOR_MOVED, is_open=is_open)  # for the technician; a resident is not told
            return On.STATUS_CHANGED, None
        case SocialCardSeen(visit=visit, card=card):
            return (On.SOCIAL_CARD, card) if visit == session.visit else (On.STATUS_CHANGED, None)
        case CardNotRead(visit=visit, failure=failure) if role is Role.SOCIAL_CARD:
            return (On.SOCIAL_CARD, failure) if visit == session.visit else (On.STATUS_CHANGED, None)
        case CardReading() | CardLifted() if role is Role.SOCIAL_CARD:
            return On.STATUS_CHANGED, None
        case _:
            return None

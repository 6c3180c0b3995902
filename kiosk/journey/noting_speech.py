"""What becomes known while somebody speaks: noted in the session. Pure."""

from contract.device_lines import DeviceAnswer, SoundLevel
from contract.failures import FailureCode
from contract.speech import (
    LONGEST_TEXT,
    MOST_ALTERNATIVES,
    Listening,
    ListeningFailed,
    SpeechAnswer,
    SpeechBegan,
    SpeechFinal,
    SpeechPartial,
)
from kiosk.journey.events import On
from kiosk.journey.say_answer import said
from kiosk.journey.session import Hearing, Session
from kiosk.journey.states import LISTENS, State

NOT_HEARD = Hearing.NOTHING, Hearing.FAILED


def speech_event(session: Session, answer: DeviceAnswer) -> tuple[On, object] | None:
    """The event of an answer; None for one of an utterance that is over, or about something else."""
    if session.state not in LISTENS or session.hearing in NOT_HEARD:
        return None
    if isinstance(answer, SoundLevel):
        return On.HEARING, answer
    if not isinstance(answer, SpeechAnswer) or answer.session != session.utterance:
        return None
    match answer:
        case SpeechFinal(nbest=nbest) if nbest:
            return On.HEARD, nbest
        case SpeechFinal():
            return On.HEARD_NOTHING, None
        case ListeningFailed(failure=failure):
            return On.HEARD_NOTHING, failure.code
        case Listening() | SpeechBegan() | SpeechPartial():
            return On.HEARING, answer


def note_place(session: Session, on: On, argument: object) -> On:
    """What was said, or that it will be typed after all, goes on as a place that is being typed."""
    field, session.speaks_place = session.speaks_place, ""
    if on is On.OPEN_SEARCH:
        session.place_typed = (field, "")
        return On.TYPE_INSTEAD
    if isinstance(argument, str) and argument and session.question == field:
        session.place_typed = (field, argument[:LONGEST_TEXT])
    return on


def note_speech(session: Session, on: On, argument: object) -> On:
    """The event's true name: what is said where a place is asked for is no query, and a phrase that answers nothing
    was not heard."""
    if on is On.HEARD and session.state is State.SAY and isinstance(argument, tuple):
        session.said = said(session.sayable, argument)
        on, argument = (on, argument) if session.said is not None else (On.HEARD_NOTHING, None)
    if on is On.SPEAK_PLACE:
        session.speaks_place = session.question
    elif on is On.SPEAK and session.state is not State.SPEAK:
        session.speaks_place = ""
    if on is On.HEARD and session.speaks_place and isinstance(argument, tuple) and argument:
        session.spoken = tuple(str(text)[:LONGEST_TEXT] for text in argument[:MOST_ALTERNATIVES])
        session.place_typed = (session.speaks_place, session.spoken[0])
        return On.PLACE_SAID
    _note(session, On.SPEAK if on is On.SPEAK_PLACE else on, argument)
    return on


def _note(session: Session, on: On, argument: object) -> None:
    match on, argument:
        case On.SPEAK, _:
            session.hearing, session.heard_part, session.heard_db, session.spoken = Hearing.OPENING, "", -96.0, ()
            if session.state not in (State.RESULTS, State.SPEAK) and not session.speaks_place:
                session.heard = None  # only a question that stands on the page is answered by what is said
        case On.SPOKEN, _:
            session.hearing = Hearing.THINKING
        case On.HEARING, SoundLevel(rms_db=rms_db):
            session.heard_db = rms_db
        case On.HEARING, Listening():
            session.hearing = Hearing.OPEN
        case On.HEARING, SpeechPartial(text=text):
            session.heard_part = text[:LONGEST_TEXT]
        case On.HEARD, tuple() if session.state is State.SAY:
            session.hearing = Hearing.THINKING
        case On.HEARD, tuple():
            session.spoken = tuple(str(text)[:LONGEST_TEXT] for text in argument[:MOST_ALTERNATIVES])
            session.query, session.found, session.heard, session.replies = session.spoken[0], (), None, ()
        case On.HEARD_NOTHING, _:
            session.hearing = Hearing.FAILED if isinstance(argument, FailureCode) else Hearing.NOTHING
            session.heard_part = ""
        case _:
            pass

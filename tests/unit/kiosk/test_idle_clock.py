"""Idle time in hand-cranked seconds."""

from contract.codes import Profile
from kiosk.journey.events import On
from kiosk.journey.idle import IdleClock
from kiosk.journey.session import Session
from kiosk.journey.states import Overlay, State


def session_in(state: State, profile: Profile = Profile.STANDARD) -> Session:
    return Session(state=state, profile=profile)


def test_a_warning_comes_after_a_minute_and_counts_down_to_clearing() -> None:
    clock, session = IdleClock(), session_in(State.FORM)
    assert clock.due(session, 59) is None
    assert clock.due(session, 60) is On.STATUS_CHANGED
    assert session.overlay is Overlay.TIMEOUT
    assert clock.due(session, 90) is On.STATUS_CHANGED
    assert session.warning_s_left == 30
    assert clock.due(session, 120) is On.WARNING_OVER


def test_elders_get_twice_as_long() -> None:
    clock, session = IdleClock(), session_in(State.FORM, Profile.ELDER)
    assert clock.due(session, 119) is None
    assert clock.due(session, 120) is On.STATUS_CHANGED


def test_home_holds_nothing_personal_and_goes_on_without_a_warning() -> None:
    clock, session = IdleClock(), session_in(State.HOME)
    assert clock.due(session, 60) is On.IDLE_OVER
    assert session.overlay is Overlay.NONE


def test_a_touch_begins_the_minute_again() -> None:
    clock, session = IdleClock(), session_in(State.REVIEW)
    clock.touched(50)
    assert clock.due(session, 100) is None
    assert clock.due(session, 110) is On.STATUS_CHANGED


def test_more_time_holds_for_five_minutes() -> None:
    clock, session = IdleClock(), session_in(State.FORM)
    clock.due(session, 60)
    session.overlay = Overlay.NONE
    clock.grant_more(70)
    assert clock.due(session, 369) is None
    assert clock.due(session, 371) is On.STATUS_CHANGED


def test_a_new_warning_counts_from_its_own_beginning() -> None:
    clock, session = IdleClock(), session_in(State.FORM)
    clock.due(session, 60)
    session.overlay = Overlay.NONE
    clock.touched(100)
    assert clock.due(session, 101) is None
    assert clock.due(session, 160) is On.STATUS_CHANGED
    assert session.warning_s_left == 60


def test_writing_the_sealed_file_is_never_interrupted() -> None:
    assert IdleClock().due(session_in(State.SUBMITTING), 10_000) is None

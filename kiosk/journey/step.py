"""The pure step: state and event in, next state and named effects out. No Qt, no clock, no devices."""

from kiosk.journey.events import On
from kiosk.journey.named_effects import Do
from kiosk.journey.states import State
from kiosk.journey.table import FROM_ANYWHERE, LEAVES, TABLE


def step(state: State, event: On) -> tuple[State, tuple[Do, ...]]:
    """Look the event up; one that means nothing here changes nothing."""
    row = TABLE.get((state, event))
    if row is None and state in LEAVES:
        row = FROM_ANYWHERE.get(event)
    return row if row is not None else (state, ())

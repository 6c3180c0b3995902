"""The table as a whole: no state without a screen, an idle rule, a way home; nothing unreachable; nothing misnamed."""

import importlib.util
from collections import deque
from pathlib import Path

import pytest

from kiosk.config import ROOT
from kiosk.journey.events import On
from kiosk.journey.states import IDLE_RULES, State
from kiosk.journey.step import step
from kiosk.journey.table import FROM_ANYWHERE, LEAVES, TABLE
from kiosk.screens.shown import SCREENS

HOMES = {State.IDLE, State.CLEARED}


def reachable_from(start: State) -> set[State]:
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        for event in On:
            there, _ = step(here, event)
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def test_every_state_has_a_screen_and_an_idle_rule() -> None:
    assert set(SCREENS) == set(State)
    assert set(IDLE_RULES) == set(State)


def test_every_screen_names_a_file_and_a_function_that_exist() -> None:
    for screen in SCREENS.values():
        assert (Path(ROOT) / "kiosk" / "screens" / screen.qml).is_file(), screen.qml
        module, _, name = screen.shown.partition(":")
        assert callable(getattr(importlib.import_module(module), name))


def test_every_state_can_be_reached_from_the_first_screen() -> None:
    assert reachable_from(State.IDLE) == set(State)


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_way_to_the_first_screen(state: State) -> None:
    assert reachable_from(state) & HOMES


@pytest.mark.parametrize("state", [state for state in State if IDLE_RULES[state].standard_s is not None])
def test_nobody_there_always_ends_in_a_cleared_station(state: State) -> None:
    rule = IDLE_RULES[state]
    there, effects = step(state, On.WARNING_OVER if rule.warns else On.IDLE_OVER)
    assert there in HOMES
    if state is not State.CLEARED:
        assert "forget" in {effect.value for effect in effects}


def test_a_timeout_gives_elders_at_least_as_long() -> None:
    for rule in IDLE_RULES.values():
        assert (rule.standard_s is None) == (rule.elder_s is None)
        assert rule.elder_s is None or rule.standard_s is None or rule.elder_s >= rule.standard_s


def test_leaving_is_possible_everywhere_but_while_the_sealed_file_is_written() -> None:
    for state in LEAVES:
        assert step(state, On.LEAVE_CONFIRMED)[0] is State.CLEARED
    assert step(State.SUBMITTING, On.LEAVE_CONFIRMED) == (State.SUBMITTING, ())


def test_an_event_that_means_nothing_changes_nothing() -> None:
    assert step(State.HOME, On.SAVED) == (State.HOME, ())
    assert step(State.IDLE, On.CARD_READ) == (State.IDLE, ())


def test_an_event_from_anywhere_is_not_also_in_the_table() -> None:
    assert not {event for _, event in TABLE} & set(FROM_ANYWHERE)

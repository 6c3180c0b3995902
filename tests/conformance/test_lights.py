"""What lamps and the door's contact promise."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.emulators.relay_board import RelayBoardEmulator, RelayFault
from contract.device_lines import AskStatus, DeviceState, DeviceStatus
from contract.failures import FailureCode
from contract.keys import DoorMoved, Lamp, SetLamp
from contract.roles import Role
from devices.lights.relay_lines import LONGEST_LINE, RelayAnswers
from devices.registry import drivers_of
from tests.conformance.heard import Heard

Bench = tuple[RelayBoardEmulator, Heard]


@pytest.fixture(params=drivers_of(Role.LIGHTS))
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    emulator = RelayBoardEmulator()
    settings = {"driver": request.param, "port": emulator.path, "lamps": {"card_reader": 1, "printer": 4}}
    with Heard(Role.LIGHTS, settings) as heard:
        heard.wait_state(DeviceState.READY)
        yield emulator, heard
    emulator.close()


def test_lamps_are_lit_one_by_one_and_a_lamp_that_is_not_there_is_no_trouble(bench: Bench) -> None:
    emulator, heard = bench
    heard.send(SetLamp(lamp=Lamp.CARD_READER, on=True), SetLamp(lamp=Lamp.CAMERA, on=True))
    assert emulator.wait_lit({"1"}, 10)
    heard.send(SetLamp(lamp=Lamp.PRINTER, on=True), SetLamp(lamp=Lamp.CARD_READER, on=False))
    assert emulator.wait_lit({"4"}, 10)


def test_the_door_is_told_when_it_moves(bench: Bench) -> None:
    emulator, heard = bench
    assert not heard.wait(DoorMoved).is_open
    emulator.move_door(True)
    assert heard.wait(DoorMoved).is_open
    emulator.move_door(False)
    assert not heard.wait(DoorMoved).is_open


def test_a_board_that_falls_silent_is_a_fault_until_it_answers(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(RelayFault.SILENT)
    failure = heard.wait_state(DeviceState.FAULT).failure
    assert failure is not None
    assert failure.code is FailureCode.DEVICE_HUNG
    emulator.heal()
    heard.wait_state(DeviceState.READY)


def test_garbage_is_survived_and_a_pulled_plug_found(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(RelayFault.GARBAGE)
    heard.catch_up()
    heard.send(AskStatus())
    heard.wait(DeviceStatus)
    emulator.heal()
    emulator.unplug()
    heard.wait_state(DeviceState.ABSENT)
    emulator.replug()
    heard.wait_state(DeviceState.READY)
    emulator.move_door(True)
    assert heard.wait(DoorMoved, lambda moved: moved.is_open)


def test_settings_that_cannot_be_meant_are_named() -> None:
    for wrong in ({"lamps": {"sun": 1}}, {"on": "relay {m} on"}, {"door_open": "("}):
        with Heard(Role.LIGHTS, {"driver": "serial_relay", "port": "/dev/null", **wrong}) as heard:
            failure = heard.wait_state(DeviceState.FAULT).failure
            assert failure is not None
            assert failure.code is FailureCode.CONFIG_INVALID


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_any_bytes_of_a_board_are_survived_and_not_kept(pieces: list[bytes]) -> None:
    answers = RelayAnswers("input 1", "input 0")
    for piece in pieces:
        list(answers.feed(piece))
        assert len(answers._held) <= LONGEST_LINE

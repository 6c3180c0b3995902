"""What keys, proximity sensor and headset socket promise."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.emulators.input_events import InputDeviceEmulator
from contract.device_lines import AskStatus, DeviceState, DeviceStatus
from contract.failures import FailureCode
from contract.keys import HeadsetPlugged, Key, KeyPressed, PersonNear
from contract.roles import Role
from devices.keypad.key_events import KeyEvents
from devices.link.event_node import EventStream
from tests.conformance.heard import Heard

Bench = tuple[InputDeviceEmulator, InputDeviceEmulator, Heard]


@pytest.fixture
def bench() -> Iterator[Bench]:
    keys, sensors = InputDeviceEmulator(), InputDeviceEmulator()
    settings = {"driver": "evdev_keys", "port": keys.path, "proximity": sensors.path, "headset": sensors.path}
    with Heard(Role.KEYPAD, {**settings, "keys": {"0x2bd": "help"}}) as heard:
        heard.wait_state(DeviceState.READY)
        yield keys, sensors, heard
    keys.close()
    sensors.close()


def test_keys_are_told_once_each_in_their_order(bench: Bench) -> None:
    keys, _, heard = bench
    for code in (103, 28, 2, 82, 59, 0x2BD, 240):
        keys.press(code)
    told = [heard.wait(KeyPressed).key for _ in range(6)]
    assert told == [Key.UP, Key.OK, Key.DIGIT_1, Key.DIGIT_0, Key.HELP, Key.HELP]
    heard.catch_up()
    heard.send(AskStatus())
    heard.wait(DeviceStatus)
    assert heard.count(KeyPressed) == 6


def test_a_headset_and_a_person_are_told_when_they_come_and_go(bench: Bench) -> None:
    _, sensors, heard = bench
    sensors.turn(0x02, True)
    assert heard.wait(HeadsetPlugged, lambda told: told.plugged)
    sensors.turn(0x02, True)
    sensors.distance(20)
    assert heard.wait(PersonNear).near
    sensors.distance(30)
    sensors.distance(200)
    assert not heard.wait(PersonNear).near
    sensors.turn(0x02, False)
    assert not heard.wait(HeadsetPlugged).plugged
    assert heard.count(PersonNear) == 2


@pytest.mark.parametrize("which", [0, 1])
def test_either_device_may_be_pulled_and_plugged_in_again(bench: Bench, which: int) -> None:
    pulled, heard = bench[which], bench[2]
    assert isinstance(pulled, InputDeviceEmulator)
    pulled.unplug()
    heard.wait_state(DeviceState.ABSENT)
    pulled.replug()
    heard.wait_state(DeviceState.READY)
    bench[0].press(108)
    assert heard.wait(KeyPressed).key is Key.DOWN


def test_a_key_that_is_none_is_a_wrong_setting() -> None:
    with Heard(Role.KEYPAD, {"driver": "evdev_keys", "port": "/dev/null", "keys": {"1": "jump"}}) as heard:
        failure = heard.wait_state(DeviceState.FAULT).failure
        assert failure is not None
        assert failure.code is FailureCode.CONFIG_INVALID


@given(st.lists(st.binary(max_size=120), max_size=20))
def test_any_bytes_as_events_mean_something_or_nothing(pieces: list[bytes]) -> None:
    stream, meaning = EventStream(), KeyEvents()
    for piece in pieces:
        for each in meaning.feed(list(stream.feed(piece))):
            assert isinstance(each, KeyPressed | PersonNear | HeadsetPlugged)

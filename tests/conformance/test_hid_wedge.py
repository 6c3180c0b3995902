"""What a keyboard-mode scanner promises: its codes come as scans, never as typing, whatever its keys do."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.emulators.input_events import CODES, UINPUT, InputDeviceEmulator, UinputKeyboard, WedgeFault, event, press
from contract.device_lines import Arm, AskStatus, CodeScanned, DeviceState, DeviceStatus, Disarm, PayloadKind
from contract.failures import Failure, FailureCode
from contract.roles import Role
from devices.link.event_node import EventStream
from devices.scanner.wedge_keys import WedgeKeys
from tests.conformance.heard import Heard

Bench = tuple[InputDeviceEmulator, Heard]


@pytest.fixture
def bench() -> Iterator[Bench]:
    emulator = InputDeviceEmulator()
    with Heard(Role.SCANNER, {"driver": "hid_wedge", "port": emulator.path}) as heard:
        heard.wait_state(DeviceState.READY)
        arm(heard, 5)
        yield emulator, heard
    emulator.close()


def arm(heard: Heard, visit: int) -> None:
    heard.catch_up()
    heard.send(Arm(visit=visit), AskStatus())
    heard.wait(DeviceStatus)


def test_every_sign_of_a_us_keyboard_is_read(bench: Bench) -> None:
    emulator, heard = bench
    text = "".join(sorted(CODES)).strip()
    emulator.show(text)
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == text
    scanned = heard.wait(CodeScanned)
    assert (scanned.visit, scanned.kind, scanned.text) == (5, PayloadKind.RECEIPT, "XDZ1.ABC")


@pytest.mark.parametrize("fault", [WedgeFault.NO_ENTER, WedgeFault.GARBAGE])
def test_a_code_is_ended_by_silence_and_keys_that_type_nothing_are_left_out(bench: Bench, fault: WedgeFault) -> None:
    emulator, heard = bench
    emulator.fault(fault)
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == "XDZ1.ABC"


def test_an_endless_code_is_said_and_the_next_one_is_read(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(WedgeFault.ENDLESS)
    emulator.show("x")
    assert heard.wait(Failure).code is FailureCode.SCANNER_TOO_LONG
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == "XDZ1.ABC"


def test_what_is_typed_while_nobody_asked_belongs_to_nobody(bench: Bench) -> None:
    emulator, heard = bench
    heard.catch_up()
    heard.send(Disarm(), AskStatus())
    heard.wait(DeviceStatus)
    emulator.show("XDZ1.OLD")
    arm(heard, 6)
    emulator.show("XDZ1.NEW")
    scanned = heard.wait(CodeScanned)
    assert (scanned.visit, scanned.text) == (6, "XDZ1.NEW")


def test_a_scanner_that_vanishes_is_found_again_and_stays_armed(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(WedgeFault.VANISH)
    emulator.show("XDZ1.ABC")
    heard.wait_state(DeviceState.ABSENT)
    emulator.replug()
    heard.wait_state(DeviceState.READY)
    heard.catch_up()
    heard.send(AskStatus())
    heard.wait(DeviceStatus)
    emulator.show("XDZ1.DEF")
    assert heard.wait(CodeScanned).text == "XDZ1.DEF"
    assert heard.count(CodeScanned) == 1


def test_a_node_that_cannot_be_grabbed_stays_out_of_service() -> None:
    with Heard(Role.SCANNER, {"driver": "hid_wedge", "port": "/dev/null"}) as heard:
        failure = heard.wait_state(DeviceState.FAULT).failure
        assert failure is not None
        assert failure.code is FailureCode.SCANNER_NOT_GRABBED


def test_events_the_kernel_lost_are_not_guessed() -> None:
    lost = event(0, 3, 0) + event(1, 16, 1) + event(0, 0, 0)
    assert WedgeKeys().feed(list(EventStream().feed(press(30) + lost + press(48)))) == b"ab"


@given(st.lists(st.binary(max_size=100), max_size=20))
def test_any_bytes_as_events_are_survived_and_not_kept(pieces: list[bytes]) -> None:
    stream, keys = EventStream(), WedgeKeys()
    for piece in pieces:
        assert keys.feed(list(stream.feed(piece))).isascii()
        list(stream.feed(event(0, 0, 0)))  # the next report
    codes = [each.code for each in stream.feed(press(30)) if each.kind == 1]
    assert codes == [30, 30], "shifted by a piece of an event"


@pytest.mark.skipif(not UINPUT.exists(), reason="/dev/uinput is not here: the exclusive grab was not tried on a kernel")
def test_a_scanner_in_the_kernel_is_taken_for_the_station_alone() -> None:
    keyboard = UinputKeyboard()
    settings = {"driver": "hid_wedge", "port": keyboard.path}
    with Heard(Role.SCANNER, settings) as heard:
        heard.wait_state(DeviceState.READY)
        with Heard(Role.SCANNER, settings) as second:
            failure = second.wait_state(DeviceState.FAULT).failure
            assert failure is not None
            assert failure.code is FailureCode.SCANNER_NOT_GRABBED
        arm(heard, 1)
        keyboard.show("XDZ1.ABC")
        assert heard.wait(CodeScanned).text == "XDZ1.ABC"
    keyboard.close()

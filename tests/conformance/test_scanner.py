"""What any code scanner promises: every registered driver, in its worker, against an emulator that speaks its wire.

A keyboard-mode scanner types ASCII and nothing else: what it promises is in test_hid_wedge.py.
"""

from collections.abc import Iterator

import pytest

from bench.emulators.scanner import ScannerEmulator, ScannerFault
from contract.device_lines import Arm, AskStatus, CodeScanned, DeviceState, DeviceStatus, Disarm, PayloadKind
from contract.failures import Failure, FailureCode
from contract.roles import Role
from devices.registry import drivers_of
from tests.conformance.heard import Heard

Bench = tuple[ScannerEmulator, Heard]


@pytest.fixture(params=sorted(set(drivers_of(Role.SCANNER)) - {"hid_wedge"}))
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """An emulated scanner and the driver at its other end, ready and armed for visit 5."""
    emulator = ScannerEmulator(baud=115200)
    with Heard(Role.SCANNER, {"driver": request.param, "port": emulator.path, "baud": 115200}) as heard:
        heard.wait_state(DeviceState.READY)
        arm(heard, 5)
        yield emulator, heard
    emulator.close()


def arm(heard: Heard, visit: int) -> None:
    """Arm, and wait until the worker has heard it: a code shown before belongs to nobody."""
    heard.catch_up()
    heard.send(Arm(visit=visit), AskStatus())
    heard.wait(DeviceStatus)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_text_is_read_in_either_encoding(bench: Bench, encoding: str) -> None:
    emulator, heard = bench
    emulator.show("成都市政务服务", encoding)
    scanned = heard.wait(CodeScanned)
    assert (scanned.visit, scanned.kind, scanned.text) == (5, PayloadKind.UNKNOWN, "成都市政务服务")


def test_a_long_payload_and_two_in_a_row_are_read_whole(bench: Bench) -> None:
    emulator, heard = bench
    long_one = "https://example.com/?token=" + "0123456789" * 100
    emulator.show(long_one)
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == long_one
    assert heard.wait(CodeScanned).kind is PayloadKind.RECEIPT


def test_a_code_without_its_suffix_is_ended_by_silence(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(ScannerFault.NO_SUFFIX)
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == "XDZ1.ABC"


def test_a_code_that_stays_before_the_scanner_is_one_scan(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(ScannerFault.TWICE)
    emulator.show("XDZ1.ABC")
    emulator.show("XDZ1.DEF")
    assert [heard.wait(CodeScanned).text for _ in range(2)] == ["XDZ1.ABC", "XDZ1.DEF"]


def test_a_torn_code_is_read_whole(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(ScannerFault.TORN)
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == "XDZ1.ABC"


def test_an_endless_code_is_said_to_be_too_long_and_the_next_one_is_read(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(ScannerFault.ENDLESS)
    emulator.show("x")
    assert heard.wait(Failure).code is FailureCode.SCANNER_TOO_LONG
    emulator.show("XDZ1.ABC")
    assert heard.wait(CodeScanned).text == "XDZ1.ABC"


def test_bytes_that_are_no_text_are_kept_exactly(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(ScannerFault.GARBAGE)
    emulator.show("")
    scanned = heard.wait(CodeScanned)
    assert (scanned.kind, scanned.text.encode("latin-1")) == (PayloadKind.BYTES, b"\xff\xfe\x80\xff")


def test_a_code_shown_to_nobody_is_not_given_to_the_next_visit(bench: Bench) -> None:
    emulator, heard = bench
    heard.catch_up()
    heard.send(Disarm(), AskStatus())
    heard.wait(DeviceStatus)
    emulator.show("XDZ1.OLD")
    arm(heard, 6)
    emulator.show("XDZ1.NEW")
    scanned = heard.wait(CodeScanned)
    assert (scanned.visit, scanned.text) == (6, "XDZ1.NEW")


def test_a_scanner_that_vanishes_in_a_code_is_found_again_and_stays_armed(bench: Bench) -> None:
    emulator, heard = bench
    emulator.fault(ScannerFault.VANISH)
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


def test_a_scanner_that_is_triggered_is_switched_on_and_off() -> None:
    emulator = ScannerEmulator(baud=115200)
    settings = {
        "driver": "serial_lines",
        "port": emulator.path,
        "baud": 115200,
        "trigger_on": "16540D",
        "trigger_off": "16550D",
        "prefix": r"\x02",
        "suffix": r"\r\n",
    }
    with Heard(Role.SCANNER, settings) as heard:
        heard.wait_state(DeviceState.READY)
        arm(heard, 1)
        assert emulator.wait_asked(b"\x16T\r", 5.0)
        emulator.show(b"\x02XDZ1.ABC\r\n")
        assert heard.wait(CodeScanned).text == "XDZ1.ABC"
        heard.send(Disarm())
        assert emulator.wait_asked(b"\x16U\r", 5.0)
    emulator.close()


def test_a_setting_that_cannot_be_meant_is_named_and_not_tried_again() -> None:
    with Heard(Role.SCANNER, {"driver": "serial_lines", "port": "/dev/null", "trigger_on": "zz"}) as heard:
        failure = heard.wait_state(DeviceState.FAULT).failure
        assert failure is not None
        assert failure.code is FailureCode.CONFIG_INVALID
        heard.send(AskStatus())
        assert heard.wait(DeviceStatus).failure == failure

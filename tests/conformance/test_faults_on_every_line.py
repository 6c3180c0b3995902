"""Every driver on every line it speaks, and every fault of a line: an end in time, and good work afterwards.

The faults that a device has of its own are in the suite of its role; docs/devices/faults.md lists both.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from bench.emulators.faulty_wire import FaultyWire, Wire, WireFault
from bench.emulators.input_events import InputDeviceEmulator
from bench.emulators.packet_wire import PacketWire
from bench.emulators.receipt_printer import ReceiptPrinterEmulator
from bench.emulators.relay_board import RelayBoardEmulator
from bench.emulators.scanner import ScannerEmulator
from bench.emulators.tcp_wire import TcpWire
from bench.emulators.wire import PacedPty
from contract.device_lines import (
    Arm,
    CardLifted,
    CardNotRead,
    CardSeen,
    CodeScanned,
    DeviceState,
    DeviceStatus,
    Disarm,
    NotPrinted,
    Print,
    Printed,
)
from contract.keys import DoorMoved, KeyPressed
from contract.print_job import PrintJob, TextBlock
from contract.roles import Role
from tests.conformance.heard import Heard

WITHIN_S = 25.0
READER_ENDPOINTS, PRINTER_ENDPOINTS = b"\x02\x06\x81\x85", b"\x01\x82"
KEY_UP, KEY_WITHIN_S = 103, 1.5
Emulator = CardReaderEmulator | ReceiptPrinterEmulator | ScannerEmulator | RelayBoardEmulator | InputDeviceEmulator


def serial() -> Wire:
    return PacedPty(115200)


def events() -> Wire:
    return PacketWire(padded=False)


def scanner_line() -> Wire:
    return PacedPty(9600)


@dataclass(frozen=True)
class Line:
    role: Role
    driver: str
    wire: Callable[[], Wire]
    emulator: Callable[..., Emulator]
    scheme: str = ""
    """What stands before the address of a TCP line in this driver's settings."""


LINES: dict[str, Line] = {
    "sdt_serial serial": Line(Role.CARD_READER, "sdt_serial", serial, CardReaderEmulator),
    "sdt_serial tcp": Line(Role.CARD_READER, "sdt_serial", TcpWire, CardReaderEmulator, "socket://"),
    "sdt_usb usb": Line(Role.CARD_READER, "sdt_usb", lambda: PacketWire(READER_ENDPOINTS), CardReaderEmulator),
    "sdt_hid hid": Line(Role.CARD_READER, "sdt_hid", PacketWire, CardReaderEmulator),
    "escpos serial": Line(Role.RECEIPT_PRINTER, "escpos", serial, ReceiptPrinterEmulator),
    "escpos tcp": Line(Role.RECEIPT_PRINTER, "escpos", TcpWire, ReceiptPrinterEmulator),
    "escpos usb": Line(Role.RECEIPT_PRINTER, "escpos", lambda: PacketWire(PRINTER_ENDPOINTS), ReceiptPrinterEmulator),
    "serial_lines serial": Line(Role.SCANNER, "serial_lines", scanner_line, ScannerEmulator),
    "serial_lines tcp": Line(Role.SCANNER, "serial_lines", TcpWire, ScannerEmulator, "socket://"),
    "serial_relay serial": Line(Role.LIGHTS, "serial_relay", scanner_line, RelayBoardEmulator),
    "serial_relay tcp": Line(Role.LIGHTS, "serial_relay", TcpWire, RelayBoardEmulator, "socket://"),
    "hid_wedge events": Line(Role.SCANNER, "hid_wedge", events, InputDeviceEmulator),
    "evdev_keys events": Line(Role.KEYPAD, "evdev_keys", events, InputDeviceEmulator),
}


class Bench:
    def __init__(self, line: Line) -> None:
        self.line = line
        self.wire = FaultyWire(line.wire())
        self.emulator = line.emulator(wire=self.wire)
        port = self.emulator.path.replace("tcp://", line.scheme) if line.scheme else self.emulator.path
        baud = 9600 if isinstance(self.emulator, ScannerEmulator | RelayBoardEmulator) else 115200
        self.heard = Heard(line.role, {"driver": line.driver, "port": port, "baud": baud})
        self.done = 0
        self.last: Any = None

    def act(self) -> Any:
        self.last = self._act()
        return self.last

    @property
    def went_well(self) -> bool:
        if isinstance(self.last, CodeScanned):
            return self.last.text == f"XDZ1.{self.done:04}"
        return isinstance(self.last, CardSeen | Printed | DoorMoved | KeyPressed)

    def _act(self) -> Any:
        """What the device is for, once: the answer that says how it went."""
        self.done += 1
        if isinstance(self.last, CardSeen):
            self.emulator.lift_card() if isinstance(self.emulator, CardReaderEmulator) else None
            self.answer(CardLifted)
        self.heard.catch_up()
        match self.emulator:
            case CardReaderEmulator():
                self.emulator.lift_card()
                self.heard.send(Disarm(), Arm(visit=self.done))
                self.emulator.put_card(SAMPLE_PERSON)
                return self.answer(CardSeen, CardNotRead)
            case ReceiptPrinterEmulator():
                job = PrintJob(job_id=f"job-{self.done}", blocks=(TextBlock(text="受理回执"),))
                self.heard.send(Print(visit=self.done, job=job, deadline_s=3.0))
                return self.answer(Printed, NotPrinted)
            case ScannerEmulator():
                self.heard.send(Arm(visit=self.done))
                time.sleep(0.1)  # what is shown before it is armed belongs to nobody
                self.emulator.show(f"XDZ1.{self.done:04}")
                return self.answer(CodeScanned, DeviceStatus)
            case InputDeviceEmulator() if self.line.role is Role.KEYPAD:
                self.emulator.press(KEY_UP)
                return self.heard_soon(KeyPressed)
            case InputDeviceEmulator():
                self.heard.send(Arm(visit=self.done))
                time.sleep(0.1)
                self.emulator.show(f"XDZ1.{self.done:04}")
                return self.heard_soon(CodeScanned)
            case RelayBoardEmulator():
                self.emulator.move_door(self.done % 2 == 1)
                return self.answer(DoorMoved, DeviceStatus)

    def answer(self, *kinds: type[Any]) -> Any:
        return self.heard.wait(object, lambda said: isinstance(said, kinds), WITHIN_S)

    def heard_soon(self, kind: type[Any]) -> Any:
        """What a key says; None when the line has swallowed it, which nobody can know."""
        try:
            return self.heard.wait(kind, timeout_s=KEY_WITHIN_S)
        except AssertionError:
            return None

    def settle(self) -> None:
        """Plugged in and ready again, however the fault ended."""
        ends = time.monotonic() + WITHIN_S
        while self.heard.supervisor.status(self.line.role).state is not DeviceState.READY:
            assert time.monotonic() < ends, self.heard.answers[-3:]
            time.sleep(0.02)


@pytest.fixture(scope="module", params=LINES)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    bench = Bench(LINES[request.param])
    with bench.heard as heard:
        heard.wait_state(DeviceState.READY)
        if isinstance(bench.emulator, RelayBoardEmulator):
            heard.wait(DoorMoved)  # how the door stands is told first
        yield bench
    bench.emulator.close()


@pytest.mark.parametrize("fault", list(WireFault))
def test_a_fault_of_the_line_ends_in_time_and_the_next_is_done_well(bench: Bench, fault: WireFault) -> None:
    bench.wire.fault(fault)
    bench.act()
    assert bench.wire.is_used_up, "nothing went over the line"
    assert fault is not WireFault.SLOW or bench.went_well, bench.last
    if fault is WireFault.RESET or isinstance(bench.emulator, ScannerEmulator):
        time.sleep(0.6)  # the port comes back after half of that; noise may have been several codes
    for _ in range(3):  # a driver may find the port only now
        bench.settle()
        bench.act()
        if bench.went_well:
            return
    raise AssertionError(bench.last)

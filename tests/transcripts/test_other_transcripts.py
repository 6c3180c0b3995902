"""Recorded lines of scanners and receipt printers, replayed against the driver their header names; and the recorder."""

from pathlib import Path

import pytest

from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.emulators.scanner import ScannerEmulator
from contract.device_lines import Arm, AskStatus, CodeScanned, DeviceAnswer, DeviceStatus
from contract.failures import Failed, FailureCode
from contract.roles import Role
from devices.driver import no_note
from devices.link.recorded_link import masked_code
from devices.receipt_printer import escpos
from devices.registry import driver_class
from devices.scanner import serial_lines
from kiosk.recording.recorder import About, record
from tests.transcripts.replay import ReplayedLink

HERE = Path(__file__).parent
SECRET = "110105194912310029 ZHANG"


def replayed(path: Path, monkeypatch: pytest.MonkeyPatch) -> DeviceAnswer:
    link = ReplayedLink(path)
    monkeypatch.setattr(serial_lines, "open_link", lambda _: link)
    monkeypatch.setattr(escpos, "open_link_by_port", lambda _: link)
    said: list[DeviceAnswer] = []
    role = Role(link.head["role"])
    driver = driver_class(role, link.head["driver"])({"port": "replayed"}, said.append, no_note)
    driver.open()
    driver.handle(Arm(visit=1) if role is Role.SCANNER else AskStatus())
    for _ in range(20):
        if link.used_up and isinstance(said[-1], CodeScanned | DeviceStatus):
            break
        driver.poll()
    assert link.used_up
    return said[-1]


@pytest.mark.parametrize("path", sorted(HERE.glob("scanner/*/*.jsonl")), ids=lambda path: path.parent.name)
def test_a_recorded_code_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = replayed(path, monkeypatch)
    assert isinstance(scanned, CodeScanned) and scanned.text


@pytest.mark.parametrize("path", sorted(HERE.glob("receipt_printer/*/*.jsonl")), ids=lambda path: path.stem)
def test_a_recorded_printer_says_how_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = replayed(path, monkeypatch)
    wanted = {
        "status_ok": None,
        "cover_open": FailureCode.PRINTER_COVER_OPEN,
        "paper_out": FailureCode.PRINTER_PAPER_OUT,
    }
    assert isinstance(status, DeviceStatus)
    assert (status.failure.code if status.failure else None) is wanted[path.stem]


def test_a_scanner_is_recorded_without_what_the_code_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = ScannerEmulator(baud=115200)
    out = tmp_path / "model" / "read_ok.jsonl"
    table = {"driver": "serial_lines", "port": scanner.path, "baud": 115200}
    record(Role.SCANNER, table, About("model"), out, lambda _: scanner.show(SECRET))
    scanner.close()
    octets = out.read_text("utf-8").replace(" ", "")
    assert SECRET[:6].encode().hex() not in octets and b"ZHANG".hex() not in octets
    scanned = replayed(out, monkeypatch)
    assert isinstance(scanned, CodeScanned) and scanned.text == "0" * 18 + " AAAAA"


def test_what_is_masked_keeps_its_form_only() -> None:
    assert masked_code(b"]Q1XDZ1.A-9") == b"]Q1AAA0.A-0"
    assert masked_code("张1\r".encode()) == b"???0\r"


def test_a_printer_is_recorded_and_a_silent_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = ReceiptPrinterEmulator()
    printer.fault(PrinterFault.COVER_OPEN)
    out = tmp_path / "model" / "cover_open.jsonl"
    table = {"driver": "escpos", "port": printer.path, "baud": 115200}
    record(Role.RECEIPT_PRINTER, table, About("model"), out, lambda _: None)
    status = replayed(out, monkeypatch)
    monkeypatch.undo()
    assert isinstance(status, DeviceStatus) and status.failure is not None
    assert status.failure.code is FailureCode.PRINTER_COVER_OPEN
    printer.fault(PrinterFault.SILENT)
    with pytest.raises(Failed):
        record(Role.RECEIPT_PRINTER, table, About("model"), tmp_path / "silent.jsonl", lambda _: None)
    printer.close()
    assert not (tmp_path / "silent.jsonl").exists()

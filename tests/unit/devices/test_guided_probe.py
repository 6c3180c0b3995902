"""The guided probe: what a technician does has to be noticed; what he sees has the last word."""

from pathlib import Path

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from bench.emulators.page_printer import PagePrinterEmulator
from bench.emulators.receipt_printer import PrinterFault, ReceiptPrinterEmulator
from bench.emulators.scanner import ScannerEmulator
from contract.roles import Role
from kiosk.guided_probe import guided


def test_a_card_that_is_laid_down_makes_a_reader_good_and_its_text_is_nowhere() -> None:
    reader = CardReaderEmulator()
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        reader.put_card(SAMPLE_PERSON)

    (row,) = guided({Role.CARD_READER: {"driver": "sdt_serial", "port": reader.path}}, say, lambda _: True)
    assert (row["state"], row["code"]) == ("ready", None)
    assert said == ["card_reader: lay an ID card on the reader"]
    assert SAMPLE_PERSON["number"] not in str(row)
    reader.close()


def test_a_slip_that_a_person_finds_wrong_is_a_fault() -> None:
    printer = ReceiptPrinterEmulator()
    table = {Role.RECEIPT_PRINTER: {"driver": "escpos", "port": printer.path}}
    asked: list[str] = []
    for verdict, state in ((True, "ready"), (False, "fault")):
        (row,) = guided(
            table, lambda _: None, lambda question, verdict=verdict: bool(asked.append(question)) or verdict
        )
        assert row["state"] == state
    assert len(asked) == 2
    assert len(printer.slips) == 2
    printer.fault(PrinterFault.PAPER_OUT)
    (row,) = guided(table, lambda _: None, lambda _: True)
    assert (row["state"], row["code"]) == ("fault", "printer.paper_out")
    printer.close()


def test_a_test_page_is_a_pdf_and_is_printed() -> None:
    printer = PagePrinterEmulator()
    table = {Role.PAGE_PRINTER: {"driver": "ipp", "port": printer.path}}
    (row,) = guided(table, lambda _: None, lambda _: True)
    assert row["state"] == "ready"
    assert printer.printed[0].document.startswith(b"%PDF-")
    printer.close()


def test_a_scanner_that_notices_nothing_is_unknown_and_one_that_is_not_there_absent(tmp_path: Path) -> None:
    scanner = ScannerEmulator()
    rows = guided(
        {
            Role.SCANNER: {"driver": "serial_lines", "port": scanner.path},
            Role.KEYPAD: {"driver": "evdev_keys", "port": str(tmp_path / "none")},
        },
        lambda _: None,
        lambda _: True,
        wait_s=0.3,
    )
    assert [(row["state"], row["code"]) for row in rows] == [("unknown", None), ("absent", "device.unplugged")]
    scanner.close()

"""`devices record ROLE`: what a real device says on its line, as a transcript without anything of anybody."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contract.device_lines import Arm, AskStatus, CardLifted, CardSeen, CodeScanned, DeviceAnswer, DeviceStatus
from contract.failures import Failed, FailureCode, Retry
from contract.roles import Role
from devices.card_reader.recorded_dialogue import RecordingLink
from devices.card_reader.sdt_serial import SdtSerial
from devices.driver import no_note
from devices.link.recorded_link import Mask, as_it_is, masked_code
from devices.link.recorded_link import RecordingLink as RecordedLine
from devices.receipt_printer.escpos import EscposPrinter
from devices.registry import driver_class
from devices.scanner.serial_lines import SerialLines

WAIT_S = 60.0


def record_card_reader(
    table: dict[str, Any],
    model: str,
    firmware: str,
    by: str,
    out: Path,
    say: Callable[[str], None],
    wait_s: float = WAIT_S,
) -> int:
    """Write the transcript of a card laid down and lifted; returns its lines. Raises Failed when none was read."""
    name = str(table.get("driver", ""))
    said: list[DeviceAnswer] = []
    driver = driver_class(Role.CARD_READER, name)(table, said.append, no_note)
    if not isinstance(driver, SdtSerial):
        raise Failed(FailureCode.CONFIG_INVALID, f"{name} cannot be recorded", "record an SDT reader", Retry.NEVER)
    head = {"model": model, "firmware": firmware, "recorded_by": by, "role": "card_reader", "driver": name}
    links: list[RecordingLink] = []
    opened = driver._opened

    def recorded(baud: int) -> RecordingLink:
        links.append(RecordingLink(opened(baud), {**head, "notes": "masked: the holder is fictitious"}))
        return links[-1]

    driver._opened = recorded  # pyright: ignore[reportAttributeAccessIssue]
    try:
        driver.open()
        driver.handle(Arm(visit=1, deadline_s=wait_s))
        say("lay an ID card on the reader, and lift it when it is read")
        ends = time.monotonic() + wait_s
        while not any(isinstance(answer, CardLifted) for answer in said) and time.monotonic() < ends:
            time.sleep(driver.poll())
    finally:
        driver.close()
    if not any(isinstance(answer, CardSeen) for answer in said):
        raise Failed(FailureCode.CARD_FRAME, "no card was read", "try again; nothing was written", Retry.NOW)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(links[-1].transcript(), "utf-8")
    return len(links[-1].lines)


def record_scanner(
    table: dict[str, Any],
    model: str,
    firmware: str,
    by: str,
    out: Path,
    say: Callable[[str], None],
    wait_s: float = WAIT_S,
) -> int:
    """One code held before the scanner, its letters and digits replaced. Raises Failed when none was read."""
    said: list[DeviceAnswer] = []
    driver = driver_class(Role.SCANNER, str(table.get("driver", "")))(table, said.append, no_note)
    if not isinstance(driver, SerialLines):
        raise _not_recorded(table)
    links = _recording(driver, table, Role.SCANNER, model, firmware, by, masked_code, "masked: letters and digits")
    try:
        driver.open()
        driver.handle(Arm(visit=1, deadline_s=wait_s))
        say("hold a code before the scanner")
        ends = time.monotonic() + wait_s
        while not any(isinstance(answer, CodeScanned) for answer in said) and time.monotonic() < ends:
            time.sleep(driver.poll())
    finally:
        driver.close()
    if not any(isinstance(answer, CodeScanned) for answer in said):
        raise Failed(FailureCode.CARD_FRAME, "no code was read", "try again; nothing was written", Retry.NOW)
    return _written(out, links[-1])


def record_receipt_printer(
    table: dict[str, Any],
    model: str,
    firmware: str,
    by: str,
    out: Path,
    say: Callable[[str], None],
) -> int:
    """Its answers to all questions about its state; nothing is printed. Raises Failed when it answers none."""
    said: list[DeviceAnswer] = []
    driver = driver_class(Role.RECEIPT_PRINTER, str(table.get("driver", "")))(table, said.append, no_note)
    if not isinstance(driver, EscposPrinter):
        raise _not_recorded(table)
    links = _recording(driver, table, Role.RECEIPT_PRINTER, model, firmware, by, as_it_is, "states only")
    say("the printer is asked how it is; open its cover or take its paper first to record that")
    try:
        driver.open()
        driver.handle(AskStatus())
    finally:
        driver.close()
    if not any(side == "device" for side, _ in links[-1].steps) or not isinstance(said[-1], DeviceStatus):
        raise Failed(FailureCode.PRINTER_SILENT, "the printer answers no question", "see docs/devices/escpos.md")
    return _written(out, links[-1])


def _recording(
    driver: SerialLines | EscposPrinter,
    table: dict[str, Any],
    role: Role,
    model: str,
    firmware: str,
    by: str,
    mask: Mask,
    notes: str,
) -> list[RecordedLine]:
    """The lines that the driver will open, each recorded."""
    name = str(table.get("driver", ""))
    head = {"model": model, "firmware": firmware, "recorded_by": by, "role": role.value, "driver": name}
    links: list[RecordedLine] = []
    opened = driver._opened

    def recorded() -> RecordedLine:
        links.append(RecordedLine(opened(), {**head, "notes": notes}, mask))
        return links[-1]

    driver._opened = recorded  # pyright: ignore[reportAttributeAccessIssue]
    return links


def _written(out: Path, link: RecordedLine) -> int:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(link.transcript(), "utf-8")
    return 1 + len(link.steps)


def _not_recorded(table: dict[str, Any]) -> Failed:
    name = table.get("driver", "")
    return Failed(FailureCode.CONFIG_INVALID, f"{name} cannot be recorded", "record a serial line", Retry.NEVER)

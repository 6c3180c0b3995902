"""Figure: a long receipt printed by the driver beside the same bytes written raw to the same printer."""

import time

from bench.emulators.receipt_printer import ReceiptPrinterEmulator
from bench.figure import Figure, at_least
from contract.device_lines import DeviceAnswer, Print, Printed
from contract.print_job import BoxBlock, PrintJob, QrBlock, RowBlock, RuleBlock, TextBlock
from devices.driver import no_note
from devices.link.serial_port import SerialLink
from devices.receipt_printer.escpos import EscposPrinter

NAME = "receipt_print"
BAUDS = (57600, 115200)
"""The slowest speed for which whole pictures are advised, and the usual one."""
SLIPS = 3
TARGET = 0.95


def measure() -> list[Figure]:
    """Bytes a second of the driver, with its questions and its proof, over those of a plain writer."""
    return [_at(baud) for baud in BAUDS]


def _at(baud: int) -> Figure:
    rates, raw_rates = [], []
    for number in range(SLIPS):
        slip, took_s = _printed(number, baud)
        rates.append(len(slip) / took_s)
        raw_rates.append(len(slip) / _raw(slip, baud))
    rate, raw = max(rates), max(raw_rates)  # the best of each: other work of the machine is neither's
    return at_least(f"{NAME}_{baud}", rate, "B/s", f"the raw line at {baud} baud", raw, TARGET)


def _job(number: int) -> PrintJob:
    rows = tuple(RowBlock(label=f"材料{row}", value="身份证 原件及复印件 各一份，双面打印") for row in range(30))
    blocks = (
        TextBlock(text="成都市新都区政务服务 收件凭证", scale=2),
        BoxBlock(text="已收件", under="等待区中心受理"),
        RuleBlock(),
        *rows,
        QrBlock(payload="XDZ1." + "0123456789ABCDEF" * 12),
        TextBlock(text="䶮* 110***********002X"),
    )
    return PrintJob(job_id=str(number), blocks=blocks)


def _printed(number: int, baud: int) -> tuple[bytes, float]:
    """The slip and seconds from the command to its proof."""
    printer = ReceiptPrinterEmulator(baud)
    said: list[DeviceAnswer] = []
    driver = EscposPrinter({"port": printer.path, "baud": baud, "profile": "gbk_80mm"}, said.append, no_note)
    try:
        driver.open()
        warm = PrintJob(job_id="warm", blocks=(TextBlock(text="䶮"), QrBlock(payload="XDZ1")))
        driver.handle(Print(visit=1, job=warm))  # fonts are loaded once a worker, not once a slip
        began = time.perf_counter()
        driver.handle(Print(visit=1, job=_job(number), deadline_s=60.0))
        took_s = time.perf_counter() - began
        if not isinstance(said[-1], Printed) or not said[-1].confirmed:
            raise RuntimeError(f"the slip was not printed: {said}")
        return printer.slips[-1], took_s
    finally:
        driver.close()
        printer.close()


def _raw(slip: bytes, baud: int) -> float:
    """Seconds that a plain writer takes for the same bytes to the same printer, until the slip is cut off."""
    printer = ReceiptPrinterEmulator(baud)
    link = SerialLink(printer.path, baud)
    try:
        began = time.perf_counter()
        sent = 0
        while sent < len(slip):
            sent += link.write(slip[sent:], 5.0)
        if not printer.wait_for_slips(1, 60.0):
            raise RuntimeError("the raw line did not carry its bytes")
        return time.perf_counter() - began
    finally:
        link.close()
        printer.close()

"""Figure: a whole card read through the driver beside the wire's own time for the same bytes, on one paced wire."""

import statistics
import time
from typing import Any

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from contract.device_lines import Arm, CardLifted, CardSeen, DeviceAnswer
from devices.card_reader.sdt_serial import SdtSerial
from devices.driver import no_note

NAME = "card_read"
BAUD = 115200
READS = 9
TARGET = 1.15
EXCHANGES = ((10, 15), (10, 19), (10, 1295))
"""Bytes of find, select and read: request, answer (PROTOCOLS §1.3); 10 bits a byte on the line."""


def measure() -> list[dict[str, Any]]:
    """One figure in the shape of `./station bench` (CLI.md): milliseconds from finding the card to the whole card."""
    wire_ms = sum(map(sum, EXCHANGES)) * 10 / BAUD * 1000
    read_ms = statistics.median(_reads())
    ratio = read_ms / wire_ms
    return [
        {
            "name": NAME,
            "value": round(read_ms, 2),
            "unit": "ms",
            "peer": f"the wire's own time at {BAUD} baud",
            "peer_value": round(wire_ms, 2),
            "ratio": round(ratio, 3),
            "target": TARGET,
            "ok": ratio <= TARGET,
        }
    ]


def _reads() -> list[float]:
    emulator = CardReaderEmulator(BAUD)
    said: list[DeviceAnswer] = []
    driver = SdtSerial({"port": emulator.path, "baud": BAUD}, said.append, no_note)
    times: list[float] = []
    try:
        driver.open()
        driver.handle(Arm(visit=1))
        for _ in range(READS):
            emulator.put_card(SAMPLE_PERSON)
            started = time.perf_counter()
            driver.poll()  # find, select, read, decode
            times.append((time.perf_counter() - started) * 1000)
            if not any(isinstance(answer, CardSeen) for answer in said):
                raise RuntimeError(f"the card was not read: {said}")
            emulator.lift_card()
            while not any(isinstance(answer, CardLifted) for answer in said):
                driver.poll()
            said.clear()
    finally:
        driver.close()
        emulator.close()
    return times

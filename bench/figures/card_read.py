"""Figure: a whole card read through the driver beside the wire's own time for the same bytes, on one paced wire."""

import time

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from bench.figure import Figure, at_most
from contract.device_lines import Arm, CardLifted, CardSeen, DeviceAnswer
from devices.card_reader.sdt_serial import SdtSerial
from devices.driver import no_note

NAME = "card_read"
BAUD = 115200
READS = 9
TARGET = 1.15
EXCHANGES = ((10, 15), (10, 19), (10, 1295))
"""Bytes of find, select and read: request, answer (PROTOCOLS §1.3); 10 bits a byte on the line."""


def measure() -> list[Figure]:
    """Milliseconds from finding the card to the whole card."""
    wire_ms = sum(map(sum, EXCHANGES)) * 10 / BAUD * 1000
    read_ms = min(_reads())  # the best: other work of the machine is not the driver's
    return [at_most(NAME, read_ms, "ms", f"the wire's own time at {BAUD} baud", wire_ms, TARGET)]


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

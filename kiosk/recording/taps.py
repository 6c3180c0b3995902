"""How each role is recorded: where the recorder listens, and what it keeps. Never a picture, never a sound.

A tap is put to a driver before it is opened and fills the transcript's lines. False: this driver cannot be recorded.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from contract.device_lines import DeviceAnswer, DeviceStatus
from devices.card_reader.recorded_dialogue import RecordingLink as RecordedReader
from devices.card_reader.sdt_serial import SdtSerial
from devices.driver import Driver
from devices.keypad.evdev_keys import EvdevKeys
from devices.lights.serial_relay import SerialRelay
from devices.link.event_node import EVENT, KEY, InputEvent
from devices.link.recorded_link import Lines, Mask, RecordingLink, as_it_is, masked_code
from devices.page_printer.ipp import OF_PRINTER, IppPrinter
from devices.page_printer.ipp_codec import IppAnswer
from devices.receipt_printer.escpos import EscposPrinter
from devices.scanner.serial_lines import SerialLines
from devices.social_card.pcsc_social import PcscSocial
from devices.social_card.recorded_card import recorded

Tap = Callable[[Driver, Lines], bool]

TYPES = frozenset({*range(2, 12), *range(16, 26), *range(30, 39), *range(44, 51)})
"""Codes of Linux for the digits and letters of a keyboard."""
ANY_LETTER = 30
LONG_NUMBER = re.compile(r"[0-9A-Fa-f]{6,}")
WORDS = frozenset({"fourcc", "mode", "source", "engine", "profile"})
"""Settings whose text is a word of the driver's; of the others only numbers are kept: a port may be an address."""


def wrapped(kind: type[Any], around: Callable[[Any, Lines], Any]) -> Tap:
    """For a driver that talks through one thing (a line, a card's transmit): `around` puts the recorder round it."""

    def put(driver: Any, lines: Lines) -> bool:
        def tap(inner: Any) -> Any:
            lines.clear()
            return around(inner, lines)

        if isinstance(driver, kind):
            driver.tap = tap
        return isinstance(driver, kind)

    return put


def on_line(kind: type[SerialLines | EscposPrinter | SerialRelay], mask: Mask) -> Tap:
    """A driver of a line of bytes, each piece of the device masked."""
    return wrapped(kind, lambda link, lines: RecordingLink(link, lines, mask))


def keypad(driver: Driver, lines: Lines) -> bool:
    """Events as the kernel gives them, without their time; a key that types a letter or digit is recorded as A."""

    def tap(events: list[InputEvent]) -> list[InputEvent]:
        for event in events:
            code = ANY_LETTER if event.kind == KEY and event.code in TYPES else event.code
            lines.append({"device": EVENT.pack(0, 0, event.kind, code, event.value).hex(" ")})
        return events

    if isinstance(driver, EvdevKeys):
        driver.tap = tap
    return isinstance(driver, EvdevKeys)


def page_printer(driver: Driver, lines: Lines) -> bool:
    """Status and the attributes that were asked for; no address, no job."""

    def tap(answer: IppAnswer) -> IppAnswer:
        told = {name: list(answer.attributes[name]) for name in OF_PRINTER if name in answer.attributes}
        lines.append({"asked": list(OF_PRINTER)})
        lines.append({"status": answer.status, "told": msgspec.to_builtins(told)})
        return answer

    if isinstance(driver, IppPrinter):
        driver.tap = tap
    return isinstance(driver, IppPrinter)


def states_only(driver: Driver, lines: Lines) -> bool:
    """Nothing on the wire is kept: what the driver says of the device's state is added by `state_of`."""
    return True


def state_of(answer: DeviceAnswer) -> dict[str, Any] | None:
    """A state as a line of the transcript; numbers in it that could name one device are replaced."""
    if not isinstance(answer, DeviceStatus):
        return None
    identity = LONG_NUMBER.sub(lambda found: "0" * len(found[0]), answer.identity or "") or None
    return {"event": msgspec.to_builtins(msgspec.structs.replace(answer, identity=identity, failure=None))}


def settings_of(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in table.items()
        if isinstance(value, bool | int | float) or (name in WORDS and isinstance(value, str))
    }


card_reader = wrapped(SdtSerial, RecordedReader)
social_card = wrapped(PcscSocial, recorded)
scanner = on_line(SerialLines, masked_code)
receipt_printer = on_line(EscposPrinter, as_it_is)
lights = on_line(SerialRelay, as_it_is)

"""Driver "serial_relay": lamps and door contact on a relay board with a serial port.

Settings: port, baud (9600); lamps: table of lamp → number of its relay; on, off: what to send for relay {n}; ask: the
question for the door's contact, "" when the board tells by itself; door_open, door_closed: patterns of its answer.
Boards differ: take these from the maker's sheet.
"""

import re
import time
from typing import Any

from contract.device_lines import Arm, AskStatus, DeviceCommand, DeviceState, DeviceStatus, Disarm, SelfTest
from contract.failures import Failed, FailureCode, Retry
from contract.keys import Lamp, SetLamp
from contract.roles import Role
from devices.driver import Emit, Note, not_for
from devices.lights.relay_lines import RelayAnswers
from devices.link.serial_port import Link, Tap, open_link, untapped

LOOK_S = 0.25
ASK_EVERY_S = 1.0
SILENT_AFTER_S = 5.0


class SerialRelay:
    """One board. All lamps are dark when it is opened, and when the station ends."""

    busy_limit_s = 10.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._settings = {"baud": 9600, **settings}
        self.tap: Tap = untapped
        self._emit = emit
        try:
            self._relays = {Lamp(name): int(number) for name, number in settings.get("lamps", {}).items()}
            self._on = _escaped(settings.get("on", "relay {n} on\\r"))
            self._off = _escaped(settings.get("off", "relay {n} off\\r"))
            self._question = _escaped(settings.get("ask", "input\\r")).encode("ascii")
            self._patterns = str(settings.get("door_open", "input 1")), str(settings.get("door_closed", "input 0"))
            RelayAnswers(*self._patterns)
            _ = self._on.format(n=1), self._off.format(n=1)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, re.error):
            raise Failed(
                FailureCode.CONFIG_INVALID,
                "lamps, on, off, ask or the door's patterns cannot be read",
                "write as in docs/devices/serial_relay.md",
                Retry.NEVER,
            ) from None
        self._link: Link | None = None
        self._asked_at = self._heard_at = 0.0

    def open(self) -> None:
        self._link = self.tap(open_link(self._settings))
        self._answers = RelayAnswers(*self._patterns)
        self._heard_at, self._asked_at = time.monotonic(), 0.0
        for lamp in self._relays:
            self._set(lamp, False)
        self._say_ready()

    def _say_ready(self) -> None:
        self._emit(DeviceStatus(role=Role.LIGHTS, state=DeviceState.READY))

    def _set(self, lamp: Lamp, on: bool) -> None:
        number = self._relays.get(lamp)
        if number is not None and self._link is not None:
            self._link.write((self._on if on else self._off).format(n=number).encode("ascii"), 1.0)

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case SetLamp():
                self._set(command.lamp, command.on)
            case AskStatus() | SelfTest():
                self._say_ready()
            case Arm() | Disarm():
                pass
            case _:
                raise not_for(Role.LIGHTS, command)

    def poll(self) -> float:
        assert self._link is not None
        now = time.monotonic()
        came = self._link.read_available(0.0)
        if came:
            self._heard_at = now
            for moved in self._answers.feed(came):
                self._emit(moved)
        if self._question and now - self._heard_at > SILENT_AFTER_S:
            raise Failed(
                FailureCode.DEVICE_HUNG, "the relay board does not answer", "look at its power, cable, `baud` and `ask`"
            )
        if self._question and now - self._asked_at >= ASK_EVERY_S:
            self._asked_at = now
            self._link.write(self._question, 1.0)
        return LOOK_S

    def close(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()


def _escaped(text: str) -> str:
    return text.encode("latin-1").decode("unicode_escape")

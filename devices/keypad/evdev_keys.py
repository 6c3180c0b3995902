"""Driver "evdev_keys": tactile keys, proximity sensor and headset socket as input devices of Linux.

Settings: port (the keys); proximity, headset: further nodes where they are devices of their own; keys: table of code
(as text) → name of a key, for pads with other codes; near_below (50).
"""

from collections.abc import Callable
from typing import Any

from contract.device_lines import Arm, AskStatus, DeviceCommand, DeviceState, DeviceStatus, Disarm, SelfTest
from contract.failures import Failed, FailureCode, Retry
from contract.keys import Key
from contract.roles import Role
from devices.driver import Emit, Note, not_for
from devices.keypad.key_events import KeyEvents
from devices.link.event_node import EventNode, InputEvent

LISTEN_S = 0.02
"""For each node in turn; a key is told at once when there is one node."""


class EvdevKeys:
    """What is pressed is told at once, armed or not: keys are how somebody begins who sees no screen."""

    busy_limit_s = 5.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._emit = emit
        self.tap: Callable[[list[InputEvent]], list[InputEvent]] = list
        ports = [settings.get(name) for name in ("port", "proximity", "headset")]
        self._ports = list(dict.fromkeys(str(port) for port in ports if port))
        try:
            keys = {int(code, 0): Key(name) for code, name in settings.get("keys", {}).items()}
            self._meaning = KeyEvents(keys, int(settings.get("near_below", 50)))
        except (ValueError, TypeError, AttributeError):
            raise _invalid("keys or near_below of the keypad cannot be read") from None
        if not self._ports:
            raise _invalid("the keypad has no port")
        self._nodes: list[EventNode] = []

    def open(self) -> None:
        for port in self._ports:
            self._nodes.append(EventNode(port, _not_grabbed))
        for node in self._nodes:
            for meaning in self._meaning.standing(node.switches() or 0):
                self._emit(meaning)
        self._say_ready()

    def _say_ready(self) -> None:
        name = self._nodes[0].name if self._nodes else None
        self._emit(DeviceStatus(role=Role.KEYPAD, state=DeviceState.READY, identity=name))

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Arm() | Disarm():
                pass
            case AskStatus() | SelfTest():
                self._say_ready()
            case _:
                raise not_for(Role.KEYPAD, command)

    def poll(self) -> float:
        for node in self._nodes:
            for meaning in self._meaning.feed(self.tap(node.events(LISTEN_S))):
                self._emit(meaning)
        return 0.0

    def close(self) -> None:
        while self._nodes:
            self._nodes.pop().close()


def _invalid(happened: str) -> Failed:
    return Failed(FailureCode.CONFIG_INVALID, happened, "write as in docs/devices/evdev_keys.md", Retry.NEVER)


def _not_grabbed(happened: str) -> Failed:
    return Failed(
        FailureCode.CONFIG_INVALID,
        f"the keys could not be taken for the station alone: {happened}",
        "end the program that holds them",
    )

"""What a driver is to the worker that runs it. A driver speaks one wire of one role and knows nothing of processes."""

from collections.abc import Callable
from typing import Any, Protocol

from contract.device_lines import DeviceAnswer, DeviceCommand
from contract.failures import Failed, FailureCode, Retry
from contract.log_events import LogEvent
from contract.roles import Role

Emit = Callable[[DeviceAnswer], None]
"""Send one answer to the window. May be called from any thread."""

Note = Callable[..., None]
"""`note(LogEvent.CARD_READ_DONE, took_ms=812)`: a line for the log; facts as the event declares, nothing personal."""


class Driver(Protocol):
    """One driver of one role, named in devices/registry.py; used by one thread only.

    Life: `__init__` → `open` → (`handle` | `poll`)* → `close`, and `open` again after a `close`.
    A Failed from `open` or `poll`, and a Failed(DEVICE_UNPLUGGED) from `handle`, means that the device cannot be worked
    with: the worker closes the driver, says so once (ABSENT when unplugged, else FAULT) and calls `open` again, after
    half a second and then ever more seldom, until it succeeds. Any other Failed from `handle` is only passed on.
    Trouble that belongs to one card or one slip is no exception: emit CardNotRead, NotPrinted, DeviceStatus.
    """

    busy_limit_s: float
    """Longest that one `open`, `handle` or `poll` may take (a class attribute). Beyond it the worker stops its
    heartbeats and is killed as hung."""

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        """`settings` is the table of config/station.toml, e.g. [devices.card_reader]. Touches no device.

        Raises Failed(CONFIG_INVALID) for settings that cannot be meant.
        """
        ...

    def open(self) -> None:
        """Open the link, ask the device who it is and emit a DeviceStatus. Raises Failed."""
        ...

    def handle(self, command: DeviceCommand) -> None:
        """Carry out one command and emit its answers.

        Arm, Disarm and PagesPart may come while the device is not open: remember them, touch nothing. The others come
        only while it is open; else the worker itself answers them (NotPrinted …, the last DeviceStatus).
        One that is not for this role: `raise not_for(role, command)`.
        """
        ...

    def poll(self) -> float:
        """Look at the device once (a card? a code? paper?) and return the seconds until the next look is wanted.

        A command ends the pause early. It may itself wait a little on the line (≤ 0.1 s).
        """
        ...

    def close(self) -> None:
        """Give the device back. Never fails, also when it was never opened."""
        ...


class DriverClass(Protocol):
    """The class behind a line of the registry."""

    def __call__(self, settings: dict[str, Any], emit: Emit, note: Note) -> Driver: ...


def no_note(event: LogEvent, **facts: object) -> None:
    """A `Note` for those who keep no log."""


def not_for(role: Role, command: DeviceCommand) -> Failed:
    """A command of another role: a fault of the program that sent it."""
    return Failed(
        FailureCode.DEVICE_LINE, f"{role.value} does not know {type(command).__name__}", "report it", Retry.NEVER
    )

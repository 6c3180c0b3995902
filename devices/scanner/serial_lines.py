"""Driver "serial_lines": code scanners on a serial line or USB-CDC (PROTOCOLS §3.1, §3.2).

Settings: port; baud (9600); prefix, suffix as text with escapes ("" and "\\r"); trigger_on, trigger_off as hex, sent
when armed and disarmed (default none: the scanner triggers itself).
"""

import time
from typing import Any

from contract.device_lines import (
    Arm,
    AskStatus,
    CodeScanned,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    PayloadKind,
    SelfTest,
)
from contract.failures import Failed, Failure, FailureCode, Retry
from contract.log_events import LogEvent
from contract.roles import Role
from devices.driver import Emit, Note, not_for
from devices.link.serial_port import Link, Tap, open_link, untapped
from devices.scanner.payloads import kind_of, text_of, without_aim
from devices.scanner.scan_lines import SILENCE_S, ScanLines, TooLong

LISTEN_S = 0.1
IDLE_S = 0.5


class SerialLines:
    """One scanner. What it reads while nobody has armed it is thrown away."""

    busy_limit_s = 5.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._settings = {"baud": 9600, **settings}
        self.tap: Tap = untapped
        self._emit = emit
        self._note = note
        try:
            prefix = _escaped(settings.get("prefix", ""))
            suffix = _escaped(settings.get("suffix", "\\r"))
            self._trigger_on = bytes.fromhex(settings.get("trigger_on", ""))
            self._trigger_off = bytes.fromhex(settings.get("trigger_off", ""))
        except (ValueError, TypeError, AttributeError):
            raise Failed(
                FailureCode.CONFIG_INVALID,
                "prefix, suffix or trigger of the scanner cannot be read",
                r'write them as in prefix = "\\x02", suffix = "\\r", trigger_on = "16540D"',
                Retry.NEVER,
            ) from None
        self._lines = ScanLines(prefix, suffix)
        self._link: Link | None = None
        self._armed: int | None = None
        self._armed_until = 0.0

    def open(self) -> None:
        self._link = self.tap(self._opened())
        self._lines.reset()  # half a code from before the plug was pulled is no code
        self._say_ready()
        if self._armed is not None:
            self._trigger(self._trigger_on)

    def _opened(self) -> Link:
        return open_link(self._settings)

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link = None

    def _say_ready(self) -> None:
        # a scanner that triggers itself says nothing until it sees a code: an open port is all there is to know
        self._emit(DeviceStatus(role=Role.SCANNER, state=DeviceState.READY))

    def _trigger(self, command: bytes) -> None:
        if command and self._link is not None:
            self._link.write(command, 1.0)

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Arm():
                if self._armed is None and self._link is not None:
                    self._link.flush_input()  # what was shown before belongs to nobody
                    self._lines.reset()
                self._armed, self._armed_until = command.visit, time.monotonic() + command.deadline_s
                self._trigger(self._trigger_on)
            case Disarm():
                self._disarm()
            case AskStatus() | SelfTest():
                self._say_ready()
            case _:
                raise not_for(Role.SCANNER, command)

    def _disarm(self) -> None:
        self._armed = None
        self._trigger(self._trigger_off)

    def poll(self) -> float:
        assert self._link is not None
        if self._armed is not None and time.monotonic() > self._armed_until:
            self._disarm()
        if self._armed is None:
            self._link.read_available(0.0)
            return IDLE_S
        came = self._link.read_available(SILENCE_S if self._lines.is_within else LISTEN_S)
        now = time.monotonic()
        found = self._lines.feed(came, now) if came else self._lines.silence(now)
        for payload in found:
            if isinstance(payload, TooLong):
                self._emit(
                    Failure(
                        code=FailureCode.SCANNER_TOO_LONG,
                        happened="a code was longer than 4096 bytes",
                        remedy="it is no code of ours; check the scanner's suffix when it repeats",
                    )
                )
            else:
                self._scanned(payload, self._armed)
        return 0.0

    def _scanned(self, payload: bytes, visit: int) -> None:
        payload = without_aim(payload)
        text = text_of(payload)
        # bytes that are no text travel as one character a byte, so that a service receives exactly what was read
        kind = kind_of(text) if text is not None else PayloadKind.BYTES
        self._emit(CodeScanned(visit=visit, kind=kind, text=text if text is not None else payload.decode("latin-1")))
        self._note(LogEvent.CODE_SCANNED, kind=kind.value, length=len(payload))


def _escaped(text: str) -> bytes:
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")

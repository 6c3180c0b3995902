"""Hop 5: main of a worker process: one driver, JSON lines on stdin and stdout, heartbeats. Keeps nothing it wrote.

Imports stay few: a worker that was killed has to answer again within half a second.
"""

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any, BinaryIO, Literal

import msgspec

from contract.device_lines import (
    LINE_LIMIT,
    Arm,
    DeviceAnswer,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    Heartbeat,
    PagesPart,
)
from contract.failures import Failed, Failure, FailureCode
from contract.log_events import LogEvent
from contract.roles import Role
from devices.driver import Driver
from devices.promises import Promised, refusal
from devices.registry import driver_class
from devices.worker_lines import LogLine, command_decoder, encoder

BEAT_S = 0.5
REOPEN_S = (0.5, 0.5, 1.0, 1.0, 2.0)
END_GRACE_S = 2.0


class Worker:
    """Runs one driver until `commands` ends. `lines` receives the answers."""

    def __init__(self, role: Role, driver_name: str, settings: dict[str, Any], lines: BinaryIO) -> None:
        self._role = role
        self._lines = lines
        self._writing = threading.Lock()
        self._commands: queue.SimpleQueue[DeviceCommand | Literal["end"]] = queue.SimpleQueue()
        self._busy_since: float | None = None
        self._closed_times = 0
        self._status: DeviceStatus | None = None
        self._driver: Driver = driver_class(role, driver_name)(settings, self.emit, self.note)

    # --- out ---------------------------------------------------------------------------------------------------

    def emit(self, answer: DeviceAnswer) -> None:
        if isinstance(answer, DeviceStatus):
            self._status = answer
        self._write(answer)

    def note(self, event: LogEvent, **facts: str | int | float | bool | None) -> None:
        self._write(LogLine(event=event.value, facts=facts))

    def _write(self, line: DeviceAnswer | LogLine) -> None:
        encoded = encoder.encode(line)
        if len(encoded) >= LINE_LIMIT:
            encoded = encoder.encode(
                Failure(
                    code=FailureCode.DEVICE_LINE,
                    happened=f"the {self._role} worker had a line of {len(encoded)} bytes to send",
                    remedy="report it; the device goes on",
                )
            )
        with self._writing:
            self._lines.write(encoded + b"\n")
            self._lines.flush()

    # --- in ----------------------------------------------------------------------------------------------------

    def listen(self, commands: BinaryIO) -> None:
        """Read commands until the pipe closes (own thread). A worker whose window is gone has nobody to work for."""
        while line := commands.readline(LINE_LIMIT):
            if not line.endswith(b"\n"):
                if len(line) < LINE_LIMIT:
                    break
                while (rest := commands.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
                    pass
                self.emit(_line_failure("a command was longer than a line may be"))
                continue
            try:
                self._commands.put(command_decoder.decode(line))
            except msgspec.MsgspecError:
                self.emit(_line_failure("a command could not be understood"))  # its text may be personal: not repeated
        self._commands.put("end")
        time.sleep(END_GRACE_S)
        os._exit(0)  # the driver did not come back from the wire in time

    def beat(self) -> None:
        """Heartbeats for as long as the driver comes back within its own limit (own thread)."""
        count = 0
        while True:
            since = self._busy_since
            if since is None or time.monotonic() - since < self._driver.busy_limit_s:
                count += 1
                try:
                    self._write(Heartbeat(beat=count))
                except OSError:
                    os._exit(0)  # the window went away
            time.sleep(BEAT_S)

    # --- the loop ----------------------------------------------------------------------------------------------

    def run(self) -> None:
        self._busy_since = time.monotonic()
        is_open, pause_s = self._look(False)  # first, so that a slip sent to a starting worker is printed
        while True:
            self._busy_since = None
            command = self._next_command(pause_s)
            self._busy_since = time.monotonic()
            if command == "end":
                break
            if command is None:
                is_open, pause_s = self._look(is_open)
            else:
                is_open, pause_s = self._carry_out(command, is_open), 0.0
        self._driver.close()

    def _next_command(self, pause_s: float) -> "DeviceCommand | Literal['end'] | None":
        """A command if one comes within the pause, else None."""
        try:
            return self._commands.get(timeout=pause_s) if pause_s > 0 else self._commands.get_nowait()
        except queue.Empty:
            return None

    def _carry_out(self, command: DeviceCommand, is_open: bool) -> bool:
        if not is_open and not isinstance(command, Arm | Disarm | PagesPart):
            self._answer_for_the_absent(command, None)
            return False
        try:
            self._driver.handle(command)
        except Failed as failed:
            if failed.code is FailureCode.DEVICE_UNPLUGGED:
                self._lose(failed)
                is_open = False
            if isinstance(command, Promised):
                self._answer_for_the_absent(command, failed)
            elif is_open:
                self.emit(failed.as_failure())
        return is_open

    def _look(self, is_open: bool) -> tuple[bool, float]:
        try:
            if is_open:
                return True, self._driver.poll()
            self._driver.open()
        except Failed as failed:
            self._lose(failed)
            pause_s = REOPEN_S[min(self._closed_times, len(REOPEN_S) - 1)]
            self._closed_times += 1
            return False, pause_s
        self._closed_times = 0
        return True, 0.0

    def _lose(self, failed: Failed) -> None:
        """The device is not there, or not as it should be: close it and say so once."""
        self._driver.close()
        gone = failed.code is FailureCode.DEVICE_UNPLUGGED
        status = DeviceStatus(
            role=self._role, state=DeviceState.ABSENT if gone else DeviceState.FAULT, failure=failed.as_failure()
        )
        if status != self._status:
            self.emit(status)

    def _answer_for_the_absent(self, command: DeviceCommand, failed: Failed | None) -> None:
        status = self._status or DeviceStatus(role=self._role, state=DeviceState.UNKNOWN)
        if isinstance(command, Promised):
            failure = (
                failed.as_failure()
                if failed
                else status.failure
                or Failure(
                    code=FailureCode.DEVICE_UNPLUGGED,
                    happened=f"the {self._role} is not open yet",
                    remedy="check that it has power and its plug sits",
                )
            )
            self.emit(refusal(command, failure))
        else:
            self.emit(status)


def _line_failure(happened: str) -> Failure:
    return Failure(
        code=FailureCode.DEVICE_LINE,
        happened=happened,
        remedy="window and worker are of different versions: install the station anew",
    )


def main(arguments: Sequence[str]) -> int:
    """`devices-worker ROLE DRIVER SETTINGS-AS-JSON`. Exit code 0: window gone; 1: driver broke; 2: wrong use."""
    try:
        role, driver_name, settings = Role(arguments[0]), arguments[1], json.loads(arguments[2])
    except (ValueError, IndexError):
        print("devices-worker: expects a role, a driver and its settings as JSON", file=sys.stderr)
        return 2
    # the answers have the pipe for themselves: whatever a library prints goes to the standard error
    lines = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        worker = Worker(role, driver_name, settings, lines)
    except Failed as failed:
        lines.write(
            encoder.encode(DeviceStatus(role=role, state=DeviceState.FAULT, failure=failed.as_failure())) + b"\n"
        )
        lines.flush()
        return 2
    threading.Thread(target=worker.listen, args=(sys.stdin.buffer,), daemon=True).start()
    threading.Thread(target=worker.beat, daemon=True).start()
    try:
        worker.run()
    except BrokenPipeError:
        os._exit(0)  # the window went away in the middle of a line
    except Exception as broken:
        # type and place only: the text of an exception may hold what a card or a code said
        place = broken.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else "?"
        worker.emit(
            Failure(
                code=FailureCode.DEVICE_CRASHED,
                happened=f"{driver_name}: {type(broken).__name__} at {where}",
                remedy="it starts again by itself; report it when it repeats",
            )
        )
        os._exit(1)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

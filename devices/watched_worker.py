"""One worker process as the supervisor sees it: its pipes without waiting, its life, when it may start again."""

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from contract.roles import Role
from devices.link.serial_port import port_mark

BACK_OFF_S = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Pause before the 1st, 2nd … restart in a row; after the last the device is given up."""
WELL_AFTER_S = 10.0
"""A worker that lived this long starts the row anew."""
HUNG_AFTER_S = 3.0
"""Silence, without heartbeat, of a worker that has to be ended."""
START_GRACE_S = 10.0
TRY_AGAIN_S = 300.0
"""A device that was given up is tried this seldom, unless its port is plugged in anew."""
WRONG_USE = 2


CommandLine = Callable[[Role, str, dict[str, Any]], list[str]]
"""(role, driver, settings) → the command line of a worker process."""


def worker_command(role: Role, driver: str, settings: dict[str, Any]) -> list[str]:
    """The command line of a worker: the bundle's own program when frozen, else this interpreter."""
    arguments = [role.value, driver, json.dumps(settings, ensure_ascii=True, default=str)]
    if getattr(sys, "frozen", False):
        return [sys.executable, "devices-worker", *arguments]
    return [sys.executable, "-m", "devices.worker", *arguments]


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return dict(os.environ, PYTHONPATH=os.pathsep.join(dict.fromkeys(filter(None, paths))), PYTHONUTF8="1")


class WatchedWorker:
    """Used by the supervisor's thread only (`pid` may be read from any)."""

    def __init__(self, role: Role, settings: dict[str, Any], command: CommandLine = worker_command) -> None:
        self._command = command
        self.role = role
        self.driver = str(settings.get("driver", ""))
        self.settings = settings
        self.process: subprocess.Popen[bytes] | None = None
        self.hung = False
        self.given_up = False
        self.refused_settings = False
        self.said_all = False
        self._has_spoken = False
        self._heard_at = 0.0
        self._started_at = 0.0
        self._start_at = 0.0
        self._ends_in_a_row = 0
        self._mark: object = None
        self._waiting: deque[bytes] = deque()
        self._partly_written = b""
        self._half_line = bytearray()
        self._skipping = False

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    # --- life ---------------------------------------------------------------------------------------------------

    def may_start(self, now: float) -> bool:
        if now >= self._start_at:
            return True
        if not self.given_up:
            return False
        mark = port_mark(str(self.settings.get("port", "")))
        plugged_anew = mark is not None and mark != self._mark
        self._mark = mark
        return plugged_anew

    def start(self, now: float, remembered: Mapping[str, Any]) -> subprocess.Popen[bytes]:
        """Raises OSError when the process cannot be made. `remembered`: Promises.remembered of an earlier process."""
        if self.given_up:
            self.given_up, self.refused_settings, self._ends_in_a_row = False, False, 0
        settings = {**self.settings, **remembered}
        self.process = subprocess.Popen(
            self._command(self.role, self.driver, settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
        )
        assert self.process.stdin and self.process.stdout
        os.set_blocking(self.process.stdin.fileno(), False)
        os.set_blocking(self.process.stdout.fileno(), False)
        self._started_at, self._heard_at = now, now + START_GRACE_S - HUNG_AFTER_S
        self._has_spoken = self.hung = self.said_all = False
        return self.process

    def note_end(self, now: float, exit_code: int) -> None:
        """Decide when it may start again."""
        # one that was well and was killed from outside is no broken driver: it starts again at once
        if now - self._started_at >= WELL_AFTER_S or (
            exit_code == -signal.SIGKILL and self._has_spoken and not self.hung
        ):
            self._ends_in_a_row = 0
        self._ends_in_a_row += 1
        self.refused_settings = exit_code == WRONG_USE
        if self.refused_settings or self._ends_in_a_row > len(BACK_OFF_S):
            self.given_up = True
            self._start_at = now + TRY_AGAIN_S
            self._mark = port_mark(str(self.settings.get("port", "")))
        else:
            self._start_at = now + BACK_OFF_S[self._ends_in_a_row - 1]

    @property
    def starts_at_once(self) -> bool:
        return not self.given_up and self._ends_in_a_row <= 1

    def heard(self, now: float) -> None:
        self._has_spoken = True
        self._heard_at = now

    def is_hung(self, now: float) -> bool:
        return not self.hung and now - self._heard_at > HUNG_AFTER_S

    def kill(self) -> None:
        if self.process:
            self.process.kill()

    def close_commands(self) -> None:
        if self.process and self.process.stdin:
            self.process.stdin.close()

    def wait_or_kill(self, wait_s: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(wait_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def close(self) -> None:
        """Let go of a process that has ended."""
        if self.process:
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
            self.process.wait()
        self.process = None
        self._partly_written = b""  # its rest would be no line for the next one
        self._waiting.clear()  # slips in it are answered for as not printed: the next one must not print them
        self._half_line.clear()
        self._skipping = False

    # --- pipes --------------------------------------------------------------------------------------------------

    def hold(self, line: bytes, most: int) -> None:
        self._waiting.append(line)
        while len(self._waiting) > most:
            self._waiting.popleft()

    def hold_first(self, line: bytes) -> None:
        self._waiting.appendleft(line)

    def write_pending(self) -> None:
        """Write what the pipe takes; the rest stays for the next time."""
        if self.process is None or self.process.stdin is None or self.process.stdin.closed:
            return
        try:
            while self._partly_written or self._waiting:
                line = self._partly_written or self._waiting.popleft()
                self._partly_written = line
                written = os.write(self.process.stdin.fileno(), line)
                self._partly_written = line[written:]
        except BlockingIOError:
            return
        except OSError:
            return  # it has just died: the supervisor sees its end

    def read_lines(self, limit: int) -> tuple[list[bytes], bool]:
        """Whole lines that came, and whether one longer than `limit` was dropped."""
        lines: list[bytes] = []
        overlong = False
        if self.process is None or self.process.stdout is None:
            return lines, overlong
        for _ in range(16):  # then the other devices have their turn
            try:
                came = os.read(self.process.stdout.fileno(), 65536)
            except BlockingIOError:
                break
            except OSError:
                came = b""
            if not came:
                self.said_all = True
                break
            *whole, rest = came.split(b"\n")
            for piece in whole:
                if self._skipping:
                    self._skipping = False
                elif len(self._half_line) + len(piece) >= limit:
                    overlong = True
                else:
                    lines.append(bytes(self._half_line) + piece)
                self._half_line.clear()
            if not self._skipping:
                self._half_line += rest
            if len(self._half_line) >= limit:
                self._half_line.clear()
                self._skipping = overlong = True
        return lines, overlong

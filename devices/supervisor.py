"""Hop 6: one worker process a device, watched and restarted. Trusts no line that does not decode.

Everything happens on one thread of its own, which never waits for a device; `send`, `status` and `stop` may be called
from any thread and return at once. Answers are given to `on_answer` on the supervisor's thread.
"""

import contextlib
import os
import selectors
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from contract.device_lines import LINE_LIMIT, Arm, DeviceCommand, DeviceState, DeviceStatus, Disarm
from contract.failures import FailureCode
from contract.log_events import LogEvent
from contract.roles import Role
from devices.answer_board import AnswerBoard, OnAnswer, failure
from devices.driver import Note, no_note
from devices.watched_worker import CommandLine, WatchedWorker, worker_command
from devices.worker_lines import encoder

COMMANDS_HELD = 64
"""Commands that wait for a worker that is starting; older ones are dropped beyond it."""
TICK_S = 0.1
ENDING_TICK_S = 0.002


class Supervisor:
    """`devices`: role → its table of config/station.toml, with `driver` and what the driver needs.

    `on_answer` receives every answer but heartbeats, and a DeviceStatus whenever the state of a device changes, also
    when its worker died (DEVICE_CRASHED), hung (DEVICE_HUNG) or was given up (DEVICE_GIVEN_UP): UNKNOWN while it is
    restarted at once, FAULT from the second time in a row. `log`: kiosk.logs.log, or nothing.
    """

    def __init__(
        self,
        devices: Mapping[Role, Mapping[str, Any]],
        on_answer: OnAnswer,
        log: Note = no_note,
        clock: Callable[[], float] = time.monotonic,
        command: CommandLine = worker_command,
    ) -> None:
        self._log = log
        self._clock = clock
        self._board = AnswerBoard(devices, on_answer, log)
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._selector.register(self._wake_read, selectors.EVENT_READ, None)
        self._sent: deque[tuple[Role, DeviceCommand]] = deque()
        self._stopping = False
        self._workers = {role: WatchedWorker(role, dict(settings), command) for role, settings in devices.items()}
        self._thread = threading.Thread(target=self._run, name="device-supervisor", daemon=True)
        self._thread.start()

    # --- from any thread ----------------------------------------------------------------------------------------

    def send(self, role: Role, command: DeviceCommand) -> None:
        """Send a command, at once or when the worker is up. A role that is not configured answers ABSENT."""
        self._sent.append((role, command))
        self._wake()

    def status(self, role: Role) -> DeviceStatus:
        """What is known now; ABSENT for a role that is not configured."""
        return self._board.status(role)

    def roles(self) -> list[Role]:
        return list(self._workers)

    def pid(self, role: Role) -> int | None:
        """Process of a role's worker, for the technician and for tests that kill it."""
        return self._workers[role].pid

    def stop(self, wait_s: float = 3.0) -> None:
        """End all workers: their pipes close, whoever has not gone after a second is killed."""
        self._stopping = True
        self._wake()
        self._thread.join(timeout=wait_s)

    def _wake(self) -> None:
        with contextlib.suppress(OSError):  # full: it wakes anyway; closed: it has stopped
            os.write(self._wake_write, b"x")

    # --- the supervisor's own thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._stopping:
                now = self._clock()
                for worker in self._workers.values():
                    self._care_for(worker, now)
                # a pipe closes a moment before its process can be waited for
                ending = any(worker.said_all and worker.process for worker in self._workers.values())
                for key, _ in self._selector.select(ENDING_TICK_S if ending else TICK_S):
                    if key.data is None:
                        self._take_sent()
                    else:
                        self._serve(key.data)
        finally:
            self._end_all()

    def _care_for(self, worker: WatchedWorker, now: float) -> None:
        for refused in self._board.promises[worker.role].overdue(now):
            self._board.pass_on(worker.role, refused)
        if worker.process is not None:
            self._watch(worker, worker.process, now)
        if worker.process is None and worker.may_start(now):
            self._start(worker, now)

    def _watch(self, worker: WatchedWorker, process: subprocess.Popen[bytes], now: float) -> None:
        worker.write_pending()
        exit_code = process.poll()
        if exit_code is not None:
            while not worker.said_all:
                self._serve(worker)  # its last words are still in the pipe
            self._ended(worker, exit_code, now)
        elif worker.is_hung(now):
            self._log(
                LogEvent.WORKER_KILLED,
                role=worker.role.value,
                driver=worker.driver,
                pid=worker.pid,
                reason="no heartbeat",
            )
            worker.kill()
            worker.hung = True

    def _start(self, worker: WatchedWorker, now: float) -> None:
        promises = self._board.promises[worker.role]
        try:
            process = worker.start(now, promises.remembered)
        except OSError as failed:
            worker.close()
            worker.note_end(now, exit_code=1)
            self._board.say_broken(
                worker.role,
                DeviceState.FAULT,
                failure(
                    FailureCode.DEVICE_CRASHED,
                    f"the worker cannot be started: {failed.strerror}",
                    "check the memory and the installation; it is tried again by itself",
                ),
            )
            return
        assert process.stdout is not None
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)
        self._log(LogEvent.WORKER_STARTED, role=worker.role.value, driver=worker.driver, pid=process.pid)
        arm = promises.to_repeat(now)
        if arm is not None:
            worker.hold_first(encoder.encode(arm) + b"\n")
        worker.write_pending()

    def _ended(self, worker: WatchedWorker, exit_code: int, now: float) -> None:
        role, was_hung = worker.role, worker.hung
        self._log(LogEvent.WORKER_ENDED, role=role.value, driver=worker.driver, pid=worker.pid, exit_code=exit_code)
        self._unwatch(worker)
        worker.close()
        worker.note_end(now, exit_code)
        if worker.refused_settings:
            # its own last status says what is wrong with the settings; said again for who has asked meanwhile
            self._board.pass_on(role, self.status(role))
            self._board.break_promises(role)
            return
        if worker.given_up:
            broken = failure(
                FailureCode.DEVICE_GIVEN_UP,
                f"the {role.value} worker ended again and again",
                "take the device's plug out and in again: it is then tried anew; else report it",
            )
        elif was_hung:
            broken = failure(
                FailureCode.DEVICE_HUNG,
                f"the {role.value} worker gave no sign of life and was ended",
                "it starts again by itself; report it when it repeats",
            )
        else:
            broken = failure(
                FailureCode.DEVICE_CRASHED,
                f"the {role.value} worker ended with {exit_code}",
                "it starts again by itself; report it when it repeats",
            )
        # the first time it is back before a resident could read about it: not known for a moment, no fault yet
        state = DeviceState.UNKNOWN if worker.starts_at_once else DeviceState.FAULT
        self._board.say_broken(role, state, broken)

    def _unwatch(self, worker: WatchedWorker) -> None:
        stdout = worker.process.stdout if worker.process else None
        if stdout is not None and stdout in self._selector.get_map():
            self._selector.unregister(stdout)

    def _take_sent(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake_read, 4096)
        while self._sent:
            role, command = self._sent.popleft()
            worker = self._workers.get(role)
            if worker is None:
                self._board.answer_for_the_missing(role, command)
                continue
            self._board.promises[role].commanded(command, self._clock())
            if worker.given_up:
                self._board.pass_on(role, self.status(role))
                self._board.break_promises(role)
            elif worker.process is not None or not isinstance(command, Arm | Disarm):
                worker.hold(encoder.encode(command) + b"\n", COMMANDS_HELD)
                worker.write_pending()

    def _serve(self, worker: WatchedWorker) -> None:
        """Read what a worker has said, line by line, bounded."""
        lines, overlong = worker.read_lines(LINE_LIMIT)
        if worker.said_all:
            self._unwatch(worker)  # a closed pipe is always readable
        worker.write_pending()
        if overlong:
            self._board.pass_on(
                worker.role,
                failure(
                    FailureCode.DEVICE_LINE,
                    f"the {worker.role.value} worker sent a line longer than {LINE_LIMIT} bytes",
                    "it was dropped; report it when it repeats",
                ),
            )
        for line in lines:
            if self._board.take_line(worker.role, line):
                worker.heard(self._clock())

    def _end_all(self) -> None:
        for worker in self._workers.values():
            worker.close_commands()
        ends = time.monotonic() + 1.0
        for worker in self._workers.values():
            worker.wait_or_kill(max(0.0, ends - time.monotonic()))
            self._unwatch(worker)
            worker.close()
        self._selector.close()
        os.close(self._wake_read)
        wake, self._wake_write = self._wake_write, -1
        os.close(wake)

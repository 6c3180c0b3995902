"""Hop 6: one worker process a device, watched and restarted. Trusts no line that does not decode; logs no personal one.

Everything happens on one thread of its own, which never waits for a device; `send`, `status` and `stop` may be called
from any thread and return at once. Answers are given to `on_answer` on the supervisor's thread.
"""

import contextlib
import os
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import structlog

from contract.device_lines import (
    LINE_LIMIT,
    Arm,
    DeviceAnswer,
    DeviceCommand,
    DeviceState,
    DeviceStatus,
    Disarm,
    Heartbeat,
    NotPrinted,
    PaperState,
    Print,
)
from contract.failures import Failure, FailureCode
from contract.log_events import LogEvent
from contract.roles import Role
from devices.promises import Promises
from devices.watched_worker import WatchedWorker
from devices.worker_lines import LogLine, encoder, line_decoder

COMMANDS_HELD = 64
"""Commands that wait for a worker that is starting; older ones are dropped beyond it."""
TICK_S = 0.1

OnAnswer = Callable[[Role, DeviceAnswer], None]

log = structlog.get_logger("devices")


class Supervisor:
    """`devices`: role → its table of config/station.toml, with `driver` and what the driver needs.

    `on_answer` receives every answer but heartbeats, and a DeviceStatus whenever the state of a device changes, also
    when its worker died (DEVICE_CRASHED), hung (DEVICE_HUNG) or was given up (DEVICE_GIVEN_UP): UNKNOWN while it is
    restarted at once, FAULT from the second time in a row.
    """

    def __init__(
        self,
        devices: Mapping[Role, Mapping[str, Any]],
        on_answer: OnAnswer,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._on_answer = on_answer
        self._clock = clock
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._selector.register(self._wake_read, selectors.EVENT_READ, None)
        self._lock = threading.Lock()
        self._sent: deque[tuple[Role, DeviceCommand]] = deque()
        self._status = {role: DeviceStatus(role=role, state=DeviceState.UNKNOWN) for role in devices}
        self._stopping = False
        self._promises = {role: Promises() for role in devices}
        self._workers = {role: WatchedWorker(role, dict(settings)) for role, settings in devices.items()}
        self._thread = threading.Thread(target=self._run, name="device-supervisor", daemon=True)
        self._thread.start()

    # --- from any thread ----------------------------------------------------------------------------------------

    def send(self, role: Role, command: DeviceCommand) -> None:
        """Send a command, at once or when the worker is up. A role that is not configured answers ABSENT."""
        with self._lock:
            self._sent.append((role, command))
        self._wake()

    def status(self, role: Role) -> DeviceStatus:
        """What is known now; ABSENT for a role that is not configured."""
        with self._lock:
            return self._status.get(role) or DeviceStatus(role=role, state=DeviceState.ABSENT)

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
        try:
            os.write(self._wake_write, b"x")
        except (BlockingIOError, OSError):
            return

    # --- the supervisor's own thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._stopping:
                now = self._clock()
                for worker in self._workers.values():
                    self._care_for(worker, now)
                for key, _ in self._selector.select(TICK_S):
                    if key.data is None:
                        self._take_sent()
                    else:
                        self._serve(key.data)
        finally:
            self._end_all()

    def _care_for(self, worker: WatchedWorker, now: float) -> None:
        for not_printed in self._promises[worker.role].overdue(now):
            self._pass_on(worker.role, not_printed)
        if worker.process is None:
            if worker.may_start(now):
                self._start(worker, now)
            return
        exit_code = worker.process.poll()
        if exit_code is not None:
            self._serve(worker)  # its last words may still be in the pipe
            if worker.process is not None:
                self._ended(worker, exit_code, now)
        elif worker.is_hung(now):
            log.warning(
                LogEvent.WORKER_KILLED.value,
                role=worker.role.value,
                driver=worker.driver,
                pid=worker.pid,
                reason="no heartbeat",
            )
            worker.kill()
            worker.hung = True

    def _start(self, worker: WatchedWorker, now: float) -> None:
        try:
            process = worker.start(now, self._promises[worker.role].card_of_visit)
        except OSError as failed:
            worker.note_end(now, exit_code=1)
            self._say(
                worker,
                _failure(
                    FailureCode.DEVICE_CRASHED,
                    f"the worker cannot be started: {failed.strerror}",
                    "check the memory and the installation; it is tried again by itself",
                ),
            )
            return
        assert process.stdout is not None
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)
        log.info(LogEvent.WORKER_STARTED.value, role=worker.role.value, driver=worker.driver, pid=process.pid)
        arm = self._promises[worker.role].to_repeat(now)
        if arm is not None:
            worker.hold_first(encoder.encode(arm) + b"\n")
        worker.write_pending()

    def _ended(self, worker: WatchedWorker, exit_code: int, now: float) -> None:
        log.warning(
            LogEvent.WORKER_ENDED.value,
            role=worker.role.value,
            driver=worker.driver,
            pid=worker.pid,
            exit_code=exit_code,
        )
        was_hung = worker.hung
        self._forget_process(worker)
        worker.note_end(now, exit_code)
        if worker.refused_settings:
            self._break_promises(worker.role)  # its own last status says what is wrong with the settings
        elif worker.given_up:
            failure = _failure(
                FailureCode.DEVICE_GIVEN_UP,
                f"the {worker.role.value} worker ended again and again",
                "take the device's plug out and in again: it is then tried anew; else report it",
            )
        elif was_hung:
            failure = _failure(
                FailureCode.DEVICE_HUNG,
                f"the {worker.role.value} worker gave no sign of life and was ended",
                "it starts again by itself; report it when it repeats",
            )
        else:
            failure = _failure(
                FailureCode.DEVICE_CRASHED,
                f"the {worker.role.value} worker ended with {exit_code}",
                "it starts again by itself; report it when it repeats",
            )
        self._say(worker, failure)

    def _forget_process(self, worker: WatchedWorker) -> None:
        self._unwatch(worker)
        worker.close()

    def _unwatch(self, worker: WatchedWorker) -> None:
        stdout = worker.process.stdout if worker.process else None
        if stdout is not None and stdout in self._selector.get_map():
            self._selector.unregister(stdout)

    def _say(self, worker: WatchedWorker, failure: Failure) -> None:
        # the first time it is back before a resident could read about it: not known for a moment, no fault yet
        state = DeviceState.UNKNOWN if worker.starts_at_once else DeviceState.FAULT
        self._pass_on(worker.role, DeviceStatus(role=worker.role, state=state, failure=failure))
        self._break_promises(worker.role)

    def _break_promises(self, role: Role) -> None:
        failure = self._status[role].failure or _failure(
            FailureCode.DEVICE_CRASHED, f"the {role.value} worker ended", "it starts again by itself"
        )
        for not_printed in self._promises[role].broken(failure):
            self._pass_on(role, not_printed)

    def _take_sent(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake_read, 4096)
        while True:
            with self._lock:
                if not self._sent:
                    return
                role, command = self._sent.popleft()
            worker = self._workers.get(role)
            if worker is None:
                self._answer_for_the_missing(role, command)
                continue
            self._promises[role].commanded(command, self._clock())
            if worker.given_up:
                self._pass_on(role, self.status(role))
                self._break_promises(role)
            elif worker.process is not None or not isinstance(command, Arm | Disarm):
                worker.hold(encoder.encode(command) + b"\n", COMMANDS_HELD)
                worker.write_pending()

    def _answer_for_the_missing(self, role: Role, command: DeviceCommand) -> None:
        failure = _failure(
            FailureCode.CONFIG_INVALID, f"no {role.value} is configured", "add it to config/station.toml"
        )
        if isinstance(command, Print):
            self._on_answer(
                role,
                NotPrinted(visit=command.visit, job_id=command.job.job_id, paper=PaperState.UNKNOWN, failure=failure),
            )
        else:
            self._on_answer(role, DeviceStatus(role=role, state=DeviceState.ABSENT, failure=failure))

    def _serve(self, worker: WatchedWorker) -> None:
        """Read what a worker has said, line by line, bounded."""
        lines, overlong = worker.read_lines(LINE_LIMIT)
        if worker.said_all:
            self._unwatch(worker)  # a closed pipe is always readable
        worker.write_pending()
        for line in lines:
            self._take_line(worker, line)
        if overlong:
            self._pass_on(
                worker.role,
                _failure(
                    FailureCode.DEVICE_LINE,
                    f"the {worker.role.value} worker sent a line longer than {LINE_LIMIT} bytes",
                    "it was dropped; report it when it repeats",
                ),
            )

    def _take_line(self, worker: WatchedWorker, line: bytes) -> None:
        try:
            said = line_decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            # not repeated anywhere: it may be half of a card
            self._pass_on(
                worker.role,
                _failure(
                    FailureCode.DEVICE_LINE,
                    f"the {worker.role.value} worker sent a line of {len(line)} bytes that cannot be understood",
                    "it was dropped; report it when it repeats",
                ),
            )
            return
        worker.heard(self._clock())
        match said:
            case Heartbeat():
                pass
            case LogLine():
                self._write_log(worker.role, said)
            case _:
                self._pass_on(worker.role, said)

    @staticmethod
    def _write_log(role: Role, line: LogLine) -> None:
        try:
            event = LogEvent(line.event)
        except ValueError:
            return
        log.info(
            event.value,
            **{fact: value for fact, value in line.facts.items() if fact not in ("event", "role")},
            role=role.value,
        )

    def _pass_on(self, role: Role, answer: DeviceAnswer) -> None:
        self._promises[role].answered(answer)
        if isinstance(answer, DeviceStatus):
            if answer.role is not role:
                return  # a worker speaks for its own device only
            with self._lock:
                changed = self._status.get(role) != answer
                self._status[role] = answer
            if changed:
                log.info(
                    LogEvent.DEVICE_STATE.value,
                    role=role.value,
                    state=answer.state.value,
                    identity=answer.identity,
                    paper=answer.paper.value if answer.paper else None,
                    code=answer.failure.code.value if answer.failure else None,
                )
        self._on_answer(role, answer)

    def _end_all(self) -> None:
        for worker in self._workers.values():
            worker.close_commands()
        ends = time.monotonic() + 1.0
        for worker in self._workers.values():
            worker.wait_or_kill(max(0.0, ends - time.monotonic()))
            if worker.process is not None:
                self._forget_process(worker)
        self._selector.close()
        os.close(self._wake_read)
        with self._lock:
            os.close(self._wake_write)
            self._wake_write = -1


def _failure(code: FailureCode, happened: str, remedy: str) -> Failure:
    return Failure(code=code, happened=happened, remedy=remedy)

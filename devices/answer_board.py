"""What the devices have said: decoded again by type, logged without a person, kept as status, passed on.

Half of hop 6; the other half, the processes, is supervisor.py. Used on the supervisor's thread, `status` from any.
"""

import threading
from collections.abc import Callable, Iterable

import msgspec

from contract.device_lines import DeviceAnswer, DeviceCommand, DeviceState, DeviceStatus, Heartbeat
from contract.failures import Failure, FailureCode
from contract.log_events import FACTS, LogEvent
from contract.roles import Role
from devices.driver import Note
from devices.promises import Promised, Promises, refusal
from devices.worker_lines import LogLine, line_decoder

OnAnswer = Callable[[Role, DeviceAnswer], None]


class AnswerBoard:
    """Of all roles that are configured."""

    def __init__(self, roles: Iterable[Role], on_answer: OnAnswer, log: Note) -> None:
        self._on_answer = on_answer
        self._log = log
        self._lock = threading.Lock()
        self._status = {role: DeviceStatus(role=role, state=DeviceState.UNKNOWN) for role in roles}
        self.promises = {role: Promises() for role in self._status}

    def status(self, role: Role) -> DeviceStatus:
        with self._lock:
            return self._status.get(role) or DeviceStatus(role=role, state=DeviceState.ABSENT)

    def take_line(self, role: Role, line: bytes) -> bool:
        """One line of a worker. False: not understood, and repeated nowhere: it may be half of a card."""
        try:
            said = line_decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            self.pass_on(
                role,
                failure(
                    FailureCode.DEVICE_LINE,
                    f"the {role.value} worker sent a line of {len(line)} bytes that is none of ours",
                    "it was dropped; report it when it repeats",
                ),
            )
            return False
        match said:
            case Heartbeat():
                pass
            case LogLine():
                self._write_log(role, said)
            case _:
                self.pass_on(role, said)
        return True

    def pass_on(self, role: Role, answer: DeviceAnswer) -> None:
        self.promises[role].answered(answer)
        if isinstance(answer, DeviceStatus):
            if answer.role is not role:
                return  # a worker speaks for its own device only
            with self._lock:
                changed = self._status[role] != answer
                self._status[role] = answer
            if changed:
                self._log(
                    LogEvent.DEVICE_STATE,
                    role=role.value,
                    state=answer.state.value,
                    identity=answer.identity,
                    paper=answer.paper.value if answer.paper else None,
                    code=answer.failure.code.value if answer.failure else None,
                )
        self._on_answer(role, answer)

    def say_broken(self, role: Role, state: DeviceState, broken: Failure) -> None:
        self.pass_on(role, DeviceStatus(role=role, state=state, failure=broken))
        self.break_promises(role)

    def break_promises(self, role: Role) -> None:
        """Answer for what the worker took and will not answer for."""
        broken = self.status(role).failure or failure(
            FailureCode.DEVICE_CRASHED, f"the {role.value} worker ended", "it starts again by itself"
        )
        for refused in self.promises[role].broken(broken):
            self.pass_on(role, refused)

    def answer_for_the_missing(self, role: Role, command: DeviceCommand) -> None:
        """A role that is not configured."""
        absent = failure(FailureCode.CONFIG_INVALID, f"no {role.value} is configured", "add it to config/station.toml")
        if isinstance(command, Promised):
            self._on_answer(role, refusal(command, absent))
        else:
            self._on_answer(role, DeviceStatus(role=role, state=DeviceState.ABSENT, failure=absent))

    def _write_log(self, role: Role, line: LogLine) -> None:
        try:
            event = LogEvent(line.event)
        except ValueError:
            return
        facts = {fact: value for fact, value in (line.facts | {"role": role.value}).items() if fact in FACTS[event]}
        self._log(event, **facts)


def failure(code: FailureCode, happened: str, remedy: str) -> Failure:
    return Failure(code=code, happened=happened, remedy=remedy)

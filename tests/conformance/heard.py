"""What a supervisor's devices have said, to be waited for with a deadline."""

import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from contract.device_lines import DeviceAnswer, DeviceState, DeviceStatus
from contract.log_events import FACTS, FRAME, LogEvent
from contract.roles import Role
from devices.supervisor import Supervisor
from devices.watched_worker import CommandLine, worker_command

Answer = TypeVar("Answer")


class Heard:
    """A supervisor over one role, and everything it passed on. Use as a context manager."""

    def __init__(self, role: Role, settings: Mapping[str, Any], command: CommandLine = worker_command) -> None:
        self.role = role
        self.answers: list[DeviceAnswer] = []
        self.logged: list[tuple[LogEvent, dict[str, object]]] = []
        self._seen = 0
        self._came = threading.Condition()
        self.supervisor = Supervisor({role: settings}, self._on_answer, self._on_log, command=command)

    def __enter__(self) -> "Heard":
        return self

    def __exit__(self, *_: object) -> None:
        self.supervisor.stop()
        undeclared = [(event, fact) for event, facts in self.logged for fact in facts.keys() - FACTS[event] - FRAME]
        assert undeclared == []

    def _on_answer(self, role: Role, answer: DeviceAnswer) -> None:
        with self._came:
            self.answers.append(answer)
            self._came.notify_all()

    def _on_log(self, event: LogEvent, **facts: object) -> None:
        self.logged.append((event, facts))

    def send(self, *commands: Any) -> None:
        for command in commands:
            self.supervisor.send(self.role, command)

    def wait(
        self, kind: type[Answer], fits: Callable[[Answer], bool] = lambda _: True, timeout_s: float = 15.0
    ) -> Answer:
        """The next answer of a kind after the one that was waited for last; fails with what came instead."""
        found: list[Answer] = []

        def came() -> bool:
            for at in range(self._seen, len(self.answers)):
                answer = self.answers[at]
                if isinstance(answer, kind) and fits(answer):
                    self._seen = at + 1
                    found.append(answer)
                    return True
            return False

        with self._came:
            assert self._came.wait_for(came, timeout_s), f"no {kind.__name__}; came {self.answers[self._seen :]}"
        return found[0]

    def wait_state(self, state: DeviceState, timeout_s: float = 15.0) -> DeviceStatus:
        return self.wait(DeviceStatus, lambda status: status.state is state, timeout_s)

    def catch_up(self) -> None:
        """Wait from now on: what has come so far is let go."""
        with self._came:
            self._seen = len(self.answers)

    def count(self, kind: type[DeviceAnswer]) -> int:
        with self._came:
            return sum(isinstance(answer, kind) for answer in self.answers)

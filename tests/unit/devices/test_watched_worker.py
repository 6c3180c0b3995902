"""One worker's pipes, without waiting: `cat` stands in for a worker that says what it was told."""

import select
from typing import Any

from contract.roles import Role
from devices.watched_worker import WatchedWorker


def worker_running(*command: str) -> WatchedWorker:
    def command_line(role: Role, driver: str, settings: dict[str, Any]) -> list[str]:
        return list(command)

    return WatchedWorker(Role.SCANNER, {}, command_line)


def lines_of(worker: WatchedWorker, limit: int = 1000) -> list[bytes]:
    assert worker.process is not None
    assert worker.process.stdout is not None
    assert select.select([worker.process.stdout], [], [], 10)[0]
    return worker.read_lines(limit)[0]


def test_a_command_that_a_dead_worker_did_not_take_is_not_given_to_the_next() -> None:
    worker = worker_running("sleep", "60")
    worker.start(0.0, {})
    for line in (b"x" * 300_000 + b"\n", b"a slip\n"):
        worker.hold(line, 64)
    worker.write_pending()
    worker.kill()
    worker.close()
    worker._command = lambda *_: ["cat"]
    worker.start(0.0, {})
    worker.hold(b"another\n", 64)
    worker.write_pending()
    assert lines_of(worker) == [b"another"]
    worker.close_commands()
    worker.wait_or_kill(5.0)
    worker.close()


def test_only_the_newest_commands_are_held() -> None:
    worker = worker_running("cat")
    for number in range(100):
        worker.hold(b"%d\n" % number, 3)
    worker.start(0.0, {})
    worker.write_pending()
    assert lines_of(worker) == [b"97", b"98", b"99"]
    worker.close_commands()
    worker.wait_or_kill(5.0)
    worker.close()


def test_a_worker_that_does_not_end_is_killed() -> None:
    worker = worker_running("sleep", "60")
    worker.start(0.0, {})
    worker.wait_or_kill(0.0)
    assert worker.process is not None
    assert worker.process.returncode == -9
    worker.close()
    assert worker.pid is None

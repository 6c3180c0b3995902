"""`./station bench soak [--times N]`: plugs pulled and workers killed, again and again; nothing may be left over.

A supervisor with a pretend device for every role (bench/soak_devices.py). Each round one device is pulled and plugged
in again and one worker is killed, with work on its way where it has any; every tenth each has to do its work.
"""

import argparse
import gc
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.soak_devices import Asked, Device, answered_once, close_all, devices
from contract.device_lines import AskStatus, DeviceAnswer, DeviceState, DeviceStatus, Heartbeat
from contract.roles import Role
from devices.supervisor import Supervisor

PATIENCE_S = 30.0
BACK_WITHIN_S = 0.5
"""A killed worker answers again in this time."""


class _Soak:
    def __init__(self, plugged: list[Device]) -> None:
        self.devices = {device.role: device for device in plugged}
        self._heard: list[tuple[Role, DeviceAnswer]] = []
        self._came = threading.Condition()
        self.answered: Counter[tuple[Role, str]] = Counter()
        self.promised: list[tuple[Role, str]] = []
        self.lost: list[str] = []
        self.back_s: defaultdict[Role, list[float]] = defaultdict(list)
        self.pulled: Counter[Role] = Counter()
        self._visit = 0
        self.supervisor = Supervisor({role: device.settings for role, device in self.devices.items()}, self._hear)

    def _hear(self, role: Role, answer: DeviceAnswer) -> None:
        if isinstance(answer, Heartbeat):
            return
        with self._came:
            self._heard.append((role, answer))
            name = answered_once(answer)
            if name is not None:
                self.answered[role, name] += 1
            self._came.notify_all()

    def _forget(self) -> None:
        with self._came:
            self._heard.clear()

    def _wait(self, role: Role, fits: Callable[[DeviceAnswer], bool], within_s: float = PATIENCE_S) -> bool:
        with self._came:
            return self._came.wait_for(lambda: any(at is role and fits(answer) for at, answer in self._heard), within_s)

    def wait(self, what: str, role: Role, fits: Callable[[DeviceAnswer], bool]) -> None:
        if not self._wait(role, fits):
            self.lost.append(f"{role.value}: {what}")

    def wait_ready(self, role: Role) -> None:
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            self._forget()
            self.supervisor.send(role, AskStatus())
            if self._wait(role, _is_ready, 1.0):
                return
        self.lost.append(f"{role.value}: ready")

    def pull(self, role: Role) -> None:
        plug = self.devices[role].plug
        assert plug is not None
        self.pulled[role] += 1
        self._forget()
        plug.unplug()
        if self.devices[role].is_seldom_looked_at:
            self.supervisor.send(role, AskStatus())
        self.wait("absent", role, lambda answer: _is(answer, DeviceState.ABSENT))
        plug.replug()
        self.wait_ready(role)

    def kill(self, role: Role) -> None:
        """Ends the worker, with work on its way; what it had promised is answered once all the same."""
        once, name = self.devices[role].once, None
        if once is not None:
            name = self._promise(role)
            for command in once(int(name)):
                self.supervisor.send(role, command)
        pid = self.supervisor.pid(role)
        killed = time.monotonic()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        while self.supervisor.pid(role) in (pid, None) and time.monotonic() < killed + PATIENCE_S:
            time.sleep(0.005)
        self.wait_ready(role)
        self.back_s[role].append(time.monotonic() - killed)
        if name is not None:  # another utterance would cancel one that the next worker still listens for
            self._wait_answered(role, name)

    def _wait_answered(self, role: Role, name: str) -> None:
        with self._came:
            self._came.wait_for(lambda: self.answered[role, name] > 0, PATIENCE_S)

    def _promise(self, role: Role) -> str:
        self._visit += 1
        self.promised.append((role, str(self._visit)))
        return str(self._visit)

    def work(self) -> None:
        """What each role promises."""
        for role, device in self.devices.items():
            visit = int(self._promise(role)) if device.once else self._next_visit()
            for asked in device.work(visit):
                self._ask(role, asked)

    def _next_visit(self) -> int:
        self._visit += 1
        return self._visit

    def _ask(self, role: Role, asked: Asked) -> None:
        self._forget()
        for command in asked.commands:
            self.supervisor.send(role, command)
        if asked.when_ready:
            self.wait_ready(role)
        if asked.hand is not None:
            asked.hand()
        self.wait(asked.what, role, asked.fits)

    def settle(self) -> None:
        """Waits for the last answers; then every promised command was answered, and none twice."""
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends and any(not self.answered[one] for one in self.promised):
            time.sleep(0.05)
        for role, name in self.promised:
            if self.answered[role, name] != 1:
                self.lost.append(f"{role.value}: {name} answered {self.answered[role, name]} times")


def _is(answer: DeviceAnswer, state: DeviceState) -> bool:
    return isinstance(answer, DeviceStatus) and answer.state is state


def _is_ready(answer: DeviceAnswer) -> bool:
    return _is(answer, DeviceState.READY)


def soak(
    times: int, seed: int = 1, say: Callable[[str], None] = lambda _: None, roles: Sequence[Role] = tuple(Role)
) -> dict[str, Any]:
    """`times` pulled plugs and as many killed workers; leftovers are counted from the first tenth of the rounds on."""
    with tempfile.TemporaryDirectory(prefix="station-soak-") as folder:
        plugged: list[Device] = []
        try:
            plugged += (device for device in devices(Path(folder), roles))
            return _rounds(_Soak(plugged), times, random.Random(seed), say)
        finally:
            close_all(plugged)


def _rounds(bench: _Soak, times: int, rng: random.Random, say: Callable[[str], None]) -> dict[str, Any]:
    began = time.monotonic()
    start = end = (0, 0, 0)
    roles = list(bench.devices)
    with_plug = [role for role in roles if bench.devices[role].plug is not None]
    try:
        for role in roles:
            bench.wait_ready(role)
        warm = max(1, times // 10)
        for turn in range(times):
            bench.pull(rng.choice(with_plug))
            bench.kill(rng.choice(roles))
            if turn % 10 == 9 or turn == times - 1:
                bench.work()
                say(f"{turn + 1} of {times}; lost: {bench.lost}")
            if turn + 1 == warm:
                start = _left_over()
        bench.settle()
        end = _left_over()
    finally:
        bench.supervisor.stop()
    gained = [after - before for before, after in zip(start, end, strict=True)]
    return {
        "unplugs": times,
        "kills": times,
        "lost": bench.lost,
        "promises_answered_once": sum(bench.answered[one] == 1 for one in bench.promised),
        "processes_gained": gained[0],
        "descriptors_gained": gained[1],
        "memory_gained_kb": gained[2],
        "unplugs_of": {role.value: bench.pulled[role] for role in with_plug},
        "back_after_kill_s": {role.value: _spread(bench.back_s[role]) for role in roles if bench.back_s[role]},
        "seconds": round(time.monotonic() - began, 1),
        "ok": not bench.lost and gained[0] <= 0 and gained[1] <= 2 and gained[2] < 8192,
    }


def _spread(took_s: list[float]) -> dict[str, float]:
    """Of the times from SIGKILL to `ready`: how many, the middle one, the slowest, the share within the limit."""
    return {
        "kills": len(took_s),
        "median": round(median(took_s), 2),
        "slowest": round(max(took_s), 2),
        "in_time": round(sum(one <= BACK_WITHIN_S for one in took_s) / len(took_s), 2),
    }


def _left_over() -> tuple[int, int, int]:
    """Child processes (also dead ones), open descriptors, resident memory in KiB."""
    gc.collect()
    tasks = os.listdir("/proc/self/task")
    children: list[str] = []
    for task in tasks:
        try:
            with open(f"/proc/self/task/{task}/children", encoding="ascii") as listed:
                children += listed.read().split()
        except OSError:
            continue
    with open("/proc/self/statm", encoding="ascii") as pages:
        resident = int(pages.read().split()[1]) * os.sysconf("SC_PAGESIZE") // 1024
    return len(children), len(os.listdir("/proc/self/fd")), resident


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="station bench soak", description="Pulled plugs and killed workers.")
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--role", action="append", choices=[role.value for role in Role], help="only this role; again")
    parser.add_argument("--json", action="store_true", help="the answer as one JSON value")
    args = parser.parse_args(words)
    roles = [Role(name) for name in args.role] if args.role else list(Role)
    found = soak(args.times, args.seed, lambda line: print(line, file=sys.stderr, flush=True), roles)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

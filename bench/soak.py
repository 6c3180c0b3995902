"""`./station bench soak [--times N]`: plugs pulled and workers killed, again and again; nothing may be left over.

A supervisor with card reader, scanner and receipt printer on emulated wires. Each round one device is pulled and
plugged in again and one worker is killed; every tenth each device has to do its work: a card, a code, a slip.
"""

import argparse
import gc
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from bench.emulators.card_layouts import SAMPLE_PERSON
from bench.emulators.card_reader import CardReaderEmulator
from bench.emulators.receipt_printer import ReceiptPrinterEmulator
from bench.emulators.scanner import ScannerEmulator
from contract.device_lines import (
    Arm,
    AskStatus,
    CardLifted,
    CardSeen,
    CodeScanned,
    DeviceAnswer,
    DeviceState,
    DeviceStatus,
    Disarm,
    NotPrinted,
    Print,
    Printed,
)
from contract.print_job import PrintJob, TextBlock
from contract.roles import Role
from devices.supervisor import Supervisor

PATIENCE_S = 30.0


class _Soak:
    def __init__(self) -> None:
        self.reader, self.scanner = CardReaderEmulator(), ScannerEmulator(baud=115200)
        self.printer = ReceiptPrinterEmulator()
        self._heard: list[tuple[Role, DeviceAnswer]] = []
        self._came = threading.Condition()
        tables: dict[Role, dict[str, Any]] = {
            Role.CARD_READER: {"driver": "sdt_serial", "port": self.reader.path},
            Role.SCANNER: {"driver": "serial_lines", "port": self.scanner.path, "baud": 115200},
            Role.RECEIPT_PRINTER: {"driver": "escpos", "port": self.printer.path},
        }
        self.supervisor = Supervisor(tables, self._hear)
        self.emulators = {
            Role.CARD_READER: self.reader,
            Role.SCANNER: self.scanner,
            Role.RECEIPT_PRINTER: self.printer,
        }
        self.lost: list[str] = []
        self.slowest_s = 0.0

    def _hear(self, role: Role, answer: DeviceAnswer) -> None:
        with self._came:
            self._heard.append((role, answer))
            self._came.notify_all()

    def _forget(self) -> None:
        with self._came:
            self._heard.clear()

    def wait(self, what: str, role: Role, fits: Callable[[DeviceAnswer], bool]) -> bool:
        began = time.monotonic()
        with self._came:
            came = self._came.wait_for(
                lambda: any(at is role and fits(answer) for at, answer in self._heard), PATIENCE_S
            )
        self.slowest_s = max(self.slowest_s, time.monotonic() - began)
        if not came:
            self.lost.append(what)
        return came

    def wait_ready(self, role: Role) -> None:
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            self._forget()
            self.supervisor.send(role, AskStatus())
            with self._came:
                self._came.wait_for(lambda: any(at is role and _is_ready(answer) for at, answer in self._heard), 1.0)
                if any(at is role and _is_ready(answer) for at, answer in self._heard):
                    return
        self.lost.append(f"{role.value} ready")

    def pull(self, role: Role) -> None:
        self._forget()
        self.emulators[role].unplug()
        self.wait(f"{role.value} absent", role, lambda answer: _is(answer, DeviceState.ABSENT))
        self.emulators[role].replug()
        self.wait_ready(role)

    def kill(self, role: Role) -> None:
        pid = self.supervisor.pid(role)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        ends = time.monotonic() + PATIENCE_S
        while self.supervisor.pid(role) in (pid, None) and time.monotonic() < ends:
            time.sleep(0.005)
        self.wait_ready(role)

    def work(self, visit: int) -> None:
        """What each role promises."""
        self._forget()
        self.supervisor.send(Role.CARD_READER, Arm(visit=visit))
        self.reader.put_card(SAMPLE_PERSON)
        self.wait("card", Role.CARD_READER, lambda answer: isinstance(answer, CardSeen) and answer.visit == visit)
        self.reader.lift_card()
        self.wait("card lifted", Role.CARD_READER, lambda answer: isinstance(answer, CardLifted))
        self.supervisor.send(Role.CARD_READER, Disarm())
        self.supervisor.send(Role.SCANNER, Arm(visit=visit))
        self.wait_ready(Role.SCANNER)
        self.scanner.show(f"XDZ1.{visit}")
        self.wait("code", Role.SCANNER, lambda answer: isinstance(answer, CodeScanned) and answer.visit == visit)
        self.supervisor.send(Role.SCANNER, Disarm())
        job = PrintJob(job_id=str(visit), blocks=(TextBlock(text=f"第 {visit} 张"),))
        self.supervisor.send(Role.RECEIPT_PRINTER, Print(visit=visit, job=job))
        self.wait("slip", Role.RECEIPT_PRINTER, lambda answer: isinstance(answer, Printed | NotPrinted))

    def close(self) -> None:
        self.supervisor.stop()
        for emulator in self.emulators.values():
            emulator.close()


def _is(answer: DeviceAnswer, state: DeviceState) -> bool:
    return isinstance(answer, DeviceStatus) and answer.state is state


def _is_ready(answer: DeviceAnswer) -> bool:
    return _is(answer, DeviceState.READY)


def soak(times: int, seed: int = 1, say: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """`times` pulled plugs and as many killed workers; leftovers are counted from the first tenth of the rounds on."""
    rng = random.Random(seed)
    bench = _Soak()
    roles = list(bench.emulators)
    began = time.monotonic()
    start: tuple[int, int, int] = (0, 0, 0)
    try:
        for role in roles:
            bench.wait_ready(role)
        warm = max(1, times // 10)
        for turn in range(times):
            bench.pull(rng.choice(roles))
            bench.kill(rng.choice(roles))
            if turn % 10 == 9 or turn == times - 1:
                bench.work(turn)
                say(f"{turn + 1} of {times}; lost: {len(bench.lost)}")
            if turn + 1 == warm:
                start = _left_over()
        end = _left_over()
    finally:
        bench.close()
    printed = len(bench.printer.slips)
    gained = [after - before for before, after in zip(start, end, strict=True)]
    return {
        "unplugs": times,
        "kills": times,
        "lost": bench.lost,
        "slips": printed,
        "processes_gained": gained[0],
        "descriptors_gained": gained[1],
        "memory_gained_kb": gained[2],
        "slowest_answer_s": round(bench.slowest_s, 2),
        "seconds": round(time.monotonic() - began, 1),
        "ok": not bench.lost and gained[0] <= 0 and gained[1] <= 2 and gained[2] < 8192,
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
    parser.add_argument("--json", action="store_true", help="the answer as one JSON value")
    args = parser.parse_args(words)
    found = soak(args.times, args.seed, lambda line: print(line, file=sys.stderr, flush=True))
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

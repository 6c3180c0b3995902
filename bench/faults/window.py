"""The window with its resident in a process of its own (bench.window_process), to be told things and to be killed."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.pretend_world import PretendWorld
from kiosk.config import ROOT

PATIENCE_S = 60.0
DEAD = {"said": "dead"}


class WindowFailed(RuntimeError):
    """The window ended by itself, or said nothing for PATIENCE_S."""


class Window:
    """On the data of a world; what it says comes one line at a time. Raises WindowFailed."""

    def __init__(self, world: PretendWorld, config: Path) -> None:
        self._world = world
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.window_process", str(config)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.first = self.wait_for("stands")

    def tell(self, word: str) -> None:
        """A window that was killed hears nothing."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(f"{word}\n")
            self.process.stdin.flush()

    def wait_for(self, *what: str, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next line of one of these kinds; DEAD once the process was killed."""
        until = time.monotonic() + within_s
        while True:
            try:
                line = self._said.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise WindowFailed(f"the window did not say {what} in {within_s:.1f} s") from None
            if line is None:
                if "dead" in what:
                    return DEAD
                raise WindowFailed(f"the window ended with {self.process.wait()} before it said {what}")
            if line["said"] in what:
                return line

    def heard(self) -> list[dict[str, Any]]:
        """After its end: what it still said."""
        self._thread.join(PATIENCE_S)
        lines = []
        while not self._said.empty():
            if (line := self._said.get()) is not None:
                lines.append(line)
        return lines

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def sync_pid(self) -> int | None:
        """Process id of the window's sync process, from the kernel."""
        for pid in family(self.process.pid):
            with contextlib.suppress(OSError):
                if b"offline_queue.sync\0" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return pid
        return None

    def close(self) -> None:
        """In order when it still runs; killed when it does not go."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
        self._thread.join(PATIENCE_S)
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            try:
                line = json.loads(text)
            except ValueError:
                continue  # cut by the kill
            match line["said"]:
                case "card laid":
                    self._world.put_card()
                case "card lifted":
                    self._world.lift_card()
                case _:
                    self._said.put(line)
        self._world.lift_card()
        self._said.put(None)


def family(pid: int) -> list[int]:
    """A process and all that it started, and those started."""
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found

"""Keeps the sync process alive beside the window and passes on what it says. Runs without Qt, on its own thread."""

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import msgspec

from contract.inquiry import Asked
from contract.sync import SyncLine
from kiosk.config import Settings
from kiosk.version import version
from offline_queue.sync.command import sync_command

LINE_LIMIT = 64 * 1024


def command_of(settings: Settings) -> list[str]:
    """The process as the station's settings want it."""
    return sync_command(
        settings.data_dir,
        centre=settings.centre.url,
        ca_file=settings.centre.ca_file,
        keep_hours=settings.queue.keep_hours,
        reserve_mb=settings.queue.reserve_mb,
        kbit=settings.centre.kbit,
        proxy=settings.centre.proxy,
        software=version(),
    )


class SyncProcess:
    """`on_line` is called on this object's thread with each decoded line; the caller brings it to its own thread."""

    def __init__(self, command: list[str], on_line: Callable[[SyncLine], None], log_file: str = "") -> None:
        """log_file: where the process's log lines go; "": this process's standard error."""
        self._command = command
        self._log_file = log_file
        self._on_line = on_line
        self._stopped = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name="sync-process", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def wake(self) -> None:
        """Something new lies in the queue, or the network may be back: try at once."""
        self._say(b"wake\n")

    def ask(self, asked: Asked) -> bool:
        """A question to a register; the answer comes as a line. False: nobody is there to take it."""
        return self._say(b"ask " + msgspec.json.encode(asked) + b"\n")

    def _say(self, line: bytes) -> bool:
        with self._lock:
            child = self._child
            if child is None or child.stdin is None:
                return False
            try:
                child.stdin.write(line)
                child.stdin.flush()
            except (OSError, ValueError):
                return False  # it just ended; the next one starts by looking at the queue
        return True

    def stop(self) -> None:
        """End it by closing its input; kill it when it does not go."""
        self._stopped.set()
        with self._lock:
            child = self._child
            if child is not None and child.stdin is not None:
                with contextlib.suppress(OSError):
                    child.stdin.close()
        if child is not None:
            try:
                child.wait(3)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._thread.join(5)

    def _watch(self) -> None:
        wait_s = 0.2
        while not self._stopped.is_set():
            started = time.monotonic()
            with self._lock, self._log() as log:
                self._child = child = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, close_fds=True
                )
            assert child.stdout is not None
            while line := child.stdout.readline(LINE_LIMIT):
                try:
                    self._on_line(msgspec.json.decode(line, type=SyncLine))
                except (msgspec.DecodeError, msgspec.ValidationError):
                    continue  # not ours; the sync process writes nothing else on purpose
            child.wait()
            # a process that lived long enough was well: start the next one soon
            wait_s = 0.2 if time.monotonic() - started > 10 else min(wait_s * 2, 30.0)
            self._stopped.wait(wait_s)

    @contextlib.contextmanager
    def _log(self) -> Iterator[int | None]:
        """A handle to append to; None when there is no file, or no disk that takes one."""
        handle: int | None = None
        if self._log_file:
            with contextlib.suppress(OSError):
                handle = os.open(self._log_file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            yield handle
        finally:
            if handle is not None:
                os.close(handle)

"""A file that takes room while there is plenty, and gives it back when the disk is full.

So what a resident began before can be finished, and the sync process can note what the centre has; then nothing new is
begun until the ballast lies again.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from contract.failures import Failed, FailureCode
from contract.log_events import LogEvent
from offline_queue import log

NAME = "ballast"
T = TypeVar("T")


class Ballast:
    """`size` 0: there is none."""

    def __init__(self, data_dir: Path, size: int) -> None:
        self._path = data_dir / NAME
        self._size = size

    def lies(self) -> bool:
        """Whether the room is held."""
        if self._size == 0:
            return True
        try:
            return self._path.stat().st_size >= self._size
        except OSError:
            return False

    def lay(self) -> bool:
        """Take the room; False when the disk has none. A half one is not kept."""
        if self.lies():
            return True
        try:
            fd = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                os.posix_fallocate(fd, 0, self._size)
                os.fsync(fd)
            finally:
                os.close(fd)
        except OSError:
            self.drop()
            return False
        return True

    def drop(self) -> bool:
        """Give the room back; False when there was none to give."""
        with contextlib.suppress(OSError):
            there = self._path.stat().st_size
            os.unlink(self._path)
            return there > 0
        return False

    def finish(self, act: Callable[[], T]) -> T:
        """Do what was begun; a full disk gets the ballast's room, once. Raises Failed as `act` does."""
        try:
            return act()
        except Failed as failed:
            if failed.code is not FailureCode.DISK_FULL or not self.drop():
                raise
            log.warning(LogEvent.QUEUE_ALARM, kind="ballast_dropped")
            return act()

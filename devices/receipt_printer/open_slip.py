"""Whether a slip was begun and not ended, also for the process after this one: what hangs uncut belongs to somebody.

An empty file says so, durable before the first byte goes to the printer. After a power cut of the whole station, or
when window and worker died together, nobody else knows.
"""

import contextlib
import os
from pathlib import Path


class OpenSlip:
    def __init__(self, marker: Path | None, is_open: bool) -> None:
        """marker: the file; None: this process alone knows. is_open: what the supervisor knows."""
        self._marker = marker
        self.is_open = is_open or (marker is not None and marker.exists())

    def begin(self) -> None:
        """A disk that refuses stops no slip: the supervisor still remembers it."""
        self.is_open = True
        if self._marker is None:
            return
        with contextlib.suppress(OSError):
            fd = os.open(self._marker, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            os.close(fd)
            folder = os.open(self._marker.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def end(self) -> None:
        """Not flushed: a file that comes back costs one cut."""
        self.is_open = False
        if self._marker is not None:
            with contextlib.suppress(OSError):
                self._marker.unlink(missing_ok=True)

"""Writes a file past the system's cache, into which it would be copied first.

Sealed scans are flushed at once and seldom read back: that copy cost more than all else done with them (decision 0041).
"""

import errno
import mmap
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

BLOCK = 4096
"""A multiple of what disks ask for: places and sizes of such writes are multiples of it."""
BUFFER = 4 * 1024 * 1024
"""The largest upload in one write."""
KEPT = 4
"""Buffers that wait for their next use; their pages are there already."""
NOT_HERE = {errno.EINVAL, errno.EOPNOTSUPP}
"""What file systems answer that cannot do it."""

_idle: deque[mmap.mmap] = deque(maxlen=KEPT)


def write_past_cache(path: str | os.PathLike[str], parts: Iterable[bytes]) -> None:
    """Make a new file of `parts`, durable on return but for its name.

    Raises OSError; with an errno of NOT_HERE the file system cannot do it. Then a file may be left over.
    """
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_DIRECT, 0o600)
    try:
        with _buffer() as buffer:
            filled = total = 0
            for part in parts:
                rest = memoryview(part)
                total += len(rest)
                while rest:
                    taken = min(len(rest), BUFFER - filled)
                    buffer[filled : filled + taken] = rest[:taken]
                    filled, rest = filled + taken, rest[taken:]
                    if filled == BUFFER:
                        _write_all(fd, buffer, BUFFER)
                        filled = 0
            if filled:
                whole = -(-filled // BLOCK) * BLOCK
                buffer[filled:whole] = bytes(whole - filled)
                _write_all(fd, buffer, whole)
                os.ftruncate(fd, total)
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def _buffer() -> Iterator[mmap.mmap]:
    """Memory at the start of a page, as such writes want it."""
    try:
        buffer = _idle.pop()
    except IndexError:
        buffer = mmap.mmap(-1, BUFFER)
    try:
        yield buffer
    finally:
        _idle.append(buffer)


def _write_all(fd: int, buffer: mmap.mmap, size: int) -> None:
    """A disk that is nearly full takes less than it was given."""
    with memoryview(buffer) as view:
        at = 0
        while at < size:
            with view[at:size] as rest:
                at += os.write(fd, rest)

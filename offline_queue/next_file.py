"""The file of the next hand-in, laid down before a resident begins: its name and its room on the disk are durable.

So a hand-in waits for one flush of the file's bytes and for none of the folder. The file is called `next` and is full
of zeros. A hand-in writes the sealed bytes over them, flushes, and gives it the submission's name. A power cut may take
that name back but not the bytes: the next start finds them in `next` and gives the name again, or finds no whole
envelope, which was promised to nobody (docs/decisions/0039).

Zeros may stay behind the bytes; whoever reads a spool file leaves them out.
"""

import contextlib
import os
from collections.abc import Sequence

from contract.envelope import HEADER_LIMIT, NotAnEnvelope, decode_envelope, decode_head
from offline_queue.disk import DurableFolder, disk_failed, write_all

NAME = "next"
SIZE = 32 * 1024
"""Bytes; what is longer (none of the forms) is written the slow way."""
_HEAD = HEADER_LIMIT + 64


class NextFile:
    """At most one lies in `folder`; only the process that holds the queue's lock lays and uses it."""

    def __init__(self, folder: DurableFolder) -> None:
        self._folder = folder
        self._laid: int | None = None
        self._used: tuple[int, int] | None = None

    def close(self) -> None:
        """Take away what was laid for nobody."""
        self._trim()
        if self._laid is not None:
            os.close(self._laid)
            self._laid = None
            with contextlib.suppress(OSError):
                os.unlink(NAME, dir_fd=self._folder.fd)

    def lay(self) -> None:
        """Make it, unless it lies there. Raises Failed."""
        named = self._used is not None
        self._trim()
        try:
            if named:
                # the last hand-in's name must survive before another file is called `next`
                os.fsync(self._folder.fd)
            if self._laid is not None:
                if os.fstat(self._laid).st_nlink:
                    return
                os.close(self._laid)
                self._laid = None
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
            with contextlib.suppress(FileExistsError):  # it may hold what was promised: the next start looks at it
                fd = os.open(NAME, flags, 0o600, dir_fd=self._folder.fd)
                try:
                    write_all(fd, (bytes(SIZE),))
                    os.fsync(fd)
                    os.fsync(self._folder.fd)
                    os.lseek(fd, 0, os.SEEK_SET)
                except BaseException:
                    os.close(fd)
                    self._take_away()
                    raise
                self._laid = fd
        except OSError as error:
            raise disk_failed(error, self._folder.path) from error

    def use(self, name: str, parts: Sequence[bytes]) -> bool:
        """Durable on return. False: none lies here, or it is too small. Raises Failed, then nothing is there."""
        size = sum(map(len, parts))
        if self._laid is None or size > SIZE:
            return False
        fd, self._laid = self._laid, None
        try:
            write_all(fd, parts)
            os.fdatasync(fd)
            os.rename(NAME, name, src_dir_fd=self._folder.fd, dst_dir_fd=self._folder.fd)
        except FileNotFoundError:  # somebody cleaned the folder up
            os.close(fd)
            return False
        except OSError as error:
            os.close(fd)
            self._take_away()
            raise disk_failed(error, self._folder.path) from error
        self._used = fd, size
        return True

    def find(self, ending: str) -> None:
        """After a start: what a power cut left in `next` gets its name if it is a whole envelope. Raises Failed."""
        try:
            with open(self._folder.path / NAME, "rb") as file:
                content = without_zeros(file.read(SIZE))
            try:
                name = decode_envelope(content)[0].submission_id + ending
            except NotAnEnvelope:
                os.unlink(NAME, dir_fd=self._folder.fd)
            else:
                os.rename(NAME, name, src_dir_fd=self._folder.fd, dst_dir_fd=self._folder.fd)
            os.fsync(self._folder.fd)
        except FileNotFoundError:
            return
        except OSError as error:
            raise disk_failed(error, self._folder.path) from error

    def _trim(self) -> None:
        """Give back the room that the last hand-in did not need; whoever reads knows where it ends without it."""
        if self._used is not None:
            (fd, size), self._used = self._used, None
            with contextlib.suppress(OSError):
                os.ftruncate(fd, size)
            os.close(fd)

    def _take_away(self) -> None:
        with contextlib.suppress(OSError):
            os.unlink(NAME, dir_fd=self._folder.fd)
            os.fsync(self._folder.fd)


def without_zeros(content: bytes) -> bytes:
    """A spool file's bytes up to the end that its header states, if only zeros follow."""
    if len(content) != SIZE:
        return content
    try:
        header, start = decode_head(content[:_HEAD])
    except NotAnEnvelope:
        return content
    end = start + header.sealed_size
    return content if any(content[end:]) else content[:end]

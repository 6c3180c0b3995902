"""Durable files: written, flushed, then named, then the folder flushed. What the disk answers becomes a Failed."""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry

UNFINISHED = ".part"
"""Ending of a file that never got its name; whatever has it was promised to nobody."""

_MORE = 64 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
# What kernels and file systems answer when they know no O_TMPFILE; ENOENT and EISDIR are from before Linux 3.11.
_NO_TMPFILE = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}


def disk_failed(error: OSError, where: Path) -> Failed:
    """The failure that a technician understands. Names the folder, never a file's content."""
    if error.errno in _FULL:
        return Failed(
            FailureCode.DISK_FULL,
            f"no space left in {where}",
            "free space on this disk; nothing that was received is lost",
            Retry.LATER,
        )
    if error.errno in _READ_ONLY:
        return Failed(
            FailureCode.DISK_READ_ONLY,
            f"cannot write in {where}: {os.strerror(error.errno or 0)}",
            "check the folder's owner and whether the file system was remounted read-only, then restart",
            Retry.LATER,
        )
    return Failed(
        FailureCode.QUEUE_DAMAGED,
        f"the disk answered an error in {where}: {os.strerror(error.errno or 0)}",
        "check the disk (dmesg, smartctl), then run ./station queue verify",
        Retry.LATER,
    )


def write_all(fd: int, parts: Sequence[bytes]) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(fd, rest) :]


def read_file(path: Path, most: int) -> bytes | None:
    """The first `most` bytes of a file; None when there is none. Raises Failed.

    Only what the file holds is asked of the system: room for the longest possible one costs more than reading a form.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_failed(error, path.parent) from error
    try:
        content = os.read(fd, min(os.fstat(fd).st_size + 1, most))
        while len(content) < most and (more := os.read(fd, min(most - len(content), _MORE))):
            content += more
        return content
    except OSError as error:
        raise disk_failed(error, path.parent) from error
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """A folder only its owner may enter, with its name durable. Raises Failed."""
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise disk_failed(error, folder) from error


def sync_folder(folder: Path) -> None:
    """Flush a folder: without it ext4 may forget a new name."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def take_lock(data_dir: Path, name: str) -> int:
    """A lock that dies with its process; its file descriptor. Raises Failed(QUEUE_IN_USE) when another one has it."""
    try:
        fd = os.open(data_dir / name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise disk_failed(error, data_dir) from error
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        raise Failed(
            FailureCode.QUEUE_IN_USE,
            f"another process has {data_dir / name}",
            "end the other window, sync process or command first",
        ) from None
    return fd


class DurableFolder:
    """One open folder in which files appear whole and durable, or not at all."""

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self.path = folder
        try:
            self.fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise disk_failed(error, folder) from error
        self.has_tmpfile = True

    def close(self) -> None:
        os.close(self.fd)

    def write_new(self, name: str, parts: Sequence[bytes], *, settle: bool = True) -> None:
        """Make a new file; on return it survives a power cut. Raises Failed, then nothing is there.

        With `settle` False its name survives only after `settle()`: one flush of the folder for several files.
        """
        try:
            if self.has_tmpfile:
                try:
                    self._write_unnamed(name, parts)
                except _NoTmpfile:
                    self.has_tmpfile = False
            if not self.has_tmpfile:
                self._write_named(name, parts)
            if settle:
                self._settle(name)
        except OSError as error:
            raise disk_failed(error, self.path) from error

    def settle(self) -> None:
        """Flush the folder: the names of all files made before survive. Raises Failed."""
        try:
            os.fsync(self.fd)
        except OSError as error:
            raise disk_failed(error, self.path) from error

    def names(self, ending: str) -> Iterator[str]:
        """Names with this ending, without it; unfinished files of a crash are removed on the way. Raises Failed."""
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    if entry.name.endswith(ending):
                        yield entry.name.removesuffix(ending)
                    elif entry.name.endswith(UNFINISHED):
                        self.remove(entry.name)
        except OSError as error:
            raise disk_failed(error, self.path) from error

    def remove(self, name: str) -> None:
        """Take a file away for good; one that is not there is fine. Raises Failed."""
        self.remove_all([name])

    def remove_all(self, names: Sequence[str]) -> None:
        """Several with one flush of the folder. Raises Failed."""
        try:
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=self.fd)
            if names:
                os.fsync(self.fd)
        except OSError as error:
            raise disk_failed(error, self.path) from error

    def can_write(self) -> None:
        """Prove that a file could be made here. Raises Failed."""
        try:
            if self.has_tmpfile:
                try:
                    os.close(self._unnamed())
                    return
                except _NoTmpfile:
                    self.has_tmpfile = False
            os.close(os.open(f"probe{UNFINISHED}", os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600, dir_fd=self.fd))
            os.unlink(f"probe{UNFINISHED}", dir_fd=self.fd)
        except OSError as error:
            raise disk_failed(error, self.path) from error

    def free_bytes(self) -> int:
        stat = os.fstatvfs(self.fd)
        return stat.f_bavail * stat.f_frsize

    def _unnamed(self) -> int:
        try:
            return os.open(".", os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o600, dir_fd=self.fd)
        except OSError as error:
            if error.errno in _NO_TMPFILE:
                raise _NoTmpfile from None
            raise

    def _write_unnamed(self, name: str, parts: Sequence[bytes]) -> None:
        fd = self._unnamed()
        try:
            write_all(fd, parts)
            os.fsync(fd)
            try:
                os.link(f"/proc/self/fd/{fd}", name, dst_dir_fd=self.fd, follow_symlinks=True)
            except FileNotFoundError:  # no /proc in this container
                raise _NoTmpfile from None
        finally:
            os.close(fd)

    def _write_named(self, name: str, parts: Sequence[bytes]) -> None:
        unfinished = f".{name}{UNFINISHED}"
        fd = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600, dir_fd=self.fd)
        try:
            try:
                write_all(fd, parts)
                os.fsync(fd)
            finally:
                os.close(fd)
            if os.access(name, os.F_OK, dir_fd=self.fd):
                raise FileExistsError(errno.EEXIST, "the name is taken")
            os.rename(unfinished, name, src_dir_fd=self.fd, dst_dir_fd=self.fd)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(unfinished, dir_fd=self.fd)
            raise

    def _settle(self, name: str) -> None:
        try:
            os.fsync(self.fd)
        except OSError:
            # the name may or may not survive: take it back, so that a refusal stays a refusal
            with contextlib.suppress(OSError):
                os.unlink(name, dir_fd=self.fd)
            raise


class _NoTmpfile(Exception):
    """This file system cannot make a file without a name."""

"""What a disk holds after a power cut: a file layer that keeps what was flushed, and drops or tears the rest.

Mirrors the calls that the queue makes below its data directory (WATCHED) while they are carried out for real. After
each call `left_behind` can write a folder as a power cut at that moment might have left it: a file has its flushed
bytes and any part of the later ones, torn or as zeros; a folder has its flushed names and any of the later changes. A
rename is one change: it survives whole or not at all.
"""

import itertools
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WATCHED = ("open", "write", "lseek", "fsync", "fdatasync", "link", "rename", "unlink", "ftruncate", "close")
_TRUE: dict[str, Any] = {name: getattr(os, name) for name in WATCHED}


@dataclass
class File:
    live: bytearray = field(default_factory=bytearray)
    flushed: bytes = b""


@dataclass
class Folder:
    """Names → file numbers; `pending` are the changes since the last flush, in order: {name: number or None}."""

    flushed: dict[str, int] = field(default_factory=dict)
    pending: list[dict[str, int | None]] = field(default_factory=list)

    @property
    def live(self) -> dict[str, int]:
        return _changed(self.flushed, self.pending)


class Disk:
    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.files: dict[int, File] = {}
        self.folders: dict[str, Folder] = {}
        self.after_call: Callable[[], None] = lambda: None
        self._numbers = itertools.count()
        self._fds: dict[int, int | str] = {}
        """Open descriptor → file number, or a folder's path."""
        self._at: dict[int, int] = {}
        """Open descriptor → where the next write goes; absent: to the end."""

    def install(self, replace: Callable[[Any, str, Any], None]) -> None:
        """`replace` is monkeypatch.setattr."""
        for name in WATCHED:
            replace(os, name, getattr(self, f"on_{name}"))

    def on_open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        fd = _TRUE["open"](path, flags, mode, dir_fd=dir_fd)
        where = self._where(path, dir_fd)
        if not where.startswith(self.root):
            return fd
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            self._fds[fd] = self._new_file()
        elif os.path.isdir(where):
            self._fds[fd] = where
        elif flags & (os.O_WRONLY | os.O_RDWR):
            folder, name = self._folder(where)
            number = folder.live.get(name)
            if number is None:
                number = self._new_file()
                folder.pending.append({name: number})
            if flags & os.O_TRUNC:
                self.files[number].live.clear()
            self._fds[fd] = number
        self.after_call()
        return fd

    def on_write(self, fd: int, content: Any) -> int:
        count = _TRUE["write"](fd, content)
        number = self._fds.get(fd)
        if isinstance(number, int):
            live = self.files[number].live
            at = self._at.get(fd, len(live))
            live[at : at + count] = bytes(content)[:count]
            if fd in self._at:
                self._at[fd] = at + count
            self.after_call()
        return count

    def on_lseek(self, fd: int, to: int, how: int) -> int:
        at = _TRUE["lseek"](fd, to, how)
        if isinstance(self._fds.get(fd), int):
            self._at[fd] = at
        return at

    def on_fsync(self, fd: int) -> None:
        _TRUE["fsync"](fd)
        match self._fds.get(fd):
            case int(number):
                self.files[number].flushed = bytes(self.files[number].live)
            case str(where):
                folder = self.folders.setdefault(where, Folder())
                folder.flushed, folder.pending = folder.live, []
            case _:
                return
        self.after_call()

    def on_fdatasync(self, fd: int) -> None:
        """Of bytes within a file's flushed size, as the queue uses it: what fsync would keep of them."""
        number = self._fds.get(fd)
        if isinstance(number, int):
            assert len(self.files[number].live) == len(self.files[number].flushed), "a size that nobody flushed"
        self.on_fsync(fd)

    def on_link(self, source: Any, target: Any, *, dst_dir_fd: int | None = None, **rest: Any) -> None:
        _TRUE["link"](source, target, dst_dir_fd=dst_dir_fd, **rest)
        number = self._fds.get(int(str(source).rpartition("/")[2]))
        if isinstance(number, int):
            folder, name = self._folder(self._where(target, dst_dir_fd))
            folder.pending.append({name: number})
            self.after_call()

    def on_rename(
        self, source: Any, target: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None
    ) -> None:
        _TRUE["rename"](source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        folder, name = self._folder(self._where(source, src_dir_fd))
        number = folder.live.get(name)
        if number is not None:
            folder.pending.append({self._folder(self._where(target, dst_dir_fd))[1]: number, name: None})
            self.after_call()

    def on_unlink(self, path: Any, *, dir_fd: int | None = None) -> None:
        _TRUE["unlink"](path, dir_fd=dir_fd)
        folder, name = self._folder(self._where(path, dir_fd))
        folder.pending.append({name: None})
        self.after_call()

    def on_ftruncate(self, fd: int, size: int) -> None:
        _TRUE["ftruncate"](fd, size)
        number = self._fds.get(fd)
        if isinstance(number, int):
            del self.files[number].live[size:]
            self.after_call()

    def on_close(self, fd: int) -> None:
        _TRUE["close"](fd)
        self._fds.pop(fd, None)
        self._at.pop(fd, None)

    def left_behind(self, target: Path, draw: random.Random) -> None:
        """Write the folders as a power cut now might leave them."""
        for where, folder in self.folders.items():
            to = target / os.path.relpath(where, self.root)
            to.mkdir(parents=True, exist_ok=True)
            survived = [change for change in folder.pending if draw.random() < 0.5]
            for name, number in _changed(folder.flushed, survived).items():
                (to / name).write_bytes(self._torn(self.files[number], draw))

    def _torn(self, file: File, draw: random.Random) -> bytes:
        if file.live == file.flushed:
            return file.flushed
        same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(file.live, file.flushed, strict=False))
        kept = sum(1 for _ in same)  # of an overwritten or cut file; what was flushed and not changed since cannot go
        size = draw.randint(kept, len(file.live))
        match draw.randrange(3):
            case 0:
                return file.flushed
            case 1:
                return bytes(file.live[:size]) + file.flushed[size:]
            case _:
                return bytes(file.live[:kept]) + bytes(size - kept)

    def _new_file(self) -> int:
        number = next(self._numbers)
        self.files[number] = File()
        return number

    def _where(self, path: Any, dir_fd: int | None) -> str:
        text = os.fspath(path)
        folder = self._fds.get(dir_fd) if dir_fd is not None else None
        return os.path.normpath(f"{folder}/{text}") if isinstance(folder, str) else os.path.abspath(text)

    def _folder(self, where: str) -> tuple[Folder, str]:
        parent, _, name = where.rpartition("/")
        return self.folders.setdefault(parent, Folder()), name


def _changed(names: dict[str, int], changes: list[dict[str, int | None]]) -> dict[str, int]:
    made: dict[str, int | None] = dict(names)
    for change in changes:
        made |= change
    return {name: number for name, number in made.items() if number is not None}

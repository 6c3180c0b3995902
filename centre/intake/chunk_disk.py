"""A folder as Django storage, whose files are whole, durable, or not there."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

from centre.intake.past_cache import NOT_HERE, write_past_cache

PART = 4 * 1024 * 1024
REMEMBERED = 1000


class ChunkDisk(FileSystemStorage):
    """Files that are whole or not there: written aside, made durable, then named, and the folder flushed.

    One flush for the content and one for the name, as for any durable file: an upload is one file (chunk_store.py).
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._durable: set[Path] = set()
        self._may_pass_cache = hasattr(os, "O_DIRECT")

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        self._have_folder(path.parent)
        aside = path.parent / f".{secrets.token_hex(8)}"
        try:
            self._write(aside, content)
            os.replace(aside, path)
        except OSError:
            with suppress(OSError):
                aside.unlink()
            raise
        _flush(path.parent)
        return name

    def _write(self, aside: Path, content: Any) -> None:
        if self._may_pass_cache:
            try:
                write_past_cache(aside, content.chunks(PART))
                return
            except OSError as error:
                if error.errno not in NOT_HERE:
                    raise
            self._may_pass_cache = False
            aside.unlink(missing_ok=True)
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for part in content.chunks(PART):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())

    def _have_folder(self, folder: Path) -> None:
        """Once in a process each folder's own name is flushed, whoever made it: its maker may have died before."""
        if folder in self._durable and folder.is_dir():
            return
        top = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for each in (folder, *folder.parents):
            _flush(each.parent)
            if each == top:
                break
        if len(self._durable) >= REMEMBERED:
            self._durable.clear()
        self._durable.add(folder)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The same name is the same content."""
        return name


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

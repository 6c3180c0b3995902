"""Files written past the system's cache hold exactly what was given; where that cannot be, the usual way serves."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from centre.intake.chunk_disk import ChunkDisk
from centre.intake.past_cache import BLOCK, BUFFER, NOT_HERE, write_past_cache

SIZES = (0, 1, BLOCK - 1, BLOCK, BLOCK + 1, BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER + 700)


@pytest.mark.parametrize("size", SIZES)
def test_any_size_is_there_to_the_byte_whatever_was_in_the_memory_before(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    parts = [content[:1000], content[1000:5000], content[5000:]]
    for number, given in enumerate((parts, [content])):
        path = tmp_path / str(number)
        try:
            write_past_cache(path, given)
        except OSError as error:
            if error.errno not in NOT_HERE:
                raise
            pytest.skip("THIS FILE SYSTEM CANNOT WRITE PAST ITS CACHE: it was not tested")
        assert path.read_bytes() == content
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at", ["open", "write"])
def test_a_file_system_that_cannot_is_asked_once_and_written_to_as_usual(
    world, tmp_path: Path, monkeypatch, at: str
) -> None:
    true_open, true_write, asked, direct = os.open, os.write, [], set()

    def refuses(path, flags, *more, **named):
        if flags & os.O_DIRECT:
            asked.append(path)
            if at == "open":
                raise OSError(errno.EINVAL, "not here")
        fd = true_open(path, flags & ~os.O_DIRECT, *more, **named)
        (direct.add if flags & os.O_DIRECT else direct.discard)(fd)
        return fd

    def refuses_to_write(fd, content):
        if fd in direct:
            raise OSError(errno.EINVAL, "not here")
        return true_write(fd, content)

    monkeypatch.setattr(os, "open", refuses)
    monkeypatch.setattr(os, "write", refuses_to_write)
    disk = ChunkDisk(location=tmp_path)
    for name in ("packs/one", "packs/two"):
        disk.save(name, ContentFile(name.encode() * 5000))
    monkeypatch.undo()
    assert len(asked) == 1
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == ["one", "two"]
    assert all((tmp_path / name).read_bytes() == name.encode() * 5000 for name in ("packs/one", "packs/two"))

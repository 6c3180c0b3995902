"""Sealed chunks and offered files, on disk or S3-compatible storage, by their SHA-256; the table says what is there.

Storage is Django's interface: `ChunkDisk` by default, any backend of django-storages by one setting. A row is written
after the bytes are durable, so what the table names can be read.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages  # pyright: ignore[reportAttributeAccessIssue]

from centre.intake.models import Blob, Chunk
from centre.site.database import writing
from contract.chunks import CHUNK_LIMIT
from contract.news import BLOB_PIECE_LIMIT, BlobPiece

READ_AT_ONCE = 1024 * 1024
ASKED_AT_ONCE = 500
"""Names in one question to the database: SQLite takes at most some thousand."""


class ChunkDisk(FileSystemStorage):
    """Files that are whole or not there: written aside, made durable, then named, and the folder's name too."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = path.parent / f".{secrets.token_hex(8)}"
        try:
            with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for part in content.chunks():
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
        except OSError:
            with suppress(OSError):
                aside.unlink()
            raise
        for folder in (path.parent, path.parent.parent):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The same name is the same content."""
        return name


def _place(kind: str, name: str) -> str:
    return f"{kind}/{name[:2]}/{name}"


def _store() -> Any:
    return storages["chunks"]


def missing(names: Sequence[bytes]) -> tuple[bytes, ...]:
    """Those of the names (32 bytes each) that are not durable here, in the order asked."""
    held: set[str] = set()
    texts = [name.hex() for name in names]
    for at in range(0, len(texts), ASKED_AT_ONCE):
        part = texts[at : at + ASKED_AT_ONCE]
        held.update(Chunk.objects.filter(name__in=part).values_list("name", flat=True))
    return tuple(name for name, text in zip(names, texts, strict=True) if text not in held)


def keep_chunks(station_id: str, chunks: Iterable[bytes], now: datetime) -> None:
    """Durable when this returns; one that is there already is not written again. Raises OSError, DatabaseError."""
    named = {hashlib.sha256(chunk).digest(): chunk for chunk in chunks}
    new = missing(list(named))
    rows = []
    for digest in new:
        chunk = named[digest]
        if len(chunk) > CHUNK_LIMIT:
            raise ValueError(f"a chunk of {len(chunk)} bytes")
        _store().save(_place("chunks", digest.hex()), ContentFile(chunk))
        rows.append(Chunk(name=digest.hex(), size=len(chunk), station_id=station_id, stored_at=now))
    if rows:
        with writing():
            Chunk.objects.bulk_create(rows, ignore_conflicts=True)


def read_chunk(name: bytes) -> bytes:
    """Raises FileNotFoundError; OSError when the store is in trouble. The caller proves the digest."""
    with _store().open(_place("chunks", name.hex())) as file:
        return file.read(CHUNK_LIMIT + 1)


def offer_blob(path: Path, now: datetime) -> Blob:
    """Keep a file that stations may fetch; gives its row, with its SHA-256 and size."""
    told, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while part := file.read(READ_AT_ONCE):
            told.update(part)
            size += len(part)
        file.seek(0)
        _store().save(_place("blobs", told.hexdigest()), File(file))
    with writing():
        blob, _ = Blob.objects.get_or_create(sha256=told.hexdigest(), defaults={"size": size, "added_at": now})
    return blob


def read_blob(sha256: str, at: int) -> BlobPiece | None:
    """A piece of an offered file; None: no such file, or `at` lies behind its end."""
    blob = Blob.objects.filter(sha256=sha256).first()
    if blob is None or at > blob.size:
        return None
    with _store().open(_place("blobs", sha256)) as file:
        file.seek(at)
        return BlobPiece(at=at, size=blob.size, content=file.read(BLOB_PIECE_LIMIT))

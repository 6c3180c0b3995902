"""Sealed chunks and offered files, on disk or S3-compatible storage; the tables say what is there, by its SHA-256.

Storage is Django's interface: `ChunkDisk` by default, any backend of django-storages by one setting. The chunks of one
upload are one file, a pack, made durable at once; a chunk's row names its pack and its place there. A row is written
after the bytes are durable, so what the table names can be read. A pack's name is random and never used again.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages  # pyright: ignore[reportAttributeAccessIssue]
from django.db import connection

from centre.intake.models import Blob, Chunk
from centre.intake.statements import statement
from centre.site.database import writing, writing_soon
from contract.chunks import CHUNK_LIMIT
from contract.news import BLOB_PIECE_LIMIT, BlobPiece

PACKS = "packs"
READ_AT_ONCE = 1024 * 1024
ASKED_AT_ONCE = 500
"""Names in one question to the database: SQLite takes at most some thousand."""


def _place(kind: str, name: str) -> str:
    return f"{kind}/{name[:2]}/{name}"


def chunk_storage_in_use() -> Any:
    return storages["chunks"]


def missing(names: Sequence[bytes]) -> tuple[bytes, ...]:
    """Those of the names (32 bytes each) that are not durable here, in the order asked."""
    held: set[str] = set()
    texts = [name.hex() for name in names]
    with connection.cursor() as cursor:
        for at in range(0, len(texts), ASKED_AT_ONCE):
            cursor.execute(statement("held_chunks", connection.vendor), [json.dumps(texts[at : at + ASKED_AT_ONCE])])
            held.update(name for (name,) in cursor.fetchall())
    return tuple(name for name, text in zip(names, texts, strict=True) if text not in held)


def all_there(wanted: Sequence[Sequence[bytes]]) -> list[bool]:
    """For each submission's chunks, whether all are here. Those of a whole submission are kept from now on for good."""
    away = set(missing(list({name for chunks in wanted for name in chunks})))
    there = [away.isdisjoint(chunks) for chunks in wanted]
    kept = sorted({name.hex() for chunks, whole in zip(wanted, there, strict=True) if whole for name in chunks})
    if not kept:
        return there
    away = {bytes.fromhex(name) for name in set(kept) - _keep(kept)}
    return [whole and away.isdisjoint(chunks) for chunks, whole in zip(wanted, there, strict=True)]


def _keep(names: list[str]) -> set[str]:
    """Mark them as named by an envelope; those that are marked. The others were dropped just now."""
    marked: set[str] = set()
    for at in range(0, len(names), ASKED_AT_ONCE):
        part = Chunk.objects.filter(name__in=names[at : at + ASKED_AT_ONCE])
        if part.filter(is_named=False).exists():
            with writing():
                part.filter(is_named=False).update(is_named=True)
        marked.update(part.filter(is_named=True).values_list("name", flat=True))
    return marked


def keep_chunks(station_id: str, chunks: Iterable[bytes | memoryview], now: datetime) -> None:
    """Their bytes are durable when this returns; one that is there already is not written again.

    The rows do not wait for the disk: a power cut may take the last of them, then the station is told that those chunks
    are missing and sends them again. `all_there` waits, and only its word lets a station forget. Raises OSError,
    DatabaseError.
    """
    named = {hashlib.sha256(chunk).digest(): chunk for chunk in chunks}
    if too_long := [len(chunk) for chunk in named.values() if len(chunk) > CHUNK_LIMIT]:
        raise ValueError(f"a chunk of {too_long[0]} bytes")
    new = missing(list(named))
    if not new:
        return
    pack = f"{now.date().isoformat()}/{secrets.token_hex(16)}"
    chunk_storage_in_use().save(f"{PACKS}/{pack}", ContentFile(b"".join(named[digest] for digest in new)))
    stored_at = connection.ops.adapt_datetimefield_value(now)
    rows, at = [], 0
    for digest in new:
        size = len(named[digest])
        rows.append([digest.hex(), size, station_id, stored_at, pack, at])
        at += size
    rows.sort()  # two uploads with the same chunks lock in one order
    with writing_soon(), connection.cursor() as cursor:
        cursor.executemany(statement("keep_chunk"), rows)


def read_chunks(names: Sequence[bytes]) -> Iterator[bytes]:
    """In the order asked; a pack is opened once for those that stand in it one after the other.

    Raises FileNotFoundError; OSError when the store is in trouble. The caller proves the digests.
    """
    texts = [name.hex() for name in names]
    rows: dict[str, Chunk] = {}
    for at in range(0, len(texts), ASKED_AT_ONCE):
        rows |= Chunk.objects.in_bulk(texts[at : at + ASKED_AT_ONCE])
    if gone := [text for text in texts if text not in rows]:
        raise FileNotFoundError(gone[0])
    for path, together in groupby((rows[text] for text in texts), path_of):
        with chunk_storage_in_use().open(path) as file:
            for row in together:
                file.seek(row.at)
                yield file.read(row.size)


def path_of(row: Chunk) -> str:
    """Before there were packs each chunk was a file of its own."""
    return f"{PACKS}/{row.pack}" if row.pack else _place("chunks", row.name)


def offer_blob(path: Path, now: datetime) -> Blob:
    """Keep a file that stations may fetch; gives its row, with its SHA-256 and size."""
    told, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while part := file.read(READ_AT_ONCE):
            told.update(part)
            size += len(part)
        file.seek(0)
        chunk_storage_in_use().save(_place("blobs", told.hexdigest()), File(file))
    with writing():
        blob, _ = Blob.objects.get_or_create(sha256=told.hexdigest(), defaults={"size": size, "added_at": now})
    return blob


def read_blob(sha256: str, at: int) -> BlobPiece | None:
    """A piece of an offered file; None: no such file, or `at` lies behind its end."""
    blob = Blob.objects.filter(sha256=sha256).first()
    if blob is None or at > blob.size:
        return None
    with chunk_storage_in_use().open(_place("blobs", sha256)) as file:
        file.seek(at)
        return BlobPiece(at=at, size=blob.size, content=file.read(BLOB_PIECE_LIMIT))

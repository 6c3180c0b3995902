"""Chunks that no envelope in custody names: a stick that was lost, a station that burned before its form came.

A chunk goes only when it is old, is not marked as named, and a walk over everything in custody did not meet it. Before
`complete` is said the chunks are marked (chunk_store.all_there), so a form that comes just now keeps its chunks, or its
station is told that they are missing.
"""

from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from centre.intake.chunk_store import PACKS, chunk_storage_in_use, path_of
from centre.intake.custody import HEAD
from centre.intake.models import Chunk, Custody
from centre.site.database import writing
from contract.envelope import NotAnEnvelope, decode_head

AT_ONCE = 500
UNFINISHED_FOR = timedelta(days=1)
"""A file of the store without a row that is older: its upload ended long ago, before its rows were written."""


class Dropped(msgspec.Struct, frozen=True):
    chunks: int
    files: int


def drop_orphans(before: datetime, now: datetime) -> Dropped:
    """Forget unnamed chunks that came before `before`, and files of which no row speaks. Raises OSError."""
    old = Chunk.objects.filter(is_named=False, stored_at__lt=before)
    names = set(old.values_list("name", flat=True))
    if names:
        named = _named(names)
        for part in _parts(named):
            with writing():
                Chunk.objects.filter(name__in=part).update(is_named=True)
    gone, files = 0, 0
    for part in _parts(names):
        rows = list(old.filter(name__in=part))
        with writing():
            # one statement: what was marked meanwhile stays
            gone += old.filter(name__in=part).delete()[0]
        left = set(Chunk.objects.filter(pack__in={row.pack for row in rows if row.pack}).values_list("pack", flat=True))
        still = set(Chunk.objects.filter(name__in=part).values_list("name", flat=True))
        paths = {path_of(row) for row in rows if (row.pack not in left if row.pack else row.name not in still)}
        for path in sorted(paths):
            chunk_storage_in_use().delete(path)
            files += 1
    return Dropped(gone, files + _drop_unspoken(now))


def _named(names: set[str]) -> set[str]:
    """Those of the names that an envelope in custody names. Reads the head of each, and keeps none."""
    found: set[str] = set()
    for head in Custody.objects.values_list(HEAD, flat=True).iterator(chunk_size=AT_ONCE):
        with suppress(NotAnEnvelope):
            found |= names & {name.hex() for name in decode_head(bytes(head))[0].chunks}
    return found


def _drop_unspoken(now: datetime) -> int:
    """Packs that were written before their centre died, so that no row names them."""
    store, count = chunk_storage_in_use(), 0
    try:
        days, _ = store.listdir(PACKS)
    except FileNotFoundError:
        return 0
    for day in days:
        _, files = store.listdir(f"{PACKS}/{day}")
        packs = {f"{day}/{name}" for name in files}
        for pack in sorted(packs - set(Chunk.objects.filter(pack__in=packs).values_list("pack", flat=True))):
            if now - store.get_modified_time(f"{PACKS}/{pack}") > UNFINISHED_FOR:
                store.delete(f"{PACKS}/{pack}")
                count += 1
    return count


def _parts(names: set[str]) -> list[list[str]]:
    ordered = sorted(names)
    return [ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE)]

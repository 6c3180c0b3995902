"""Scanned pages of a case: sealed chunks of the outer zone's store, opened for one look and kept nowhere in clear."""

from centre.intake.chunk_store import missing, read_chunks
from contract.chunks import ChunkDamaged, open_scan
from contract.submission import Application


def scans_arrived(application: Application) -> tuple[bool, ...]:
    """For each scan, whether all its chunks are here."""
    away = set(missing([name for scan in application.scans for name in scan.chunks]))
    return tuple(away.isdisjoint(scan.chunks) for scan in application.scans)


def scan_content(application: Application, number: int) -> bytes | None:
    """The page in clear; None: a chunk is not here yet, or what is here does not open."""
    scan = application.scans[number]
    try:
        return open_scan(scan, read_chunks(scan.chunks))
    except (ChunkDamaged, OSError):
        return None

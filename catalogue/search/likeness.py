"""How much a query is like each of the known sentences, by the runs they share: a cosine over weighted runs."""

import zlib
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

Array = np.ndarray


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """How it lies in a package: little-endian arrays."""

    hashes: bytes
    """CRC-32 of each run, ascending, 32 bits."""
    counts: bytes
    """Sentences that hold it, 16 bits."""
    rows: bytes
    """Those sentences, run after run, 16 bits."""
    norms: bytes
    """Length of each sentence, 32-bit floats."""


def hash_of(run: str) -> int:
    return zlib.crc32(run.encode())


def rarity(counts: Array, sentences: int) -> Array:
    return (np.log((1 + sentences) / (1 + counts)) + 1).astype(np.float32)


class Likeness:
    """Runs of known sentences, found by their hash; two runs of one hash count as one."""

    def __init__(self, kept: Kept) -> None:
        self._hashes = np.frombuffer(kept.hashes, np.uint32)
        counts = np.frombuffer(kept.counts, np.uint16).astype(np.int64)
        self._ends = np.concatenate([[0], np.cumsum(counts)])
        self._rows = np.frombuffer(kept.rows, np.uint16)
        self._norms = np.frombuffer(kept.norms, np.float32)
        self._weights = rarity(counts, len(self._norms))
        self._unknown = float(rarity(np.array([0]), len(self._norms))[0])

    def values(self, runs: Iterable[str]) -> Array:
        """Cosine with each sentence, (sentences,) 32-bit; zeros for no runs."""
        asked = np.unique(np.array([hash_of(run) for run in runs], np.uint32))
        if not len(asked) or not len(self._hashes):
            return np.zeros(len(self._norms), np.float32)
        places = np.minimum(np.searchsorted(self._hashes, asked), len(self._hashes) - 1)
        known = places[self._hashes[places] == asked]
        weights = self._weights[known]
        length = np.sqrt((weights**2).sum() + self._unknown**2 * (len(asked) - len(known)))
        starts, ends = self._ends[known], self._ends[known + 1]
        rows = np.concatenate([self._rows[start:end] for start, end in zip(starts, ends, strict=True)] or [[]])
        shares = np.repeat(weights**2, ends - starts)
        found = np.bincount(rows.astype(np.int64), shares, len(self._norms)).astype(np.float32)
        return found / (self._norms * length)


def kept_runs(sentences: Sequence[Sequence[str]]) -> Kept:
    """Index the runs of the sentences, at most 65,535 of them."""
    hashed = [np.unique(np.array([hash_of(run) for run in runs], np.uint32)) for runs in sentences]
    rows = np.repeat(np.arange(len(hashed), dtype=np.uint16), [len(one) for one in hashed])
    every = np.concatenate(hashed)
    order = np.argsort(every, kind="stable")
    hashes, counts = np.unique(every, return_counts=True)
    squares = rarity(counts, len(sentences)) ** 2
    norms = [np.sqrt(squares[np.searchsorted(hashes, one)].sum()) or 1.0 for one in hashed]
    return Kept(
        hashes=hashes.astype("<u4").tobytes(),
        counts=np.minimum(counts, 65535).astype("<u2").tobytes(),
        rows=rows[order].astype("<u2").tobytes(),
        norms=np.array(norms, "<f4").tobytes(),
    )

"""How the index lies in a package: shared by what builds it and what reads it."""

import zlib

import msgspec

IMPACT_STEP = 24.0
"""Impacts are kept as whole numbers of 1/24."""


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """What the search needs to know before it reads a bucket."""

    buckets: int
    synonyms: dict[str, tuple[str, ...]]
    """How people say it → how the catalogue writes it."""
    commands: dict[str, tuple[str, ...]]
    """Command → ways to say it."""


def bucket_of(term: str, buckets: int) -> int:
    return zlib.crc32(term.encode()) % buckets

"""Digests of a kind's pieces: one list, or a list of buckets where there are many, so that opening costs the same.

Reading one piece proves one bucket of the kind, whatever its size: manifest → list of buckets → bucket → piece.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from catalogue.package.manifest import Kind, refused, sha256
from contract.failures import FailureCode

BUCKETS = 64
FEW = 512
"""Up to so many pieces one list is enough."""


def plain(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def bucket_of(key: str) -> int:
    return int(sha256(key.encode())[:4], 16) % BUCKETS


def with_digests(pieces: list[tuple[str, str, bytes]]) -> tuple[list[tuple[str, str, bytes]], dict[str, Kind]]:
    """The pieces and their lists of digests, and what the manifest says of each kind."""
    lists: dict[str, dict[str, str]] = {}
    for kind, key, body in pieces:
        lists.setdefault(kind, {})[key] = sha256(body)
    kinds, bodies = {}, []
    for kind, digests in sorted(lists.items()):
        if len(digests) <= FEW:
            root = plain(digests)
        else:
            buckets: list[dict[str, str]] = [{} for _ in range(BUCKETS)]
            for key, digest in digests.items():
                buckets[bucket_of(key)][key] = digest
            parts = [plain(bucket) for bucket in buckets]
            bodies += [("digests", f"{kind}/{place}", part) for place, part in enumerate(parts)]
            root = plain([sha256(part) for part in parts])
        bodies.append(("digests", kind, root))
        kinds[kind] = Kind(count=len(digests), digest=sha256(root))
    return pieces + bodies, kinds


class Digests:
    """The digests of an open package, each list proved when it is first read."""

    def __init__(self, kinds: Mapping[str, Kind], read: Callable[[str, str], bytes | None]) -> None:
        self._kinds = kinds
        self._read = read
        self._roots: dict[str, dict[str, str] | list[str]] = {}
        self._buckets: dict[tuple[str, int], dict[str, str]] = {}

    def _proved(self, name: str, digest: str, shape: Any) -> Any:
        body = self._read("digests", name)
        if body is None or sha256(body) != digest:
            raise refused(FailureCode.PACKAGE_DAMAGED, f"the list of {name} was changed or is absent")
        try:
            return msgspec.json.decode(body, type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise refused(FailureCode.PACKAGE_DAMAGED, f"the list of {name} does not decode: {error}") from None

    def _root(self, kind: str) -> dict[str, str] | list[str]:
        if kind not in self._roots:
            known = self._kinds.get(kind)
            found = self._proved(kind, known.digest if known else "", dict[str, str] | list[str])
            if isinstance(found, list) and len(found) != BUCKETS:
                raise refused(FailureCode.PACKAGE_DAMAGED, f"the list of {kind} has {len(found)} buckets")
            self._roots[kind] = found
        return self._roots[kind]

    def _bucket(self, kind: str, place: int, digest: str) -> dict[str, str]:
        if (kind, place) not in self._buckets:
            self._buckets[kind, place] = self._proved(f"{kind}/{place}", digest, dict[str, str])
        return self._buckets[kind, place]

    def of(self, kind: str, key: str) -> str | None:
        """Digest of one piece; None: the package declares no such piece. Failed(PACKAGE_DAMAGED)."""
        root = self._root(kind)
        if isinstance(root, dict):
            return root.get(key)
        place = bucket_of(key)
        return self._bucket(kind, place, root[place]).get(key)

    def keys(self, kind: str) -> tuple[str, ...]:
        """Every piece of a kind. Reads all its lists."""
        root = self._root(kind)
        if isinstance(root, dict):
            return tuple(root)
        return tuple(key for place, digest in enumerate(root) for key in self._bucket(kind, place, digest))

"""A sorted table of words on disk (assets/pinyin/*.txt), looked up without reading it into memory as a whole."""

import mmap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path

STEP = 4096
"""Bytes between the keys that are kept in memory."""


class WordTable:
    """Lines "key TAB word frequency word frequency …", sorted by the bytes of the key. Nothing asked is kept."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when the table is not there."""
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._places = [0]
        while (place := self._bytes.find(b"\n", self._places[-1] + STEP)) >= 0 and place + 1 < len(self._bytes):
            self._places.append(place + 1)
        self._keys = [self._bytes[place : self._bytes.find(b"\t", place)] for place in self._places]

    def words(self, key: str) -> list[tuple[str, int]]:
        """Words of exactly this key with their frequencies, the most frequent first."""
        return _pairs(self.line(key).decode().split())

    def best(self, key: str, most: int) -> list[tuple[str, int]]:
        """The first of them, without reading the others."""
        return _pairs(self.line(key).decode().split(maxsplit=2 * most)[: 2 * most])

    def line(self, key: str) -> bytes:
        """What stands after the key, with a space before its first word; empty without it."""
        wanted = key.encode()
        block = bisect_right(self._keys, wanted) - 1
        if block < 0:
            return b""
        start = self._places[block]
        end = self._places[block + 1] if block + 1 < len(self._places) else len(self._bytes)
        at = start if self._bytes[start : start + len(wanted) + 1] == wanted + b"\t" else -1
        if at < 0:
            at = self._bytes.find(b"\n" + wanted + b"\t", start, end) + 1
            if at == 0:
                return b""
        return b" " + self._bytes[at + len(wanted) + 1 : self._bytes.find(b"\n", at)]

    def has_longer(self, key: str) -> bool:
        """Whether a key goes on after this one: "lao nian" is followed by "lao nian zheng"."""
        wanted = f"{key} ".encode()
        block = max(0, bisect_left(self._keys, wanted) - 1)
        if block + 1 < len(self._keys) and self._keys[block + 1].startswith(wanted):
            return True
        start = self._places[block]
        end = self._places[block + 1] if block + 1 < len(self._places) else len(self._bytes)
        at_start = self._bytes[start : start + len(wanted)] == wanted
        return at_start or self._bytes.find(b"\n" + wanted, start, end) >= 0

    def starting(self, prefix: str, limit: int) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """(key, words) of keys that start so, in their order, at most `limit` lines."""
        wanted = prefix.encode()
        at = self._places[max(0, bisect_left(self._keys, wanted) - 1)]
        while at < len(self._bytes) and self._bytes[at : self._bytes.find(b"\t", at)] < wanted:
            at = self._bytes.find(b"\n", at) + 1
        for _ in range(limit):
            if at >= len(self._bytes) or self._bytes[at : at + len(wanted)] != wanted:
                return
            key, words = self._line(at)
            yield key, words
            at = self._bytes.find(b"\n", at) + 1

    def _line(self, at: int) -> tuple[str, list[tuple[str, int]]]:
        line = self._bytes[at : self._bytes.find(b"\n", at)].decode()
        key, _, rest = line.partition("\t")
        return key, _pairs(rest.split(" "))


def _pairs(parts: list[str]) -> list[tuple[str, int]]:
    return [(word, int(times)) for word, times in zip(parts[::2], parts[1::2], strict=True)]

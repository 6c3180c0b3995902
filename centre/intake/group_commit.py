"""SQLite has one writer and each commit waits for the disk: what arrives meanwhile shares the next commit."""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.db import DatabaseError, connection

from centre.intake.refuse import Refused
from centre.site.database import writing

T = TypeVar("T")
MOST_IN_ONE = 16
"""Pieces of work in one commit, so that nobody waits for a crowd."""


class _Piece:
    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work
        self.done = False
        self.result: Any = None


_waiting: deque[_Piece] = deque()
_leading = threading.Lock()


def grouped(work: Callable[[Any], T]) -> T:
    """Run `work(cursor)` in a transaction that may be shared with other threads' work; durable when this returns.

    Whoever gets the lock first does the work of all who wait. `work` may run twice: when one piece of a group fails,
    the whole is rolled back and each is done alone by its own thread, so that only the one that failed hears of it.
    """
    piece = _Piece(work)
    _waiting.append(piece)
    with _leading:
        if not piece.done:
            group = _group_of(piece)
            try:
                _run(group)
            except (DatabaseError, Refused):
                if len(group) == 1:
                    raise
                _run([piece])
    return piece.result


def _group_of(piece: _Piece) -> list[_Piece]:
    """The piece and some that wait. Those that are not done afterwards lead themselves when it is their turn."""
    group = [piece]
    while _waiting and len(group) < MOST_IN_ONE:
        other = _waiting.popleft()
        if other is not piece and not other.done:
            group.append(other)
    with suppress(ValueError):
        _waiting.remove(piece)
    return group


def _run(group: list[_Piece]) -> None:
    with writing(), connection.cursor() as cursor:
        results = [piece.work(cursor) for piece in group]
    for piece, result in zip(group, results, strict=True):
        piece.result, piece.done = result, True

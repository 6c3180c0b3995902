"""SQLite has one writer and each commit waits for the disk: what arrives meanwhile shares the next commit."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DatabaseError, connection

from centre.intake.refuse import Refused
from centre.site.database import writing

T = TypeVar("T")
MOST_IN_ONE = 16
"""Pieces of work in one commit, so that nobody waits for a crowd."""


class _Piece:
    """`turn` is open when somebody did the work, or when it is this piece's turn to lead or to be done alone."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work
        self.done = False
        self.alone = False
        self.result: Any = None
        self.turn = threading.Event()


_waiting: deque[_Piece] = deque()
_changing = threading.Lock()
_leader: _Piece | None = None


def grouped(work: Callable[[Any], T]) -> T:
    """Run `work(cursor)` in a transaction that may be shared with other threads' work; durable when this returns.

    One leads and does the work of all who wait, oldest first; then the oldest of those who came meanwhile leads. Nobody
    waits for more than the commit under way and those before it in the line. `work` may run twice: when one piece of a
    group fails, the whole is rolled back and each is done alone by its own thread, so that only the one that failed
    hears of it.
    """
    piece = _Piece(work)
    if not _joined(piece):
        piece.turn.wait()
    if not piece.done and not piece.alone:
        _lead(piece)
    if not piece.done:
        _run([piece])
    return piece.result


def _joined(piece: _Piece) -> bool:
    """Stand in line; whether the piece leads at once."""
    global _leader
    with _changing:
        _waiting.append(piece)
        if _leader is None:
            _leader = piece
        return _leader is piece


def _lead(piece: _Piece) -> None:
    """Do what waits, this piece among it. It may be not done afterwards: then it is to be done alone."""
    global _leader
    with _changing:
        group = [_waiting.popleft() for _ in range(min(len(_waiting), MOST_IN_ONE))]
    assert piece in group, "the oldest leads"
    try:
        _run(group)
    except (DatabaseError, Refused):
        if len(group) == 1:
            raise
    finally:
        with _changing:
            following = _leader = _waiting[0] if _waiting else None
        if following is not None:
            following.turn.set()
        for other in group:
            other.alone = not other.done
            other.turn.set()


def _run(group: list[_Piece]) -> None:
    with writing(), connection.cursor() as cursor:
        results = [piece.work(cursor) for piece in group]
    for piece, result in zip(group, results, strict=True):
        piece.result, piece.done = result, True

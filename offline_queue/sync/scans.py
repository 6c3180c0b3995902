"""Sends the chunks of scans: asks which are missing, uploads those, asks whether their submissions are complete now.

One step at a time, so that a form handed in meanwhile goes before the next megabyte. All it holds is the rest of the
centre's last answer; a killed process asks again.
"""

import hashlib
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter

from contract import wire
from contract.chunks import (
    CHUNKS_MISSING_PATH,
    CHUNKS_PATH,
    UPLOAD_LIMIT,
    UPLOAD_USUAL,
    ChunkAnswer,
    ChunkQuestion,
    encode_upload,
)
from contract.failures import Failed
from contract.sync import CUSTODY_PATH, CustodyAsked, CustodyQuestion, Moved, SignedReceipt
from offline_queue.chunk_outbox import Chunk
from offline_queue.outbox import Outbox
from offline_queue.sync.conversation import Conversation, Refusing
from offline_queue.sync.custody import read_receipt


@dataclass(frozen=True)
class _Flight:
    """An upload that is under way. `land` waits for its answer."""

    chunks: tuple[Chunk, ...]
    started: float
    land: Callable[[], ChunkAnswer]


QUICK_S, SLOW_S = 2.0, 10.0


def next_size(sent: int, took_s: float, most: int) -> int:
    """Chunks in the next upload, after one of `sent` with `most` allowed: more on a quick line, fewer on a slow one.

    What is cut short in between is sent again, so an upload should never take long. Pure.
    """
    if took_s > SLOW_S:
        return max(1, min(sent, most) // 2)
    if took_s < QUICK_S and sent >= most:
        return min(most * 2, UPLOAD_LIMIT)
    return most


class ScanSender:
    def __init__(self, talk: Conversation, outbox: Outbox) -> None:
        self._talk = talk
        self._outbox = outbox
        self._missing: deque[Chunk] = deque()
        self._flying: deque[_Flight] = deque()
        self._uploaded: list[Chunk] = []
        self._most = UPLOAD_USUAL

    def step(self, tell: Callable[[tuple[Moved, ...]], None]) -> bool:
        """One answer's worth of work; False when there is nothing to do. Forgets its place when a request fails."""
        try:
            return self._step(tell)
        except BaseException:
            self._missing.clear()
            self._uploaded.clear()
            self._most = UPLOAD_USUAL
            while self._flying:
                with suppress(Refusing, Failed):
                    self._flying.popleft().land()
            raise

    def _step(self, tell: Callable[[tuple[Moved, ...]], None]) -> bool:
        while self._missing and len(self._flying) < self._talk.width:
            self._start(tell)
        if self._flying:
            self._finish(self._flying.popleft())
            return True
        if self._uploaded:
            self._outbox.chunks.are_there(tuple(self._uploaded))
            self._uploaded.clear()
            return True
        if asked := self._outbox.chunks.to_ask():
            self._ask(asked)
            return True
        return self._confirm(tell)

    def _ask(self, asked: tuple[Chunk, ...]) -> None:
        question = ChunkQuestion(chunks=tuple(chunk.digest for chunk in asked))
        missing = set(self._talk.post(CHUNKS_MISSING_PATH, wire.encode(question), ChunkAnswer).missing)
        self._outbox.chunks.are_there(tuple(chunk for chunk in asked if chunk.digest not in missing))
        self._missing.extend(chunk for chunk in asked if chunk.digest in missing)

    def _start(self, tell: Callable[[tuple[Moved, ...]], None]) -> None:
        going: list[tuple[Chunk, bytes]] = []
        most = min(self._most, self._talk.limits.chunks)
        while self._missing and len(going) < most:
            chunk = self._missing.popleft()
            sealed = self._outbox.chunks.read(chunk)
            if sealed is not None:
                going.append((chunk, sealed))
                continue
            # the rest of a submission that can never be complete is not worth the line
            self._missing = deque(each for each in self._missing if each.submission_id != chunk.submission_id)
            tell((self._outbox.chunks.is_damaged(chunk),))
        if going:
            land = self._talk.post_ahead(CHUNKS_PATH, encode_upload([sealed for _, sealed in going]), ChunkAnswer)
            self._flying.append(_Flight(tuple(chunk for chunk, _ in going), perf_counter(), land))

    def _finish(self, flight: _Flight) -> None:
        refused = set(flight.land().missing)
        self._most = next_size(len(flight.chunks), perf_counter() - flight.started, self._most)
        self._uploaded += [chunk for chunk in flight.chunks if chunk.digest not in refused]

    def _confirm(self, tell: Callable[[tuple[Moved, ...]], None]) -> bool:
        asked = self._outbox.chunks.to_confirm()
        if not asked:
            return False
        question = CustodyQuestion(
            submissions=tuple(
                CustodyAsked(epoch=one.epoch, submission_id=one.submission_id, sealed_sha256=one.sealed_sha256)
                for one in asked
            )
        )
        body = wire.encode(question)
        signed = self._talk.post(CUSTODY_PATH, body, SignedReceipt)
        receipt = read_receipt(signed, hashlib.sha256(body).hexdigest(), self._talk.identity)
        tell(self._outbox.take_confirmation(asked, receipt, signed))
        return True

"""Sends the chunks of scans: asks which are missing, uploads those, asks whether their submissions are complete now.

One step at a time, so that a form handed in meanwhile goes before the next megabyte. All it holds is the rest of the
centre's last answer; a killed process asks again.
"""

import hashlib
from collections import deque
from collections.abc import Callable
from typing import TypeVar

import msgspec

from contract import wire
from contract.chunks import (
    CHUNKS_MISSING_PATH,
    CHUNKS_PATH,
    UPLOAD_LIMIT,
    ChunkAnswer,
    ChunkQuestion,
    ChunkUpload,
)
from contract.sync import CUSTODY_PATH, CustodyAsked, CustodyQuestion, Moved, SignedReceipt
from offline_queue.chunk_outbox import Chunk
from offline_queue.outbox import Outbox
from offline_queue.sync.conversation import Conversation
from offline_queue.sync.custody import read_receipt

T = TypeVar("T")


class ScanSender:
    def __init__(self, talk: Conversation, outbox: Outbox) -> None:
        self._talk = talk
        self._outbox = outbox
        self._missing: deque[Chunk] = deque()
        self._uploaded: list[Chunk] = []

    def step(self, tell: Callable[[tuple[Moved, ...]], None]) -> bool:
        """One request's worth of work; False when there is nothing to do. Forgets its place when a request fails."""
        try:
            return self._step(tell)
        except BaseException:
            self._missing.clear()
            self._uploaded.clear()
            raise

    def _step(self, tell: Callable[[tuple[Moved, ...]], None]) -> bool:
        if self._missing:
            self._upload(tell)
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
        missing = set(self._send(CHUNKS_MISSING_PATH, question, ChunkAnswer).missing)
        self._outbox.chunks.are_there(tuple(chunk for chunk in asked if chunk.digest not in missing))
        self._missing.extend(chunk for chunk in asked if chunk.digest in missing)

    def _upload(self, tell: Callable[[tuple[Moved, ...]], None]) -> None:
        going: list[tuple[Chunk, bytes]] = []
        while self._missing and len(going) < UPLOAD_LIMIT:
            chunk = self._missing.popleft()
            sealed = self._outbox.chunks.read(chunk)
            if sealed is not None:
                going.append((chunk, sealed))
                continue
            # the rest of a submission that can never be complete is not worth the line
            self._missing = deque(each for each in self._missing if each.submission_id != chunk.submission_id)
            tell((self._outbox.chunks.is_damaged(chunk),))
        if not going:
            return
        upload = ChunkUpload(chunks=tuple(sealed for _, sealed in going))
        refused = set(self._send(CHUNKS_PATH, upload, ChunkAnswer).missing)
        self._uploaded += [chunk for chunk, _ in going if chunk.digest not in refused]

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

    def _send(self, path: str, message: msgspec.Struct, wanted: type[T]) -> T:
        return self._talk.post(path, wire.encode(message), wanted)

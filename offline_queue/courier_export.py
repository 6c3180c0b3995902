"""Out on a stick: what waits, as a signed bundle (docs/courier.md). Nothing at the station changes by it."""

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec

from contract import wire
from contract.chunks import UPLOAD_USUAL, ChunkUpload
from contract.courier import (
    CONTEXT,
    FILES_LIMIT,
    MANIFEST,
    CourierFile,
    Manifest,
    SignedManifest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.submission import SubmissionState
from contract.sync import (
    BATCH_BYTES_LIMIT,
    BATCH_COUNT_LIMIT,
    CUSTODY_COUNT_LIMIT,
    BatchRequest,
    CustodyAsked,
    CustodyQuestion,
)
from offline_queue.chunk_store import ChunkStore
from offline_queue.clock import Clock, SystemClock
from offline_queue.database import connect, rows
from offline_queue.identity import load_identity
from offline_queue.outbox import wrong_with
from offline_queue.spool import Spool
from offline_queue.stick import Stick, StickFull


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """Answer of `queue export`. `more`: the stick was full, another one is needed for the rest."""

    ok: bool
    checked: int
    """Submissions looked at."""
    adopted: int = 0
    corrupt: int
    """Damaged here, and therefore not on the stick."""
    missing: int = 0
    bundle: str | None
    forms: int
    chunks: int
    files: int
    more: bool


def export_bundle(data_dir: Path, mounted: Path, clock: Clock | None = None) -> Exported:
    """Write what waits to a stick; the station may run meanwhile.

    Raises Failed: COURIER_STICK, STATION_NOT_ENROLLED.
    """
    return _Export(data_dir, mounted, clock or SystemClock()).run()


class _Export:
    def __init__(self, data_dir: Path, mounted: Path, clock: Clock) -> None:
        self._identity = load_identity(data_dir)
        self._clock = clock
        self._stick = Stick(mounted)
        self._connection = connect(data_dir)
        self._spool = Spool(data_dir)
        self._store = ChunkStore(data_dir)
        self._files: list[CourierFile] = []
        self._forms = self._chunks = self._corrupt = 0

    def run(self) -> Exported:
        try:
            waiting = rows(self._connection, "to_carry")
            if not waiting:
                return self._exported(0, None, more=False)
            bundle_id = str(uuid.uuid4())
            folder = self._stick.begin(bundle_id)
            more = False
            try:
                for kind, number, content in self._contents(waiting):
                    if len(self._files) >= FILES_LIMIT:
                        raise StickFull
                    name = f"{kind}-{number:05d}.cbor"
                    self._stick.write(folder, name, content, len(self._files))
                    digest = hashlib.sha256(content).hexdigest()
                    self._files.append(CourierFile(name=name, size=len(content), sha256=digest))
            except StickFull:
                more = True
            if not self._files:
                self._stick.remove(folder)
                if more:
                    raise _full(mounted=self._stick.path)
                return self._exported(len(waiting), None, more=False)
            self._seal_manifest(folder, bundle_id, more)
            self._stick.finish(folder)
            return self._exported(len(waiting), bundle_id, more=more)
        finally:
            self._store.close()
            self._spool.close()
            self._connection.close()

    def _exported(self, checked: int, bundle_id: str | None, *, more: bool) -> Exported:
        return Exported(
            ok=not (more or self._corrupt),
            checked=checked,
            corrupt=self._corrupt,
            bundle=bundle_id,
            forms=self._forms,
            chunks=self._chunks,
            files=len(self._files),
            more=more,
        )

    def _seal_manifest(self, folder: Path, bundle_id: str, more: bool) -> None:
        manifest = wire.encode(
            Manifest(
                bundle_id=bundle_id,
                station_id=self._identity.station_id,
                epoch=self._identity.epoch,
                made_at=self._clock.now(),
                files=tuple(self._files),
                more=more,
            )
        )
        signed = SignedManifest(manifest=manifest, signature=self._identity.sign(CONTEXT + manifest))
        try:
            self._stick.write(folder, MANIFEST, wire.encode(signed))
        except StickFull:
            raise _full(mounted=self._stick.path) from None

    def _contents(self, waiting: list[tuple]) -> Iterator[tuple[str, int, bytes]]:
        """(kind, number, bytes) of each file, in the order of import. Memory is one file's."""
        number = 0
        whole: list[tuple] = []
        batch: list[bytes] = []
        for row in waiting:
            submission_id, _epoch, sealed_sha256, _chunks, state = row
            if state != SubmissionState.QUEUED:
                whole.append(row)
                continue
            envelope = self._spool.read(submission_id)
            if envelope is None or wrong_with(envelope, submission_id, sealed_sha256):
                self._corrupt += 1
                continue
            whole.append(row)
            if batch and (
                len(batch) == BATCH_COUNT_LIMIT or sum(map(len, batch)) + len(envelope) > BATCH_BYTES_LIMIT
            ):
                number += 1
                yield "forms", number, self._forms_file(batch)
                batch = []
            batch.append(envelope)
        if batch:
            yield "forms", number + 1, self._forms_file(batch)
        yield from self._scans(whole)
        asked = [row for row in whole if row[3]]
        for number, at in enumerate(range(0, len(asked), CUSTODY_COUNT_LIMIT), 1):
            part = asked[at : at + CUSTODY_COUNT_LIMIT]
            submissions = tuple(CustodyAsked(submission_id=row[0], epoch=row[1], sealed_sha256=row[2]) for row in part)
            yield "custody", number, wire.encode(CustodyQuestion(submissions=submissions))

    def _forms_file(self, batch: list[bytes]) -> bytes:
        self._forms += len(batch)
        at, monotonic_ns = self._clock.now(), self._clock.monotonic_ns()
        return wire.encode(BatchRequest(envelopes=tuple(batch), sent_at=at, monotonic_ns=monotonic_ns))

    def _scans(self, whole: list[tuple]) -> Iterator[tuple[str, int, bytes]]:
        number = 0
        batch: list[bytes] = []
        for row in whole:
            for (digest,) in rows(self._connection, "chunks_to_carry", submission_id=row[0]):
                sealed = self._store.read(bytes(digest))
                if sealed is None:
                    self._corrupt += 1
                    break
                batch.append(sealed)
                if len(batch) == UPLOAD_USUAL:
                    number += 1
                    yield "scans", number, self._scans_file(batch)
                    batch = []
        if batch:
            yield "scans", number + 1, self._scans_file(batch)

    def _scans_file(self, batch: list[bytes]) -> bytes:
        self._chunks += len(batch)
        return wire.encode(ChunkUpload(chunks=tuple(batch)))


def _full(mounted: Path) -> Failed:
    return Failed(
        FailureCode.COURIER_STICK,
        f"the stick at {mounted} is full",
        "make room on it or take another one; nothing changed at the station",
        Retry.LATER,
    )

"""Bundles on a USB stick, taken in by the code that takes requests; the centre's word goes back on the same stick.

docs/courier.md §3. The stick may be hostile: names fit a pattern, sizes are bounded, links are not followed.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from centre.intake.chunk_store import keep_chunks
from centre.intake.custody_asked import answer_custody
from centre.intake.models import OldKey, Station
from centre.intake.news import has_news, read_news
from centre.intake.receive_batch import receive_batch
from centre.intake.refuse import Refused
from centre.intake.tokens import Bearer
from centre.site.keys import OuterKeys, is_signed_by
from contract import wire
from contract.chunks import CHUNK_LIMIT, UPLOAD_LIMIT, ChunkUpload
from contract.courier import (
    ANSWER,
    BUNDLE_ID,
    CONTEXT,
    FILE_LIMIT,
    FILE_NAME,
    FILES_LIMIT,
    FOLDER,
    MANIFEST,
    MANIFEST_LIMIT,
    CourierAnswer,
    CourierAnswered,
    CourierFile,
    Manifest,
    SignedManifest,
)
from contract.failures import Failed, FailureCode, Retry
from contract.sync import BATCH_COUNT_LIMIT, CUSTODY_COUNT_LIMIT, BatchRequest, CustodyQuestion, Outcome, SignedReceipt

T = TypeVar("T")


@dataclass
class Imported:
    """What came of one bundle. `wrong`: files that were passed over, with the reason."""

    bundle_id: str
    station_id: str
    stored: int = 0
    already: int = 0
    quarantined: int = 0
    damaged: int = 0
    chunks: int = 0
    wrong: list[dict[str, str]] = field(default_factory=list)
    more: bool = False
    """The stick was full: more waits at the station."""


def bundles_on(stick: Path) -> list[Path]:
    """Finished bundles below the stick's folder, by name. Raises Failed when there is no such folder."""
    folder = stick / FOLDER
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise _invalid(f"{folder} cannot be read: {error.strerror}") from None
    return [path for path in inside if BUNDLE_ID.fullmatch(path.name) and (path / MANIFEST).exists()]


def import_bundle(folder: Path, keys: OuterKeys, now: Callable[[], datetime]) -> Imported:
    """Take one bundle in and write the answer beside it. Importing again is harmless: entries are then ALREADY.

    Raises Failed(COURIER_INVALID): no whole manifest, an unknown station, a wrong signature; nothing is changed then.
    """
    manifest, bearer = _proved(folder)
    done = Imported(manifest.bundle_id, manifest.station_id, more=manifest.more)
    answers = []
    for file in manifest.files:
        try:
            content = _content(folder, file)
            receipt = _take(file, content, bearer, keys, now, done)
        except (_Wrong, Refused) as wrong:
            reason = wrong.happened if isinstance(wrong, Refused) else str(wrong)
            done.wrong.append({"name": file.name, "reason": reason})
            continue
        if receipt is not None:
            answers.append(CourierAnswered(name=file.name, receipt=receipt))
    station = Station.objects.get(station_id=manifest.station_id)
    news = b""
    if manifest.epoch == station.epoch and station.revoked_at is None and has_news(station):
        news = wire.encode(read_news(station, 0, keys, now()))
    answer = CourierAnswer(bundle_id=manifest.bundle_id, answers=tuple(answers), news=news)
    _write(folder, wire.encode(answer))
    return done


class _Wrong(Exception):
    """One file of a bundle that is passed over."""


def _invalid(happened: str) -> Failed:
    return Failed(FailureCode.COURIER_INVALID, happened, "have the bundle exported again", Retry.NEVER)


def _proved(folder: Path) -> tuple[Manifest, Bearer]:
    try:
        signed = wire.decode(_read(folder / MANIFEST, MANIFEST_LIMIT), SignedManifest, limit=MANIFEST_LIMIT)
        manifest = wire.decode(signed.manifest, Manifest, limit=MANIFEST_LIMIT)
    except (_Wrong, wire.Undecodable) as error:
        raise _invalid(f"the manifest of {folder.name} cannot be read: {error}") from None
    if manifest.bundle_id != folder.name or len(manifest.files) > FILES_LIMIT:
        raise _invalid(f"the manifest of {folder.name} speaks of another bundle")
    names = [file.name for file in manifest.files]
    if len(set(names)) != len(names) or not all(FILE_NAME.fullmatch(name) for name in names):
        raise _invalid(f"the manifest of {folder.name} names strange files")
    station = Station.objects.filter(station_id=manifest.station_id[:40].replace("\0", "")).first()
    publics = [bytes(station.public)] if station is not None and 0 < manifest.epoch <= station.epoch else []
    if station is not None and manifest.epoch < station.epoch:
        old = OldKey.objects.filter(station_id=station.station_id, epoch=manifest.epoch)
        publics += [bytes(public) for public in old.values_list("public", flat=True)]
    if not any(is_signed_by(public, signed.signature, CONTEXT + signed.manifest) for public in publics):
        raise _invalid(f"the manifest of {folder.name} is not signed by a station that is known here")
    return manifest, Bearer(manifest.station_id, manifest.epoch, carried=True)


def _content(folder: Path, file: CourierFile) -> bytes:
    if not 0 <= file.size <= FILE_LIMIT:
        raise _Wrong("its size is impossible")
    content = _read(folder / file.name, FILE_LIMIT)
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
        raise _Wrong("it is not what the manifest says")
    return content


def _read(path: Path, limit: int) -> bytes:
    """A plain file of at most `limit` bytes; a link, a device or a pipe is not read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _Wrong("it is no plain file")
            content = file.read(limit + 1)
    except OSError as error:
        raise _Wrong(f"it cannot be read: {error.strerror}") from None
    if len(content) > limit:
        raise _Wrong("it is too large")
    return content


def _take(
    file: CourierFile, content: bytes, bearer: Bearer, keys: OuterKeys, now: Callable[[], datetime], done: Imported
) -> SignedReceipt | None:
    kind = file.name.partition("-")[0]
    if kind == "forms":
        batch = _decoded(content, BatchRequest)
        if not 1 <= len(batch.envelopes) <= BATCH_COUNT_LIMIT:
            raise _Wrong("it holds too many envelopes")
        taken = receive_batch(bearer, batch.envelopes, file.sha256, keys, now)
        done.stored += taken.outcomes[Outcome.STORED]
        done.already += taken.outcomes[Outcome.ALREADY]
        done.quarantined += taken.outcomes[Outcome.QUARANTINED]
        done.damaged += taken.outcomes[Outcome.DAMAGED]
        return taken.signed
    if kind == "scans":
        upload = _decoded(content, ChunkUpload)
        if not 1 <= len(upload.chunks) <= UPLOAD_LIMIT or any(len(each) > CHUNK_LIMIT for each in upload.chunks):
            raise _Wrong("its chunks are too many or too large")
        keep_chunks(bearer.station_id, upload.chunks, now())
        done.chunks += len(upload.chunks)
        return None
    question = _decoded(content, CustodyQuestion)
    if len(question.submissions) > CUSTODY_COUNT_LIMIT:
        raise _Wrong("it asks for too many at once")
    return answer_custody(bearer, question, file.sha256, keys, now())


def _decoded(content: bytes, wanted: type[T]) -> T:
    try:
        return wire.decode(content, wanted, limit=FILE_LIMIT)
    except wire.Undecodable as error:
        raise _Wrong(str(error)) from None


def _write(folder: Path, answer: bytes) -> None:
    """Whole or not there, also when the stick is pulled. Raises Failed: the stick is full or gone."""
    part = folder / f"{ANSWER}.part"
    try:
        with open(part, "wb") as file:
            file.write(answer)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, folder / ANSWER)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Failed(
            FailureCode.COURIER_INVALID,
            f"everything was taken in, but the answer cannot be written: {error.strerror}",
            "free some room on the stick, then import again",
            Retry.LATER,
        ) from None

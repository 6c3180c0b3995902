"""A pretend station's bundle on a stick, written from docs/courier.md."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.pretend_station import CHINA, PretendStation
from contract import wire
from contract.chunks import ChunkUpload
from contract.courier import CONTEXT, FOLDER, CourierFile, Manifest, SignedManifest
from contract.sync import BatchRequest, CustodyAsked, CustodyQuestion


def write_bundle(
    station: PretendStation,
    stick: Path,
    batches: Sequence[Sequence[bytes]],
    chunks: Sequence[bytes] = (),
    asked: Sequence[CustodyAsked] = (),
    **changes: object,
) -> Path:
    """The bundle's folder. `changes`: fields of the manifest that are to be false."""
    bundle_id = str(uuid.uuid4())
    folder = stick / FOLDER / bundle_id
    folder.mkdir(parents=True)
    now = datetime.now(CHINA)
    contents = {
        f"forms-{number:05d}.cbor": wire.encode(BatchRequest(envelopes=tuple(batch), sent_at=now, monotonic_ns=1))
        for number, batch in enumerate(batches, 1)
    }
    for number, at in enumerate(range(0, len(chunks), 4), 1):
        contents[f"scans-{number:05d}.cbor"] = wire.encode(ChunkUpload(chunks=tuple(chunks[at : at + 4])))
    if asked:
        contents["custody-00001.cbor"] = wire.encode(CustodyQuestion(submissions=tuple(asked)))
    files = []
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        files.append(CourierFile(name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest()))
    told: dict[str, object] = {
        "bundle_id": bundle_id,
        "station_id": station.place.station_id,
        "epoch": station.place.epoch,
        "made_at": now,
        "files": tuple(files),
    }
    manifest = wire.encode(Manifest(**(told | changes)))  # pyright: ignore[reportArgumentType]
    signed = SignedManifest(manifest=manifest, signature=station.private.sign(CONTEXT + manifest))
    (folder / "manifest.cbor").write_bytes(wire.encode(signed))
    return folder

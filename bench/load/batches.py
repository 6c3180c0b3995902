"""Batches made before the clock starts: envelopes whole by their hashes, with a body that nobody will open."""

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime

import uuid_utils

from bench.pretend_station import PretendStation
from contract import wire
from contract.envelope import encode_envelope
from contract.submission import EnvelopeHeader, PayloadType, Priority, Suite
from contract.sync import BATCH_PATH, MEDIA_TYPE, BatchRequest

NUMBER = "XD510114006001261123000742"


@dataclass(frozen=True)
class Batch:
    """One batch twice: the request as it goes over HTTP, and its rows as they would go straight into the table."""

    request: bytes
    """Head and body of the whole HTTP request."""
    rows: tuple[tuple[str, int, str, bytes, str, int, bytes], ...]
    """station_id, epoch, submission_id, digest, provisional_number, priority, envelope; sorted by identity."""
    sha256: str


def envelope_of(station: PretendStation, submission_id: str, size: int) -> bytes:
    """`size`: bytes of the sealed body, here random ones."""
    sealed = os.urandom(size)
    header = EnvelopeHeader(
        version=1,
        suite=Suite.X25519,
        key_id="0123456789abcdef",
        station_id=station.place.station_id,
        epoch=station.place.epoch,
        sequence=1,
        submission_id=submission_id,
        payload_type=PayloadType.APPLICATION,
        provisional_number=NUMBER,
        item_code="R06-014",
        form_id="F01",
        form_version=1,
        priority=Priority.NORMAL,
        created_at=datetime.now(UTC),
        monotonic_ns=1,
        plain_size=size,
        sealed_size=size,
        sealed_sha256=hashlib.sha256(sealed).hexdigest(),
    )
    return encode_envelope(header, sealed)


def make_batch(station: PretendStation, count: int, size: int) -> Batch:
    """A new batch of `count` envelopes; the station must have its token."""
    place, rows = station.place, []
    for _ in range(count):
        submission_id = str(uuid_utils.uuid7())
        envelope = envelope_of(station, submission_id, size)
        digest = hashlib.sha256(envelope).digest()
        rows.append((place.station_id, place.epoch, submission_id, digest, NUMBER, 0, envelope))
    rows.sort()
    body = wire.encode(
        BatchRequest(envelopes=tuple(row[-1] for row in rows), sent_at=datetime.now(UTC), monotonic_ns=1)
    )
    head = (
        f"POST {BATCH_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {MEDIA_TYPE}\r\n"
        f"Authorization: Bearer {station.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Batch(head.encode() + body, tuple(rows), hashlib.sha256(body).hexdigest())

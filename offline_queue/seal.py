"""Sealing to the centre's key (STYLE §2 hop 11). The station keeps nothing that opens what it sealed."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm

from contract.chunks import CHUNK_PLAIN, CHUNKS_OF_ONE, KEY_BYTES, seal_scan
from contract.envelope import VERSION, encode_head, hpke_info, pack_payload, payload_type
from contract.failures import Failed, FailureCode, Retry
from contract.hpke_suites import OVERHEAD_BYTES, PublicKey, hpke_suite, load_public
from contract.submission import EnvelopeHeader, Payload, Priority, Scan, Suite
from contract.sync import CentreKey


@dataclass(frozen=True, kw_only=True)
class Clear:
    """What the queue knows of a submission and may be read by anybody who holds the file."""

    station_id: str
    epoch: int
    sequence: int
    submission_id: str
    provisional_number: str
    item_code: str
    form_id: str
    form_version: int
    priority: Priority
    created_at: datetime
    monotonic_ns: int
    previous_receipt_8: bytes = b""
    chunks: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class ScanGiven:
    """A large file that a resident gave: a scanned page. In memory only, until it is sealed in chunks."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class SealedScans:
    scans: tuple[Scan, ...]
    chunks: tuple[tuple[bytes, bytes], ...]
    """(digest, sealed bytes) each, in the order of the scans."""

    @property
    def digests(self) -> tuple[bytes, ...]:
        return tuple(digest for digest, _sealed in self.chunks)

    @property
    def size(self) -> int:
        return sum(len(sealed) for _digest, sealed in self.chunks)


@dataclass(frozen=True)
class SealedEnvelope:
    header: EnvelopeHeader
    parts: tuple[bytes, ...]
    """The file's bytes, in pieces so that the body is not copied."""

    @property
    def size(self) -> int:
        return sum(map(len, self.parts))


def seal_scans(given: Sequence[ScanGiven]) -> SealedScans:
    """Each scan under a key of its own, which will stand in the sealed body. Raises Failed(SEAL_FAILED)."""
    scans: list[Scan] = []
    chunks: list[tuple[bytes, bytes]] = []
    try:
        for one in given:
            scan, sealed = seal_scan(one.name, one.media_type, one.content, os.urandom(KEY_BYTES))
            scans.append(scan)
            chunks += zip(scan.chunks, sealed, strict=True)
        if len(chunks) > CHUNKS_OF_ONE:
            raise ValueError(f"{len(chunks)} chunks")
    except ValueError as error:
        raise Failed(
            FailureCode.SEAL_FAILED,
            f"the scans could not be sealed: {error}",
            f"scan fewer pages at once: at most {CHUNKS_OF_ONE * CHUNK_PLAIN >> 20} MiB go with one application",
            Retry.NEVER,
        ) from None
    return SealedScans(tuple(scans), tuple(chunks))


def seal_payload(payload: Payload, clear: Clear, key: CentreKey) -> SealedEnvelope:
    """Canonical CBOR, zstd, HPKE bound to the header. Raises Failed(SEAL_FAILED), without anything of the payload."""
    try:
        packed, plain_size = pack_payload(payload)
        suite = Suite(key.suite)
        header = EnvelopeHeader(
            version=VERSION,
            suite=suite,
            key_id=key.key_id,
            station_id=clear.station_id,
            epoch=clear.epoch,
            sequence=clear.sequence,
            submission_id=clear.submission_id,
            payload_type=payload_type(payload),
            provisional_number=clear.provisional_number,
            item_code=clear.item_code,
            form_id=clear.form_id,
            form_version=clear.form_version,
            priority=clear.priority,
            created_at=clear.created_at,
            monotonic_ns=clear.monotonic_ns,
            plain_size=plain_size,
            sealed_size=len(packed) + OVERHEAD_BYTES[suite],
            sealed_sha256="",
            previous_receipt_8=clear.previous_receipt_8,
            chunks=clear.chunks,
        )
        sealed = hpke_suite(suite).encrypt(packed, _public(suite, key.public), info=hpke_info(header))
        header = msgspec.structs.replace(header, sealed_sha256=hashlib.sha256(sealed).hexdigest())
        return SealedEnvelope(header, (encode_head(header), sealed))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Failed(
            FailureCode.SEAL_FAILED,
            f"the application could not be sealed: {type(error).__name__}",
            "report it with the item's code; the resident can hand in at the counter",
            Retry.NEVER,
        ) from None


@lru_cache(maxsize=8)
def _public(suite: Suite, raw: bytes) -> PublicKey:
    return load_public(suite, raw)

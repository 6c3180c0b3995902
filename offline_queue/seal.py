"""Sealing to the centre's key (STYLE §2 hop 11). The station keeps nothing that opens what it sealed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm

from contract.envelope import VERSION, encode_head, hpke_info, pack_payload, payload_type
from contract.failures import Failed, FailureCode, Retry
from contract.hpke_suites import OVERHEAD_BYTES, PublicKey, hpke_suite, load_public
from contract.submission import EnvelopeHeader, Payload, Priority, Suite
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


@dataclass(frozen=True)
class SealedEnvelope:
    header: EnvelopeHeader
    parts: tuple[bytes, ...]
    """The file's bytes, in pieces so that the body is not copied."""

    @property
    def size(self) -> int:
        return sum(map(len, self.parts))


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

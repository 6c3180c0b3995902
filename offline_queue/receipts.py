"""The station's receipts: signed QR text, chained so that a removed one shows, verified without a network."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contract.failures import Failed, FailureCode, Retry
from contract.proof import NotAProof, decode_proof, encode_proof
from contract.receipts import ReceiptLevel, ReceiptProof
from contract.submission import EnvelopeHeader
from offline_queue.identity import StationIdentity


class StationKey(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a key file: `{"station_id": "…", "public": "64 hex digits"}`."""

    station_id: str
    public: str


class StationKeys(msgspec.Struct, frozen=True, kw_only=True):
    """A key file as the district publishes it; a station that was enrolled again stands there more than once."""

    stations: tuple[StationKey, ...]


KeyTable = Mapping[str, tuple[bytes, ...]]
"""Public keys by station id."""

_KEY_FILE_LIMIT = 16 * 1024 * 1024


def make_proof(
    header: EnvelopeHeader, sign: Callable[[bytes], bytes], level: ReceiptLevel = ReceiptLevel.STATION
) -> str:
    """QR text for one envelope; the same header gives the same text. Raises ValueError above 300 bytes."""
    proof = ReceiptProof(
        station_id=header.station_id,
        epoch=header.epoch,
        submission_id=header.submission_id,
        number=header.provisional_number,
        item_code=header.item_code,
        handed_in_at=header.created_at,
        level=level,
        body_sha256_8=bytes.fromhex(header.sealed_sha256)[:8],
        previous_8=header.previous_receipt_8,
    )
    return encode_proof(proof, sign)


def raise_level(text: str, level: ReceiptLevel, sign: Callable[[bytes], bytes]) -> str:
    """The same receipt for a matter that is further now."""
    proof, _signed, _signature = decode_proof(text)
    return encode_proof(msgspec.structs.replace(proof, level=level), sign)


def link_of(text: str) -> bytes:
    """What the next receipt of the station names: first 8 bytes of the SHA-256 of this one's text."""
    return hashlib.sha256(text.encode()).digest()[:8]


def broken_links(chain: Iterable[tuple[str, bytes]]) -> int:
    """How many of (text, previous_8), oldest first, do not name the one before them: a removed or changed receipt."""
    broken, before = 0, None
    for text, previous_8 in chain:
        broken += before is not None and previous_8 != before
        before = link_of(text)
    return broken


def verify_proof(text: str, keys: KeyTable) -> ReceiptProof:
    """The proof, if a known station signed it. Raises Failed: RECEIPT_INVALID, _STATION_UNKNOWN, _SIGNATURE."""
    try:
        proof, signed, signature = decode_proof(text)
    except NotAProof as error:
        raise Failed(
            FailureCode.RECEIPT_INVALID, str(error), "scan the whole QR of the slip again", Retry.NEVER
        ) from None
    if proof.station_id not in keys:
        raise Failed(
            FailureCode.RECEIPT_STATION_UNKNOWN,
            "no key of this station is known here",
            "give the district's key file with --keys FILE",
            Retry.NEVER,
        )
    for public in keys[proof.station_id]:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
        except InvalidSignature:
            continue
        return proof
    raise Failed(
        FailureCode.RECEIPT_SIGNATURE,
        "the signature does not fit: the receipt was changed or not made by this station",
        "look the number up at the centre; keep the slip",
        Retry.NEVER,
    )


def keys_of(identity: StationIdentity) -> dict[str, tuple[bytes, ...]]:
    return {identity.station_id: (identity.public,)}


def read_keys(path: Path) -> dict[str, tuple[bytes, ...]]:
    """Keys of a key file. Raises Failed(CONFIG_INVALID)."""
    try:
        with open(path, "rb") as file:
            listed = msgspec.json.decode(file.read(_KEY_FILE_LIMIT), type=StationKeys)
        table: dict[str, tuple[bytes, ...]] = {}
        for station in listed.stations:
            public = bytes.fromhex(station.public)
            Ed25519PublicKey.from_public_bytes(public)
            table[station.station_id] = (*table.get(station.station_id, ()), public)
        return table
    except (OSError, ValueError) as error:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"{path} is no key file: {type(error).__name__}",
            'it holds {"stations": [{"station_id": "…", "public": "64 hex digits"}]}',
            Retry.NEVER,
        ) from None

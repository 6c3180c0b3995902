"""The resident's receipt as QR text, verifiable without a network (ARCHITECTURE §11). No name, no ID number."""

from datetime import datetime
from enum import StrEnum

import msgspec

PREFIX = "XDZ1."
QR_LIMIT = 300
"""Bytes of the whole QR text."""


class ReceiptLevel(StrEnum):
    """How far the matter was when the receipt was given."""

    STATION = "station"
    """已存本站，待上传."""
    CENTRE = "centre"
    """The centre has custody: 已受理."""


class ReceiptProof(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What the QR holds: base45(CBOR of this + Ed25519 signature over it) behind `XDZ1.` (contract/proof.py)."""

    station_id: str
    epoch: int
    submission_id: str
    number: str
    item_code: str
    handed_in_at: datetime
    level: ReceiptLevel
    body_sha256_8: bytes
    """First 8 bytes of the sealed body's SHA-256: what was handed in cannot be exchanged later."""
    previous_8: bytes = b""
    """First 8 bytes of the SHA-256 of the text of this station's previous receipt: a removed one shows."""

"""The bundle on a USB stick, for stations without a network (docs/courier.md). Pure.

    xdz-courier/<bundle id>/forms-00001.cbor     BatchRequest, the same bytes as a request's body
    xdz-courier/<bundle id>/scans-00001.cbor     ChunkUpload
    xdz-courier/<bundle id>/custody-00001.cbor   CustodyQuestion: what should be complete after the rest
    xdz-courier/<bundle id>/manifest.cbor        SignedManifest, written last
    xdz-courier/<bundle id>/answer.cbor          CourierAnswer, written by the centre

A bundle without a whole manifest is unfinished: nobody imports it, and the station still holds everything.
"""

import re
from datetime import datetime

import msgspec

from contract.sync import SignedReceipt

FOLDER = "xdz-courier"
MANIFEST = "manifest.cbor"
ANSWER = "answer.cbor"
CONTEXT = b"XDZ courier v1\x00"
FILE_NAME = re.compile(r"(forms|scans|custody)-[0-9]{5}\.cbor")
BUNDLE_ID = re.compile(r"[0-9a-f-]{36}")
FILES_LIMIT = 50_000
FILE_LIMIT = 4 * 1024 * 1024
MANIFEST_LIMIT = 8 * 1024 * 1024
ANSWER_LIMIT = 64 * 1024 * 1024


class CourierFile(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    bundle_id: str
    station_id: str
    epoch: int
    made_at: datetime
    files: tuple[CourierFile, ...]
    """In the order of import: forms, scans, custody."""
    more: bool = False
    """True: the stick was full, and more waits at the station."""


class SignedManifest(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest` is the CBOR of a Manifest; Ed25519 over CONTEXT + manifest, by the station's key."""

    manifest: bytes
    signature: bytes


class CourierAnswered(msgspec.Struct, frozen=True, kw_only=True):
    """For a forms or custody file: the receipt, whose batch_sha256 is the file's SHA-256."""

    name: str
    receipt: SignedReceipt


class CourierAnswer(msgspec.Struct, frozen=True, kw_only=True):
    bundle_id: str
    answers: tuple[CourierAnswered, ...]
    news: bytes = b""
    """CBOR of a SignedNews when the centre has some; its `after` is 0."""

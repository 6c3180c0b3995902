"""What the small centre reads and writes, by the written protocol alone, and what may go wrong with it."""

import hashlib
from dataclasses import dataclass
from typing import Any

import cbor2

NOW = "2026-03-02T01:00:00Z"


@dataclass
class Fault:
    """What goes wrong with one request: `on` is the last word of its path: "batch", "token", "feed", "chunks" …

    kinds: "drop_before" (connection reset, nothing done), "drop_after" (done, then reset), "cut" (done, half an
    answer), "status" (refused with `status` and `retry_after`), "portal" (a login page), "redirect", "garbage" (the
    right type, no CBOR), "forged" (signed by another key), "other_batch" (a true receipt for other bytes), "replay"
    (the answer before), "silent" (no answer until the station gives up), "long" (an endless answer), "damaged" (says
    the first was damaged).
    """

    on: str
    kind: str
    status: int = 503
    retry_after: str = ""


def canonical(plain: object) -> bytes:
    return cbor2.dumps(plain, canonical=True)


def refusal(code: str) -> dict[str, str]:
    return {"code": code, "happened": "in the small centre", "remedy": "see the test"}


def split(envelope: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and sealed body by docs/envelope.md §1."""
    assert envelope[:8] == bytes.fromhex("8958445A0D0A010A")
    size = int.from_bytes(envelope[8:10], "big")
    assert hashlib.sha256(envelope[: 10 + size]).digest() == envelope[10 + size : 42 + size]
    return cbor2.loads(envelope[10 : 10 + size]), envelope[42 + size :]

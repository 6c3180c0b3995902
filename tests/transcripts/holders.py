"""The fictitious holders of the protocol page's vectors (PROTOCOLS §1.11), and whole answer frames made from them."""

import functools
import json
import operator
from pathlib import Path

VECTORS = json.loads((Path(__file__).parent / "card_reader" / "vectors.json").read_text("utf-8"))
KINDS = ("CN", "J", "I", "Y")
PHOTO = bytes(range(256)) * 4


def text_of(kind: str) -> bytes:
    return bytes.fromhex(VECTORS[kind]["text"])


def framed(body: bytes) -> bytes:
    """Preamble, body from the length on, XOR of the body."""
    return b"\xaa\xaa\xaa\x96\x69" + body + bytes((functools.reduce(operator.xor, body),))


def read_frame(text: bytes, photo: bytes = PHOTO) -> bytes:
    return framed(b"\x05\x08\x00\x00\x90\x01\x00\x04\x00" + text + photo)


def fingerprint_frame(text: bytes, fingerprint: bytes) -> bytes:
    payload = b"\x01\x00\x04\x00" + len(fingerprint).to_bytes(2, "big") + text + PHOTO + fingerprint
    return framed((len(payload) + 4).to_bytes(2, "big") + b"\x00\x00\x90" + payload)


def status_frame(sw3: int) -> bytes:
    return framed(b"\x00\x04\x00\x00" + bytes((sw3,)))


def changed(text: bytes, at: int, size: int, value: str) -> bytes:
    """A text block with one field replaced, padded with U+0020."""
    field = value.encode("utf-16-le", "surrogatepass")
    return text[:at] + (field + b"\x20\x00" * size)[:size] + text[at + size :]

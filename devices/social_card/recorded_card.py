"""Records what passes between a social security card and its driver, with a fictitious holder in the answers. Pure.

Of a record its tag and length are kept and its value replaced; of what has no known form nothing but its size. Only
the card's kind and version stay: they say how it speaks.
"""

from devices.link.recorded_link import Lines
from devices.social_card.card_files import Transmit

KEPT = frozenset({0x02, 0x03})
SAMPLE = {
    0x01: bytes.fromhex("510100D156000005990000010000FFFF"),
    0x05: bytes.fromhex("20200101"),
    0x06: bytes.fromhex("20300101"),
    0x07: b"A00000001",
    0x08: b"11010519491231002X",
    0x09: "张测试".encode("gbk"),
    0x0A: b"2",
    0x0B: b"\x01",
    0x0C: bytes.fromhex("510100"),
    0x0D: bytes.fromhex("19491231"),
}
"""By tag; one that is not here becomes zeros."""


def masked_answer(command: bytes, answer: bytes) -> bytes:
    """`answer` with its two status bytes, of the same length."""
    body, status = answer[:-2], answer[-2:]
    is_record = command[1:2] in (b"\xb2", b"\xc0") and len(body) >= 2 and body[1] == len(body) - 2
    if not is_record:
        return bytes(len(body)) + status
    if body[0] in KEPT:
        return answer
    size = body[1]
    return body[:2] + SAMPLE.get(body[0], b"")[:size].ljust(size, b"\0") + status


def recorded(transmit: Transmit, lines: Lines) -> Transmit:
    def both(command: bytes) -> bytes:
        answer = transmit(command)
        lines.append({"host": command.hex(" ")})
        lines.append({"device": masked_answer(command, answer).hex(" ")})
        return answer

    return both

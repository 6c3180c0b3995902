"""Cuts a printer's byte stream into ESC/POS commands, from the protocol page; shared by the pretend printer and the
picture of its paper, and by nothing of the product.

Bytes may come in any pieces: what is not whole yet waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# Argument bytes that follow a command of fixed length.
_FIXED = {
    b"\x1b@": 0, b"\x1b2": 0, b"\x1ba": 1, b"\x1bE": 1, b"\x1bG": 1, b"\x1bd": 1, b"\x1bJ": 1, b"\x1b3": 1,
    b"\x1bt": 1, b"\x1bR": 1, b"\x1b!": 1, b"\x1b-": 1, b"\x1bM": 1, b"\x1b ": 1, b"\x1bp": 3, b"\x1b$": 2,
    b"\x1d!": 1, b"\x1da": 1, b"\x1dr": 1, b"\x1dB": 1, b"\x1db": 1, b"\x1dI": 1, b"\x1dL": 2, b"\x1dW": 2,
    b"\x1c&": 0, b"\x1c.": 0, b"\x1c!": 1, b"\x1c-": 1, b"\x1cS": 2, b"\x1cW": 1,
    b"\x10\x04": 1, b"\x10\x05": 1,
}  # fmt: skip
CLEAR_BUFFER = bytes.fromhex("10140801031401060208")


@dataclass(frozen=True)
class Command:
    """`head` names it (two bytes, or one control byte); `arguments` are the rest; `raw` is all of it.

    Printed characters have the head b"": `raw` is one byte, or two in Chinese mode.
    """

    head: bytes
    arguments: bytes
    raw: bytes


class UnknownCommand(ValueError):
    """A command that the protocol page does not have: what follows cannot be told from text any more."""


class CommandStream:
    """Bytes in, whole commands out. Knows Chinese mode, because it decides how long a character is."""

    def __init__(self, starts_chinese: bool = False) -> None:
        self._held = bytearray()
        self._chinese = starts_chinese

    @property
    def held(self) -> bytes:
        """What waits for its end."""
        return bytes(self._held)

    def clear(self) -> None:
        self._held.clear()

    def feed(self, data: bytes) -> Iterator[Command]:
        """Raises UnknownCommand; what was held is then given up."""
        self._held += data
        while self._held:
            length = self._length()
            if length is None or len(self._held) < length:
                return
            raw = bytes(self._held[:length])
            del self._held[:length]
            if raw[0] >= 0x20:
                yield Command(b"", b"", raw)
                continue
            head = raw[:2] if raw[0] in b"\x1b\x1c\x1d\x10" else raw[:1]
            if head == b"\x1c&":
                self._chinese = True
            elif head == b"\x1c.":
                self._chinese = False
            yield Command(head, raw[len(head) :], raw)

    def _length(self) -> int | None:
        """Bytes of the command at the front; None when that cannot be told yet."""
        held = self._held
        if held[0] >= 0x20:
            return 2 if held[0] >= 0x80 and self._chinese else 1
        if held[0] not in b"\x1b\x1c\x1d\x10":
            return 1
        if len(held) < 2:
            return None
        head = bytes(held[:2])
        if head in _FIXED:
            return 2 + _FIXED[head]
        if head == b"\x1dV":
            return None if len(held) < 3 else (4 if held[2] in b"AB" else 3)
        if head == b"\x1dv":
            return None if len(held) < 8 else 8 + (held[4] | held[5] << 8) * (held[6] | held[7] << 8)
        if head == b"\x1b*":
            return None if len(held) < 5 else 5 + (held[3] | held[4] << 8) * (3 if held[2] in (32, 33) else 1)
        if head in (b"\x1d(", b"\x1c("):
            return None if len(held) < 5 else 5 + (held[3] | held[4] << 8)
        if head == b"\x10\x14":
            return None if len(held) < 3 else (10 if held[2] == 8 else 5)
        self._held.clear()
        raise UnknownCommand(f"unknown command {head.hex(' ').upper()}")

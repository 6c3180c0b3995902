"""Hop 2: frames of the reader's security module, bytes in, whole answers out (PROTOCOLS §1.2).

Knows no command's meaning and no time; whoever reads the port decides when to give up and calls `reset`.
"""

from dataclasses import dataclass, field

MARK = b"\xaa\xaa\x96\x69"
PREAMBLE = b"\xaa" + MARK
SHORTEST = 4
"""SW1 SW2 SW3 BCC."""
LONGEST = 4096


@dataclass(frozen=True)
class Answer:
    """One whole answer whose checksum held. `sw3` is the module's status; `data` may be personal and is not shown."""

    sw1: int
    sw2: int
    sw3: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Damaged:
    """A frame of `size` bytes after its length field came whole, but its checksum (BCC) differs."""

    size: int


def request_frame(command: int, parameter: int, data: bytes = b"") -> bytes:
    """A request: preamble, big-endian length, command, parameter, data, BCC."""
    body = (3 + len(data)).to_bytes(2, "big") + bytes((command, parameter)) + data
    return PREAMBLE + body + bytes((checksum(body),))


def checksum(body: bytes | bytearray | memoryview) -> int:
    """XOR of the bytes from the length to the one before the BCC; 0 when the BCC is included and right."""
    result = 0
    for byte in body:
        result ^= byte
    return result


class AnswerStream:
    """Finds answers in bytes cut anywhere; holds at most one frame (4 KiB) between two calls.

    Resynchronises on AA AA 96 69: a stray byte inside the preamble was recorded in the field.
    """

    def __init__(self) -> None:
        self._held = bytearray()

    @property
    def missing(self) -> int:
        """Bytes to wait for before `feed` can yield more: never beyond the end of the frame that has begun."""
        mark = self._held.find(MARK)
        if mark < 0:
            return max(1, 7 - len(self._held))
        came = len(self._held) - mark
        if came < 6:
            return 6 - came
        return max(1, 6 + int.from_bytes(self._held[mark + 4 : mark + 6], "big") - came)

    def feed(self, data: bytes) -> list[Answer | Damaged]:
        """Take bytes; returns the answers they complete, in order.

        After a damaged one the search goes on behind its mark, because its length may be what was damaged.
        """
        found: list[Answer | Damaged] = []
        self._held += data
        start = 0
        while (mark := self._held.find(MARK, start)) >= 0:
            start = mark
            if len(self._held) - mark < 6:
                break
            size = int.from_bytes(self._held[mark + 4 : mark + 6], "big")
            if not SHORTEST <= size <= LONGEST:
                start = mark + len(MARK)  # no frame: search on
                continue
            end = mark + 6 + size
            if len(self._held) < end:
                break  # a false length waits here for the deadline's reset
            body = self._held[mark + 4 : end]
            if checksum(body) == 0:
                found.append(Answer(body[2], body[3], body[4], bytes(body[5:-1])))
                start = end
            else:
                found.append(Damaged(size))
                start = mark + len(MARK)
        if mark < 0:
            start = max(start, len(self._held) - len(MARK) + 1)
        self._drop(start)
        return found

    def reset(self) -> None:
        """Forget what has begun; call it before each request and after a deadline."""
        self._drop(len(self._held))

    def _drop(self, count: int) -> None:
        self._held[:count] = bytes(count)  # card text does not stay in the buffer's spare room
        del self._held[:count]

"""Records a card reader's dialogue as a transcript (tests/transcripts/replay.py) with a fictitious holder in it.

What the chip said is replaced before it reaches the transcript: text, photograph, address, and the numbers of card and
module. Nothing real is kept, not even in memory for longer than an answer.
"""

from devices.card_reader.sam_frame import PREAMBLE, AnswerStream, Damaged, checksum
from devices.link.recorded_link import Lines
from devices.link.serial_port import Link

_SAMPLE_SAM = bytes.fromhex("05000300E5D63401393000003209 0100".replace(" ", ""))
_FIELDS = (
    ("张测试", 15),
    ("2", 1),
    ("01", 2),
    ("19491231", 8),
    ("四川省成都市高新区测试路1号", 35),
    ("11010519491231002X", 18),
    ("成都市公安局高新分局", 15),
    ("20200101", 8),
    ("长期", 8),
    ("", 18),
)
SAMPLE_TEXT = "".join(value.ljust(size) for value, size in _FIELDS).encode("utf-16-le")
SAMPLE_PHOTO = bytes(range(256)) * 4
SAMPLE_ADDRESS = "四川省成都市青羊区新址路3号".ljust(35).encode("utf-16-le")


def masked(command: bytes, data: bytes) -> bytes:
    """The data of an answer to a command (its two bytes) with everything that could be somebody's replaced."""
    match command[:1]:
        case b"\x30" if command[1:2] in (b"\x01", b"\x10") and data:
            head = 4 if command[1:2] == b"\x01" else 6
            return (
                data[:head].ljust(head, b"\0") + (SAMPLE_TEXT + SAMPLE_PHOTO + bytes(1024))[: max(0, len(data) - head)]
            )
        case b"\x30" if command[1:2] == b"\x03":
            return (SAMPLE_ADDRESS * 4)[: len(data)]
        case b"\x12":
            return _SAMPLE_SAM[: len(data)]
        case _:
            return bytes(len(data))


class RecordingLink:
    """A `Link` that notes what passes: a whole answer masked, a damaged one by its size, other bytes not at all."""

    def __init__(self, link: Link, lines: Lines) -> None:
        self._link = link
        self._stream = AnswerStream()
        self._command = b""
        self._lines = lines

    def write(self, data: bytes, deadline_s: float) -> int:
        at = data.find(PREAMBLE)
        self._command = data[at + 7 : at + 9] if at >= 0 else b""
        self._stream.reset()
        self._lines.append({"host": data.hex(" ")})
        return self._link.write(data, deadline_s)

    def read(self, size: int, deadline_s: float) -> bytes:
        return self._noted(self._link.read(size, deadline_s))

    def read_available(self, deadline_s: float) -> bytes:
        return self._noted(self._link.read_available(deadline_s))

    def _noted(self, came: bytes) -> bytes:
        for answer in self._stream.feed(came):
            if isinstance(answer, Damaged):
                self._lines.append({"note": f"a damaged answer of {answer.size} bytes"})
                continue
            data = masked(self._command, answer.data)
            body = (len(data) + 4).to_bytes(2, "big") + bytes((answer.sw1, answer.sw2, answer.sw3)) + data
            self._lines.append({"device": (PREAMBLE + body + bytes((checksum(body),))).hex(" ")})
        return came

    def drain(self, deadline_s: float = 2.0) -> bool:
        return self._link.drain(deadline_s)

    def flush_input(self) -> None:
        self._link.flush_input()

    def close(self) -> None:
        self._link.close()

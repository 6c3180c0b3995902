"""Records what passes over a link as a transcript (tests/transcripts/replay.py); each piece is masked first."""

import json
import re
from collections.abc import Callable

from devices.link.serial_port import Link

Mask = Callable[[bytes], bytes]
AIM = re.compile(rb"^\][A-Za-z][0-9]")


def as_it_is(octets: bytes) -> bytes:
    """For lines that carry nothing of anybody: states of a printer."""
    return octets


def masked_code(octets: bytes) -> bytes:
    """A scanned code with its form only: letters and digits replaced, what frames it and an AIM identifier kept."""
    aim = AIM.match(octets)
    head = aim[0] if aim else b""
    rest = octets[len(head) :]
    return head + bytes(_form_of(octet) for octet in rest)


def _form_of(octet: int) -> int:
    sign = chr(octet)
    if octet >= 0x80:
        return ord("?")
    return ord("0") if sign.isdigit() else ord("A") if sign.isalpha() else octet


class RecordingLink:
    """A `Link` over another. Consecutive pieces of one side are one line of the transcript."""

    def __init__(self, link: Link, head: dict[str, str], mask: Mask) -> None:
        self._link = link
        self._head = head
        self._mask = mask
        self.steps: list[tuple[str, bytes]] = []

    def write(self, data: bytes, deadline_s: float) -> int:
        taken = self._link.write(data, deadline_s)
        self.steps.append(("host", data[:taken]))
        return taken

    def read(self, size: int, deadline_s: float) -> bytes:
        return self._noted(self._link.read(size, deadline_s))

    def read_available(self, deadline_s: float) -> bytes:
        return self._noted(self._link.read_available(deadline_s))

    def _noted(self, came: bytes) -> bytes:
        if came:
            before = b""
            if self.steps and self.steps[-1][0] == "device":
                before = self.steps.pop()[1]
            self.steps.append(("device", before + self._mask(came)))
        return came

    def drain(self, deadline_s: float = 2.0) -> bool:
        return self._link.drain(deadline_s)

    def flush_input(self) -> None:
        self._link.flush_input()

    def close(self) -> None:
        self._link.close()

    def transcript(self) -> str:
        lines = [self._head, *({side: octets.hex(" ")} for side, octets in self.steps)]
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

"""Records what passes over a link as lines of a transcript (tests/transcripts/replay.py), each piece masked."""

import re
from collections.abc import Callable
from typing import Any

from devices.link.serial_port import Link

Lines = list[dict[str, Any]]
Mask = Callable[[bytes], bytes]
AIM = re.compile(rb"^\][A-Za-z][0-9]")


def as_it_is(octets: bytes) -> bytes:
    """For lines that carry nothing of anybody: states of a printer, words of a relay board."""
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
    """A `Link` over another. Consecutive pieces of the device are one line of the transcript."""

    def __init__(self, link: Link, lines: Lines, mask: Mask) -> None:
        self._link = link
        self._lines = lines
        self._mask = mask

    def write(self, data: bytes, deadline_s: float) -> int:
        taken = self._link.write(data, deadline_s)
        self._lines.append({"host": data[:taken].hex(" ")})
        return taken

    def read(self, size: int, deadline_s: float) -> bytes:
        return self._noted(self._link.read(size, deadline_s))

    def read_available(self, deadline_s: float) -> bytes:
        return self._noted(self._link.read_available(deadline_s))

    def _noted(self, came: bytes) -> bytes:
        if came:
            before = self._lines.pop()["device"] + " " if self._lines and "device" in self._lines[-1] else ""
            self._lines.append({"device": before + self._mask(came).hex(" ")})
        return came

    def drain(self, deadline_s: float = 2.0) -> bool:
        return self._link.drain(deadline_s)

    def flush_input(self) -> None:
        self._link.flush_input()

    def close(self) -> None:
        self._link.close()

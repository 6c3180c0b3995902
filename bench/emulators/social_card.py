"""A social security card in the virtual reader of pcscd (Debian's vsmartcard-vpcd), with its faults (PROTOCOLS §2).

Written from the protocol page; shares no code with the driver. pcscd has to run with the vpcd driver.
"""

import contextlib
import socket
import threading
from collections.abc import Mapping
from enum import StrEnum

PORT = 35963
ATR = bytes.fromhex("3B6500009C02020702")
_QUICK = getattr(socket, "TCP_QUICKACK", 12)


class SocialCardFault(StrEnum):
    PROTECTED = "protected"
    """EF06 wants a PIN, as on many cards of the third version."""
    OTHER_CARD = "other_card"
    """A bank card: the environment is not there."""
    BY_TAG_ONLY = "by_tag_only"
    OTHER_SELECT = "other_select"
    """Knows only the second form of selecting a file."""
    WRONG_LENGTH = "wrong_length"
    """Wants the exact length: 6C."""
    IN_PARTS = "in_parts"
    """Answers must be fetched: 61."""
    GARBAGE = "garbage"
    ENDLESS = "endless"
    """Says 61 for ever."""
    OUT_IN_READ = "out_in_read"
    MUTE = "mute"


def records_of(person: Mapping[str, str]) -> dict[bytes, dict[int, bytes]]:
    """File → tag → value."""
    name = person.get("name", "张测试").encode("gbk")
    return {
        b"\xef\x05": {
            0x01: bytes.fromhex("510100D156000005990000010000FFFF"),
            0x02: b"3",
            0x03: b"3.00",
            0x04: bytes.fromhex("510100D15600000599FFFFFF"),
            0x05: bytes.fromhex("20200101"),
            0x06: bytes.fromhex("20300101"),
            0x07: b"A00000001",
        },
        b"\xef\x06": {
            0x08: person.get("number", "11010519491231002X").encode(),
            0x09: name[:30].ljust(30, b"\0"),
            0x4E: name[30:].ljust(20, b"\0"),
            0x0A: person.get("sex", "2").encode(),
            0x0B: bytes.fromhex(person.get("nation", "01")),
            0x0C: bytes.fromhex("510100"),
            0x0D: bytes.fromhex(person.get("birth", "1949-12-31").replace("-", "")),
        },
    }


class SocialCardEmulator:
    """Call from any thread. `put` inserts a card, `take_out` removes it. `path`: the reader's name to configure."""

    path = "Virtual PCD 00 00"

    def __init__(self) -> None:
        self._line: socket.socket | None = None
        self._faults: set[SocialCardFault] = set()
        self._files: dict[bytes, dict[int, bytes]] = {}
        self._file = b""
        self._rest = b""
        self._selected = False
        self.asked: list[bytes] = []

    def fault(self, fault: SocialCardFault | str) -> None:
        self._faults.add(SocialCardFault(fault))

    def heal(self) -> None:
        self._faults.clear()

    def put(self, person: Mapping[str, str] | None = None) -> None:
        self.take_out()
        self._files, self._file, self._selected = records_of(person or {}), b"", False
        line = socket.create_connection(("127.0.0.1", PORT), timeout=10)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.settimeout(None)
        self._line = line
        threading.Thread(target=self._serve, args=(line,), name="social-card-emulator", daemon=True).start()

    def take_out(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def close(self) -> None:
        self.take_out()

    def _serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            while True:
                size = int.from_bytes(_exactly(line, 2), "big")
                payload = _exactly(line, size)
                if payload == b"\x04":
                    answer = b"" if SocialCardFault.MUTE in self._faults else ATR
                elif size == 1:
                    continue  # power off, power on, reset
                else:
                    self.asked.append(payload)
                    answer = self._answer(payload)
                line.sendall(len(answer).to_bytes(2, "big") + answer)

    def _answer(self, command: bytes) -> bytes:
        faults = self._faults
        if SocialCardFault.ENDLESS in faults:
            return b"\x61\x10"
        if command[:2] == b"\x00\xc0":
            rest, self._rest = self._rest, b""
            return rest + b"\x90\x00"
        if command[:4] == b"\x00\xa4\x04\x00":
            if SocialCardFault.OTHER_CARD in faults or command[5:] != b"sx1.sh.\xc9\xe7\xbb\xe1\xb1\xa3\xd5\xcf":
                return b"\x6a\x82"
            self._selected = True
            return self._given(b"\x6f\x00")
        if command[:2] == b"\x00\xa4":
            if SocialCardFault.OTHER_SELECT in faults and command[2] == 0x02:
                return b"\x6a\x86"
            if not self._selected or command[5:7] not in self._files:
                return b"\x6a\x82"
            self._file = command[5:7]
            return b"\x90\x00"
        if command[:2] == b"\x00\xb2":
            return self._record(command)
        return b"\x6d\x00"

    def _record(self, command: bytes) -> bytes:
        faults, file = self._faults, self._files.get(self._file, {})
        if SocialCardFault.PROTECTED in faults and self._file == b"\xef\x06":
            return b"\x69\x82"
        if SocialCardFault.OUT_IN_READ in faults:
            self.take_out()
            raise ValueError
        if command[3] == 0x04:
            if SocialCardFault.BY_TAG_ONLY in faults:
                return b"\x6a\x81"
            tags = list(file)
            tag = tags[command[2] - 1] if 0 < command[2] <= len(tags) else None
        else:
            tag = command[2] if command[2] in file else None
        if tag is None:
            return b"\x6a\x83"
        record = bytes((tag, len(file[tag]))) + file[tag]
        if SocialCardFault.GARBAGE in faults:
            return bytes((tag, 0xFF)) + b"\xff\xfe" * 3 + b"\x90\x00"
        if SocialCardFault.WRONG_LENGTH in faults and command[4] != len(record):
            return b"\x6c" + bytes((len(record),))
        return self._given(record)

    def _given(self, answer: bytes) -> bytes:
        if SocialCardFault.IN_PARTS in self._faults:
            self._rest = answer
            return b"\x61" + bytes((len(answer),))
        return answer + b"\x90\x00"


def _exactly(line: socket.socket, size: int) -> bytes:
    came = b""
    while len(came) < size:
        line.setsockopt(socket.IPPROTO_TCP, _QUICK, 1)  # without it every command waits 40 ms for an acknowledgement
        piece = line.recv(size - len(came))
        if not piece:
            raise ValueError
        came += piece
    return came

"""Hop 1: a `Link` over USB: bytes in order, whatever packets carried them (PROTOCOLS §1.1)."""

import time

from devices.link.packets import FilePipes, Pipes, UsbPipes
from devices.link.serial_port import Link

REPORT_BYTES = 64
HEAD_BYTES = 7
"""With two endpoints each way, the first carries so many bytes of a frame and the second the rest."""
CHUNK = 4096


def open_hid_link(port: str) -> Link:
    """Reports of 64 bytes, padded with zeros. `port`: a hidraw node or `seqpacket:` path. Raises Failed."""
    return HidLink(FilePipes(port))


def open_bulk_link(port: str) -> Link:
    """Bulk endpoints, one or two each way, as the device's descriptors say. `port`: usb:VVVV:PPPP. Raises Failed."""
    if port.startswith("usb:"):
        return BulkLink(UsbPipes(port))
    return BulkLink(FilePipes(port, numbered=True))


class _PacketLink:
    def __init__(self, pipes: Pipes) -> None:
        self._pipes = pipes
        self._held = bytearray()

    def read(self, size: int, deadline_s: float) -> bytes:
        ends = time.monotonic() + deadline_s
        while len(self._held) < size:
            came = self._receive(size - len(self._held), ends - time.monotonic())
            if not came:
                break
            self._held += came
        return self._take(size)

    def read_available(self, deadline_s: float) -> bytes:
        if not self._held:
            self._held += self._receive(CHUNK, deadline_s)
        return self._take(CHUNK)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        self._held[:size] = bytes(len(taken))
        del self._held[:size]
        return taken

    def _receive(self, size: int, deadline_s: float) -> bytes:
        raise NotImplementedError

    def drain(self, deadline_s: float = 2.0) -> bool:
        return True  # a transfer that was taken is with the device

    def flush_input(self) -> None:
        self._take(len(self._held))
        for endpoint in self._pipes.ins:
            for _ in range(256):
                if not self._pipes.read(endpoint, CHUNK, 0.0):
                    break

    def close(self) -> None:
        self._pipes.close()


class HidLink(_PacketLink):
    """Input and output reports of one HID device. Padding travels as bytes: whoever reads frames skips it."""

    def write(self, data: bytes, deadline_s: float) -> int:
        ends = time.monotonic() + deadline_s
        for start in range(0, len(data), REPORT_BYTES):
            report = data[start : start + REPORT_BYTES].ljust(REPORT_BYTES, b"\0")
            if not self._pipes.write(0, report, ends - time.monotonic()):
                return start
        return len(data)

    def _receive(self, size: int, deadline_s: float) -> bytes:
        return self._pipes.read(0, REPORT_BYTES, max(0.0, deadline_s))


class BulkLink(_PacketLink):
    """Bulk endpoints. With two each way a frame's head goes and comes on the first pair, its rest on the second."""

    def __init__(self, pipes: Pipes) -> None:
        super().__init__(pipes)
        self._heads = 0

    def write(self, data: bytes, deadline_s: float) -> int:
        self._heads = 0
        pieces = [data] if len(self._pipes.outs) == 1 else [data[:HEAD_BYTES], data[HEAD_BYTES:]]
        sent = 0
        for endpoint, piece in zip(self._pipes.outs, pieces, strict=False):
            if piece and not self._pipes.write(endpoint, piece, deadline_s):
                return sent
            sent += len(piece)
        return sent

    def _receive(self, size: int, deadline_s: float) -> bytes:
        in_head = len(self._pipes.ins) == 1 or self._heads < HEAD_BYTES
        came = self._pipes.read(self._pipes.ins[0 if in_head else 1], size, max(0.0, deadline_s))
        self._heads += len(came)
        return came

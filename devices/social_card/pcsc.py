"""Hop 1: the few calls of PC/SC that a reader needs, by ctypes on Debian's libpcsclite1. Means nothing, logs nothing.

pyscard has no wheel and wants a compiler; these are eight C functions that have not changed in twenty years.
"""

import ctypes
import functools
from typing import Any

from contract.failures import Failed, FailureCode, Retry

_PRESENT, _MUTE, _UNAVAILABLE, _UNKNOWN = 0x0020, 0x0200, 0x0008, 0x0004
_EXCLUSIVE, _ANY_PROTOCOL, _RESET_CARD, _LEAVE_CARD = 1, 3, 1, 0
_GONE_READER = (0x80100009, 0x80100017, 0x8010002E)
"""Unknown reader, reader unavailable, no readers."""
_NO_SERVICE = (0x8010001D, 0x8010001E)
_LONGEST_ANSWER = 65538


class _ReaderState(ctypes.Structure):
    _fields_ = [
        ("reader", ctypes.c_char_p),
        ("user", ctypes.c_void_p),
        ("current", ctypes.c_ulong),
        ("event", ctypes.c_ulong),
        ("atr_size", ctypes.c_ulong),
        ("atr", ctypes.c_ubyte * 33),
    ]


class _Protocol(ctypes.Structure):
    _fields_ = [("protocol", ctypes.c_ulong), ("size", ctypes.c_ulong)]


@functools.cache
def _library() -> Any:
    try:
        return ctypes.CDLL("libpcsclite.so.1")
    except OSError:
        raise Failed(
            FailureCode.DEVICE_LIBRARY,
            "PC/SC is not installed",
            "apt-get install --no-install-recommends pcscd",
            Retry.LATER,
        ) from None


class CardGone(Exception):
    """The card was taken out, reset by another program, or does not answer."""


class PcscReader:
    """One reader, by a part of its name ("" the first). Raises Failed: DEVICE_UNPLUGGED, SOCIAL_CARD_NO_READER."""

    def __init__(self, name: str) -> None:
        self._pcsc = _library()
        self._context = ctypes.c_long(0)
        self._card: ctypes.c_long | None = None
        self._protocol = _Protocol(1, ctypes.sizeof(_Protocol))
        self._check(self._pcsc.SCardEstablishContext(2, None, None, ctypes.byref(self._context)))
        fitting = [each for each in self._readers() if name.lower() in each.lower()]
        if not fitting:
            self.close()
            raise _no_reader(f"no reader is called {name!r}" if name else "no reader is attached")
        self.name = fitting[0]

    def _readers(self) -> list[str]:
        size = ctypes.c_ulong(8192)
        names = ctypes.create_string_buffer(8192)
        self._check(self._pcsc.SCardListReaders(self._context, None, names, ctypes.byref(size)))
        return [each.decode("utf-8", "replace") for each in names.raw[: size.value].split(b"\0") if each]

    def has_card(self) -> bool | None:
        """Whether a card is in the slot; None: one that does not answer."""
        state = _ReaderState(reader=self.name.encode(), current=0)
        self._check(self._pcsc.SCardGetStatusChange(self._context, ctypes.c_ulong(0), ctypes.byref(state), 1))
        if state.event & (_UNAVAILABLE | _UNKNOWN):
            raise _no_reader("the reader went away")
        if state.event & _MUTE:
            return None
        return bool(state.event & _PRESENT)

    def connect(self) -> None:
        """Take the card for this process alone. Raises CardGone."""
        card, protocol = ctypes.c_long(0), ctypes.c_ulong(0)
        self._check(
            self._pcsc.SCardConnect(
                self._context,
                self.name.encode(),
                ctypes.c_ulong(_EXCLUSIVE),
                ctypes.c_ulong(_ANY_PROTOCOL),
                ctypes.byref(card),
                ctypes.byref(protocol),
            )
        )
        self._card, self._protocol = card, _Protocol(protocol.value, ctypes.sizeof(_Protocol))

    def transmit(self, command: bytes) -> bytes:
        """One APDU and its answer with both status bytes. Raises CardGone."""
        if self._card is None:
            raise CardGone
        answer = ctypes.create_string_buffer(_LONGEST_ANSWER)
        size = ctypes.c_ulong(_LONGEST_ANSWER)
        self._check(
            self._pcsc.SCardTransmit(
                self._card,
                ctypes.byref(self._protocol),
                command,
                ctypes.c_ulong(len(command)),
                None,
                answer,
                ctypes.byref(size),
            )
        )
        if size.value < 2:
            raise CardGone
        return answer.raw[: size.value]

    def disconnect(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            self._pcsc.SCardDisconnect(card, ctypes.c_ulong(_LEAVE_CARD))

    def close(self) -> None:
        self.disconnect()
        if self._context.value:
            self._pcsc.SCardReleaseContext(self._context)
            self._context = ctypes.c_long(0)

    def _check(self, status: int) -> None:
        status &= 0xFFFFFFFF
        if status == 0:
            return
        if status in _NO_SERVICE:
            raise Failed(FailureCode.SOCIAL_CARD_NO_READER, "pcscd does not run", "systemctl enable --now pcscd.socket")
        if status in _GONE_READER:
            raise _no_reader(f"the reader is not there ({status:08X})")
        raise CardGone


def _no_reader(happened: str) -> Failed:
    return Failed(
        FailureCode.DEVICE_UNPLUGGED, f"PC/SC: {happened}", "look at the reader's plug; `pcsc_scan` lists them"
    )

"""A keyboard-mode scanner and a keypad as the kernel shows them: 24 bytes an event, through a packet socket or uinput.

Written from linux/input.h; shares no code with the drivers.
"""

import ctypes
import fcntl
import os
import threading
import time
from enum import StrEnum
from pathlib import Path

from bench.emulators.faulty_wire import FaultyWire, Wire
from bench.emulators.packet_wire import PacketWire

UINPUT = Path("/dev/uinput")
CODES: dict[str, tuple[int, bool]] = {}
for _row, _first, _above in (
    ("1234567890-=", 2, "!@#$%^&*()_+"),
    ("qwertyuiop[]", 16, "QWERTYUIOP{}"),
    ("asdfghjkl;'`", 30, 'ASDFGHJKL:"~'),
    ("\\zxcvbnm,./", 43, "|ZXCVBNM<>?"),
):
    for _place, (_low, _high) in enumerate(zip(_row, _above, strict=True)):
        CODES[_low], CODES[_high] = (_first + _place, False), (_first + _place, True)
CODES[" "] = (57, False)
ENTER, SHIFT = 28, 42


class WedgeFault(StrEnum):
    NO_ENTER = "no_enter"
    """The code's last key is missing."""
    DROPPED = "dropped"
    """The kernel says that it lost events in the middle of the code."""
    GARBAGE = "garbage"
    """Half an event, and keys that type nothing."""
    ENDLESS = "endless"
    """Five thousand keys without Enter."""
    VANISH = "vanish"
    """The device goes away in the middle of a code."""


class _Event(ctypes.Structure):
    _fields_ = [
        ("seconds", ctypes.c_long),
        ("microseconds", ctypes.c_long),
        ("kind", ctypes.c_uint16),
        ("code", ctypes.c_uint16),
        ("value", ctypes.c_int32),
    ]


def event(kind: int, code: int, value: int) -> bytes:
    now = time.time()
    return bytes(_Event(int(now), int(now % 1 * 1_000_000), kind, code, value))


def press(code: int) -> bytes:
    return event(1, code, 1) + event(0, 0, 0) + event(1, code, 0) + event(0, 0, 0)


class InputDeviceEmulator:
    """A device with keys and switches. Call from any thread. `path`: the port to configure."""

    def __init__(self, path: Path | None = None, wire: FaultyWire | Wire | None = None) -> None:
        self._wire = wire or PacketWire(path=path, padded=False)
        self._faults: list[WedgeFault] = []
        self._ended = threading.Event()
        self._connected = threading.Condition()
        self._thread = threading.Thread(target=self._serve, name="input-emulator", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return self._wire.path

    def _serve(self) -> None:
        while not self._ended.is_set():
            self._wire.read(0.5)

    def fault(self, fault: WedgeFault | str) -> None:
        """Strikes the next code that is shown."""
        self._faults.append(WedgeFault(fault))

    def unplug(self) -> None:
        self._wire.unplug()

    def replug(self) -> None:
        self._wire.replug()

    def close(self) -> None:
        self._ended.set()
        self._wire.wake()
        self._thread.join(timeout=5)
        self._wire.close()

    # --- what a hand does ---------------------------------------------------------------------------------------

    def press(self, code: int) -> None:
        self._wire.write(press(code))

    def turn(self, switch: int, on: bool) -> None:
        self._wire.write(event(5, switch, int(on)) + event(0, 0, 0))

    def distance(self, value: int) -> None:
        self._wire.write(event(3, 0x19, value) + event(0, 0, 0))

    def show(self, text: str) -> None:
        """Type a code as a scanner does, with Enter."""
        fault = self._faults.pop(0) if self._faults else None
        typed = [_typed(sign) for sign in text]
        match fault:
            case WedgeFault.DROPPED:
                typed.insert(len(typed) // 2, event(0, 3, 0) + event(1, 16, 1) + event(0, 0, 0))
            case WedgeFault.GARBAGE:
                typed.insert(0, press(240) + press(125) + event(4, 4, 458_756))
            case WedgeFault.ENDLESS:
                typed = [press(30)] * 5000
            case WedgeFault.VANISH:
                typed = typed[: len(typed) // 2]
            case _:
                pass
        if fault not in (WedgeFault.NO_ENTER, WedgeFault.VANISH, WedgeFault.ENDLESS):
            typed.append(press(ENTER))
        for keys in typed:
            self._wire.write(keys)
        if fault is WedgeFault.VANISH:
            self._wire.unplug()


def _typed(sign: str) -> bytes:
    code, shifted = CODES[sign]
    if not shifted:
        return press(code)
    return event(1, SHIFT, 1) + event(0, 0, 0) + press(code) + event(1, SHIFT, 0) + event(0, 0, 0)


class UinputKeyboard:
    """A keyboard in the kernel itself; needs /dev/uinput and the right to write it. `path`: its node."""

    def __init__(self, name: str = "station bench keyboard") -> None:
        self._file = os.open(UINPUT, os.O_WRONLY | os.O_NONBLOCK)
        fcntl.ioctl(self._file, 0x40045564, 1)  # UI_SET_EVBIT EV_KEY
        for code in range(1, 128):
            fcntl.ioctl(self._file, 0x40045565, code)  # UI_SET_KEYBIT
        setup = (0x03).to_bytes(2, "little") + bytes(6) + name.encode().ljust(80, b"\0") + bytes(4)
        fcntl.ioctl(self._file, 0x405C5503, setup)  # UI_DEV_SETUP
        fcntl.ioctl(self._file, 0x5501)  # UI_DEV_CREATE
        told = fcntl.ioctl(self._file, 0x8040552C, bytes(64)).split(b"\0")[0].decode()  # UI_GET_SYSNAME
        (node,) = Path("/sys/devices/virtual/input", told).glob("event*")
        self.path = f"/dev/input/{node.name}"

    def show(self, text: str) -> None:
        os.write(self._file, b"".join(map(_typed, text)) + press(ENTER))

    def close(self) -> None:
        fcntl.ioctl(self._file, 0x5502)
        os.close(self._file)

"""A sound card: takes blocks of samples at its own pace and keeps what was heard. Shares no code with the driver.

Packets: `o` + rate (four bytes, lowest first) begins, `p` + samples, `x` drops what was not heard yet, `e` ends; it
answers `k` for every block it has played.
"""

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bench.emulators.packet_wire import PacketWire


class SoundFault(StrEnum):
    STUCK = "stuck"
    """Takes nothing any more until healed."""
    GARBAGE = "garbage"
    """Answers with bytes that mean nothing."""
    VANISH = "vanish"
    """The plug is pulled in the middle of the next sound."""


@dataclass
class Heard:
    """One sound from its beginning to its end."""

    rate: int
    samples: bytearray = field(default_factory=bytearray)
    over: str = ""
    """"stopped" or "gone"; "" while it goes on or once everything was heard."""
    is_ended: bool = False
    """Who plays it has let go of the card."""


class SoundCardEmulator:
    """`pace`: seconds of real time for a second of sound; 0: at once. Call from any thread."""

    def __init__(self, path: Path | None = None, pace: float = 0.0) -> None:
        self._wire = PacketWire(path=path, padded=False)
        self._pace = pace
        self._may_play = threading.Event()
        self._may_play.set()
        self._faults: list[SoundFault] = []
        self._ended = threading.Event()
        self._changed = threading.Condition()
        self.heard: list[Heard] = []
        self._waiting: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, name="sound-emulator", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return self._wire.path

    def hold(self) -> None:
        """Time stands still: nothing more is heard until `go_on`."""
        self._may_play.clear()

    def go_on(self) -> None:
        self._may_play.set()
        self._wire.wake()

    def fault(self, fault: SoundFault | str) -> None:
        self._faults.append(SoundFault(fault))
        if SoundFault.STUCK in self._faults:
            self.hold()

    def heal(self) -> None:
        self._faults.clear()
        self.go_on()

    def unplug(self) -> None:
        self._wire.unplug()

    def replug(self) -> None:
        self._wire.replug()

    def close(self) -> None:
        self._ended.set()
        self._wire.wake()
        self._thread.join(timeout=5)
        self._wire.close()

    def at_rest(self) -> bool:
        """The last sound was ended by who plays it."""
        with self._changed:
            return not self.heard or self.heard[-1].is_ended

    def wait_heard(self, sounds: int, samples: int = 1, timeout_s: float = 10.0) -> bool:
        """Whether so many sounds have begun, the last of them with at least so many samples heard."""
        with self._changed:
            return self._changed.wait_for(
                lambda: len(self.heard) >= sounds and len(self.heard[sounds - 1].samples) // 2 >= samples, timeout_s
            )

    def _serve(self) -> None:
        while not self._ended.is_set():
            plays = bool(self._waiting) and self._may_play.is_set()
            packet = self._wire.read(0 if plays else 0.5)
            if packet:
                self._take(packet)
            elif plays:
                self._play(self._waiting.pop(0))

    def _take(self, packet: bytes) -> None:
        kind, rest = packet[:1], packet[1:]
        with self._changed:
            if kind == b"o":
                self.heard.append(Heard(int.from_bytes(rest, "little")))
            elif kind == b"p" and self.heard:
                self._waiting.append(rest)
            elif kind == b"x":
                if self.heard and self._waiting:
                    self.heard[-1].over = "stopped"
                if self.heard:
                    self.heard[-1].is_ended = True
                self._waiting.clear()
            elif kind == b"e":
                self._waiting.clear()
            self._changed.notify_all()

    def _play(self, block: bytes) -> None:
        now = self.heard[-1]
        if SoundFault.GARBAGE in self._faults:
            self._faults.remove(SoundFault.GARBAGE)
            self._wire.write(b"\xff\x00garbage")
        if SoundFault.VANISH in self._faults:
            self._faults.remove(SoundFault.VANISH)
            self._waiting.clear()
            now.over = "gone"
            self._wire.unplug()
            return
        if self._pace:
            time.sleep(self._pace * len(block) / 2 / now.rate)
        with self._changed:
            now.samples += block
            self._changed.notify_all()
        self._wire.write(b"k")

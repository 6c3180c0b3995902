"""Driver "portaudio": clips of the voice pack through a sound card; loudspeaker and headset may be two outputs.

Settings: pack (folder of the voice pack); port (the output, by name or a part of it; empty: the system's own); headset
(another output for the headset; empty: the same, the socket switches by itself); volume (70), where every visit begins.
"""

import math
import time
from pathlib import Path
from typing import Any

import numpy as np

from contract.device_lines import Arm, AskStatus, DeviceCommand, DeviceState, DeviceStatus, Disarm, SelfTest
from contract.failures import Failed, FailureCode, Retry
from contract.keys import SetVolume
from contract.roles import Role
from contract.sound import CLIPS_AT_MOST, Hush, SaidOver, Say, SoundOutput
from devices.driver import Emit, Note, not_for
from devices.link.sound_out import BLOCK_MS, SoundOut, sound_out
from devices.loudspeaker.clips import RATE, clip_samples, paced

BLOCK = RATE * BLOCK_MS // 1000
LEAST = RATE // 100
"""Samples that are worth a write: a sound card may hold less than a block."""
LOOK_S = 0.01
STUCK_S = 2.0
"""A sound card that takes nothing for so long is a fault."""
IDLE_S = 1.0
GAP_MS_AT_MOST = 3000
TEST_HZ, TEST_S = 440.0, 0.25
PACK = Path(__file__).resolve().parents[2] / "assets" / "voices" / "zh-CN"


class VoiceClips:
    """One thing is said at a time; what is new replaces what is being said."""

    busy_limit_s = 8.0

    def __init__(self, settings: dict[str, Any], emit: Emit, note: Note) -> None:
        self._emit = emit
        self._pack = Path(str(settings.get("pack") or PACK))
        self._ports = {
            SoundOutput.SPEAKER: str(settings.get("port", "")),
            SoundOutput.HEADSET: str(settings.get("headset") or settings.get("port", "")),
        }
        volume = settings.get("volume", 70)
        if isinstance(volume, bool) or not isinstance(volume, int) or not 0 <= volume <= 100:
            raise Failed(
                FailureCode.CONFIG_INVALID,
                "volume of the loudspeaker is a number from 0 to 100",
                "write as in docs/devices/portaudio.md",
                Retry.NEVER,
            )
        self._usual = self._volume = volume
        self._outs: dict[str, SoundOut] = {}
        self._saying: Say | None = None
        self._place = 0
        self._ready: Any = None
        """Samples of the clip being played that were not written yet; None: the next clip is due."""
        self._unplayed = 0
        self._moved_at = 0.0

    # --- the driver ----------------------------------------------------------------------------------------------

    def open(self) -> None:
        if not (self._pack / "pack.json").is_file():
            raise Failed(
                FailureCode.CONFIG_INVALID,
                f"no voice pack in {self._pack}",
                "set pack, or run ./station aloud render",
                Retry.NEVER,
            )
        for port in dict.fromkeys(self._ports.values()):
            self._outs[port] = sound_out(port)
        self._say_ready()

    def handle(self, command: DeviceCommand) -> None:
        match command:
            case Say():
                self._over(whole=False)
                self._begin(command)
            case Hush():
                self._over(whole=False)
            case SetVolume(percent=percent):
                self._volume = self._usual if percent is None else max(0, min(100, percent))
            case AskStatus():
                self._look()
                self._say_ready()
            case SelfTest():
                self._test()
                self._say_ready()
            case Arm() | Disarm():
                pass
            case _:
                raise not_for(Role.LOUDSPEAKER, command)

    def poll(self) -> float:
        saying = self._saying
        if saying is None:
            self._look()
            return IDLE_S
        out = self._out(saying)
        if out.room() >= LEAST:
            self._moved_at = time.monotonic()
        elif time.monotonic() - self._moved_at > STUCK_S:
            raise _stuck(out)
        while (room := out.room()) >= LEAST:
            block = self._next_block(saying, min(room, BLOCK))
            if block is None:
                if not out.is_drained():
                    return LOOK_S
                self._over(whole=True)
                return IDLE_S
            out.write(self._at_volume(block))
        return LOOK_S

    def close(self) -> None:
        if self._saying is not None:
            said, self._saying = self._saying, None
            self._emit(SaidOver(visit=said.visit, say_id=said.say_id, whole=False))
        for out in self._outs.values():
            out.close()
        self._outs.clear()

    # --- playing -------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        for out in self._outs.values():
            out.look()

    def _say_ready(self) -> None:
        name = self._outs[self._ports[SoundOutput.SPEAKER]].name
        self._emit(DeviceStatus(role=Role.LOUDSPEAKER, state=DeviceState.READY, identity=name))

    def _out(self, saying: Say) -> SoundOut:
        return self._outs[self._ports[saying.output]]

    def _begin(self, say: Say) -> None:
        self._saying, self._place, self._ready, self._unplayed = say, 0, None, 0
        self._moved_at = time.monotonic()
        self._out(say).start(RATE)

    def _over(self, *, whole: bool) -> None:
        said, self._saying, self._ready = self._saying, None, None
        if said is not None:
            self._out(said).abort()
            self._emit(SaidOver(visit=said.visit, say_id=said.say_id, whole=whole, unplayed=self._unplayed))

    def _next_block(self, saying: Say, size: int) -> Any:
        """The next samples, at most `size`, padded with silence at the end of all; None when all was taken."""
        while self._ready is None or not len(self._ready):
            if self._place >= min(len(saying.clips), CLIPS_AT_MOST):
                return None
            sounded = saying.clips[self._place]
            self._place += 1
            samples = clip_samples(self._pack, sounded.clip)
            if samples is None:
                self._unplayed += 1
                continue
            gap = np.zeros(RATE * max(0, min(GAP_MS_AT_MOST, sounded.gap_ms)) // 1000, dtype=np.float32)
            speed = max(50, min(150, saying.speed_percent))
            self._ready = np.concatenate([paced(samples, speed), gap])
        block, self._ready = self._ready[:size], self._ready[size:]
        if len(block) < size and self._place >= len(saying.clips):
            block = np.concatenate([block, np.zeros(size - len(block), dtype=np.float32)])
        return block

    def _at_volume(self, block: Any) -> bytes:
        # loudness is felt in powers: half the number is a quarter of the power
        return (np.clip(block * (self._volume / 100) ** 2, -1, 1) * 32767).astype("<i2").tobytes()

    def _test(self) -> None:
        """A short tone on every output: that it takes sound; whether it is heard, a person says."""
        self._over(whole=False)
        tone = np.array([math.sin(2 * math.pi * TEST_HZ * n / RATE) for n in range(int(TEST_S * RATE))]) * 0.3
        for out in self._outs.values():
            out.start(RATE)
            ends = time.monotonic() + STUCK_S
            left = tone
            while time.monotonic() < ends and (len(left) or not out.is_drained()):
                room = min(out.room(), BLOCK)
                if len(left) and room >= LEAST:
                    out.write(self._at_volume(left[:room]))
                    left = left[room:]
                else:
                    time.sleep(LOOK_S)
            if len(left) or not out.is_drained():
                raise _stuck(out)
            out.abort()


def _stuck(out: SoundOut) -> Failed:
    return Failed(FailureCode.DEVICE_HUNG, f"{out.name} takes no sound", "check the sound card and its driver")

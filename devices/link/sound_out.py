"""Hop 1: mono 16-bit sound out, through PortAudio, or to a packet socket in its place: a sound card on a bench.

May not know what is heard. On the socket a packet begins with what it is: `o` and the rate begins, `p` and samples
plays, `x` drops what waits, `e` ends; each `k` that comes back says that one block was played.
"""

import contextlib
import struct
import time
from typing import Any, Protocol

from contract.failures import Failed, FailureCode
from devices.link.packets import SOCKET, FilePipes, gone

BLOCK_MS = 50
LATENCY_S = 0.15
"""Sound that the card holds: enough that a busy machine does not stutter; dropped when it falls silent."""
SOCKET_BLOCKS = 8
"""Blocks that a sound card on a bench holds unplayed."""


class SoundOut(Protocol):
    """One output. Each method but close raises Failed(DEVICE_UNPLUGGED) when it has gone."""

    name: str

    def start(self, rate: int) -> None:
        """rate: samples a second."""
        ...

    def room(self) -> int:
        """Samples that can be written without waiting."""
        ...

    def write(self, samples: bytes) -> None: ...

    def is_drained(self) -> bool:
        """All that was written has been heard."""
        ...

    def look(self) -> None:
        """Whether it is still there while nothing is played, where that can be told. Raises Failed when it is not."""
        ...

    def abort(self) -> None:
        """Silence at once; what waits is dropped."""
        ...

    def close(self) -> None:
        """Never fails."""
        ...


class SocketOut:
    """A sound card on a bench."""

    def __init__(self, port: str) -> None:
        self.name = port
        self._pipes = FilePipes(port)
        self._out = 0
        self._block = 0

    def start(self, rate: int) -> None:
        self._block = rate * BLOCK_MS // 1000
        self._send(b"o" + struct.pack("<I", rate))

    def room(self) -> int:
        self._hear()
        return max(0, SOCKET_BLOCKS - self._out) * self._block

    def write(self, samples: bytes) -> None:
        self._out += 1
        self._send(b"p" + samples)

    def is_drained(self) -> bool:
        self._hear()
        return self._out == 0

    def look(self) -> None:
        self._hear()

    def abort(self) -> None:
        self._send(b"x")
        self._hear()
        self._out = 0

    def close(self) -> None:
        with contextlib.suppress(Failed):
            self._send(b"e")
        self._pipes.close()

    def _send(self, packet: bytes) -> None:
        if not self._pipes.write(0, packet, 1.0):
            raise gone(self.name, "takes no sound")

    def _hear(self) -> None:
        while packet := self._pipes.read(0, 64, 0.0):
            self._out = max(0, self._out - packet.count(b"k"))


class PortaudioOut:
    """An output of PortAudio by its name or a part of it; "" is the system's own. It is opened only while it plays."""

    def __init__(self, device: str) -> None:
        try:
            import sounddevice
        except OSError as missing:  # what the package raises when Debian's library is not there
            raise Failed(
                FailureCode.DEVICE_LIBRARY,
                "PortAudio is not installed",
                "apt-get install libportaudio2, then start the station again",
            ) from missing
        self._portaudio: Any = sounddevice
        self._device: Any = device or None
        self._stream: Any = None
        self._heard_at = 0.0
        # PortAudio looks for devices once; one that was plugged in since is found only by starting it anew
        self._portaudio._terminate()
        self._portaudio._initialize()
        try:
            self.name = str(self._portaudio.query_devices(self._device, "output")["name"])
        except (ValueError, self._portaudio.PortAudioError):
            raise gone(device or "sound", "no such output") from None

    def start(self, rate: int) -> None:
        try:
            self._stream = self._portaudio.RawOutputStream(
                samplerate=rate, channels=1, dtype="int16", device=self._device, latency=LATENCY_S
            )
            self._stream.start()
        except (ValueError, self._portaudio.PortAudioError):
            raise gone(self.name, "cannot be opened") from None

    def room(self) -> int:
        try:
            return int(self._stream.write_available)
        except self._portaudio.PortAudioError:
            raise gone(self.name, "went away") from None

    def write(self, samples: bytes) -> None:
        try:
            self._stream.write(samples)
            self._heard_at = time.monotonic() + float(self._stream.latency)
        except self._portaudio.PortAudioError:
            raise gone(self.name, "went away while playing") from None

    def is_drained(self) -> bool:
        return time.monotonic() >= self._heard_at

    def look(self) -> None:
        """PortAudio knows only when it is started anew: what is gone shows with the next sound."""

    def abort(self) -> None:
        if self._stream is not None:
            with contextlib.suppress(self._portaudio.PortAudioError):
                self._stream.abort()
                self._stream.close()
            self._stream = None

    def close(self) -> None:
        self.abort()


def sound_out(device: str) -> SoundOut:
    """Raises Failed: DEVICE_UNPLUGGED, DEVICE_LIBRARY."""
    return SocketOut(device) if device.startswith(SOCKET) else PortaudioOut(device)

"""Where audio comes from, only while an utterance runs: PortAudio, or a stream of raw PCM.

A source puts chunks from a thread of its own and never waits for who takes them; `lost` says that no more will come.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from contract.failures import Failed, FailureCode, Retry
from contract.speech import CHUNK_BYTES, RATE

Put = Callable[[bytearray], None]
Lost = Callable[[Failed], None]
CONNECT_S = 1.0
SOUND_NODES = Path("/dev/snd")
AUDIO = "audio:"
TCP = "tcp://"


def unplugged(happened: str) -> Failed:
    return Failed(FailureCode.DEVICE_UNPLUGGED, happened, "plug the microphone in; ./station devices list names ports")


class Source(Protocol):
    def check(self) -> str | None:
        """Whether it is there, without listening; its name. Raises Failed(DEVICE_UNPLUGGED …)."""
        ...

    def open(self, put: Put, lost: Lost) -> None:
        """Raises Failed(MICROPHONE_SILENT, SPEECH_BAD_AUDIO, DEVICE_UNPLUGGED)."""
        ...

    def close(self) -> None: ...


class PortAudioSource:
    """port: "audio:default", or "audio:" and a part of the device's name as `python -m sounddevice` lists it."""

    def __init__(self, port: str) -> None:
        self._wanted = port.removeprefix(AUDIO)
        self._stream: Any = None
        self._nodes: frozenset[str] | None = None

    @staticmethod
    def _library() -> Any:
        try:
            import sounddevice
        except OSError:
            raise Failed(
                FailureCode.DEVICE_LIBRARY, "PortAudio is missing", "apt-get install libportaudio2", Retry.NEVER
            ) from None
        return sounddevice

    def check(self) -> str | None:
        library = self._library()
        nodes = _capture_nodes()
        if nodes != self._nodes:  # it looks for devices only when it begins
            with contextlib.suppress(library.PortAudioError):
                library._terminate()
            library._initialize()
            self._nodes = nodes
        return str(self._device(library)["name"])

    def _device(self, library: Any) -> dict[str, Any]:
        wanted = None if self._wanted in ("", "default") else self._wanted
        try:
            return library.query_devices(wanted, "input")
        except (ValueError, library.PortAudioError):
            raise unplugged("no microphone" if wanted is None else f"no microphone called {wanted!r}") from None

    def open(self, put: Put, lost: Lost) -> None:
        library = self._library()
        try:
            self._stream = library.RawInputStream(
                samplerate=RATE,
                blocksize=CHUNK_BYTES // 2,
                device=self._device(library)["index"],
                channels=1,
                dtype="int16",
                callback=lambda data, _frames, _time, _status: put(bytearray(data)),
            )
            self._stream.start()
        except library.PortAudioError as wrong:
            self.close()
            bad_rate = "sample rate" in str(wrong).lower()
            code = FailureCode.SPEECH_BAD_AUDIO if bad_rate else FailureCode.MICROPHONE_SILENT
            raise Failed(
                code, f"the microphone cannot be opened at 16 kHz: {wrong}", "use the system's default: audio:default"
            ) from None

    def close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(self._library().PortAudioError):
                stream.abort()
                stream.close()


def _capture_nodes() -> frozenset[str]:
    try:
        return frozenset(name for name in os.listdir(SOUND_NODES) if name.startswith("pcm") and name.endswith("c"))
    except OSError:
        return frozenset()


class StreamSource:
    """port: path of a Unix socket, or tcp://host:port; raw PCM flows as long as somebody is connected.

    That is what module-simple-protocol of PulseAudio and PipeWire speaks, and the bench.
    """

    def __init__(self, port: str) -> None:
        self._port = port
        self._line: socket.socket | None = None

    def check(self) -> str | None:
        # to connect would be to listen: an address on the network is taken to be there until somebody speaks
        if not self._port.startswith(TCP) and not os.path.exists(self._port):
            raise unplugged(f"nothing streams at {self._port}")
        return None

    def _connected(self) -> socket.socket:
        over_network = self._port.startswith(TCP)
        line = socket.socket(socket.AF_INET if over_network else socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_S)
        try:
            if over_network:
                host, _, port = self._port.removeprefix(TCP).rpartition(":")
                line.connect((host, int(port)))
            else:
                line.connect(self._port)
        except (OSError, ValueError):
            line.close()
            raise unplugged(f"nothing streams at {self._port}") from None
        return line

    def open(self, put: Put, lost: Lost) -> None:
        line = self._line = self._connected()
        line.settimeout(None)
        threading.Thread(target=_read, args=(line, put, lost), name="pcm", daemon=True).start()

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


def _read(line: socket.socket, put: Put, lost: Lost) -> None:
    held, filled = bytearray(CHUNK_BYTES), 0
    while True:
        try:
            came = line.recv_into(memoryview(held)[filled:])
        except OSError:
            came = 0
        if not came:
            break
        filled += came
        if filled == CHUNK_BYTES:
            put(bytearray(held))
            filled = 0
    held[:] = bytes(CHUNK_BYTES)
    code = FailureCode.SPEECH_BAD_AUDIO if filled % 2 else FailureCode.MICROPHONE_SILENT
    lost(Failed(code, "the stream of audio broke off", "look at the program that streams it"))

"""A microphone at the far end of a Unix socket: raw 16 kHz PCM flows while somebody is connected, in real time."""

import contextlib
import os
import random
import select
import socket
import tempfile
import threading
import time
import wave
from collections import deque
from enum import StrEnum
from pathlib import Path

RATE = 16_000
PIECE_S = 0.1
PIECE = int(RATE * PIECE_S) * 2


class MicrophoneFault(StrEnum):
    DEAD = "dead"
    """Connected, and nothing comes."""
    FLOOD = "flood"
    """Ten times as fast as anybody speaks."""
    NOISE = "noise"
    """White noise over everything."""
    BREAK_OFF = "break_off"
    """The line closes half a second into what is said."""
    HALF_SAMPLE = "half_sample"
    """As BREAK_OFF, in the middle of a sample."""


class MicrophoneEmulator:
    """`say` from any thread: it is heard from the next moment somebody listens. `path`: what to configure as port.

    pace: 3.0 speaks three times as slowly, for a busy machine; who counts in samples hears no difference.
    """

    def __init__(self, path: Path | None = None, pace: float = 1.0) -> None:
        self._piece_s = PIECE_S * pace
        self._folder = None if path else tempfile.TemporaryDirectory(prefix="microphone-")
        self.path = str(path or Path(self._folder.name if self._folder else "") / "pcm")
        self._changed = threading.Condition()
        self._said: deque[bytes] = deque()
        self._faults: set[MicrophoneFault] = set()
        self._listener: socket.socket | None = None
        self._line: socket.socket | None = None
        self._random = random.Random(7)
        self.is_open = False
        self.opened = 0
        """How often somebody began to listen."""
        self.replug()

    def wait_open(self, is_open: bool, timeout_s: float = 10.0) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.is_open is is_open, timeout_s)

    def say(self, pcm: bytes) -> None:
        with self._changed:
            self._said.append(pcm)

    def say_file(self, file: str) -> None:
        """A WAV file, 16 kHz, mono, 16 bit."""
        with wave.open(file, "rb") as opened:
            if (opened.getframerate(), opened.getnchannels(), opened.getsampwidth()) != (RATE, 1, 2):
                raise ValueError(f"{file} is not 16 kHz, mono, 16 bit")
            self.say(opened.readframes(opened.getnframes()))

    def hush(self) -> None:
        with self._changed:
            self._said.clear()

    def fault(self, fault: MicrophoneFault | str) -> None:
        self._faults.add(MicrophoneFault(fault))

    def heal(self) -> None:
        self._faults.clear()

    def replug(self) -> None:
        if self._listener is None:
            self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._listener.bind(self.path)
            self._listener.listen(4)
            threading.Thread(target=self._serve, args=(self._listener,), name="microphone", daemon=True).start()

    def unplug(self) -> None:
        listener, self._listener = self._listener, None
        for end in (listener, self._line):
            if end is not None:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        if listener is not None:
            listener.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)

    def close(self) -> None:
        self.unplug()
        if self._folder is not None:
            self._folder.cleanup()

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                self._line = line
                self._stream(line.fileno())
                self._line = None

    def _stream(self, line: int) -> None:
        """Until whoever listens has gone; `line` is written to."""
        with self._changed:
            self.is_open = True
            self.opened += 1
            self._changed.notify_all()
        with contextlib.suppress(OSError):
            self._pour(line)
        with self._changed:
            self.is_open = False
            self._changed.notify_all()

    def _pour(self, line: int) -> None:
        gone = select.poll()
        gone.register(line, select.POLLHUP | select.POLLERR)
        due = time.monotonic() + self._piece_s
        spoken, now = 0, b""
        while True:
            if MicrophoneFault.FLOOD not in self._faults:
                time.sleep(max(0.0, due - time.monotonic()))
            due += self._piece_s
            if gone.poll(0):
                return
            if MicrophoneFault.DEAD in self._faults:
                continue
            with self._changed:
                if not now and self._said:
                    now = self._said.popleft()
            piece, now = (now[:PIECE] or bytes(PIECE)).ljust(PIECE, b"\0"), now[PIECE:]
            spoken += bool(now)
            if MicrophoneFault.NOISE in self._faults:
                piece = self._random.randbytes(PIECE)
            if spoken > 5 and MicrophoneFault.BREAK_OFF in self._faults:
                return
            if spoken > 5 and MicrophoneFault.HALF_SAMPLE in self._faults:
                os.write(line, piece[:-1])
                return
            os.write(line, piece)


class AlsaMicrophoneEmulator(MicrophoneEmulator):
    """A microphone of ALSA's own: its file device over a FIFO. `environment`: what a program that listens needs."""

    def __init__(self) -> None:
        self._plugged = threading.Event()
        super().__init__()
        config = Path(self.path).with_suffix(".conf")
        config.write_text(f'''
pcm.!default {{ type file slave.pcm {{ type null }} file "/dev/null" infile "{self.path}" format "raw" }}
ctl.!default {{ type null }}
''')
        self.environment = {"ALSA_CONFIG_PATH": str(config)}

    def replug(self) -> None:
        os.mkfifo(self.path, 0o600)
        self._plugged.set()
        threading.Thread(target=self._serve_fifo, name="microphone", daemon=True).start()

    def unplug(self) -> None:
        self._plugged.clear()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.path)

    def _serve_fifo(self) -> None:
        while self._plugged.is_set():
            try:
                line = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                time.sleep(0.02)  # nobody reads
                continue
            os.set_blocking(line, True)
            self._stream(line)
            os.close(line)

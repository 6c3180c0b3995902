"""Is somebody speaking? Silero's small network through sherpa-onnx, or, where its file is missing, loudness alone."""

import array
import math
import sys
from pathlib import Path
from typing import Any, Protocol

from contract.speech import RATE

FRAME_BYTES = 1024
"""512 samples, 32 ms: what the network takes at once."""
FRAME_S = FRAME_BYTES / 2 / RATE
FULL_SCALE = 32768.0
QUIETEST_DB = -96.0


class VoiceActivity(Protocol):
    """Frame by frame over one utterance."""

    def reset(self) -> None: ...

    def is_voice(self, frame: bytearray) -> bool:
        """frame: FRAME_BYTES of s16le."""
        ...


def samples_of(audio: bytearray) -> "array.array[int]":
    """s16le bytes as numbers; an odd byte at the end is left out. A copy: zero it as well."""
    samples = array.array("h", bytes(memoryview(audio)[: len(audio) & ~1]))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def rms_db(samples: "array.array[int]") -> float:
    """Loudness in decibels below full scale, never below QUIETEST_DB."""
    if not samples:
        return QUIETEST_DB
    mean = sum(value * value for value in samples) / len(samples)
    return max(QUIETEST_DB, 20 * math.log10(math.sqrt(mean) / FULL_SCALE)) if mean else QUIETEST_DB


def peak_db(samples: "array.array[int]") -> float:
    peak = max((abs(value) for value in samples), default=0)
    return 20 * math.log10(peak / FULL_SCALE) if peak else QUIETEST_DB


class SileroActivity:
    """Start found within 0.1 s on clean speech; babble counts as a voice (SPEECH §3.2)."""

    def __init__(self, model: Path) -> None:
        import numpy
        import sherpa_onnx

        config = sherpa_onnx.VadModelConfig()
        config.silero_vad.model = str(model)
        config.silero_vad.threshold = 0.5
        config.silero_vad.min_silence_duration = 0.1
        config.silero_vad.min_speech_duration = 0.1
        config.sample_rate = RATE
        config.num_threads = 1
        self._numpy: Any = numpy
        self._detector: Any = sherpa_onnx.VoiceActivityDetector(config, buffer_size_in_seconds=30)

    def reset(self) -> None:
        self._detector.reset()

    def is_voice(self, frame: bytearray) -> bool:
        samples = self._numpy.frombuffer(frame, self._numpy.int16).astype(self._numpy.float32) / FULL_SCALE
        self._detector.accept_waveform(samples)
        samples.fill(0)
        voice = self._detector.is_speech_detected()
        while not self._detector.empty():
            self._detector.pop()  # it collects the speech; we do not want it
        return voice


class LoudnessActivity:
    """Louder than the room by RISE_DB; the room's own loudness is followed slowly up and quickly down."""

    RISE_DB = 9.0
    LEAST_DB = -50.0
    UP_DB_A_FRAME = 0.05
    HOLD_FRAMES = 4

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._floor_db = -60.0
        self._held = 0

    def is_voice(self, frame: bytearray) -> bool:
        samples = samples_of(frame)
        loud = rms_db(samples)
        _zero(samples)
        self._floor_db = min(loud, self._floor_db + self.UP_DB_A_FRAME) if loud < self._floor_db else self._floor_db
        if loud > self._floor_db:
            self._floor_db = min(loud, self._floor_db + self.UP_DB_A_FRAME)
        if loud > max(self.LEAST_DB, self._floor_db + self.RISE_DB):
            self._held = self.HOLD_FRAMES
        else:
            self._held = max(0, self._held - 1)
        return self._held > 0


def _zero(samples: "array.array[int]") -> None:
    for place in range(len(samples)):
        samples[place] = 0


def activity_for(model: Path | None) -> VoiceActivity:
    """Silero where its file and its library are; loudness otherwise. Load a strange file in a child process first."""
    if model is not None:
        try:
            return SileroActivity(model)
        except ImportError:
            pass
    return LoudnessActivity()

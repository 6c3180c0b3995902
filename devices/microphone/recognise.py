"""Speech from a file as the microphone's worker would hear it, and how long it took: for command line and bench."""

import time
import wave
from dataclasses import dataclass
from pathlib import Path

from contract.failures import Failed, FailureCode, Retry
from contract.speech import RATE, Listen, SpeechEnd, SpeechFinal
from devices.microphone.engine import Engine
from devices.microphone.utterance import LONGEST_S, SILENCE_CHUNK, Rules, Utterance, chunks_of
from devices.microphone.voice_activity import VoiceActivity

SILENCE_AFTER = SILENCE_CHUNK * 15
"""A file ends, a hall does not: what a microphone would hear after it."""


@dataclass(frozen=True)
class Recognised:
    final: SpeechFinal
    rtf: float
    """Processor seconds a second of audio."""
    final_ms: float
    """From the last sound of the voice to the final text, as somebody at the microphone would wait."""


def read_wav(path: Path) -> bytes:
    """At most LONGEST_S seconds of a WAV file. Raises Failed(SPEECH_BAD_AUDIO) for any other kind of sound."""
    try:
        with wave.open(str(path), "rb") as opened:
            kind = opened.getframerate(), opened.getnchannels(), opened.getsampwidth()
            if kind != (RATE, 1, 2):
                raise _bad(f"{path.name} is {kind[0]} Hz, {kind[1]} channels, {8 * kind[2]} bit")
            return opened.readframes(int(LONGEST_S * RATE))
    except (wave.Error, EOFError, ValueError) as wrong:
        raise _bad(f"{path.name} is no WAV file of plain samples ({wrong})") from None
    except OSError as wrong:
        raise _bad(f"{path.name} cannot be read: {wrong.strerror}") from None


def _bad(happened: str) -> Failed:
    return Failed(FailureCode.SPEECH_BAD_AUDIO, happened, "give 16000 Hz, mono, 16 bit", Retry.NEVER)


def recognised(audio: bytes, engine: Engine, activity: VoiceActivity, listen: Listen | None = None) -> Recognised:
    """One utterance, piece by piece as fast as it goes; what a microphone waits for is counted, not waited for."""
    began = time.process_time()
    utterance = Utterance(listen or Listen(session=1, max_s=LONGEST_S), engine, activity, Rules())
    for chunk in chunks_of(audio + SILENCE_AFTER):
        for _ in utterance.accept(chunk):
            pass
        if utterance.ended is not None:
            break
    last = time.perf_counter()
    final = utterance.final(utterance.ended or SpeechEnd.STOP)
    finishing_s = time.perf_counter() - last
    heard_s = max(utterance.heard_s, 0.1)
    waited_s = utterance.heard_s - utterance.voice_ended_s
    return Recognised(final, (time.process_time() - began) / heard_s, (waited_s + finishing_s) * 1000)

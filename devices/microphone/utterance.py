"""One utterance from the first chunk to the final text: when it begins, when it ends, what is said about it meanwhile.

No thread and no clock: time is counted in samples, so that a file gives the same answer as a microphone. Audio that was
taken in is overwritten with zeros.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contract.device_lines import SoundLevel
from contract.speech import (
    CHUNK_BYTES,
    RATE,
    Listen,
    SpeechAnswer,
    SpeechBegan,
    SpeechEnd,
    SpeechFinal,
    SpeechPartial,
)
from devices.microphone.engine import Engine
from devices.microphone.voice_activity import FRAME_BYTES, FRAME_S, VoiceActivity, peak_db, rms_db, samples_of

PARTIAL_EVERY_S = 0.2
LONGEST_S = 30.0
"""Whatever a command asks for."""


@dataclass(frozen=True)
class Rules:
    """Seconds. end_silence_s: without a voice after speech; pre_roll_s: kept from before the voice began (with 0.3
    the first sound of some is lost: docs/voice.md)."""

    end_silence_s: float = 0.8
    pre_roll_s: float = 0.5


def zero(audio: bytearray) -> None:
    audio[:] = bytes(len(audio))


class Utterance:
    """`accept` chunks until `ended` says why; then `final` once. `drop` at any time."""

    def __init__(self, listen: Listen, engine: Engine, activity: VoiceActivity, rules: Rules = Rules()) -> None:
        self._listen = listen
        self._engine = engine
        self._activity = activity
        self._rules = rules
        self._max_s = min(max(listen.max_s, 0.1), LONGEST_S)
        self._lead_s = min(max(listen.lead_s, 0.1), self._max_s)
        self._rest = bytearray()
        self._waiting: list[bytearray] = []
        self._spoken = False
        self._voice_at_s = 0.0
        self._told_s = 0.0
        self._partial = ""
        self.heard_s = 0.0
        self.ended: SpeechEnd | None = None
        activity.reset()
        engine.start(listen.mode, listen.phrases)

    @property
    def session(self) -> int:
        return self._listen.session

    @property
    def voice_ended_s(self) -> float:
        """Where the last voiced frame ended, in seconds from the start."""
        return self._voice_at_s

    def accept(self, chunk: bytearray) -> Iterator[SpeechAnswer | SoundLevel]:
        """What is to be said after at most CHUNK_BYTES more; nothing once it has ended. The chunk is zeroed."""
        if self.ended is None and chunk:
            samples = samples_of(chunk)
            yield SoundLevel(rms_db=round(rms_db(samples), 1), peak_db=round(peak_db(samples), 1))
            samples[:] = type(samples)("h", bytes(2 * len(samples)))
            self._rest += chunk
            while len(self._rest) >= FRAME_BYTES and self.ended is None:
                frame = self._rest[:FRAME_BYTES]
                self._rest[:FRAME_BYTES] = bytes(FRAME_BYTES)
                del self._rest[:FRAME_BYTES]
                yield from self._take(frame)
        zero(chunk)
        if self.ended is None and self._spoken and self.heard_s - self._told_s >= PARTIAL_EVERY_S:
            self._told_s = self.heard_s
            text = self._engine.partial()
            if text != self._partial:
                self._partial = text
                yield SpeechPartial(session=self.session, text=text)

    def _take(self, frame: bytearray) -> Iterator[SpeechBegan]:
        self.heard_s += FRAME_S
        voice = self._activity.is_voice(frame)
        if voice:
            self._voice_at_s = self.heard_s
            if not self._spoken:
                self._spoken = True
                yield SpeechBegan(session=self.session)
        self._waiting.append(frame)
        if self._spoken:
            self._feed()
        elif len(self._waiting) * FRAME_S > self._rules.pre_roll_s:
            zero(self._waiting.pop(0))
        if self._spoken and self.heard_s - self._voice_at_s >= self._rules.end_silence_s:
            self.ended = SpeechEnd.VAD
        elif self.heard_s >= self._max_s:
            self.ended = SpeechEnd.MAX
        elif not self._spoken and self.heard_s >= self._lead_s:
            self.ended = SpeechEnd.LEAD

    def _feed(self) -> None:
        for frame in self._waiting:
            self._engine.accept(frame)
            zero(frame)
        self._waiting.clear()

    def final(self, end: SpeechEnd) -> SpeechFinal:
        """What was understood. An utterance without a voice is empty, whatever a recogniser makes of the noise."""
        if self._spoken:
            self._waiting.append(self._rest)
            self._rest = bytearray()
            self._feed()
            found = self._engine.finish()
        else:
            found = None
        self.drop()
        self.ended = self.ended or end
        return SpeechFinal(
            session=self.session,
            text=found.text if found else "",
            nbest=found.nbest if found else (),
            confidence=round(found.confidence, 3) if found else 0.0,
            end=end,
        )

    def drop(self) -> None:
        """Forget audio and text."""
        self._engine.cancel()
        for held in (*self._waiting, self._rest):
            zero(held)
        self._waiting.clear()
        self._rest = bytearray()
        self._partial = ""


def chunks_of(audio: bytes) -> Iterator[bytearray]:
    """Audio in pieces of 100 ms, as a microphone would bring it."""
    for start in range(0, len(audio), CHUNK_BYTES):
        yield bytearray(audio[start : start + CHUNK_BYTES])


SILENCE_CHUNK = bytes(CHUNK_BYTES)
CHUNK_S = CHUNK_BYTES / 2 / RATE

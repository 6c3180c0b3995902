"""What the window and the voice worker say to each other. Texts in them are a resident's words: never logged.

`session` is a random number of one utterance; an answer that carries an older one is ignored (SPEECH §4).
"""

from enum import StrEnum

import msgspec

from contract.failures import Failure

RATE = 16_000
"""Samples a second; all speech is 16 kHz, mono, signed 16 bit, little endian."""
CHUNK_BYTES = 3_200
"""100 ms."""
MOST_ALTERNATIVES = 5
LONGEST_TEXT = 200
"""Characters of a text; nobody says more in twelve seconds."""


class SpeechMode(StrEnum):
    FREE = "free"
    GRAMMAR = "grammar"
    """Only the given phrases are understood, everything else is nothing: answers on a screen."""


class SpeechEnd(StrEnum):
    VAD = "vad"
    """The voice stopped."""
    STOP = "stop"
    """The resident said so by hand."""
    MAX = "max"
    LEAD = "lead"
    """Nobody spoke."""


# --- commands ----------------------------------------------------------------------------------------------------


class Listen(msgspec.Struct, frozen=True, kw_only=True, tag="listen"):
    """Open the microphone for one utterance; one that runs is cancelled first.

    Answered once, by SpeechFinal or ListeningFailed, unless it is cancelled. max_s, lead_s: seconds in all, and seconds
    to wait for a voice.
    """

    session: int
    mode: SpeechMode = SpeechMode.FREE
    phrases: tuple[str, ...] = ()
    max_s: float = 12.0
    lead_s: float = 6.0


class StopListening(msgspec.Struct, frozen=True, kw_only=True, tag="stop_listening"):
    """The resident is done: the answer is the SpeechFinal."""

    session: int


class CancelListening(msgspec.Struct, frozen=True, kw_only=True, tag="cancel_listening"):
    """Drop audio and text; nothing is answered."""

    session: int


# --- answers -----------------------------------------------------------------------------------------------------


class Listening(msgspec.Struct, frozen=True, kw_only=True, tag="listening"):
    """The microphone is open."""

    session: int


class SpeechBegan(msgspec.Struct, frozen=True, kw_only=True, tag="speech_began"):
    session: int


class SpeechPartial(msgspec.Struct, frozen=True, kw_only=True, tag="speech_partial"):
    """What is understood so far, at most five a second and only when it changed. To look at, never to act on."""

    session: int
    text: str

    def __repr__(self) -> str:
        return f"SpeechPartial({len(self.text)} characters)"


class SpeechFinal(msgspec.Struct, frozen=True, kw_only=True, tag="speech_final"):
    """What was said; an empty text: nothing that could be understood. `nbest` begins with `text`.

    confidence: share of the first alternative among them, 0…1; says nothing between utterances.
    """

    session: int
    text: str
    nbest: tuple[str, ...] = ()
    confidence: float = 0.0
    end: SpeechEnd = SpeechEnd.VAD

    def __repr__(self) -> str:
        return f"SpeechFinal({len(self.text)} characters, {self.end.value})"


class ListeningFailed(msgspec.Struct, frozen=True, kw_only=True, tag="listening_failed"):
    """No model, no microphone, audio that cannot be used, or too slow a machine: `failure.code` says which."""

    session: int
    failure: Failure


SpeechCommand = Listen | StopListening | CancelListening
SpeechAnswer = Listening | SpeechBegan | SpeechPartial | SpeechFinal | ListeningFailed

"""What a recogniser is to the worker: one interface for Vosk, streaming sherpa-onnx models, a script, and none."""

from pathlib import Path
from typing import Protocol

import msgspec

from contract.speech import LONGEST_TEXT, MOST_ALTERNATIVES, SpeechMode

FILLERS = frozenset("呢啊嗯了哦噢呃额吧嘛的")
"""What a recogniser makes of noise; a text of nothing else is empty (SPEECH §9)."""


class Final(msgspec.Struct, frozen=True):
    """`nbest[0]` is the text; empty when nothing was understood. confidence: 0…1, see contract.speech.SpeechFinal."""

    nbest: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def text(self) -> str:
        return self.nbest[0] if self.nbest else ""


class Engine(Protocol):
    """One utterance at a time; used by one thread. Audio: 16 kHz, mono, s16le."""

    name: str

    def load(self, folder: Path) -> None:
        """Raises Failed(SPEECH_NO_MODEL). A broken model may end the process: try it in a child first."""
        ...

    def start(self, mode: SpeechMode, phrases: tuple[str, ...]) -> None:
        """Begin an utterance; one that runs is dropped. Phrases that the model cannot know are left out."""
        ...

    def accept(self, audio: bytearray) -> None:
        """An even number of bytes. What is kept of them beyond the call is forgotten by finish or cancel."""
        ...

    def partial(self) -> str: ...

    def finish(self) -> Final: ...

    def cancel(self) -> None: ...


def final_of(texts: list[str], confidence: float) -> Final:
    """Texts as they come from a recogniser, best first → a Final: no blanks, no doubles, no mere fillers."""
    plain = ["".join(text.split()).replace("[unk]", "")[:LONGEST_TEXT] for text in texts]
    if not plain or not set(plain[0]) - FILLERS:
        return Final()
    worded = [text for text in dict.fromkeys(plain) if set(text) - FILLERS]
    return Final(tuple(worded[:MOST_ALTERNATIVES]), confidence)

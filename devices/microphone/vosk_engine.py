"""Engine "vosk": a Kaldi model directory, streaming, hanzi; free speech with alternatives, or a grammar."""

import ctypes
import json
import math
from pathlib import Path
from typing import Any

from contract.failures import Failed, FailureCode
from contract.speech import MOST_ALTERNATIVES, RATE, SpeechMode
from devices.microphone.engine import Final, final_of
from devices.microphone.vosk_library import vosk

LONGEST_WORD = 8
MOST_PHRASES = 30


class VoskEngine:
    """Vosk's own end of an utterance is set aside: its pieces are joined, a pause must not cut a sentence."""

    name = "vosk"

    def __init__(self) -> None:
        self._library: ctypes.CDLL | None = None
        self._model: int | None = None
        self._recogniser: int | None = None
        self._pieces: list[list[tuple[str, float]]] = []

    def load(self, folder: Path) -> None:
        self._library = vosk()
        self._model = self._library.vosk_model_new(str(folder).encode())
        if not self._model:
            raise Failed(
                FailureCode.SPEECH_NO_MODEL, f"the model at {folder} cannot be loaded", "./station voice install"
            )

    def start(self, mode: SpeechMode, phrases: tuple[str, ...]) -> None:
        self.cancel()
        assert self._library is not None
        if mode is SpeechMode.GRAMMAR:
            known = [words for phrase in phrases[:MOST_PHRASES] if (words := self._in_words(phrase))]
            grammar = json.dumps([*known, "[unk]"], ensure_ascii=False).encode()
            self._recogniser = self._library.vosk_recognizer_new_grm(self._model, float(RATE), grammar)
        else:
            self._recogniser = self._library.vosk_recognizer_new(self._model, float(RATE))
            self._library.vosk_recognizer_set_max_alternatives(self._recogniser, MOST_ALTERNATIVES)

    def _in_words(self, phrase: str) -> str:
        """The phrase as words of the vocabulary, the longest first; "" when a part of it is in none."""
        assert self._library is not None
        words, rest = [], "".join(phrase.split())
        while rest:
            for length in range(min(len(rest), LONGEST_WORD), 0, -1):
                if self._library.vosk_model_find_word(self._model, rest[:length].encode()) >= 0:
                    words.append(rest[:length])
                    rest = rest[length:]
                    break
            else:
                return ""
        return " ".join(words)

    def accept(self, audio: bytearray) -> None:
        if self._recogniser is None or len(audio) < 2:
            return
        assert self._library is not None
        whole = len(audio) & ~1  # an odd byte would shift every sample after it
        buffer = (ctypes.c_char * whole).from_buffer(audio)
        if self._library.vosk_recognizer_accept_waveform(self._recogniser, buffer, whole):
            self._pieces.append(_alternatives(self._library.vosk_recognizer_result(self._recogniser)))

    def partial(self) -> str:
        if self._recogniser is None:
            return ""
        assert self._library is not None
        said = json.loads(self._library.vosk_recognizer_partial_result(self._recogniser)).get("partial", "")
        return final_of(["".join(_texts(self._pieces, 0)) + said], 0.0).text

    def finish(self) -> Final:
        if self._recogniser is None:
            return Final()
        assert self._library is not None
        self._pieces.append(_alternatives(self._library.vosk_recognizer_final_result(self._recogniser)))
        pieces = [piece for piece in self._pieces if piece and piece[0][0]]
        self.cancel()
        ranks = max((len(piece) for piece in pieces), default=0)
        joined = ["".join(_texts(pieces, rank)) for rank in range(ranks)]
        return final_of(joined, min((_share(piece) for piece in pieces), default=0.0))

    def cancel(self) -> None:
        self._pieces = []
        if self._recogniser is not None and self._library is not None:
            self._library.vosk_recognizer_free(self._recogniser)
        self._recogniser = None


def _texts(pieces: list[list[tuple[str, float]]], rank: int) -> list[str]:
    """The alternative of a rank of every piece, its last one where it has fewer."""
    return [piece[min(rank, len(piece) - 1)][0] for piece in pieces if piece]


def _alternatives(answer: bytes) -> list[tuple[str, float]]:
    said: dict[str, Any] = json.loads(answer)
    if "alternatives" not in said:
        return [(str(said.get("text", "")), 0.0)]
    return [(str(one.get("text", "")), float(one.get("confidence", 0.0))) for one in said["alternatives"]]


def _share(piece: list[tuple[str, float]]) -> float:
    """The scores are logarithms: the first one's share among them."""
    best = piece[0][1]
    return 1.0 / sum(math.exp(max(-50.0, min(0.0, score - best))) for _, score in piece)

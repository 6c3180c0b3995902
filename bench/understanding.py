"""`.venv/bin/python -m bench.understanding`: how well sentences are understood that nobody trained on, style by style.

Each style of `assets/content/phrasings/` is left out in turn, with an eighth of the talk; what is left is trained as a build
trains it. Leaving out is exact: the solution without some sentences follows from the inverse of the whole. Takes minutes
and 3 GB. Prints the table of docs/assistant.md, and the calibration that `catalogue/package/learning.py` names.
"""

import argparse
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from catalogue.package.learning import ENCODER, OWN_WORDS, UNDERSTANDING, encoded, labels_of, lines_of
from catalogue.package.sample import CONTENT
from catalogue.package.sources import read_sources
from catalogue.search.sentence_encoder import SentenceEncoder
from catalogue.search.training import RIDGE, Line, letter_likenesses, likenesses, targets
from catalogue.search.trained import BEND, vectors_of

Array = np.ndarray
TALK = "talk"


class Row(msgspec.Struct, frozen=True):
    """One line of the table. kind: share whose kind is right; refused: of items, share taken for no item."""

    style: str
    sentences: int
    first: float
    among_three: float
    kind: float
    refused: float


def parts_of(lines: list[Line]) -> tuple[list[str], Array]:
    """Styles, and the part each line is left out with; -1: never (the catalogue's own words)."""
    styles = sorted({line.style for line in lines} - {OWN_WORDS, TALK})
    place = {style: number for number, style in enumerate(styles)}
    return styles, np.array(
        [
            zlib.crc32(line.text.encode()) % len(styles) if line.style == TALK else place.get(line.style, -1)
            for line in lines
        ]
    )


def left_out(likeness: Array, wanted: Array, part: Array) -> Array:
    """Scores of each line by what was trained without its part: y - (G_pp)⁻¹ (G y)_p, G the inverse of the whole."""
    kernel = np.exp(BEND * (likeness - 1), dtype=np.float32)
    kernel[np.diag_indices(len(kernel))] += RIDGE
    inverse = np.linalg.inv(kernel)
    weights = inverse @ wanted
    scores = np.zeros_like(wanted)
    for number in range(part.max() + 1):
        own = np.flatnonzero(part == number)
        scores[own] = wanted[own] - np.linalg.solve(inverse[np.ix_(own, own)], weights[own])
    return scores


def shares(scores: Array, sharpness: float) -> Array:
    found = np.exp(sharpness * (scores - scores.max(1, keepdims=True)))
    return found / found.sum(1, keepdims=True)


def best_sharpness(scores: Array, wanted: Array) -> float:
    """The one that makes the shares of what was meant likeliest."""
    tried = [float(value) for value in np.arange(4.0, 31.0)]
    return min(tried, key=lambda value: -np.log(np.maximum((shares(scores, value) * wanted).sum(1), 1e-9)).mean())


def table_of(scores: Array, lines: list[Line], labels: list[str], part: Array, sharpness: float) -> list[Row]:
    kinds = [label.partition(":")[0] if ":" in label else "item" for label in labels]
    names = ("item", "command", "question", "out_of_scope")
    into = np.array([[kind == name for name in names] for kind in kinds], np.float32)
    found = shares(scores, sharpness)
    kind = (found @ into).argmax(1)
    items = np.flatnonzero(into[:, 0])
    ranked = np.argsort(-found[:, items], axis=1)[:, :3]
    meant = {label: place for place, label in enumerate(labels)}
    truth = np.array([meant[line.label] for line in lines])
    true_kind = into[truth].argmax(1)
    right = items[ranked] == truth[:, None]
    rows = []
    for style in sorted({line.style for line in lines} - {OWN_WORDS, TALK}):
        own = np.array([line.style == style for line in lines])
        rows.append(
            Row(
                style, int(own.sum()), float(right[own, 0].mean()), float(right[own].any(1).mean()),
                float((kind[own] == 0).mean()), float((kind[own] == 3).mean()),
            )
        )  # fmt: skip
    for number, name in enumerate(names[1:], 1):
        own = (true_kind == number) & (part >= 0)
        rows.append(Row(name, int(own.sum()), 0.0, 0.0, float((kind[own] == number).mean()), float((kind[own] > 0).mean())))
    return rows


def measured(told: Callable[[str], None]) -> tuple[list[Row], list[Row], tuple[float, float]]:
    """Tables of sentences and of the same spelt in letters, and the two calibrations."""
    lines = lines_of(read_sources(CONTENT))
    labels = labels_of(lines)
    _, part = parts_of(lines)
    body = (UNDERSTANDING / ENCODER).read_bytes()
    import hashlib

    encoder = SentenceEncoder(msgspec.msgpack.decode(body, type=dict[str, bytes]))
    vectors = encoded([line.text for line in lines], encoder, hashlib.sha256(body).hexdigest())
    wanted = targets(lines, labels)
    tried = part >= 0
    tables, sharpnesses = [], []
    for name, compare in (
        ("sentences", lambda: likenesses(lines, vectors_of(vectors))),
        ("letters", lambda: letter_likenesses(lines)),
    ):
        told(name)
        scores = left_out(compare(), wanted, part)
        np.save(Path("/tmp") / f"understanding-{name}.npy", scores.astype("f2"))
        sharpness = best_sharpness(scores[tried], wanted[tried])
        tables.append(table_of(scores, lines, labels, part, sharpness))
        sharpnesses.append(sharpness)
    return tables[0], tables[1], (sharpnesses[0], sharpnesses[1])


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.understanding", description=__doc__)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    sentences, letters, sharpness = measured(lambda text: print(text, flush=True))
    if args.json:
        print(json.dumps({"sentences": msgspec.to_builtins(sentences), "letters": msgspec.to_builtins(letters), "sharpness": sharpness}))  # fmt: skip
        return
    for title, rows in (("sentences", sentences), ("letters", letters)):
        print(f"\n{title}\n| style | sentences | first | among three | kind | taken for none |\n|---|---|---|---|---|---|")
        for row in rows:
            print(
                f"| {row.style} | {row.sentences} | {row.first:.3f} | {row.among_three:.3f} | {row.kind:.3f} |"
                f" {row.refused:.3f} |"
            )
    print(f"\nsharpness {sharpness}")


if __name__ == "__main__":
    main()

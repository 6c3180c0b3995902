"""`.venv/bin/python -m bench.understanding`: how well sentences are understood that nobody trained on, style by style.

Each style of `assets/content/phrasings/` is left out in turn, with a share of the talk; what is left is trained as a
build trains it. Leaving out is exact: the solution without some sentences follows from the inverse of the whole. Takes
minutes and 3 GB. Prints the table of docs/assistant.md, and the calibration for `catalogue/package/learning.py`.
"""

import argparse
import hashlib
import json
import zlib
from collections.abc import Callable

import msgspec
import numpy as np

from catalogue.package.learning import ENCODER, OWN_WORDS, UNDERSTANDING, encoded, labels_of, lines_of
from catalogue.package.sample import CONTENT
from catalogue.package.sources import read_sources
from catalogue.search.kinds import KINDS, Calibration, kind_of, members, shares_of, signs
from catalogue.search.runs import bare
from catalogue.search.sentence_encoder import SentenceEncoder
from catalogue.search.trained import BEND, vectors_of
from catalogue.search.training import RIDGE, Line, likenesses, targets

Array = np.ndarray
TALK = "talk"
COUNTED = (1.0, 3.0, 3.0, 1.5)
"""What a sentence of each kind counts when kinds are told apart: there are far more of items."""


class Row(msgspec.Struct, frozen=True):
    """A line of the table. refused: taken for no item at all; of commands, questions and talk: not for an item."""

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


def best_sharpness(scores: Array, wanted: Array) -> float:
    """The one that makes the shares of what was meant likeliest."""
    tried = [float(value) for value in np.arange(10.0, 81.0, 2.0)]
    return min(tried, key=lambda value: -np.log(np.maximum((shares_of(scores * value) * wanted).sum(1), 1e-9)).mean())


def judge_of(seen: Array, kinds: Array) -> Array:
    """Numbers that tell the kinds apart, (signs, kinds): multinomial logistic regression. kinds: the true ones."""
    mean, spread = seen.mean(0), seen.std(0)
    mean[0], spread[0] = 0, 1
    scaled = (seen - mean) / spread
    counted = np.array(COUNTED)[kinds]
    wanted = np.eye(len(KINDS))[kinds]
    numbers = np.zeros((seen.shape[1], len(KINDS)))
    speed = np.zeros_like(numbers)
    for _ in range(400):
        pull = scaled.T @ ((shares_of(scaled @ numbers) - wanted) * counted[:, None]) / counted.sum() + 1e-4 * numbers
        speed = 0.9 * speed - pull
        numbers = numbers + speed
    numbers /= spread[:, None]
    numbers[0] -= mean[1:] @ numbers[1:]
    return numbers


def judged_apart(seen: Array, kinds: Array, folds: int = 5) -> Array:
    """The kind of each by a judge that saw only the others."""
    fold = np.arange(len(seen)) % folds
    found = np.zeros(len(seen), np.int64)
    for number in range(folds):
        own = fold == number
        found[own] = (seen[own] @ judge_of(seen[~own], kinds[~own])).argmax(1)
    return found


def table_of(scores: Array, lines: list[Line], labels: list[str]) -> tuple[list[Row], Array]:
    """The rows, and the judge of kinds over all."""
    of_kind = members(labels)
    seen = signs(scores, of_kind, np.array([len(bare(line.text)) for line in lines]))
    kinds = np.array([KINDS.index(kind_of(line.label)) for line in lines])
    judged = judged_apart(seen, kinds)
    meant = {label: place for place, label in enumerate(labels)}
    truth = np.array([meant[line.label] for line in lines])
    right = of_kind[0][np.argsort(-scores[:, of_kind[0]], axis=1)[:, :3]] == truth[:, None]
    rows = []
    for name in [*sorted({line.style for line in lines} - {TALK}), *KINDS[1:]]:
        own = np.array([name in (line.style, KINDS[kind]) for line, kind in zip(lines, kinds, strict=True)])
        sentence = name not in set(KINDS)
        rows.append(
            Row(
                str(name), int(own.sum()),
                float(right[own, 0].mean()) if sentence else 0.0, float(right[own].any(1).mean()) if sentence else 0.0,
                float((judged[own] == kinds[own]).mean()),
                float((judged[own] == 3).mean() if sentence else (judged[own] != 0).mean()),
            )
        )  # fmt: skip
    return rows, judge_of(seen, kinds)


def measured(told: Callable[[str], None]) -> tuple[list[Row], Calibration]:
    """The table, and the calibration."""
    lines = lines_of(read_sources(CONTENT))
    labels = labels_of(lines)
    _, part = parts_of(lines)
    body = (UNDERSTANDING / ENCODER).read_bytes()
    encoder = SentenceEncoder(msgspec.msgpack.decode(body, type=dict[str, bytes]).__getitem__)
    vectors = encoded([line.text for line in lines], encoder, hashlib.sha256(body).hexdigest())
    wanted = targets(lines, labels)
    tried = part >= 0
    told(f"{len(lines)} sentences")
    scores = left_out(likenesses(lines, vectors_of(vectors)), wanted, part)
    sharpness = best_sharpness(scores[tried], wanted[tried])
    rows, judge = table_of(scores[tried], [line for line, one in zip(lines, tried, strict=True) if one], labels)
    return rows, Calibration(sharpness, tuple(tuple(round(float(n), 5) for n in row) for row in judge))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.understanding", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", action="store_true", help="write calibration.json, for the next training")
    args = parser.parse_args()
    rows, calibration = measured(lambda text: print(text, flush=True))
    if args.keep:
        (UNDERSTANDING / "calibration.json").write_bytes(msgspec.json.encode(calibration))
    if args.json:
        print(json.dumps({"rows": msgspec.to_builtins(rows), "sharpness": calibration.sharpness}))
        return
    print("\n| style | sentences | first | among three | kind | taken for none |\n|---|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row.style} | {row.sentences} | {row.first:.3f} | {row.among_three:.3f} | {row.kind:.3f} |"
            f" {row.refused:.3f} |"
        )
    print(f"\nsharpness {calibration.sharpness}")


if __name__ == "__main__":
    main()

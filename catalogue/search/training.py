"""Trains the understanding of sentences from the sources: kernel ridge regression, solved in one step, numpy alone.

For building only, a minute or two on one core and 2 GB. The same sources give the same result but for the last bits of
the machine's floating point; the result is kept beside the sources (docs/decisions), so that most builds train nothing.
"""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from catalogue.search.kinds import Calibration
from catalogue.search.likeness import Likeness, kept_runs
from catalogue.search.runs import character_runs, syllable_runs
from catalogue.search.trained import (
    BEND,
    CHARACTER_SHARE,
    MEANING_SHARE,
    SOUND_SHARE,
    About,
    Array,
    Vectors,
    kernel_of,
    known_of,
    vectors_of,
)

RIDGE = 0.05
"""How far the weights are held back; chosen with whole styles left out."""


class Line(msgspec.Struct, frozen=True):
    """A known sentence."""

    text: str
    label: str
    style: str
    syllables: tuple[str, ...]


def likenesses(lines: Sequence[Line], vectors: Vectors) -> Array:
    """How like each sentence is to each other, (lines, lines) 32-bit."""
    steps, _ = vectors.opened()
    found = vectors.likeness(steps, steps.T * np.float32(vectors.scale))
    found *= MEANING_SHARE
    _add(found, [character_runs(line.text) for line in lines], CHARACTER_SHARE)
    _add(found, [syllable_runs(line.syllables) for line in lines], SOUND_SHARE)
    return found


def _add(found: Array, runs: Sequence[Sequence[str]], share: float) -> None:
    known = Likeness(kept_runs(runs))
    for place, own in enumerate(runs):
        found[place] += np.float32(share) * known.values(own)


def targets(lines: Sequence[Line], labels: Sequence[str]) -> Array:
    """1 where a sentence means a label, (lines, labels)."""
    places = {label: place for place, label in enumerate(labels)}
    wanted = np.zeros((len(lines), len(labels)), np.float32)
    wanted[np.arange(len(lines)), [places[line.label] for line in lines]] = 1
    return wanted


def solved(likeness: Array, wanted: Array) -> Array:
    """Weights of the sentences; spoils `likeness` to spare memory."""
    likeness -= 1
    likeness *= np.float32(BEND)
    np.exp(likeness, out=likeness)
    likeness[np.diag_indices(len(likeness))] += RIDGE
    return np.linalg.solve(likeness, wanted)


def train(
    lines: Sequence[Line],
    labels: Sequence[str],
    vectors: Array,
    encoder: str,
    calibration: Calibration,
    told: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """The parts of a package under "trained". vectors: of the lines' texts, of length 1; encoder: its SHA-256."""
    wanted = targets(lines, labels)
    kept = vectors_of(vectors)
    told(f"comparing {len(lines)} sentences")
    weights = solved(likenesses(lines, kept), wanted)
    encode = msgspec.msgpack.encode
    return {
        "about": msgspec.json.encode(About(tuple(labels), calibration, len(lines), encoder)),
        "vectors": encode(kept),
        "characters": encode(kept_runs([character_runs(line.text) for line in lines])),
        "sounds": encode(kept_runs([syllable_runs(line.syllables) for line in lines])),
        "known": encode(known_of([line.text for line in lines], wanted.argmax(1).tolist())),
        "weights": encode(kernel_of(weights)),
    }

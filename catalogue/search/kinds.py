"""Item, command, question or none: judged from the scores of all labels, by a few numbers that calibration found."""

from collections.abc import Sequence

import msgspec
import numpy as np

from catalogue.search.meanings import QueryKind

Array = np.ndarray
KINDS = tuple(QueryKind)
LONG = 20
"""Characters from which a sentence is as long as any."""


class Calibration(msgspec.Struct, frozen=True):
    """Made by `python -m bench.understanding --keep` over sentences that were left out of training."""

    sharpness: float
    """What scores are multiplied by before they become shares of 1."""
    kinds: tuple[tuple[float, ...], ...]
    """For each of `signs` a number for each kind."""


def kind_of(label: str) -> QueryKind:
    """Of a label: an item's code, or kind:meaning."""
    name, colon, _ = label.partition(":")
    return QueryKind(name) if colon else QueryKind.ITEM


def members(labels: Sequence[str]) -> list[Array]:
    """Places of the labels of each kind."""
    kinds = [kind_of(label) for label in labels]
    return [np.array([place for place, kind in enumerate(kinds) if kind is one], np.int64) for one in KINDS]


def signs(scores: Array, of_kind: Sequence[Array], lengths: Array) -> Array:
    """What a kind is judged by: 1, best and sum of each kind, length, the three best items; (texts, signs)."""
    empty = np.zeros((len(scores), 1), scores.dtype)
    each = [scores[:, places] if len(places) else empty for places in of_kind]
    three = np.sort(each[0], axis=1)[:, -3:].sum(1)
    columns = [np.ones(len(scores)), *(one.max(1) for one in each), *(one.sum(1) for one in each)]
    return np.stack([*columns, np.minimum(lengths, LONG) / LONG, three], axis=1)


def shares_of(values: Array) -> Array:
    """Shares of 1 along the last axis."""
    found = np.exp(values - values.max(-1, keepdims=True))
    return found / found.sum(-1, keepdims=True)

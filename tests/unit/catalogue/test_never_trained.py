"""Sentences that nothing is trained on, written apart from the sources: kinds are told apart, items are found."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from catalogue.package.open import Package
from catalogue.package.phrasings import read_said
from catalogue.package.sample import CONTENT
from catalogue.search.meanings import QueryKind

ROWS = list(
    csv.DictReader((Path(__file__).parents[2] / "samples" / "never_trained.csv").read_text("utf-8").splitlines())
)
LEAST = {
    QueryKind.COMMAND: 0.9,
    QueryKind.QUESTION: 0.9,
    QueryKind.OUT_OF_SCOPE: 0.9,
    QueryKind.ITEM: 0.95,
}
"""Share of each kind that must be known as such."""


def test_they_stay_untrained() -> None:
    """Whoever teaches one of them takes it out here: it measures nothing any more."""
    said = read_said(CONTENT)
    known = {line.text for line in said.talk} | {line.text for line in said.phrasings}
    assert not known & {row["text"] for row in ROWS}


@pytest.fixture(scope="module")
def right(package: Package) -> Counter[QueryKind]:
    return Counter(
        kind for row in ROWS if package.understand((row["text"],), 1).kind is (kind := QueryKind(row["kind"]))
    )


@pytest.mark.parametrize("kind", list(QueryKind))
def test_kinds_are_told_apart(right: Counter[QueryKind], kind: QueryKind) -> None:
    asked = sum(row["kind"] == kind for row in ROWS)
    assert right[kind] >= LEAST[kind] * asked, f"{right[kind]} of {asked}"

"""The intake's figure runs on whatever database is here; how fast is for the bench to say."""

from bench.figures.intake import measure
from bench.postgresql import programs


def test_each_database_gives_its_ratio_to_the_same_rows_straight_in() -> None:
    figures = measure(batches_each=1, turns=1)
    names = [figure.name for figure in figures]
    assert names == [*(["intake-postgresql"] if programs() else []), "intake-sqlite", "intake-sqlite-longest"]
    assert all(figure.value > 0 and figure.peer_value > 0 for figure in figures)

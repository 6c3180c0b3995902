"""Where an answer stands: `children[2].name` is one cell of a repeat. Pure and light: the journey needs it at once."""

import re
from collections.abc import Mapping
from typing import Any

PLACE = re.compile(r"([a-z][a-z0-9_]*)\[([1-9][0-9]?)\]\.([a-z][a-z0-9_]*)", re.ASCII)


def place_of_row(name: str) -> tuple[str, int, str] | None:
    """ "children[2].name" → ("children", 2, "name"); None for a plain field."""
    found = PLACE.fullmatch(name)
    return (found[1], int(found[2]), found[3]) if found else None


def answer_at(answers: Mapping[str, object], name: str) -> object:
    """The answer of a field, or of one column of one row; None when there is none."""
    place = place_of_row(name)
    if place is None:
        return answers.get(name)
    rows = answers.get(place[0])
    row = rows[place[1] - 1] if isinstance(rows, list) and place[1] <= len(rows) else None
    return row.get(place[2]) if isinstance(row, dict) else None


def with_answer_at(answers: dict[str, object], name: str, value: object) -> None:
    """Put an answer in its place, or take it away (None or ""); rows before it are begun."""
    place = place_of_row(name)
    gone = value is None or value == ""
    if place is None:
        if gone:
            answers.pop(name, None)
        else:
            answers[name] = value
        return
    given = answers.get(place[0])
    rows: list[Any] = [dict(row) if isinstance(row, dict) else {} for row in given] if isinstance(given, list) else []
    rows += [{} for _ in range(place[1] - len(rows))]
    if gone:
        rows[place[1] - 1].pop(place[2], None)
    else:
        rows[place[1] - 1][place[2]] = value
    answers[place[0]] = rows


def with_rows(answers: dict[str, object], name: str, count: int) -> None:
    """Make a repeat so many rows long; what stands in the first ones stays."""
    given = answers.get(name)
    rows: list[Any] = list(given) if isinstance(given, list) else []
    if count <= 0:
        answers.pop(name, None)
    else:
        answers[name] = rows[:count] + [{} for _ in range(count - len(rows))]

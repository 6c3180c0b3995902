"""Rows of a repeat as questions of their own: `children[2].name` is the name in the second row. Pure."""

import msgspec

from catalogue.forms.expressions import NotEvaluable, activation, value_of
from catalogue.forms.facts import LIST_LIMIT
from catalogue.forms.state import FormState
from contract.form import Field, FieldType

ROWS_AT_MOST = 20


def rows_at_most(field: Field) -> int:
    return min(field.max_length or ROWS_AT_MOST, LIST_LIMIT)


def row_count(field: Field, state: FormState) -> int:
    """How many rows are asked: what `count` says, else as many as were begun."""
    if field.count:
        try:
            wanted = value_of(field.count, activation(state.facts))
        except NotEvaluable:
            return 0
        return max(0, min(wanted, rows_at_most(field))) if isinstance(wanted, int) else 0
    given = state.values.get(field.id)
    return min(len(given), rows_at_most(field)) if isinstance(given, list) else 0


def row_fields(field: Field, state: FormState) -> tuple[Field, ...]:
    """The columns of every row as fields named by their place, asked where the repeat is asked."""
    return tuple(
        msgspec.structs.replace(column, id=f"{field.id}[{row}].{column.id}", step=field.step, page="")
        for row in range(1, row_count(field, state) + 1)
        for column in field.fields
    )


def is_repeat(field: Field) -> bool:
    return field.type is FieldType.REPEAT

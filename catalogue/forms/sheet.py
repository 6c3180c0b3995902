"""A form as a numbered sheet: the same numbers on the printed form, the case page and the paper fallback. Pure.

A number belongs to the definition, not to the answers: a field that is not shown leaves a gap; 2.7 is always 2.7.
"""

from collections.abc import Mapping

import msgspec

from contract.form import Field, FieldType, FormDef, Step

PARTS = {Step.CARD: 1, Step.FORM: 2, Step.MATERIALS: 2, Step.CONTACT: 3, Step.SIGN: 3, Step.REVIEW: 3}
"""1 the applicant, 2 the matter, 3 contact; materials are 4, declarations 5."""
MATERIALS_PART = 4
DECLARATIONS_PART = 5


class SheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line: its number, the field, and the answer as it was given. `row`: which row of a repeat, 0 for none."""

    number: str
    field: Field
    value: object
    row: int = 0


def field_numbers(form: FormDef) -> dict[str, str]:
    """Field id → its number, e.g. {"card_kind": "2.1"}."""
    numbers: dict[str, str] = {}
    used: dict[int, int] = {}
    for field in form.fields:
        part = PARTS[field.step]
        used[part] = used.get(part, 0) + 1
        numbers[field.id] = f"{part}.{used[part]}"
    return numbers


def material_numbers(form: FormDef) -> dict[str, str]:
    return {material.id: f"{MATERIALS_PART}.{place}" for place, material in enumerate(form.materials, 1)}


def sheet_rows(form: FormDef, answers: Mapping[str, object], *, with_sensitive: bool = False) -> tuple[SheetRow, ...]:
    """The answered lines in the order of the numbers; cells of a repeat are 2.9.1.2 (second cell of the first row).

    answers: those that count, as handed in. A sensitive field is left out of what is printed.
    """
    numbers = field_numbers(form)
    rows: list[SheetRow] = []
    for field in form.fields:
        if field.id not in answers or (field.sensitive and not with_sensitive):
            continue
        value = answers[field.id]
        if field.type is not FieldType.REPEAT:
            rows.append(SheetRow(number=numbers[field.id], field=field, value=value))
            continue
        for place, record in enumerate(value if isinstance(value, list) else [], 1):
            for cell, column in enumerate(field.fields, 1):
                given = record.get(column.id) if isinstance(record, dict) else None
                if given not in (None, ""):
                    number = f"{numbers[field.id]}.{place}.{cell}"
                    rows.append(SheetRow(number=number, field=column, value=given, row=place))
    return tuple(sorted(rows, key=lambda row: [int(part) for part in row.number.split(".")]))

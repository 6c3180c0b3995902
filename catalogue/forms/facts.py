"""What conditions may read, as plain values: a card, a site, and answers of the right type or blank."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from contract.card import CardKind, CardRecord
from contract.codes import NATIONS
from contract.form import Field, FieldType

Answers = Mapping[str, object]
"""By field id: enum and multi = the option's label (or a list), bool, division = code, date ISO, month YYYY-MM,
decimal as text, int, repeat = list of objects, signature, photo and scan = {"sha256": …}."""

FOR_GOOD = "长期"

NO_CARD = {
    "kind": "",
    "name": "",
    "english_name": "",
    "number": "",
    "sex": "",
    "sex_label": "",
    "birth": "",
    "nation": "",
    "nation_label": "",
    "nationality": "",
    "address": "",
    "issuer": "",
    "valid_from": "",
    "valid_to": "",
    "permit_number": "",
}
"""What `card` holds when no card was read."""

TEXT_LIMIT = 2000
"""Characters of an answer that is a text."""
LIST_LIMIT = 200
"""Entries of an answer that is a list."""

BLANKS: dict[FieldType, object] = {
    FieldType.MULTI: [],
    FieldType.REPEAT: [],
    FieldType.BOOL: False,
    FieldType.INT: None,
    FieldType.DECIMAL: None,
}

FILES = (FieldType.SIGNATURE, FieldType.PHOTO, FieldType.SCAN)


def card_facts(card: CardRecord | None) -> dict[str, str]:
    """A card as text. valid_to is 长期 on a resident's card without an end."""
    if card is None:
        return NO_CARD
    valid_to = card.valid_to.isoformat() if card.valid_to else (FOR_GOOD if card.kind is CardKind.RESIDENT else "")
    return NO_CARD | {
        "kind": card.kind.value,
        "name": card.name,
        "english_name": card.english_name or "",
        "number": card.number,
        "sex": card.sex.value,
        "sex_label": card.sex.zh,
        "birth": card.birth.isoformat(),
        "nation": card.nation or "",
        "nation_label": NATIONS.get(card.nation or "", ""),
        "nationality": card.nationality or "",
        "address": card.address or "",
        "issuer": card.issuer or "",
        "valid_from": card.valid_from.isoformat() if card.valid_from else "",
        "valid_to": valid_to,
        "permit_number": card.permit_number or "",
    }


def blank(field: Field) -> object:
    """The value that conditions see for a field without an answer."""
    return BLANKS.get(field.type, "")


def is_absent(answer: object) -> bool:
    return answer is None or answer == "" or answer == [] or (isinstance(answer, str) and not answer.strip())


def fact_of(field: Field, answer: object) -> Any:
    """An answer as conditions see it: blank when it is absent or not of the field's type at all."""
    kind = field.type
    if kind is FieldType.BOOL:
        return answer if isinstance(answer, bool) else False
    if kind is FieldType.INT:
        return answer if isinstance(answer, int) and not isinstance(answer, bool) and abs(answer) < 2**62 else None
    if kind is FieldType.DECIMAL:
        return decimal_fact(answer)
    if kind is FieldType.MULTI:
        return [entry for entry in answer[:LIST_LIMIT] if isinstance(entry, str)] if isinstance(answer, list) else []
    if kind is FieldType.REPEAT:
        rows = answer[:LIST_LIMIT] if isinstance(answer, list) else []
        return [
            {column.id: fact_of(column, row.get(column.id)) for column in field.fields}
            for row in rows
            if isinstance(row, dict)
        ]
    if kind in FILES:
        digest = answer.get("sha256") if isinstance(answer, dict) else None
        return digest if isinstance(digest, str) and len(digest) <= 64 else ""
    return answer if isinstance(answer, str) and len(answer) <= TEXT_LIMIT and encodable(answer) else ""


def encodable(text: str) -> bool:
    """A lone surrogate is no character and would reach no screen, printer or centre."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def decimal_fact(answer: object) -> float | None:
    if isinstance(answer, bool) or not isinstance(answer, str | int | float) or len(str(answer)) > 40:
        return None
    try:
        return float(answer)
    except ValueError:
        return None


def is_iso_date(text: object) -> bool:
    """Exactly YYYY-MM-DD and a day that exists."""
    if not isinstance(text, str) or len(text) != 10 or not text.isascii():
        return False
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

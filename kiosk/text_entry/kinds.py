"""What fields take: kinds, how long they may be, which keys they accept. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """What a field takes; decides keyboard or pad, and which keys mean something."""

    TEXT = "text"
    MOBILE = "mobile"
    ID18 = "id18"
    DATE = "date"
    MONTH = "month"
    BANKCARD = "bankcard"
    DECIMAL = "decimal"
    CODE = "code"
    DIGITS = "digits"


LIMITS = {
    Kind.MOBILE: 11,
    Kind.ID18: 18,
    Kind.DATE: 8,
    Kind.MONTH: 6,
    Kind.BANKCARD: 19,
    Kind.DECIMAL: 15,
    Kind.CODE: 22,
    Kind.DIGITS: 12,
    Kind.TEXT: 120,
}
"""Characters, where the form does not say."""


def accepts(kind: Kind, text: str, typed: str) -> bool:
    """Whether a field of this kind that holds `text` takes one key more."""
    match kind:
        case Kind.TEXT:
            return typed.isprintable()
        case Kind.ID18:
            return typed in "0123456789" or (typed in "Xx" and len(text) == 17)
        case Kind.CODE:
            return len(typed) == 1 and typed.isascii() and typed.isalnum()
        case Kind.DECIMAL:
            return len(typed) == 1 and (typed in "0123456789" or (typed == "." and "." not in text))
        case Kind.MOBILE | Kind.DATE | Kind.MONTH | Kind.BANKCARD | Kind.DIGITS:
            return len(typed) == 1 and typed in "0123456789"

"""Checks one value against its field: type, length, national scheme. Pure; gives codes with facts, no words."""

from collections.abc import Callable, Container
from decimal import Decimal, InvalidOperation

from catalogue.forms.expressions import NotEvaluable, id_birth, luhn, matches_whole
from catalogue.forms.facts import FILES, LIST_LIMIT, TEXT_LIMIT, encodable, is_iso_date
from contract.form import Field, FieldError, FieldType
from contract.id_number import check_character
from contract.uscc import CHARACTERS, uscc_check

Problem = tuple[str, dict[str, str]]
"""Code of an error and its facts."""


def error(field: Field, code: str, facts: dict[str, str] | None = None, *, warns: bool = False) -> FieldError:
    return FieldError(field=field.id, code=code, message="", warns=warns, facts=facts or {})


def is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def lengths(field: Field, text: str) -> Problem | None:
    if field.min_length is not None and len(text) < field.min_length:
        return "too_short", {"length": str(len(text)), "need": str(field.min_length)}
    if len(text) > (most := min(field.max_length or TEXT_LIMIT, TEXT_LIMIT)):
        return "too_long", {"length": str(len(text)), "most": str(most)}
    return None


def text_problem(field: Field, text: str) -> Problem | None:
    if not encodable(text) or any(ord(character) < 32 for character in text):
        return "bad_character", {}
    if len(text) > TEXT_LIMIT:
        return "too_long", {"length": str(len(text)), "most": str(field.max_length or TEXT_LIMIT)}
    if problem := lengths(field, text.strip()):
        return problem
    if field.pattern:
        try:
            if not matches_whole(text.strip(), field.pattern):
                return "pattern", {}
        except NotEvaluable:
            return "pattern", {}
    return None


def counted(text: str, need: int, scheme: str) -> Problem | None:
    """How many characters are missing or too many: what a resident can mend at once."""
    if len(text) < need:
        return f"{scheme}_short", {"missing": str(need - len(text)), "need": str(need)}
    if len(text) > need:
        return f"{scheme}_long", {"extra": str(len(text) - need), "need": str(need)}
    return None


def mobile_problem(text: str) -> Problem | None:
    """^1[3-9]\\d{9}$; virtual operators are real people."""
    if not is_digits(text):
        return "mobile_digits", {"need": "11"}
    if problem := counted(text, 11, "mobile"):
        return problem
    return None if text[0] == "1" and text[1] in "3456789" else ("mobile_start", {"start": text[:2]})


def id18_problem(text: str) -> Problem | None:
    """GB 11643. A small x is taken as X by whoever types it; here it must be X already."""
    if problem := counted(text, 18, "id"):
        return problem
    if not is_digits(text[:17]) or text[17] not in "0123456789X":
        return "id_characters", {"need": "18"}
    if check_character(text[:17]) != text[17]:
        return "id_check", {}
    return None if id_birth(text) else ("id_birth", {})


def uscc_problem(text: str) -> Problem | None:
    """GB 32100-2015."""
    if problem := counted(text, 18, "uscc"):
        return problem
    if wrong := next((character for character in text if character not in CHARACTERS), ""):
        return "uscc_characters", {"wrong": wrong}
    return None if uscc_check(text) == text[17] else ("uscc_check", {})


def id18_or_uscc_problem(text: str) -> Problem | None:
    """A person's or a company's number, both of 18: what is wrong is said for the one it looks like."""
    problem = uscc_problem(text)
    if problem is None or id18_problem(text) is None:
        return None
    return id18_problem(text) if is_digits(text[:17]) else problem


def bankcard_problem(text: str) -> Problem | None:
    if not is_digits(text):
        return "bankcard_digits", {}
    if len(text) < 16:
        return "bankcard_short", {"missing": str(16 - len(text)), "need": "16"}
    return None if len(text) <= 19 else ("bankcard_long", {"extra": str(len(text) - 19), "most": "19"})


def month_problem(text: str) -> Problem | None:
    fits = (
        len(text) == 7
        and text[4:5] == "-"
        and is_digits(text[:4] + text[5:])
        and "01" <= text[5:] <= "12"
        and text[:4] >= "1900"
    )
    return None if fits else ("not_a_month", {})


def date_problem(field: Field, text: str) -> Problem | None:
    """An ISO date from 1900 on, or one of the field's own words (长期)."""
    if text in {option.label for option in field.options}:
        return None
    return None if is_iso_date(text) and text >= "1900" else ("not_a_date", {})


def decimal_problem(text: object) -> Problem | None:
    """A plain number with at most two decimals."""
    try:
        number = Decimal(
            text if isinstance(text, str) and len(text) <= 20 and text.isascii() and text.strip() == text else "x"
        )
    except InvalidOperation:
        return "not_a_number", {}
    if not number.is_finite() or "e" in str(text).lower() or "_" in str(text):
        return "not_a_number", {}
    return ("too_many_decimals", {"most": "2"}) if number.as_tuple().exponent < -2 else None  # type: ignore[operator]


def division_problem(field: Field, text: str, divisions: Container[str]) -> Problem | None:
    """A code of the field's length, known where `divisions` says which are, or one of the field's own words.

    A province or city may be written with the zeros of its six digits (510000).
    """
    if text in {option.label for option in field.options}:
        return None
    code, zeros = text[: field.digits], text[field.digits :]
    whole = len(code) == field.digits and is_digits(code) and len(text) <= 12 and not zeros.strip("0")
    known = code in divisions if divisions else True
    return None if whole and known else ("division_unknown", {})


SCHEMES: dict[FieldType, Callable[[str], Problem | None]] = {
    FieldType.MOBILE: mobile_problem,
    FieldType.ID18: id18_problem,
    FieldType.USCC: uscc_problem,
    FieldType.ID18_OR_USCC: id18_or_uscc_problem,
    FieldType.BANKCARD: bankcard_problem,
    FieldType.MONTH: month_problem,
}


def choice_problem(field: Field, value: object, offered: Container[str]) -> Problem | None:
    given = value if field.type is FieldType.MULTI else [value]
    if not isinstance(given, list) or len(given) > LIST_LIMIT:
        return "not_an_option", {}
    chosen = [one for one in given if isinstance(one, str)]
    if len(chosen) != len(given):
        return "not_an_option", {}
    if any(one not in offered for one in chosen):
        return "not_an_option", {}
    if len(set(chosen)) != len(chosen):
        return "chosen_twice", {}
    if field.type is FieldType.MULTI and field.min_length is not None and len(chosen) < field.min_length:
        return "too_few", {"need": str(field.min_length)}
    if field.type is FieldType.MULTI and field.max_length is not None and len(chosen) > field.max_length:
        return "too_many", {"most": str(field.max_length)}
    return None


def file_problem(value: object) -> Problem | None:
    """A file is named by its digest: {"sha256": 64 hex digits}; a scan may be a list of such pages."""
    pages = value if isinstance(value, list) else [value]
    for page in pages[: LIST_LIMIT + 1]:
        digest = page.get("sha256") if isinstance(page, dict) else None
        if (
            not isinstance(digest, str)
            or len(digest) != 64
            or not all(character in "0123456789abcdef" for character in digest)
        ):
            return "not_given", {}
    return None if 0 < len(pages) <= LIST_LIMIT else ("not_given", {})


def problem_of(field: Field, value: object, offered: Container[str], divisions: Container[str]) -> Problem | None:
    """What is wrong with a value that is there. offered: labels of options; divisions: 12-digit codes, empty: any."""
    kind = field.type
    if kind in (FieldType.ENUM, FieldType.MULTI):
        return choice_problem(field, value, offered)
    if kind in FILES:
        return file_problem(value)
    if kind is FieldType.BOOL:
        return None if isinstance(value, bool) else ("not_yes_or_no", {})
    if kind is FieldType.INT:
        return (
            None
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12
            else ("not_a_number", {})
        )
    if kind is FieldType.DECIMAL:
        return decimal_problem(value)
    if not isinstance(value, str):
        return "wrong_type", {}
    if kind is FieldType.DIVISION:
        return division_problem(field, value, divisions)
    if kind is FieldType.DATE:
        return date_problem(field, value)
    if scheme := SCHEMES.get(kind):
        return scheme(value)
    return text_problem(field, value)


def warning_of(field: Field, value: object) -> Problem | None:
    """Said, but never in the way: some bank books fail Luhn."""
    if field.type is FieldType.BANKCARD and isinstance(value, str) and not luhn(value):
        return "bankcard_luhn", {}
    return None

"""Conditions of forms: Common Expression Language, typed and compiled once (Google's C++ CEL through cel-expr-python).

A condition sees `answers` (every field of the form; blank ones as "" or [] or false, numbers as null), `card` and
`card2` (text, all blank without a card), `station` (facts of the site), `today` (ISO date) and, in rules, `value`.
Dates are ISO text, so they compare in order.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from cel_expr_python import cel

from contract.id_number import IdNumber, age_on

LENGTH_LIMIT = 2000
"""Characters an expression may have."""

REFERENCE = re.compile(r"\banswers\.([A-Za-z_]\w*)|\banswers\[")
_TEXT_IN_QUOTES = re.compile(r"r?'(?:\\.|[^'\\])*'|r?\"(?:\\.|[^\"\\])*\"")


class ExpressionWrong(ValueError):
    """An expression does not compile; the text says where."""


class NotEvaluable(Exception):
    """An expression has no value for these answers, e.g. it compares a number that was not given."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def age(birth: str, today: str) -> int:
    """Full years; -1 when `birth` is no date yet."""
    try:
        return age_on(day(birth), day(today))
    except ValueError:
        return -1


def add_days(text: str, days: int) -> str:
    try:
        return (day(text) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return ""


def add_months(text: str, months: int) -> str:
    """The same day that many months on, or the last day of that month."""
    try:
        start = day(text)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        following = date(year + month // 11, (month + 1) % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        return date(year, month + 1, min(start.day, last)).isoformat()
    except (ValueError, OverflowError):
        return ""


def days_between(first: str, second: str) -> int:
    """Days from `first` to `second`; hugely negative when one is no date, so that no limit holds by accident."""
    try:
        return (day(second) - day(first)).days
    except ValueError:
        return -1_000_000


def id_birth(number: str) -> str:
    try:
        return IdNumber(number).birth.isoformat()
    except ValueError:
        return ""


def id_sex(number: str) -> str:
    try:
        return "男" if IdNumber(number).is_male else "女"
    except ValueError:
        return ""


def luhn(number: str) -> bool:
    digits = [int(digit) for digit in number if digit.isascii() and digit.isdecimal()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return len(digits) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def part_of_text(text: str, first: int, end: int) -> str:
    """Characters from `first` up to, not with, `end`; what is not there is left out."""
    return text[max(0, first) : max(0, end)]


def school_year(today: str) -> int:
    """The year in whose autumn the school year begins for which somebody applies: this one's until August."""
    try:
        now = day(today)
    except ValueError:
        return 0
    return now.year if now.month <= 8 else now.year + 1


FUNCTIONS: dict[str, tuple[Callable[..., Any], Any, list[Any]]] = {
    "age": (age, cel.Type.INT, [cel.Type.STRING, cel.Type.STRING]),
    "add_days": (add_days, cel.Type.STRING, [cel.Type.STRING, cel.Type.INT]),
    "add_months": (add_months, cel.Type.STRING, [cel.Type.STRING, cel.Type.INT]),
    "days_between": (days_between, cel.Type.INT, [cel.Type.STRING, cel.Type.STRING]),
    "id_birth": (id_birth, cel.Type.STRING, [cel.Type.STRING]),
    "id_sex": (id_sex, cel.Type.STRING, [cel.Type.STRING]),
    "slice": (part_of_text, cel.Type.STRING, [cel.Type.STRING, cel.Type.INT, cel.Type.INT]),
    "school_year": (school_year, cel.Type.INT, [cel.Type.STRING]),
    "luhn": (luhn, cel.Type.BOOL, [cel.Type.STRING]),
}
"""What an expression may call besides CEL's own functions. Each call loses its arguments' memory (docs/decisions/0006):
few and short ones only; what CEL can say itself, such as `matches`, is said so."""


@cache
def environment() -> Any:
    facts = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
    texts = cel.Type.Map(cel.Type.STRING, cel.Type.STRING)
    return cel.NewEnv(
        variables={
            "answers": facts,
            "card": texts,
            "card2": texts,
            "station": facts,
            "today": cel.Type.STRING,
            "value": cel.Type.DYN,
        },
        functions=[
            cel.FunctionDecl(name, [cel.Overload(name, gives, takes, False, function)])
            for name, (function, gives, takes) in FUNCTIONS.items()
        ],
    )


@lru_cache(maxsize=4096)
def compiled(text: str) -> Any:
    """The compiled expression. Raises ExpressionWrong with the compiler's reason."""
    if len(text) > LENGTH_LIMIT:
        raise ExpressionWrong(f"longer than {LENGTH_LIMIT} characters")
    try:
        return environment().compile(text)
    except (RuntimeError, ValueError) as error:
        reason = str(error).partition("ERROR: <input>:")[2].partition("\n")[0] or str(error)
        raise ExpressionWrong(reason.strip()[:200]) from None


def gives(text: str) -> str:
    """Name of the type an expression gives: BOOL, STRING, INT, DYN…"""
    return compiled(text).return_type().name()


def names_in(text: str) -> set[str]:
    """Fields that an expression reads from `answers`. Raises ExpressionWrong for answers[…]: that cannot be checked."""
    bare = _TEXT_IN_QUOTES.sub("''", text)
    if "answers[" in bare.replace(" ", ""):
        raise ExpressionWrong("write answers.field, not answers[…]")
    return {match[1] for match in REFERENCE.finditer(bare) if match[1]}


def activation(facts: Mapping[str, Any]) -> Any:
    """Facts ready for any number of expressions."""
    return environment().Activation(dict(facts))


def value_of(text: str, facts: Any) -> Any:
    """Value of an expression over an `activation`. Raises NotEvaluable, or ExpressionWrong when it does not compile."""
    try:
        result = compiled(text).eval(facts)
        if result.type() == cel.Type.ERROR:
            raise NotEvaluable(str(result.value())[:200])
        return result.plain_value()
    except (RuntimeError, TypeError, ValueError, OverflowError) as error:
        if isinstance(error, ExpressionWrong):
            raise
        raise NotEvaluable(str(error)[:200]) from None


def holds(text: str, facts: Any) -> bool:
    """Whether a condition holds; one that has no value for these answers does not."""
    try:
        return value_of(text, facts) is True
    except NotEvaluable:
        return False


def matches_whole(text: str, pattern: str) -> bool:
    """Whether all of `text` fits an RE2 pattern: time grows with the length only, whatever the pattern."""
    return (
        value_of(
            "value.matches(answers.pattern)",
            activation(
                {
                    "value": text,
                    "answers": {"pattern": f"^(?:{pattern})$"},
                    "card": {},
                    "card2": {},
                    "station": {},
                    "today": "",
                }
            ),
        )
        is True
    )

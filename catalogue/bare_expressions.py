"""CEL over plain names (`age >= 60 && hukou == 'xindu'`), as eligibility rules and themes write it; compiled once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cel_expr_python import cel

from catalogue.forms.expressions import LENGTH_LIMIT, ExpressionWrong, NotEvaluable


@lru_cache(maxsize=64)
def environment_of(names: tuple[str, ...]) -> Any:
    return cel.NewEnv(variables=dict.fromkeys(names, cel.Type.DYN), functions=[])


@lru_cache(maxsize=8192)
def compiled_over(text: str, names: tuple[str, ...]) -> Any:
    """Raises ExpressionWrong with the compiler's reason, also for a name that is not among `names`."""
    if len(text) > LENGTH_LIMIT:
        raise ExpressionWrong(f"longer than {LENGTH_LIMIT} characters")
    try:
        return environment_of(names).compile(text or "true")
    except (RuntimeError, ValueError) as error:
        reason = str(error).partition("ERROR: <input>:")[2].partition("\n")[0] or str(error)
        raise ExpressionWrong(reason.strip()[:200]) from None


def holds_over(text: str, names: tuple[str, ...], known: Mapping[str, Any]) -> bool | None:
    """Whether a condition holds; None when it needs a name that is not in `known`. Empty text always holds."""
    try:
        facts = environment_of(names).Activation(dict(known))
        result = compiled_over(text, names).eval(facts)
        return None if result.type() == cel.Type.ERROR else result.plain_value() is True
    except (RuntimeError, TypeError, ValueError, OverflowError, NotEvaluable) as error:
        if isinstance(error, ExpressionWrong):
            raise
        return None

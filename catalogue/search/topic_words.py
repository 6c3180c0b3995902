"""A bare word such as 老年 or 身份证 names a field, not an item: what stands under it, spread over all that fits. Pure.

What was trained cannot say it: a keyword that happens to stand alone in the sources of one item would be taken for it.
"""

from collections.abc import Iterable, Sequence

from catalogue.search.terms import HAN

SHORTEST, LONGEST = 2, 4
"""Hanzi of such a word."""
NAMED_AT_LEAST = 3
"""Items that are called something with the word in it, from which the word is a field."""
DERIVED = (
    "变更 更正 注销 补领 补办 补打 补证 换领 换证 换发 挂失 解挂 "
    "查询 打印 进度 年审 复核 转移 迁移 签注 修改 停保 异地 临时"
).split()
"""Acts on what one has already: whoever says only the thing more likely wants to have it."""
DERIVED_SHARE = 0.6


def is_topic(word: str, named: int) -> bool:
    """named: items that are called something with the word in it."""
    return bool(HAN.fullmatch(word)) and SHORTEST <= len(word) <= LONGEST and named >= NAMED_AT_LEAST


def spread(found: Iterable[tuple[str, str, float]]) -> Sequence[tuple[str, float]]:
    """(code, share of 1), best first, of (code, name, lexical score): never near 1, for the word alone tells little."""
    weighed = [(code, score**2 * (DERIVED_SHARE if _is_derived(name) else 1.0)) for code, name, score in found]
    whole = sum(weight for _, weight in weighed)
    ranked = sorted(weighed, key=lambda one: (-one[1], one[0]))
    return [(code, weight / whole) for code, weight in ranked] if whole > 0 else []


def _is_derived(name: str) -> bool:
    return any(act in name for act in DERIVED)

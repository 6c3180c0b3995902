"""Several wishes in one sentence (办老年证，还想给孙子打疫苗): where it parts, and which items stand for it. Pure."""

import re
from collections.abc import Sequence

from catalogue.search.runs import bare

AT_MOST = 3
SHORTEST = 3
"""Hanzi of a wish."""
CLEAR = 0.5
"""Share from which the first item of a part is what the part means."""
AMONG = 5
"""Places of the whole sentence's ranking in which each wish must stand: what is no second wish does not."""
_PARTS = re.compile(
    r"[，,。；; ]+(?:还有(?:就是)?|还想|还要|还得|另外(?:还)?(?:想|要)?|顺便(?:还)?(?:想|要)?|顺带|"
    r"然后(?:还|再)?(?:想|要)?|同时(?:还)?|再(?=[帮给把查办补打交开领换]))"
)


def parts_of(sentence: str) -> tuple[str, ...]:
    """The wishes as they were said; none when it is one."""
    parts = [part for part in _PARTS.split(sentence) if len(bare(part)) >= SHORTEST]
    return tuple(parts[:AT_MOST]) if len(parts) > 1 else ()


def several(meant: Sequence[tuple[str, float] | None], ranked: Sequence[str]) -> tuple[str, ...]:
    """Codes of the wishes in the order said; none unless every part is clear and they are two at least.

    meant: of each part the first item with its share, None when it is no item; ranked: codes for the whole sentence.
    """
    clear = [one[0] for one in meant if one is not None and one[1] >= CLEAR and one[0] in ranked[:AMONG]]
    codes = tuple(dict.fromkeys(clear))
    return codes if len(clear) == len(meant) and len(codes) > 1 else ()

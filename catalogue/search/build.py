"""Works the search index out when a package is built: each term with the items it speaks for, and how strongly.

The weighting is BM25F over the fields below. Pinyin comes from pypinyin, here only; a station reads the tables.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from pypinyin import Style, pinyin_dict, style

from catalogue.search.spelling import spell
from catalogue.search.syllables import SYLLABLES
from catalogue.search.tables import IMPACT_STEP, Tables, bucket_of
from catalogue.search.terms import (
    HAN,
    character_terms,
    english_terms,
    exact_sound_terms,
    initials_of,
    initials_terms,
    plain_text,
    sound_terms,
)
from contract.catalogue import Guide, Item

if TYPE_CHECKING:
    from catalogue.package.sources import Sources

FIELD_WEIGHTS = {"name": 3.0, "short": 2.0, "colloquial": 2.6, "keywords": 2.6, "about": 0.8, "guide": 0.45}
FIELD_LENGTHS = {"name": 16.0, "short": 10.0, "colloquial": 40.0, "keywords": 20.0, "about": 60.0, "guide": 400.0}
SATURATION = 1.4
LENGTH_SHARE = 0.4
TERMS_A_BUCKET = 160


def syllables_of(text: str) -> list[str]:
    """Most likely syllables of the hanzi in a text; what has none is left out."""
    return [syllable for syllable in spell("".join(HAN.findall(text))) if syllable in SYLLABLES]


def said_terms(text: str) -> Iterator[str]:
    """Terms of a text that people say: in characters, sounds, initials and, when it has letters, words."""
    text = plain_text(text)
    syllables = syllables_of(text)
    yield from character_terms(text)
    yield from sound_terms(syllables)
    yield from exact_sound_terms(syllables)
    yield from initials_terms(initials_of(syllables))
    yield from english_terms(text)


def guide_text(guide: Guide | None) -> str:
    if guide is None:
        return ""
    parts = [guide.plain, *guide.who, *guide.beware, *(line.q for line in guide.faq)]
    for situation in guide.situations:
        parts += [situation.name, situation.when, *(material.name for material in situation.materials)]
    return " ".join(parts)


def fields_of(item: Item, guide: Guide | None) -> dict[str, list[str]]:
    """Terms of one item by field."""
    about = " ".join((item.category, item.group, item.result, *item.materials, *item.themes))
    return {
        "name": [*said_terms(item.name), *english_terms(plain_text(item.name_en))],
        "short": list(said_terms(item.short_zh)),
        "colloquial": [term for text in item.colloquial for term in said_terms(text)],
        "keywords": [term for text in item.keywords for term in said_terms(text)],
        "about": list(character_terms(about)),
        "guide": list(character_terms(plain_text(guide_text(guide)))),
    }


def impacts(sources: "Sources") -> dict[str, list[tuple[int, float]]]:
    """term → (item's place in the catalogue, impact)."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for place, item in enumerate(sources.items):
        for field, terms in fields_of(item, sources.guides.get(item.code)).items():
            norm = 1 - LENGTH_SHARE + LENGTH_SHARE * len(terms) / (FIELD_LENGTHS[field] * 3)
            for term, times in Counter(terms).items():
                share = FIELD_WEIGHTS[field] * min(times, 3) / norm
                weights[term][place] = weights[term].get(place, 0.0) + share
    total = len(sources.items)
    found: dict[str, list[tuple[int, float]]] = {}
    for term, places in weights.items():
        rarity = math.log(1 + (total - len(places) + 0.5) / (len(places) + 0.5))
        found[term] = [(place, rarity * weight / (SATURATION + weight)) for place, weight in places.items()]
    return found


def packed(places: list[tuple[int, float]]) -> bytes:
    """Pairs of 16-bit numbers: place, impact in steps; the strongest first."""
    numbers = array("H")
    for place, impact in sorted(places, key=lambda pair: -pair[1]):
        if (steps := round(impact * IMPACT_STEP)) > 0:
            numbers.extend((place, min(steps, 65535)))
    return numbers.tobytes()


def readings() -> dict[str, dict[str, str]]:
    """Hanzi → most usual syllable, in tables of 256 code points: what a query of hanzi sounds like."""
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for point, spelt in pinyin_dict.pinyin_dict.items():
        if point > 0x9FFF:
            continue
        syllable = style.convert(spelt.split(",")[0], Style.NORMAL, strict=True).replace("ü", "v")
        if syllable in SYLLABLES:
            tables[f"{point >> 8:04x}"][chr(point)] = syllable
    return tables


def reading_of() -> dict[str, str]:
    """Hanzi → most usual syllable, as one table."""
    return {hanzi: syllable for table in readings().values() for hanzi, syllable in table.items()}


def syllables_read(text: str, table: dict[str, str]) -> list[str]:
    """Syllables of the hanzi in a text, one by one: as a station reads a query."""
    return [table[hanzi] for hanzi in text if hanzi in table]


def search_pieces(sources: "Sources") -> Iterator[tuple[str, str, bytes]]:
    """Pieces of the index for a package: kinds "search" and "reading"."""
    found = impacts(sources)
    buckets = max(1, len(found) // TERMS_A_BUCKET)
    tables = Tables(buckets=buckets, synonyms=sources.synonyms, commands=sources.commands)
    yield "search", "tables", msgspec.json.encode(tables)
    filled: dict[int, dict[str, bytes]] = defaultdict(dict)
    for term in sorted(found):
        if body := packed(found[term]):
            filled[bucket_of(term, buckets)][term] = body
    for number in sorted(filled):
        yield "search", str(number), msgspec.msgpack.encode(filled[number])
    for key, table in sorted(readings().items()):
        yield "reading", key, msgspec.json.encode(table)

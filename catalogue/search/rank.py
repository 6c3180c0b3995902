"""Ranks the items of a package for what a resident typed or said. Lexical: characters, sounds, initials, English.

Reads a few buckets of the index a query and keeps them; no file is opened here, `piece` brings what is needed.
"""

from array import array
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import msgspec

from catalogue.search.meanings import QueryKind
from catalogue.search.reasons import named_texts, reason_for
from catalogue.search.syllables import cut, cut_loosely
from catalogue.search.tables import IMPACT_STEP, Tables, bucket_of
from catalogue.search.terms import (
    HAN,
    LATIN,
    QUERY_LIMIT,
    character_terms,
    english_terms,
    exact_sound_terms,
    initials_of,
    plain_text,
    sound_terms,
)
from catalogue.search.topic_words import LONGEST, SHORTEST, is_topic, spread
from contract.catalogue import Found, Item

SOUND_SHARE = 0.35
"""How much the sound of typed hanzi counts beside the hanzi themselves: homophones of a recogniser still meet."""
SOUND_ALONE_SHARE = 0.8
"""The same where the hanzi stand nowhere in the catalogue together: the sound is all there is."""
SYNONYM_SHARE = 0.5
SINGLE_SHARE = 0.35
"""One character or syllable counts less than a pair."""
ENOUGH = 5.0
"""Score under which nothing of the catalogue was meant."""
CLOSE = 0.18
"""Items under this share of the best score are not shown."""


HALF = 12.0
"""Sum of impacts that becomes a score of one half."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    kind: QueryKind
    items: list[Found]
    command: str = ""


class Search:
    """The search of one package. `piece(kind, key)` reads its index, `item(code)` its items, `codes` their order."""

    def __init__(
        self, piece: Callable[[str, str], bytes | None], item: Callable[[str], Item], codes: Sequence[str]
    ) -> None:
        self._piece = piece
        self._item = item
        self._codes = codes
        self._bucket = lru_cache(maxsize=512)(self._read_bucket)
        self._readings = lru_cache(maxsize=128)(self._read_readings)

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(self._codes)

    @cached_property
    def _tables(self) -> Tables:
        return msgspec.json.decode(
            self._piece("search", "tables") or b'{"buckets":1,"synonyms":{},"commands":{}}', type=Tables
        )

    @cached_property
    def _commands(self) -> dict[str, str]:
        return {plain_text(said): command for command, ways in self._tables.commands.items() for said in ways}

    def _read_bucket(self, number: int) -> dict[str, bytes]:
        body = self._piece("search", str(number))
        return msgspec.msgpack.decode(body, type=dict[str, bytes]) if body else {}

    def _read_readings(self, key: str) -> dict[str, str]:
        body = self._piece("reading", key)
        return msgspec.json.decode(body, type=dict[str, str]) if body else {}

    def _postings(self, term: str) -> bytes | None:
        return self._bucket(bucket_of(term, self._tables.buckets)).get(term)

    def is_named(self, text: str, code: str) -> bool:
        """The whole text, two hanzi or more, stands in something that the item is called."""
        return len(text) >= 2 and any(text in named for _, named in named_texts(self._item(code)))

    def in_topic(self, word: str, looked_at: int = 24) -> Sequence[tuple[str, float]]:
        """Items under a bare word that names a field, with their shares of 1; none where it names no field."""
        if not SHORTEST <= len(word) <= LONGEST:
            return ()
        scores = self.scores(word)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:looked_at]
        items = [(self._item(self._codes[place]), score) for place, score in best]
        ways = (word, *self._tables.synonyms.get(word, ()))
        named = sum(any(way in text for way in ways for _, text in named_texts(item)) for item, _ in items)
        if not is_topic(word, named):
            return ()
        return spread((item.code, item.name, score) for item, score in items if score >= items[0][1] * CLOSE)

    def is_english(self, text: str) -> bool:
        """Every word that counts stands in an English name."""
        terms = list(english_terms(text))
        return bool(terms) and all(self._postings(term) for term in terms)

    def syllables(self, hanzi: str) -> list[str]:
        """The usual syllable of each hanzi; those without one are left out."""
        found = (self._readings(f"{ord(character) >> 8:04x}").get(character) for character in hanzi)
        return [syllable for syllable in found if syllable]

    def _letters(self, text: str) -> dict[str, float]:
        """Terms of the letters in a query: pinyin, initials, and English words."""
        terms: dict[str, float] = dict.fromkeys(english_terms(text), 1.0)
        runs = LATIN.findall(text)
        letters = "'".join(run.strip("'") for run in runs)
        if not letters or len(letters) > QUERY_LIMIT:
            return terms
        for reading in cut(letters, 3):
            terms |= {term: self._share(term) for term in (*sound_terms(reading), *exact_sound_terms(reading))}
        loose = cut_loosely(letters)
        initials = initials_of(loose)
        if any(len(part) == 1 for part in loose) and len(initials) >= 2:
            terms[f"i:{initials[:8]}"] = 2.0
            terms |= {f"i:{pair}": 0.3 for pair in map("".join, pairwise(initials))}
            full = [part for part in loose if len(part) > 1]
            terms |= dict.fromkeys(sound_terms(full), 0.6)
        return terms

    @staticmethod
    def _share(term: str) -> float:
        if term.startswith("q:"):
            return 0.6
        return SINGLE_SHARE * 0.6 if " " not in term else 1.0

    def _terms(self, text: str) -> dict[str, float]:
        terms = self._letters(text)
        for run in HAN.findall(text):
            for term in character_terms(run):
                terms[term] = terms.get(term, 0.0) + (1.0 if len(term) > 1 else SINGLE_SHARE)
            for pair, first in zip(pairwise(run), pairwise(self.syllables(run)), strict=False):
                share = SOUND_SHARE if self._postings("".join(pair)) else SOUND_ALONE_SHARE
                for term in sound_terms(first):
                    if " " in term:
                        terms[term] = max(terms.get(term, 0.0), share)
        for spoken, written in self._tables.synonyms.items():
            if spoken in text:
                for way in written:
                    for term in character_terms(way):
                        terms[term] = max(
                            terms.get(term, 0.0), SYNONYM_SHARE if len(term) > 1 else SYNONYM_SHARE * SINGLE_SHARE
                        )
        return terms

    def scores(self, text: str) -> dict[int, float]:
        """Score of every item that shares a term with the query, by its place in the catalogue."""
        found: dict[int, float] = {}
        for term, share in self._terms(text).items():
            body = self._postings(term)
            if body is None:
                continue
            numbers = array("H", body)
            for place, steps in zip(numbers[::2], numbers[1::2], strict=True):
                found[place] = found.get(place, 0.0) + share * steps / IMPACT_STEP
        return found

    def find(self, query: str, limit: int = 10) -> Answer:
        """What the query means and the items it may mean, best first, at most `limit`. Never fails on any text."""
        text = plain_text(query[:QUERY_LIMIT])[:QUERY_LIMIT]
        command = self._commands.get(text.strip(" 。，！？!?.,~"))
        if command:
            return Answer(kind=QueryKind.COMMAND, items=[], command=command)
        items = self.standing_in(text, limit, ENOUGH)
        return Answer(kind=QueryKind.ITEM if items else QueryKind.OUT_OF_SCOPE, items=items)

    def standing_in(self, text: str, limit: int, enough: float = 0.0) -> list[Found]:
        """Items whose words a plain text stands in, best first; none when the best has a score below `enough`."""
        code = text.strip().upper()
        scores = {self._codes.index(code): 100.0} if code in self._codes else self.scores(text)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]
        if not best or best[0][1] < enough:
            return []
        top = best[0][1]
        return [
            self.found(text, self._codes[place], score / (score + HALF))
            for place, score in best
            if score >= top * CLOSE
        ]

    def found(self, text: str, code: str, score: float) -> Found:
        """An item with its score, 0 to 1, and why it fits the text."""
        item = self._item(code)
        reason = reason_for(text, item, self.syllables)
        return Found(
            code=item.code,
            name=item.name,
            score=round(score, 4),
            reason=reason.text,
            reason_code=reason.code,
            matched=reason.matched,
        )

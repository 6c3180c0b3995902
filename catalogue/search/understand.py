"""What was meant by a query, typed or heard: kind, ranked items with reasons, one question back when items are close.

`understand` takes the texts that an utterance may have been, best first: one when typed, n-best when heard.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from catalogue.search.ask_back import SURE, Question, ask_back
from catalogue.search.meanings import Command, Emergency, QueryKind, Topic, Understood
from catalogue.search.rank import Search
from catalogue.search.runs import bare
from catalogue.search.syllables import cut, cut_loosely
from catalogue.search.terms import HAN, LATIN, QUERY_LIMIT, plain_text
from contract.catalogue import Found

if TYPE_CHECKING:
    from catalogue.search.trained import Array, Trained

TEXTS_AT_MOST = 5
RANK_SHARE = 0.92
"""What each further text of an n-best list counts of the one before it."""
FAINT = 0.004
"""Share of 1 under which an item is not shown, unless it is among the first three."""


STRANGE = 8.5
"""Cost a character from which letters are no sentence that anybody says."""
INITIALS_AT_MOST = 10


class Understanding:
    """Understands what is said to one package. `piece(kind, key)` reads its tables, when they are needed first."""

    def __init__(self, search: Search, piece: Callable[[str, str], bytes | None]) -> None:
        self._search = search
        self._piece = piece

    @cached_property
    def groups(self) -> tuple[Question, ...]:
        body = self._piece("list", "ask_back")
        return msgspec.json.decode(body, type=tuple[Question, ...]) if body else ()

    @cached_property
    def _trained(self) -> "Trained | None":
        from catalogue.search.trained import Trained  # brings numpy, which the window needs only now

        trained = Trained(self._piece)
        return trained if trained.about is not None else None

    def understand(self, texts: Sequence[str], limit: int = 10) -> Understood:
        """Never fails on any text. At most five texts are looked at; no text means nothing."""
        best = Understood(kind=QueryKind.OUT_OF_SCOPE)
        for place, text in enumerate(texts[:TEXTS_AT_MOST]):
            heard = self._one(text, limit)
            if place == 0 or _weight(heard, place) > _weight(best, 0):
                best = heard
        return best

    def _one(self, text: str, limit: int) -> Understood:
        plain = plain_text(text[:QUERY_LIMIT])[:QUERY_LIMIT]
        found = self._search.find(text, limit)
        if found.kind is QueryKind.COMMAND:
            return Understood(kind=found.kind, text=text, command=Command(found.command))
        by_code = bool(found.items) and found.items[0].reason_code == "code"
        if self._trained is None or by_code or not bare(plain):
            return self._lexical(text, found.kind, tuple(found.items))
        if HAN.search(plain):
            sentence = LATIN.sub(self._in_hanzi, plain)
        else:
            letters = "'".join(run.strip("'") for run in LATIN.findall(plain))
            if self._search.is_english(plain) or _are_initials(letters):
                return self._lexical(text, found.kind, tuple(found.items))
            spelt = self._trained.speller.hanzi(letters)
            if spelt is None or spelt[1] > STRANGE:
                return self._lexical(text, found.kind, tuple(found.items))
            sentence = spelt[0]
        syllables = self._search.syllables("".join(HAN.findall(sentence)))
        return self._meant(text, plain, self._trained.of_sentence(sentence, syllables), limit)

    def _in_hanzi(self, run: re.Match[str]) -> str:
        """Pinyin among hanzi, when it is some."""
        assert self._trained is not None
        spelt = self._trained.speller.hanzi(run.group()) if cut(run.group(), 1) else None
        return spelt[0] if spelt is not None else run.group()

    def _lexical(self, text: str, kind: QueryKind, items: tuple[Found, ...]) -> Understood:
        ranked = [(one.code, one.score) for one in items]
        return Understood(
            kind=kind,
            items=items,
            text=text,
            ask=ask_back(ranked, self.groups),
            sure=bool(ranked) and ranked[0][1] >= SURE,
        )

    def _meant(self, text: str, plain: str, shares: "Array", limit: int) -> Understood:
        """The kind that most of the shares speak for, and its first label."""
        assert self._trained is not None and self._trained.about is not None
        kinds: dict[QueryKind, float] = dict.fromkeys(QueryKind, 0.0)
        firsts: dict[QueryKind, tuple[float, str]] = {}
        ranked: list[tuple[str, float]] = []
        for label, share in zip(self._trained.about.labels, shares.tolist(), strict=True):
            name, colon, meaning = label.partition(":")
            kind = QueryKind(name) if colon else QueryKind.ITEM
            kinds[kind] += share
            if colon:
                firsts[kind] = max(firsts.get(kind, (0.0, "")), (share, meaning))
            elif label in self._search.codes:
                ranked.append((label, share))
        kind = max(QueryKind, key=lambda one: kinds[one])
        ranked.sort(key=lambda one: -one[1])
        whole = max(sum(share for _, share in ranked), 1e-9)
        ranked = [
            (code, share / whole)
            for place, (code, share) in enumerate(ranked[: max(0, limit)])
            if place < 3 or share / whole >= FAINT
        ]
        meaning = firsts.get(kind, (0.0, ""))[1]
        sure = kind is QueryKind.ITEM and bool(ranked) and ranked[0][1] >= SURE
        return Understood(
            kind=kind,
            items=() if kind is QueryKind.OUT_OF_SCOPE else tuple(self._search.found(plain, *one) for one in ranked),
            text=text,
            command=Command(meaning) if kind is QueryKind.COMMAND else None,
            topic=Topic(meaning) if kind is QueryKind.QUESTION else None,
            emergency=Emergency(meaning) if kind is QueryKind.OUT_OF_SCOPE and meaning else None,
            ask=ask_back(ranked, self.groups) if kind is QueryKind.ITEM else None,
            sure=sure,
        )


def _are_initials(letters: str) -> bool:
    """Mostly first letters of syllables: "lnz", "laonz"."""
    loose = cut_loosely(letters)
    return not cut(letters, 1) and len(letters) <= INITIALS_AT_MOST and 2 * sum(len(part) == 1 for part in loose) >= len(loose)


def _weight(heard: Understood, place: int) -> float:
    if heard.kind is QueryKind.OUT_OF_SCOPE:
        return 0.0
    return (heard.items[0].score if heard.items else 1.0) * RANK_SHARE**place

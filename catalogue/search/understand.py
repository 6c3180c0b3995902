"""What was meant by a query, typed or heard: kind, ranked items with reasons, one question back when items are close.

`understand` takes the texts that an utterance may have been, best first: one when typed, n-best when heard.
"""

import math
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from catalogue.search.ask_back import LOOKED_AT, SURE, Question, ask_back
from catalogue.search.meanings import Command, Emergency, QueryKind, Topic, Understood
from catalogue.search.rank import Search
from catalogue.search.runs import bare
from catalogue.search.syllables import cut, cut_loosely
from catalogue.search.terms import HAN, LATIN, QUERY_LIMIT, plain_text
from catalogue.search.wishes import parts_of, several
from contract.catalogue import Found

if TYPE_CHECKING:
    from catalogue.search.trained import Array, Trained

TEXTS_AT_MOST = 5
RANK_SHARE = 0.92
"""What each further text of an n-best list counts of the one before it."""
FAINT = 0.004
"""Share of 1 under which an item is not shown, unless it is among the first."""
LEAST_SHOWN = 3
SHORT = 4
"""Hanzi up to which a query is a word, not a sentence: after what it means comes whatever it stands in."""
SOFT = 10.0
"""How sharply scores are compared when it is decided whether to ask back."""
NAMED = 0.8
"""What it speaks for an item that the whole query stands in one of its names."""
SHOWS_ITEMS = (QueryKind.ITEM, QueryKind.QUESTION)


REPAIRED = (3, 24)
"""Hanzi of a sentence that may have been misheard."""
DOUBTED = 6.0
"""Cost a character from which a sentence may have been misheard."""
ODD = 1.0
"""How much more than what sounds like it a sentence must cost, a character, to be doubted."""
_CORRECTION = re.compile(r"不是[^，,。；;是]{1,12}[，,。；;、 ]+(?:哦|呃|嗯|嘛)?[，, ]*(?:我说的)?(?:是|要)")
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
        sentence = after_correction(sentence)
        if topic := self._in_topic(bare(sentence)):
            return self._topic(text, topic, limit)
        scores = self._scores(sentence)
        shares, kinds = self._trained.judged(scores, len(bare(sentence)))
        known = self._trained.known(sentence)
        if known is not None:
            kinds[self._trained.kind_of(known)] += 1
        elif found.items and self._search.is_named(bare(plain), found.items[0].code):
            kinds[QueryKind.ITEM] += NAMED
        ask = self._asked(scores) if kinds[QueryKind.ITEM] == max(kinds.values()) else None
        in_words: tuple[Found, ...] = ()
        if len(bare(sentence)) <= SHORT:
            in_words = tuple(found.items or self._search.standing_in(plain, limit))
        heard = self._meant(text, plain, shares, kinds, limit, ask, in_words)
        codes = self._wishes(sentence, scores) if heard.kind is QueryKind.ITEM and known is None else ()
        return self._several(heard, plain, codes, limit) if codes else heard

    def _wishes(self, sentence: str, scores: "Array") -> tuple[str, ...]:
        """Items of a sentence that wishes for several."""
        if not (parts := parts_of(sentence)):
            return ()
        meant: list[tuple[str, float] | None] = []
        for part in parts:
            assert self._trained is not None
            shares, kinds = self._trained.judged(self._scores(part), len(bare(part)))
            is_item = kinds[QueryKind.ITEM] == max(kinds.values())
            meant.append((self._items_by(shares)[0], float(shares.max())) if is_item else None)
        return several(meant, self._items_by(scores))

    def _items_by(self, values: "Array") -> list[str]:
        """The first items by a value of each label."""
        assert self._trained is not None and self._trained.about is not None
        labels = self._trained.about.labels
        return [
            labels[place] for place in values.argsort()[::-1][: 4 * LOOKED_AT] if labels[place] in self._search.codes
        ]

    def _several(self, heard: Understood, plain: str, codes: tuple[str, ...], limit: int) -> Understood:
        """The wishes first, as they were said, each as good as the other; then what else it may have been."""
        items = [self._search.found(plain, code, 1 / len(codes)) for code in codes]
        items += [replace(one, score=0.0) for one in heard.items if one.code not in codes]
        return replace(heard, items=tuple(items[: max(0, limit)]), wishes=codes, ask=None, sure=False)

    def _in_topic(self, word: str) -> Sequence[tuple[str, float]]:
        """What stands under a bare word; none when it is a command or a question of its own."""
        assert self._trained is not None
        known = self._trained.known(word) if len(word) <= SHORT else None
        if known is not None and self._trained.kind_of(known) is not QueryKind.ITEM:
            return ()
        return self._search.in_topic(word)

    def _topic(self, text: str, ranked: Sequence[tuple[str, float]], limit: int) -> Understood:
        """Never sure; asked back only when one question parts all of the first."""
        first = {code for code, _ in ranked[:LEAST_SHOWN]}
        groups = [group for group in self.groups if first <= set(group.items)]
        items = tuple(self._search.found(plain_text(text), *one) for one in ranked[: max(0, limit)])
        return Understood(kind=QueryKind.ITEM, items=items, text=text, ask=ask_back(ranked, groups))

    def _asked(self, scores: "Array") -> Question | None:
        """Scores themselves say what is close: their shares are sharper than what one word can mean."""
        assert self._trained is not None and self._trained.about is not None
        labels = self._trained.about.labels
        places = [place for place in scores.argsort()[::-1][: 4 * LOOKED_AT] if labels[place] in self._search.codes]
        if not places:
            return None
        top = float(scores[places[0]])
        close = [(labels[place], min(top, 1.0) * math.exp(SOFT * (float(scores[place]) - top))) for place in places]
        return ask_back(close[:LOOKED_AT], self.groups)

    def _scores(self, sentence: str) -> "Array":
        """What a sentence means; one that nobody would say is also read as what sounds like it and is said."""
        assert self._trained is not None
        hanzi = "".join(HAN.findall(sentence))
        syllables = self._search.syllables(hanzi)
        scores = self._trained.scores(sentence, syllables)
        speller = self._trained.speller
        cost = speller.cost(hanzi)
        if not REPAIRED[0] <= len(hanzi) <= REPAIRED[1] or cost < DOUBTED:
            return scores
        likelier = speller.hanzi("'".join(syllables))
        if likelier is None or likelier[0] == hanzi or cost - likelier[1] < ODD:
            return scores
        return (scores + self._trained.scores(likelier[0], syllables)) / 2

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

    def _meant(
        self,
        text: str,
        plain: str,
        shares: "Array",
        kinds: dict[QueryKind, float],
        limit: int,
        ask: Question | None,
        in_words: tuple[Found, ...],
    ) -> Understood:
        """The likeliest kind, and its first label. `in_words`: what the words of a short query stand in."""
        assert self._trained is not None and self._trained.about is not None
        kind = max(QueryKind, key=kinds.__getitem__)
        meaning, most = "", 0.0
        ranked: list[tuple[str, float]] = []
        for label, share in zip(self._trained.about.labels, shares.tolist(), strict=True):
            name, _, meant = label.partition(":")
            if label in self._search.codes:
                ranked.append((label, share))
            elif name == kind.value and share > most:
                meaning, most = meant, share
        ranked.sort(key=lambda one: -one[1])
        whole = max(sum(share for _, share in ranked), 1e-9)
        least = 1 if in_words else LEAST_SHOWN
        ranked = [
            (code, share / whole)
            for place, (code, share) in enumerate(ranked[: max(0, limit)])
            if place < least or share / whole >= FAINT
        ]
        items = [self._search.found(plain, *one) for one in ranked]
        among = {one.code for one in items}
        items += [replace(one, score=0.0) for one in in_words if one.code not in among]
        return Understood(
            kind=kind,
            items=tuple(items[: max(0, limit)]) if kind in SHOWS_ITEMS else (),
            text=text,
            command=Command(meaning) if kind is QueryKind.COMMAND else None,
            topic=Topic(meaning) if kind is QueryKind.QUESTION else None,
            emergency=Emergency(meaning) if kind is QueryKind.OUT_OF_SCOPE and meaning else None,
            ask=ask,
            sure=kind is QueryKind.ITEM and ask is None and bool(ranked) and ranked[0][1] >= SURE,
        )


def after_correction(sentence: str) -> str:
    """What counts of “不是……，是……”: what follows."""
    found = _CORRECTION.search(sentence)
    rest = sentence[: found.start()] + sentence[found.end() :] if found is not None else sentence
    return rest if len(bare(rest)) >= 3 else sentence


def _are_initials(letters: str) -> bool:
    """Mostly first letters of syllables: "lnz", "laonz"."""
    loose = cut_loosely(letters)
    return (
        not cut(letters, 1)
        and len(letters) <= INITIALS_AT_MOST
        and 2 * sum(len(part) == 1 for part in loose) >= len(loose)
    )


def _weight(heard: Understood, place: int) -> float:
    if heard.kind is QueryKind.OUT_OF_SCOPE:
        return 0.0
    score = heard.items[0].score * max(1, len(heard.wishes)) if heard.items else 1.0
    return score * RANK_SHARE**place

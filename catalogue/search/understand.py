"""What was meant by a query, typed or heard: kind, ranked items with reasons, one question back when items are close.

`understand` takes the texts that an utterance may have been, best first: one when typed, n-best when heard.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec

from catalogue.search.ask_back import SURE, Question, ask_back
from catalogue.search.meanings import Command, QueryKind, Understood
from catalogue.search.rank import Search
from contract.catalogue import Found

TEXTS_AT_MOST = 5
RANK_SHARE = 0.92
"""What each further text of an n-best list counts of the one before it."""


class Understanding:
    """Understands what is said to one package. `piece(kind, key)` reads its tables, when they are needed first."""

    def __init__(self, search: Search, piece: Callable[[str, str], bytes | None]) -> None:
        self._search = search
        self._piece = piece

    @cached_property
    def groups(self) -> tuple[Question, ...]:
        body = self._piece("list", "ask_back")
        return msgspec.json.decode(body, type=tuple[Question, ...]) if body else ()

    def understand(self, texts: Sequence[str], limit: int = 10) -> Understood:
        """Never fails on any text. At most five texts are looked at; no text means nothing."""
        best = Understood(kind=QueryKind.OUT_OF_SCOPE)
        for place, text in enumerate(texts[:TEXTS_AT_MOST]):
            heard = self._one(text, limit)
            if place == 0 or _weight(heard, place) > _weight(best, 0):
                best = heard
        return best

    def _one(self, text: str, limit: int) -> Understood:
        answer = self._search.find(text, limit)
        if answer.kind is QueryKind.COMMAND:
            return Understood(kind=answer.kind, text=text, command=Command(answer.command))
        items: tuple[Found, ...] = tuple(answer.items)
        ranked = [(one.code, one.score) for one in items]
        return Understood(
            kind=answer.kind,
            items=items,
            text=text,
            ask=ask_back(ranked, self.groups),
            sure=bool(ranked) and ranked[0][1] >= SURE,
        )


def _weight(heard: Understood, place: int) -> float:
    if heard.kind is QueryKind.OUT_OF_SCOPE:
        return 0.0
    return (heard.items[0].score if heard.items else 1.0) * RANK_SHARE**place

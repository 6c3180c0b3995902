"""One question back when close items are easily taken for each other: groups of items, each with at most three answers.

The groups are content (`assets/content/ask_back.json`); this is pure.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

ANSWERS_AT_MOST = 3
CLOSE = 0.22
"""Share of the first item's score from which another one counts as close."""
LOOKED_AT = 5
"""Places of the ranking among which look-alikes are sought."""
SURE = 0.86
"""Score of the first item from which nothing is asked."""


class Option(msgspec.Struct, frozen=True):
    """One answer: what is left after it, and what is asked next."""

    label: str
    hint: str = ""
    items: tuple[str, ...] = ()
    then: "Question | None" = None


class Question(msgspec.Struct, frozen=True):
    """What is asked, what is spoken, and at most three answers."""

    ask: str
    spoken: str
    options: tuple[Option, ...]
    id: str = ""
    """Of a group; a second question has none."""
    items: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    """What is shown to somebody who cannot say, in this order."""


class Rehearsal(msgspec.Struct, frozen=True):
    """A line of the table test: who says this, is asked that, answers so, and gets this item."""

    say: str
    group: str
    answer: str
    expect: str
    path: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        return self.path or (self.answer,)


class AskBack(msgspec.Struct, frozen=True):
    groups: tuple[Question, ...] = ()
    tests: tuple[Rehearsal, ...] = ()


def ask_back(ranked: Sequence[tuple[str, float]], groups: Sequence[Question]) -> Question | None:
    """The question for a ranking of (code, score), best first; None: one is clear, or nobody wrote a question."""
    if len(ranked) < 2 or ranked[0][1] >= SURE:
        return None
    first, top = ranked[0]
    close = {code: score for code, score in ranked[1:LOOKED_AT] if score >= top * CLOSE}
    best: tuple[float, Question] | None = None
    for group in groups:
        question = _apart(group, first, close) if first in group.items else None
        met = sum(close.get(code, 0.0) for code in group.items)
        if question is not None and (best is None or met > best[0]):
            best = (met, question)
    return best[1] if best else None


def _apart(group: Question, first: str, close: Mapping[str, float]) -> Question | None:
    """The question, or one that follows, whose answers part the first item from a close one."""
    question: Question | None = group
    while question is not None:
        ways = [option for option in question.options if any(code == first or code in close for code in option.items)]
        if len(ways) > 1:
            return msgspec.structs.replace(question, id=group.id, unsure=question.unsure or _all_items(question))
        question = ways[0].then if ways else None
    return None


def left_after(question: Question, answers: Sequence[str]) -> tuple[tuple[str, ...], Question | None]:
    """Codes that are left after the answers, and what is asked next; an answer that is none leaves `unsure`."""
    codes, asked = question.items or _all_items(question), question
    for answer in answers:
        if asked is None:
            break
        chosen = next((option for option in asked.options if option.label == answer), None)
        if chosen is None:
            return question.unsure or codes, None
        codes, asked = chosen.items, chosen.then
    return codes, asked


def _all_items(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for option in question.options for code in option.items))


def ask_back_breaches(table: AskBack, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(group, what is wrong): options to nowhere, more than three answers, rehearsals that come out otherwise."""
    groups = {group.id: group for group in table.groups}
    if len(groups) != len(table.groups):
        yield "ask_back.json", "two groups have one id"
    for group in table.groups:
        if missing := sorted({*group.items, *group.unsure} - known):
            yield group.id, f"items that do not exist: {', '.join(missing)}"
        yield from ((group.id, wrong) for wrong in _question_breaches(group, frozenset(group.items)))
    for line in table.tests:
        if line.group not in groups:
            yield line.group, f"rehearsed (“{line.say}”) but not written"
        elif line.expect not in left_after(groups[line.group], line.answers)[0]:
            yield line.group, f"“{line.say}” answered with {' → '.join(line.answers)} does not lead to {line.expect}"


def _question_breaches(question: Question, within: frozenset[str]) -> Iterator[str]:
    if not 2 <= len(question.options) <= ANSWERS_AT_MOST:
        yield f"“{question.ask}” has {len(question.options)} answers"
    if not question.ask or not question.spoken:
        yield "a question without words or spoken text"
    if len({option.label for option in question.options}) != len(question.options):
        yield f"“{question.ask}” has one answer twice"
    if left_out := sorted(within - set(_all_items(question))):
        yield f"“{question.ask}” leaves out {', '.join(left_out)}"
    for option in question.options:
        if not option.items or not set(option.items) <= within:
            yield f"“{option.label}” leads to nothing, or out of the group"
        if option.then is not None:
            yield from _question_breaches(option.then, frozenset(option.items))

"""What residents say, as sources: sentences of items (`phrasings/<style>.csv`), and talk that means none."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from catalogue.package.reading import read_bytes, read_rows, source_broken
from catalogue.search.ask_back import AskBack, Question
from catalogue.search.meanings import MEANINGS, QueryKind

FOLDER = "phrasings"
TALK = "talk"
TAUGHT = "taught"
"""The style that officials add missed sentences to."""
TEXT_LIMIT = 120
"""Characters of a sentence."""


def taught_file(content: Path) -> Path:
    """Where missed sentences are added; there is none before the first."""
    return content / FOLDER / f"{TAUGHT}.csv"


class Phrasing(msgspec.Struct, frozen=True):
    """A sentence that means an item."""

    code: str
    text: str
    style: str


class Talk(msgspec.Struct, frozen=True):
    """A sentence that means no item: a command, a question about the service, or something else."""

    kind: QueryKind
    meaning: str
    text: str


class Said(msgspec.Struct, frozen=True):
    """All that is known of how people speak."""

    phrasings: tuple[Phrasing, ...] = ()
    talk: tuple[Talk, ...] = ()
    ask_back: AskBack = AskBack()


def read_said(content: Path) -> Said:
    """Failed(PACKAGE_DAMAGED) names the file and why."""
    return Said(
        phrasings=tuple(
            Phrasing(code=row.get("code") or "", text=row.get("text") or "", style=path.stem)
            for path in sorted((content / FOLDER).glob("*.csv"))
            if path.stem != TALK
            for row in read_rows(path)
        ),
        talk=_read_talk(content / FOLDER / f"{TALK}.csv"),
        ask_back=_read_ask_back(content / "ask_back.json"),
    )


def _read_talk(path: Path) -> tuple[Talk, ...]:
    try:
        return tuple(
            Talk(kind=QueryKind(row["kind"]), meaning=row["meaning"] or "", text=row["text"] or "")
            for row in read_rows(path)
        )
    except (KeyError, ValueError) as error:
        raise source_broken(path, str(error)) from None


def _read_ask_back(path: Path) -> AskBack:
    try:
        return msgspec.json.decode(read_bytes(path), type=AskBack)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise source_broken(path, str(error)) from None


def said_breaches(said: Said, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(file, what is wrong): unknown codes, lengths, one sentence for two items that are no look-alikes."""
    yield from _meanings_wrong(said.talk)
    codes: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    for line in said.phrasings:
        where = f"{FOLDER}/{line.style}.csv"
        if line.code not in known:
            yield where, f"“{line.text[:20]}” names {line.code!r}, which does not exist"
        yield from ((where, wrong) for wrong in _text_wrong(line.text))
        if (line.code, line.text) in seen:
            yield where, f"“{line.text[:20]}” stands twice for {line.code}"
        seen.add((line.code, line.text))
        codes.setdefault(line.text, set()).add(line.code)
    talk = {line.text for line in said.talk}
    for text, meant in codes.items():
        if text in talk:
            yield FOLDER, f"“{text[:20]}” means {', '.join(sorted(meant))} and stands in {TALK}.csv too"
        if len(meant) > 1 and not _look_alike(meant, said.ask_back.groups):
            yield (
                FOLDER,
                f"“{text[:20]}” means {', '.join(sorted(meant))}, which no group of ask_back.json holds together",
            )


def _meanings_wrong(talk: Sequence[Talk]) -> Iterator[tuple[str, str]]:
    where = f"{FOLDER}/{TALK}.csv"
    for line in talk:
        if line.meaning not in MEANINGS[line.kind]:
            yield where, f"“{line.text[:20]}”: {line.kind.value} has no meaning {line.meaning!r}"
        yield from ((where, wrong) for wrong in _text_wrong(line.text))
    for one, other in pairwise(sorted(talk, key=lambda line: line.text)):
        if one.text == other.text:
            yield where, f"“{one.text[:20]}” stands twice"


def _text_wrong(text: str) -> Iterator[str]:
    if not text.strip() or text != text.strip() or len(text) > TEXT_LIMIT:
        yield f"“{text[:20]}” is empty, longer than {TEXT_LIMIT} characters or has blanks around it"


def _look_alike(codes: set[str], groups: Sequence[Question]) -> bool:
    return any(codes <= set(group.items) for group in groups)

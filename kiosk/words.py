"""Interface words from Fluent files: assets/words/<language>/*.ftl (STYLE rule 11).

Reading Fluent takes a tenth of a second that the first frame has not got, so messages made of text and variables only
are kept as plain parts in a file beside the program, made anew whenever a .ftl file changes (docs/decisions/0011).
Messages with selectors go through Fluent itself. `use_isolating=False`: the invisible marks Fluent puts round variables
cannot be spelled in GBK and would turn every receipt line into a picture.
"""

import contextlib
import os
import tempfile
import tomllib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from contract.codes import Language
from contract.failures import Failed, FailureCode, Retry

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

Parts = str | list[list[str]]
"""Plain text, or parts: ["t", text] and ["v", variable]."""


class WordMissing(KeyError):
    """A message or attribute is not in the language's files; tests prove it cannot happen for shipped screens."""


class Offered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of assets/words/languages.toml."""

    name: str
    """Its own name in itself."""
    short: str
    """What stands on the button that switches to it."""


def languages_of(root: Path) -> dict[Language, Offered]:
    """The shipped languages in the order in which the language button goes round. root: the assets/words directory.

    Raises Failed(CONFIG_INVALID) when languages.toml cannot be read.
    """
    try:
        given = tomllib.loads((root / "languages.toml").read_text("utf-8"))
        return {Language(tag): msgspec.convert(about, Offered) for tag, about in given.items()}
    except (OSError, ValueError, msgspec.ValidationError) as wrong:
        remedy = "install the station again"
        raise Failed(FailureCode.CONFIG_INVALID, f"languages.toml: {wrong}", remedy, Retry.NEVER) from wrong


def language_named(root: Path, tag: str) -> Language:
    """The shipped language of a tag. Raises Failed(CONFIG_INVALID) that names those there are."""
    shipped = languages_of(root)
    if tag not in shipped:
        raise Failed(
            FailureCode.CONFIG_INVALID,
            f"no words are shipped for the language {tag[:20]!r}",
            f"set screen.language to one of: {', '.join(shipped)}",
            Retry.NEVER,
        )
    return Language(tag)


class Prepared(msgspec.Struct, frozen=True):
    """What the kept file holds. `stamp` names the .ftl files it was made from."""

    stamp: str
    parts: dict[str, Parts]
    other: tuple[str, ...]
    """Messages that need Fluent itself."""


class Words:
    """The words of one language."""

    def __init__(self, root: Path, language: Language, kept_in: Path | None = None) -> None:
        """root: the assets/words directory. kept_in: where prepared words may be kept; None: nowhere."""
        self.language = language
        self._folder = root / language.value
        kept = kept_in / f"words-{language.value}.json" if kept_in is not None else None
        self._prepared = self._load(kept) if kept is not None else self._prepare()

    def text(self, message: str, **variables: object) -> str:
        """Words of `message` or `message.attribute`. Raises WordMissing: unknown message, missing variable."""
        parts = self._prepared.parts.get(message)
        if isinstance(parts, str):
            return parts
        if parts is None:
            return self._through_fluent(message, variables)
        try:
            return "".join(part if kind == "t" else str(variables[part]) for kind, part in parts)
        except KeyError as missing:
            raise WordMissing(f"{message}: variable {missing}") from missing

    def has(self, message: str) -> bool:
        return message in self._prepared.parts or message in self._prepared.other

    def warm(self) -> None:
        """Fetch from the disk what the messages with selectors need."""
        if self._prepared.other:
            _ = self._bundle

    def messages(self) -> tuple[str, ...]:
        return (*self._prepared.parts, *self._prepared.other)

    def parts_of(self, message: str) -> Parts | None:
        """The text of a message, or its parts when it has variables; None when Fluent has to choose, or unknown."""
        return self._prepared.parts.get(message)

    def failure(self, code: FailureCode, part: str) -> str:
        """What a resident is told of a failure; part: "what" or "do"."""
        return self.text(f"failure-{code.value.replace('.', '-')}.{part}")

    # --- preparing -------------------------------------------------------------------------------------------

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.ftl"))

    def _stamp(self) -> str:
        known = ((path.name, path.stat()) for path in self._files())
        return ";".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in known)

    def _load(self, kept: Path) -> Prepared:
        stamp = self._stamp()
        try:
            prepared = msgspec.json.decode(kept.read_bytes(), type=Prepared)
            if prepared.stamp == stamp:
                return prepared
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            pass  # not there yet, or of another version: made below
        prepared = self._prepare()
        with contextlib.suppress(OSError):  # a read-only folder: a little slower each time, nothing worse
            kept.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=kept.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(prepared))
            os.replace(name, kept)
        return prepared

    def _prepare(self) -> Prepared:
        from fluent.syntax import FluentParser, ast

        parts: dict[str, Parts] = {}
        other: list[str] = []
        parser = FluentParser()
        for path in self._files():
            for entry in parser.parse(path.read_text("utf-8")).body:
                if isinstance(entry, ast.Junk):
                    raise WordMissing(f"{path.name}: cannot be read near {(entry.content or '')[:60]!r}")
                if not isinstance(entry, ast.Message):
                    continue
                patterns = [(entry.id.name, entry.value)]
                patterns += [(f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes]
                for name, pattern in patterns:
                    if pattern is None:
                        continue
                    plain = _plain_parts(pattern)
                    if plain is None:
                        other.append(name)
                    else:
                        parts[name] = plain
        return Prepared(self._stamp(), parts, tuple(other))

    @cached_property
    def _bundle(self) -> "FluentBundle":
        from fluent.runtime import FluentBundle, FluentResource

        bundle = FluentBundle([self.language.value], use_isolating=False)
        for path in self._files():
            bundle.add_resource(FluentResource(path.read_text("utf-8")))
        return bundle

    def _through_fluent(self, message: str, variables: dict[str, object]) -> str:
        if message not in self._prepared.other:
            raise WordMissing(message)
        name, _, attribute = message.partition(".")
        found = self._bundle.get_message(name)
        pattern = found.attributes[attribute] if attribute else found.value
        if pattern is None:
            raise WordMissing(message)
        text, errors = self._bundle.format_pattern(pattern, variables)
        if errors:
            raise WordMissing(f"{message}: {errors[0]}")
        return str(text)


def _plain_parts(pattern: object) -> Parts | None:
    """Parts of a pattern made of text, strings in braces and variables; None when it needs Fluent."""
    from fluent.syntax import ast

    assert isinstance(pattern, ast.Pattern)
    parts: list[list[str]] = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(["t", element.value])
        elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.VariableReference):
            parts.append(["v", element.expression.id.name])
        elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.StringLiteral):
            parts.append(["t", element.expression.parse()["value"]])
        else:
            return None
    if all(kind == "t" for kind, _ in parts):
        return "".join(text for _, text in parts)
    return parts


@lru_cache(maxsize=4)
def words_of(root: Path, language: Language, kept_in: Path | None = None) -> Words:
    return Words(root, language, kept_in)

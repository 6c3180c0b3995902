"""Interface words from Fluent files: assets/words/<language>/*.ftl (STYLE rule 11).

`use_isolating=False`: the invisible marks Fluent puts round variables cannot be spelled in GBK and would turn every
receipt line into a picture.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from contract.codes import Language
from contract.failures import FailureCode


class WordMissing(KeyError):
    """A message or attribute is not in the language's files; tests prove it cannot happen for shipped screens."""


class Words:
    """The words of one language. Loaded whole: about 600 messages, a few milliseconds."""

    def __init__(self, root: Path, language: Language) -> None:
        """root: the assets/words directory."""
        self.language = language
        self._bundle = FluentBundle([language.value], use_isolating=False)
        for path in sorted((root / language.value).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text("utf-8")))
        self._plain: dict[str, str] = {}

    def text(self, message: str, **variables: object) -> str:
        """Words of `message` or `message.attribute`. Raises WordMissing."""
        if not variables:
            plain = self._plain.get(message)
            if plain is None:
                plain = self._plain[message] = self._format(message, {})
            return plain
        return self._format(message, variables)

    def has(self, message: str) -> bool:
        name, _, attribute = message.partition(".")
        if not self._bundle.has_message(name):
            return False
        found = self._bundle.get_message(name)
        return found.value is not None if not attribute else attribute in found.attributes

    def failure(self, code: FailureCode, part: str) -> str:
        """What a resident is told of a failure; part: "what" or "do"."""
        return self.text(f"failure-{code.value.replace('.', '-')}.{part}")

    def _format(self, message: str, variables: dict[str, object]) -> str:
        if not self.has(message):
            raise WordMissing(message)
        name, _, attribute = message.partition(".")
        found = self._bundle.get_message(name)
        pattern = found.attributes[attribute] if attribute else found.value
        text, errors = self._bundle.format_pattern(pattern, variables)
        if errors:
            raise WordMissing(f"{message}: {errors[0]}")
        return text


@lru_cache(maxsize=4)
def words_of(root: Path, language: Language) -> Words:
    return Words(root, language)


def languages() -> Iterator[Language]:
    yield from Language

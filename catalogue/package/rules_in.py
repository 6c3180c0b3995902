"""The rules inside an open package: hints of eligibility, grants, recognition, and places by any of their names."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from catalogue.eligibility.rules import Eligibility, ItemRules, Reminder, Said, hint, reminders_for
from catalogue.grants import Grant, MutualRecognition, is_granted, is_recognised, places_granted
from catalogue.package.open import Package, decoded
from catalogue.places import Alias, Place, find_places
from catalogue.themes.graph import ThemeGraph


class RulesIn:
    """Reads a package's rules once, when they are first needed. Failed(PACKAGE_DAMAGED) as `Package.piece`."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def _list(self, name: str, kind: Any) -> Any:
        return decoded(self._package.piece("list", name) or b"[]", kind, name)

    @cached_property
    def about(self) -> Eligibility:
        """Facts, questions and reminders; the rules of items are read one by one."""
        return self._list("eligibility", Eligibility)

    def hint(self, item: str, facts: Mapping[str, Any]) -> Said | None:
        """What can be said about somebody's conditions for an item; None: it has no rules."""
        body = self._package.piece("eligibility", item)
        return None if body is None else hint(decoded(body, ItemRules, item), self.about.names, facts)

    def reminders(self, facts: Mapping[str, Any]) -> tuple[Reminder, ...]:
        return reminders_for(self.about, facts)

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        return self._list("grants", tuple[Grant, ...])

    def is_granted(self, place: str, item: str, today: date) -> bool:
        return is_granted(self.grants, place, self._package.item(item), today)

    def places_granted(self, item: str, today: date) -> tuple[str, ...]:
        """Codes of the villages and communities that may take the item in, in the order of their codes."""
        places = sorted(division.code for division in self._package.divisions())
        return places_granted(self.grants, places, self._package.item(item), today)

    def is_recognised(self, item: str, town: str, by: str, today: date) -> MutualRecognition | None:
        lines = self._list("recognition", tuple[MutualRecognition, ...])
        return is_recognised(lines, self._package.item(item), town, by, today)

    def theme(self, name: str) -> ThemeGraph | None:
        """The question graph of a life event; None: there is no such theme."""
        body = self._package.piece("theme", name)
        return None if body is None else decoded(body, ThemeGraph, name)

    def find_places(self, text: str, limit: int = 20) -> list[Place]:
        return find_places(text, self._package.divisions(), self._list("aliases", tuple[Alias, ...]), limit)

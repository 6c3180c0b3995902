"""Checks the sources of a package against the counts and against each other."""

from collections import Counter
from collections.abc import Iterator

from catalogue.package.manifest import Breach, count_breaches, version_numbers
from catalogue.package.phrasings import said_breaches
from catalogue.package.rule_sources import rule_breaches
from catalogue.package.sources import Sources
from catalogue.search.ask_back import ask_back_breaches
from catalogue.search.meanings import Command
from catalogue.themes.graph import table_breaches
from contract.catalogue import Audience, Handling, InstantKind, Level, OfficeMark, OfficeTier
from contract.failures import FailureCode

SOURCE = "package.source"
"""Code of a breach inside the sources that no count shows."""


INSTANT_KINDS = {Handling.QUERY: ("record", "list"), Handling.PRINT: ("proof",)}


class SourcesWrong(Exception):
    """The sources break a rule; nothing was written."""

    def __init__(self, breaches: list[Breach]) -> None:
        super().__init__(f"{len(breaches)} breaches, first: {breaches[0].where}: {breaches[0].message}")
        self.breaches = breaches


def counts_of(sources: Sources) -> dict[str, int]:
    """Every count of CLI.md `package check`, taken from the sources themselves."""
    items = sources.items

    def distinct(audience: Audience, field: str) -> int:
        return len({getattr(item, field) for item in items if item.audience == audience})

    levels = Counter(item.level for item in items)
    return {
        "items": len(items),
        "resident_categories": distinct(Audience.RESIDENT, "category"),
        "resident_groups": distinct(Audience.RESIDENT, "group"),
        "enterprise_categories": distinct(Audience.ENTERPRISE, "category"),
        "enterprise_groups": distinct(Audience.ENTERPRISE, "group"),
        "themes": len(sources.themes),
        "village": levels[Level.VILLAGE.value],
        "town": levels[Level.TOWN.value],
        "quick": sum(item.quick for item in items),
        "cross_town": sum(item.cross_town for item in items),
        "cross_town_kinds": len({item.cross_town_kind for item in items if item.cross_town}),
        "guides": sum(len(guide.situations) for guide in sources.guides.values()),
        "forms": len(sources.forms),
        "divisions": len(sources.divisions),
    }


def breach(where: str, message: str, code: str = SOURCE) -> Breach:
    return Breach(code=code, where=where, message=message)


def item_breaches(sources: Sources) -> Iterator[Breach]:
    known = {item.code for item in sources.items}
    themes = {theme["name"] for theme in sources.themes}
    forms = {form.id for form in sources.forms}
    for code, times in Counter(item.code for item in sources.items).items():
        if times > 1:
            yield breach(code, f"the code stands {times} times in items.csv")
    for item in sources.items:
        if item.handling not in {handling.value for handling in Handling}:
            yield breach(item.code, f"unknown handling {item.handling!r}")
        if item.level not in {level.value for level in Level}:
            yield breach(item.code, f"unknown level {item.level!r}")
        if not item.name_en or not item.short_zh:
            yield breach(item.code, "no English name or short label in names_en.csv")
        if item.code not in sources.guides:
            yield breach(item.code, "no guide")
        if unknown := set(item.themes) - themes:
            yield breach(item.code, f"unknown theme {', '.join(sorted(unknown))}")
        if item.form and item.form not in forms:
            yield breach(item.code, f"unknown form {item.form}")
    for form in sources.forms:
        for code in form.items:
            if code not in known:
                yield breach(form.id, f"the form names the item {code}, which is not in items.csv", "form.invalid")
    for code in sources.quick_first:
        if not any(item.code == code and item.quick for item in sources.items):
            yield breach("package.toml", f"quick_first names {code}, which is not on the quick list")


def guide_breaches(sources: Sources) -> Iterator[Breach]:
    items = {item.code: item for item in sources.items}
    for code, guide in sources.guides.items():
        item = items.get(code)
        if item is None:
            yield breach(code, "a guide without an item")
            continue
        if not guide.situations:
            yield breach(code, "a guide without a situation")
        if (guide.legal_days, guide.promised_days) != (item.legal_days, item.promised_days):
            yield breach(code, "the days of the guide are not those of items.csv")
        for times_id, times in Counter(situation.id for situation in guide.situations).items():
            if times > 1:
                yield breach(code, f"the situation {times_id} stands {times} times")
        if missing := [other for other in guide.related if other not in items]:
            yield breach(code, f"related items that do not exist: {', '.join(missing)}")


def place_breaches(sources: Sources) -> Iterator[Breach]:
    for code, times in Counter(place.code for place in sources.divisions).items():
        if times > 1:
            yield breach("divisions.csv", f"{code} stands {times} times")
        if not (code.startswith("510114") and len(code) == 12 and code.isdecimal()):
            yield breach("divisions.csv", f"{code} is not a 12-digit code under 510114")
    for kind in ("category", "big_item"):
        names = {item.category if kind == "category" else item.group for item in sources.items}
        if missing := names - set(sources.english.get(kind, {})):
            yield breach("names_en.csv", f"no English name for {', '.join(sorted(missing))}")
    for theme in sources.themes:
        for line in theme.get("items", ()):
            if line["code"] not in sources.guides:
                yield breach("themes.json", f"{theme['name']} names {line['code']}, which does not exist")


def office_breaches(sources: Sources) -> Iterator[Breach]:
    """Offices that stand twice or nowhere, and tiers that their division cannot have."""
    places = {place.code for place in sources.divisions}
    towns = {place.town_code for place in sources.divisions}
    known = {
        OfficeTier.COMPOUND: places,
        OfficeTier.VILLAGE: places,
        OfficeTier.TOWN: towns,
        OfficeTier.DISTRICT: {town[:6] for town in towns},
    }
    departments = {item.department for item in sources.items}
    for code, times in Counter(office.code for office in sources.offices).items():
        if times > 1:
            yield breach("offices.csv", f"{code} stands {times} times")
    for office in sources.offices:
        if office.division not in known[office.tier]:
            yield breach("offices.csv", f"{office.code}: {office.division} is no {office.tier.value} of the district")
        if unknown := set(office.departments) - departments:
            yield breach("offices.csv", f"{office.code}: no item belongs to {', '.join(sorted(unknown))}")
        if office.mark is OfficeMark.VERIFIED and not (office.hours and office.phone):
            yield breach("offices.csv", f"{office.code} is marked {office.mark.value} without hours or telephone")
    if missing := (towns | {town[:6] for town in towns}) - {office.division for office in sources.offices}:
        yield breach("offices.csv", f"no office at {', '.join(sorted(missing))}")


def instant_breaches(sources: Sources) -> Iterator[Breach]:
    """Items that are asked and cannot be: not instant, with a form, or of another kind than their handling says."""
    items = {item.code: item for item in sources.items}
    for code, times in Counter(one.item for one in sources.instant).items():
        if times > 1:
            yield breach("instant.csv", f"{code} stands {times} times")
    for one in sources.instant:
        item = items.get(one.item)
        if item is None or not item.instant or item.form:
            yield breach("instant.csv", f"{one.item} is no instant item without a form")
        elif one.kind.value not in INSTANT_KINDS.get(Handling(item.handling), ()):
            yield breach("instant.csv", f"{one.item} is handled as {item.handling}, not a {one.kind.value}")
        elif one.personal == (one.kind is InstantKind.LIST):
            yield breach("instant.csv", f"{one.item}: a list is about nobody, everything else about somebody")


def theme_breaches(sources: Sources) -> Iterator[Breach]:
    """Items that do not exist, fields that no form has, and lines of the themes' own tables that differ."""
    known = {item.code for item in sources.items}
    for graph in sources.theme_graphs:
        for code in sorted({item.code for item in graph.items} - known):
            yield breach("themes.json", f"{graph.name} names {code}, which does not exist")
        for question in graph.questions:
            if not question.ask_en or not all(option.label_en for option in question.options):
                yield breach("themes.json", f"{graph.name}: {question.id} has no English (ask_en, label_en)")
        for wrong in table_breaches(graph, sources.theme_items_at_most):
            yield breach("themes.json", f"{graph.name}: {wrong}")


def check_sources(sources: Sources) -> list[Breach]:
    """Every breach of the sources, counts first; empty: a package may be built."""
    breaches = count_breaches(counts_of(sources), sources.declared)
    try:
        version_numbers(sources.version)
    except ValueError as error:
        breaches.append(breach("package.toml", str(error), FailureCode.PACKAGE_DAMAGED.value))
    kinds = frozenset(item.cross_town_kind for item in sources.items if item.cross_town)
    known = frozenset(item.code for item in sources.items)
    rules = [breach(where, wrong) for where, wrong in rule_breaches(sources.rules, known, sources.divisions, kinds)]
    said = [
        breach(where, wrong)
        for where, wrong in (*said_breaches(sources.said, known), *ask_back_breaches(sources.said.ask_back, known))
    ]
    said += [breach("synonyms.toml", f"no command {name!r}") for name in sources.commands if name not in set(Command)]
    return [
        *breaches,
        *item_breaches(sources),
        *guide_breaches(sources),
        *place_breaches(sources),
        *office_breaches(sources),
        *instant_breaches(sources),
        *theme_breaches(sources),
        *rules,
        *said,
    ]

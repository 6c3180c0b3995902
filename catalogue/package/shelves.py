"""The lists that the home page and the browsing pages show, worked out once when a package is built."""

from typing import TYPE_CHECKING

import msgspec

from contract.catalogue import Audience

if TYPE_CHECKING:  # reading a package needs the shapes, not what builds it
    from catalogue.package.sources import Sources


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The second level of the tree (大项), with its items in catalogue order."""

    name: str
    name_en: str
    short_zh: str
    codes: tuple[str, ...]


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """The first level of the tree. `count` items in all its groups."""

    name: str
    name_en: str
    short_zh: str
    count: int
    groups: tuple[Group, ...]


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """One of the eight life events, with the items that the catalogue gives to it."""

    name: str
    name_en: str
    intro: str
    codes: tuple[str, ...]


class Shelves(msgspec.Struct, frozen=True, kw_only=True):
    trees: dict[Audience, tuple[Category, ...]]
    quick: tuple[str, ...]
    """The six of the home page first, the others in catalogue order."""
    themes: tuple[Theme, ...]
    codes: tuple[str, ...]
    """All items in catalogue order."""


def tree_of(sources: "Sources", audience: Audience) -> tuple[Category, ...]:
    grouped: dict[str, dict[str, list[str]]] = {}
    for item in sources.items:
        if item.audience == audience:
            grouped.setdefault(item.category, {}).setdefault(item.group, []).append(item.code)
    categories = sources.english.get("category", {})
    groups = sources.english.get("big_item", {})
    return tuple(
        Category(
            name=name,
            name_en=categories.get(name, ("", ""))[0],
            short_zh=categories.get(name, ("", name))[1],
            count=sum(len(codes) for codes in members.values()),
            groups=tuple(
                Group(
                    name=group,
                    name_en=groups.get(group, ("", ""))[0],
                    short_zh=groups.get(group, ("", group))[1],
                    codes=tuple(codes),
                )
                for group, codes in members.items()
            ),
        )
        for name, members in grouped.items()
    )


def shelves_of(sources: "Sources") -> Shelves:
    rest = [item.code for item in sources.items if item.quick and item.code not in sources.quick_first]
    return Shelves(
        trees={audience: tree_of(sources, audience) for audience in Audience},
        quick=(*sources.quick_first, *rest),
        themes=tuple(
            Theme(
                name=theme["name"],
                name_en=sources.english["theme"][theme["name"]][0],
                intro=theme.get("intro", ""),
                codes=tuple(item.code for item in sources.items if theme["name"] in item.themes),
            )
            for theme in sources.themes
        ),
        codes=tuple(item.code for item in sources.items),
    )

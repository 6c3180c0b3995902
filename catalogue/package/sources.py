"""Reads the content sources of `assets/content/` into contract types. Reads files; decides nothing about counts."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec

from catalogue.forms.source import read_forms
from catalogue.offices import opening_of
from catalogue.package.phrasings import Said, read_said
from catalogue.package.reading import read_bytes, read_rows, read_toml, source_broken
from catalogue.package.rule_sources import YES, Rules, read_lines, read_rules
from catalogue.themes.graph import ThemeGraph, decode_themes
from contract.catalogue import (
    Audience,
    Division,
    Guide,
    InstantAnswer,
    InstantKind,
    Item,
    Office,
    OfficeMark,
    OfficeTier,
)
from contract.form import FormDef

UNDERSTANDING = Path(__file__).resolve().parents[2] / "assets" / "understanding"
"""What was trained of the repository's sources, see `catalogue/package/learning.py`."""


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a package is built from, in the order of the sources."""

    version: str
    declared: dict[str, int]
    quick_first: tuple[str, ...]
    items: tuple[Item, ...]
    guides: dict[str, Guide]
    forms: tuple[FormDef, ...]
    divisions: tuple[Division, ...]
    offices: tuple[Office, ...]
    instant: tuple[InstantAnswer, ...]
    regions: dict[str, str]
    """Provinces, cities and counties: 2, 4 and 6 digits → name."""
    themes: tuple[dict[str, Any], ...]
    theme_graphs: tuple[ThemeGraph, ...]
    theme_items_at_most: int
    english: dict[str, dict[str, tuple[str, str]]]
    """kind → key → (English name, short Chinese label)."""
    rules: Rules
    synonyms: dict[str, tuple[str, ...]]
    commands: dict[str, tuple[str, ...]]
    said: Said


def split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def read_english(path: Path) -> dict[str, dict[str, tuple[str, str]]]:
    names: dict[str, dict[str, tuple[str, str]]] = {}
    for row in read_rows(path):
        names.setdefault(row["kind"], {})[row["key"]] = (row["en"], row["short_zh"])
    return names


def item_of(
    row: dict[str, str], english: dict[str, tuple[str, str]], form_of: dict[str, str], answered: dict[str, str]
) -> Item:
    name_en, short_zh = english.get(row["code"], ("", ""))
    return Item(
        code=row["code"],
        name=row["name"],
        audience=Audience(row["audience"]),
        category=row["category"],
        group=row["big_item"],
        themes=split(row["themes"]),
        handling=row["handling"],
        level=row["level"],
        quick=row["quick"] == "yes",
        cross_town=row["cross_town"] == "yes",
        cross_town_kind=row["cross_town_kind"] or "",
        department=row["department"],
        needs_id_card=row["needs_id_card"] == "yes",
        instant=row["instant"] == "yes",
        legal_days=int(row["legal_days"]),
        promised_days=int(row["promised_days"]),
        fee=row["fee"],
        materials=split(row["materials"]),
        result=row["result"],
        colloquial=split(row["colloquial"]),
        keywords=split(row["keywords"]),
        name_en=name_en,
        short_zh=short_zh,
        form=form_of.get(row["code"], ""),
        answered=answered.get(row["code"], ""),
    )


def read_items(
    path: Path, english: dict[str, tuple[str, str]], forms: tuple[FormDef, ...], instant: tuple[InstantAnswer, ...]
) -> tuple[Item, ...]:
    answered = {one.item: one.kind.value for one in instant}
    form_of = {code: form.id for form in forms for code in form.items}
    items = []
    for line, row in enumerate(read_rows(path), 2):
        try:
            items.append(item_of(row, english, form_of, answered))
        except (KeyError, ValueError, AttributeError) as error:
            raise source_broken(path, f"line {line}: {error}") from None
    return tuple(items)


def read_guides(folder: Path) -> dict[str, Guide]:
    guides = {}
    for path in sorted(folder.glob("*.json")):
        try:
            guide = msgspec.json.decode(read_bytes(path), type=Guide)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise source_broken(path, str(error)) from None
        if guide.item != path.stem:
            raise source_broken(path, f"its item is {guide.item}")
        guides[guide.item] = guide
    return guides


def read_divisions(path: Path) -> tuple[Division, ...]:
    return tuple(
        Division(code=row["code"], name=row["name"], town_code=row["streetCode"], town_name=row["streetName"])
        for row in read_rows(path)
    )


def office_of(row: dict[str, str]) -> Office:
    """Raises KeyError and ValueError, also for hours that say nothing."""
    opening_of(row["hours"])
    return Office(
        code=row["code"],
        name=row["name"],
        tier=OfficeTier(row["tier"]),
        division=row["division"],
        mark=OfficeMark(row["mark"]),
        address=row["address"],
        hours=row["hours"],
        phone=row["phone"],
        departments=split(row["departments"]),
        note=row["note"],
    )


def instant_of(row: dict[str, str]) -> InstantAnswer:
    return InstantAnswer(
        item=row["item"],
        kind=InstantKind(row["kind"]),
        personal=YES[row["personal"]],
        valid_days=int(row["valid_days"]),
        note=row["note"],
    )


def read_themes(path: Path) -> tuple[tuple[dict[str, Any], ...], tuple[ThemeGraph, ...], int]:
    """As they are written, as graphs, and how many items at most."""
    body = read_bytes(path)
    try:
        graphs, most = decode_themes(body)
        return tuple(json.loads(body)["themes"]), graphs, most
    except (ValueError, KeyError, TypeError) as error:
        raise source_broken(path, f"not the themes' JSON ({error})") from None


def read_sources(content: Path) -> Sources:
    """Read `content` (the folder `assets/content`). Failed(PACKAGE_DAMAGED or FORM_INVALID) names the file and why."""
    about = read_toml(content / "package.toml")
    words = read_toml(content / "synonyms.toml")
    english = read_english(content / "names_en.csv")
    forms = read_forms(content / "forms")
    instant = read_lines(content / "instant.csv", instant_of)
    themes, graphs, most = read_themes(content / "themes.json")
    return Sources(
        version=str(about.get("version", "")),
        declared={str(name): int(count) for name, count in about.get("counts", {}).items()},
        quick_first=tuple(about.get("home", {}).get("quick_first", ())),
        items=read_items(content / "items.csv", english.get("item", {}), forms, instant),
        guides=read_guides(content / "guides"),
        forms=forms,
        divisions=read_divisions(content / "divisions.csv"),
        offices=read_lines(content / "offices.csv", office_of),
        instant=instant,
        regions={row["code"]: row["name"] for row in read_rows(content / "regions.csv")},
        themes=themes,
        theme_graphs=graphs,
        theme_items_at_most=most,
        english=english,
        rules=read_rules(content),
        synonyms={spoken: tuple(plain) for spoken, plain in words.get("synonyms", {}).items()},
        commands={command: tuple(ways) for command, ways in words.get("commands", {}).items()},
        said=read_said(content),
    )


def digest_of_sources(content: Path) -> str:
    """SHA-256 over names and bytes of every source file, and which training is kept: the same need no second build."""
    digest = hashlib.sha256()
    for path in sorted(content.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            digest.update(f"{path.relative_to(content).as_posix()}\0{len(body)}\0".encode() + body)
    for path in sorted(UNDERSTANDING.glob("*.*")):
        with path.open("rb") as file:
            digest.update(f"{path.name}\0".encode() + hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()

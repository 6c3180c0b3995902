"""Content sources → tables. The same content always gives the same cells."""

import json
from pathlib import Path
from typing import Any

from catalogue.package.phrasings import taught_file
from catalogue.package.reading import read_bytes, read_rows, read_toml
from catalogue.tables.columns import QUICK_FIRST, SHEETS, Column, Kind

Tables = dict[str, list[list[str]]]
"""Sheet → rows of cells, the first row being the headers."""
YES_NO = {"yes": "是", "no": "否", True: "是", False: "否"}


def reach(record: Any, key: str) -> Any:
    """A value by "a.b"."""
    for part in key.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


def cell_of(column: Column, record: Any) -> str:
    value = reach(record, column.key)
    if value is None:
        return ""
    if column.kind is Kind.YES:
        return YES_NO[value]
    if column.kind is Kind.LINES:
        return "\n".join(value)
    return str(value)


def table(sheet: str, records: list[dict[str, Any]]) -> list[list[str]]:
    columns = SHEETS[sheet]
    return [[column.header for column in columns]] + [
        [cell_of(column, record) for column in columns] for record in records
    ]


def english_of(named: dict[str, str]) -> dict[str, str]:
    return {"name_en": named.get("en", ""), "short_zh": named.get("short_zh", "")}


def tables_of(content: Path) -> Tables:
    """Every table of `content`. Failed(PACKAGE_DAMAGED) for a source that cannot be read."""
    names = read_rows(content / "names_en.csv")
    of_items = {row["key"]: row for row in names if row["kind"] == "item"}
    items = [
        row
        | {
            "name_en": of_items.get(row["code"], {}).get("en"),
            "short_zh": of_items.get(row["code"], {}).get("short_zh"),
        }
        for row in read_rows(content / "items.csv")
    ]
    guides = [json.loads(read_bytes(path)) for path in sorted((content / "guides").glob("*.json"))]
    situations = [situation | {"item": guide["item"]} for guide in guides for situation in guide["situations"]]

    def parts(name: str) -> list[dict[str, Any]]:
        return [part | {"item": one["item"], "situation": one["id"]} for one in situations for part in one[name]]

    first = read_toml(content / "package.toml").get("home", {}).get("quick_first", [])
    forms = [(path, read_bytes(path).decode()) for path in sorted((content / "forms").glob("F*.toml"))]
    return {
        "事项": table("事项", items),
        "名称": table("名称", [row for row in names if row["kind"] != "item"]),
        "指南": table("指南", guides),
        "情形": table("情形", situations),
        "材料": table("材料", parts("materials")),
        "步骤": table("步骤", parts("steps")),
        "问答": table("问答", [one | {"item": guide["item"]} for guide in guides for one in guide["faq"]]),
        "地点": table("地点", list(read_rows(content / "divisions.csv"))),
        "即办": table("即办", list(read_rows(content / "instant.csv"))),
        "办事点": table("办事点", list(read_rows(content / "offices.csv"))),
        "别名": table("别名", list(read_rows(content / "place_aliases.csv"))),
        "名单": table("名单", [{"list": QUICK_FIRST, "item": code} for code in first]),
        "授权": table("授权", list(read_rows(content / "grants.csv"))),
        "补充说法": table("补充说法", list(read_rows(taught)) if (taught := taught_file(content)).exists() else []),
        "表单": table(
            "表单",
            [
                {"file": path.name, "id": path.name.partition("_")[0], "title": heading(text), "definition": text}
                for path, text in forms
            ],
        ),
    }


def heading(definition: str) -> str:
    return next(
        (line.partition('"')[2].rstrip('"') for line in definition.splitlines() if line.startswith("title = ")), ""
    )

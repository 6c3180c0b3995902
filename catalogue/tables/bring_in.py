"""Tables → content sources: everything is checked in a copy first; the sources change whole or not at all."""

import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalogue.offices import opening_of
from catalogue.package.check import check_sources
from catalogue.package.phrasings import taught_file
from catalogue.package.sources import read_sources
from catalogue.tables.cells import CellError, records_of
from catalogue.tables.columns import ITEM_CSV, QUICK_FIRST, SHEETS
from catalogue.tables.out import Tables, tables_of
from contract.failures import Failed

FORM_FILE = re.compile(r"F\d{2}_[a-z0-9_]{1,40}\.toml", re.ASCII)
CODE = re.compile(r"[A-Z]\d{2}-\d{3}", re.ASCII)
YES_NO = {True: "yes", False: "no"}
Record = dict[str, Any]


def csv_text(header: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def plain(value: object) -> str:
    return YES_NO[value] if isinstance(value, bool) else str(value)


def nested(record: Record, sheet: str, without: tuple[str, ...] = ()) -> Record:
    """ "fee.charged" becomes {"fee": {"charged": …}}."""
    made: Record = {}
    for column in SHEETS[sheet]:
        if column.key not in without:
            outer, dot, inner = column.key.partition(".")
            if dot:
                made.setdefault(outer, {})[inner] = record[column.key]
            else:
                made[column.key] = record[column.key]
    return made


def guides_of(records: dict[str, list[Record]], errors: list[CellError]) -> dict[str, Record]:
    """Guides by item, put together from five sheets; a row that belongs to nothing is an error."""
    guides: dict[str, Record] = {}
    parts: dict[tuple[str, str], Record] = {}

    def lost(sheet: str, record: Record, what: str) -> None:
        errors.append(CellError(sheet, record[""], 1, "事项编码", what))

    for record in records["指南"]:
        if record["item"] in guides:
            lost("指南", record, f"{record['item']} 有两行")
        guides[record["item"]] = nested(record, "指南") | {"situations": [], "faq": []}
    for record in records["情形"]:
        key = (record["item"], record["id"])
        if record["item"] not in guides:
            lost("情形", record, f"表“指南”里没有 {record['item']}")
        elif key in parts:
            errors.append(CellError("情形", record[""], 2, "情形编码", f"{record['id']} 有两行"))
        else:
            parts[key] = nested(record, "情形", ("item",)) | {"materials": [], "steps": []}
            guides[record["item"]]["situations"].append(parts[key])
    for sheet, name in (("材料", "materials"), ("步骤", "steps")):
        for record in records[sheet]:
            owner = parts.get((record["item"], record["situation"]))
            if owner is None:
                lost(sheet, record, f"表“情形”里没有 {record['item']} 的 {record['situation']}")
            else:
                owner[name].append(nested(record, sheet, ("item", "situation")))
    for record in records["问答"]:
        if record["item"] not in guides:
            lost("问答", record, f"表“指南”里没有 {record['item']}")
        else:
            guides[record["item"]]["faq"].append({"q": record["q"], "a": record["a"]})
    return guides


def complete(record: Record, sheet: str) -> bool:
    return all(column.key in record for column in SHEETS[sheet])


def parsed(tables: Tables, errors: list[CellError]) -> dict[str, list[Record]]:
    records = {sheet: records_of(sheet, tables.get(sheet, []), errors) for sheet in SHEETS if sheet in tables}
    for record in records.get("事项", []):
        if not CODE.fullmatch(str(record.get("code", "A00-000"))):
            errors.append(CellError("事项", record[""], 1, "事项编码", "要像 R06-014 这样写"))
    for record in records.get("办事点", []):
        try:
            opening_of(str(record.get("hours", "")))
        except ValueError:
            errors.append(CellError("办事点", record[""], 7, "时间", "要像 1-5 09:00-12:00 13:00-17:00 这样写"))
    for record in records.get("表单", []):
        if not FORM_FILE.fullmatch(str(record.get("file", "F01_x.toml"))):
            errors.append(CellError("表单", record[""], 1, "文件名", "要像 F01_elder_card.toml 这样写"))
    return records


def same_json(path: Path, guide: Record) -> bool:
    try:
        return json.loads(path.read_bytes()) == guide
    except (OSError, ValueError):
        return False


def write_sources(records: dict[str, list[Record]], guides: dict[str, Record], content: Path) -> None:
    """Into a copy of the sources: only what differs is written, so that what was not touched keeps its bytes."""

    def put(name: str, text: str) -> None:
        path = content / name
        if not path.exists() or path.read_bytes().decode("utf-8-sig") != text:
            path.write_bytes(text.encode())

    def sheet_csv(name: str, sheet: str, keys: list[str]) -> None:
        put(name, csv_text(keys, [[plain(record[key]) for key in keys] for record in records[sheet]]))

    sheet_csv("items.csv", "事项", list(ITEM_CSV))
    named = [["item", r["code"], r["name_en"], r["short_zh"]] for r in records["事项"]]
    others = [[r["kind"], r["key"], r["en"], r["short_zh"]] for r in records["名称"]]
    put("names_en.csv", csv_text(["kind", "key", "en", "short_zh"], in_old_order(content, named + others)))
    for path in (content / "guides").glob("*.json"):
        if path.stem not in guides:
            path.unlink()
    for item, guide in guides.items():
        path = content / "guides" / f"{item}.json"
        if not same_json(path, guide):
            path.write_text(json.dumps(guide, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sheet_csv("divisions.csv", "地点", ["code", "name", "streetCode", "streetName"])
    sheet_csv("instant.csv", "即办", [column.key for column in SHEETS["即办"]])
    sheet_csv("offices.csv", "办事点", [column.key for column in SHEETS["办事点"]])
    sheet_csv("place_aliases.csv", "别名", ["alias", "code", "note"])
    sheet_csv("grants.csv", "授权", ["place", "item", "given", "from", "until", "basis"])
    if records["补充说法"] or taught_file(content).exists():
        sheet_csv(taught_file(content).relative_to(content).as_posix(), "补充说法", ["code", "text"])
    first = ", ".join(json.dumps(r["item"]) for r in records["名单"] if r["list"] == QUICK_FIRST)
    about = (content / "package.toml").read_text("utf-8")
    put("package.toml", re.sub(r"(?m)^quick_first = \[.*\]$", f"quick_first = [{first}]", about))
    kept = {record["file"] for record in records["表单"]}
    for path in (content / "forms").glob("F*.toml"):
        if path.name not in kept:
            path.unlink()
    for record in records["表单"]:
        put(f"forms/{record['file']}", record["definition"])


def in_old_order(content: Path, rows: list[list[str]]) -> list[list[str]]:
    """Names in the order in which they stood; new ones at the end."""
    with (content / "names_en.csv").open(encoding="utf-8-sig", newline="") as file:
        order = {(row[0], row[1]): place for place, row in enumerate(csv.reader(file)) if len(row) > 1}
    return sorted(rows, key=lambda row: order.get((row[0], row[1]), len(order)))


def breaches_in(content: Path) -> Iterator[CellError]:
    """What the whole of it breaks: counts, references, the officials' tables."""
    try:
        for breach in check_sources(read_sources(content)):
            yield CellError("", 0, 0, "", f"{breach.where}：{breach.message}")
    except Failed as failed:
        yield CellError("", 0, 0, "", failed.happened)


def bring_in(tables: Tables, content: Path, errors: list[CellError]) -> tuple[str, ...]:
    """Make `content` hold what the tables say; the names of the files that changed.

    Any error, of a cell or of the whole, is added to `errors` and nothing at all is changed.
    """
    records = parsed(tables, errors)
    if errors:
        return ()
    guides = guides_of(records, errors)
    if errors:
        return ()
    with tempfile.TemporaryDirectory(dir=content.parent, prefix=".import-") as folder:
        copy = Path(folder) / content.name
        shutil.copytree(content, copy)
        write_sources(records, guides, copy)
        errors.extend(breaches_in(copy))
        if errors:
            return ()
        changed = changed_files(content, copy)
        if changed:
            aside = Path(folder) / "before"
            os.rename(content, aside)
            try:
                os.rename(copy, content)
            except OSError:
                os.rename(aside, content)
                raise
        return changed


def changed_files(before: Path, after: Path) -> tuple[str, ...]:
    def all_of(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    old, new = all_of(before), all_of(after)
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))


__all__ = ["bring_in", "tables_of"]

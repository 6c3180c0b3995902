"""`./station package export|import`: content as an XLSX file or a folder of CSV files, for officials."""

import argparse
import json
import sys
from typing import Any

import msgspec

from catalogue.tables.bring_in import bring_in
from catalogue.tables.cells import CellError, letter
from catalogue.tables.out import tables_of
from catalogue.tables.workbook import FileRefused, read_csv_folder, read_xlsx, write_csv_folder, write_xlsx
from contract.failures import Failed

SHOWN_AT_MOST = 200


def run_tables(args: argparse.Namespace) -> int:
    try:
        return _export(args) if args.act == "export" else _import(args)
    except FileRefused as refused:
        return _show(args, {"ok": False, "changed": [], "errors": [as_shown(CellError("", 0, 0, "", str(refused)))]})
    except Failed as failed:
        print(f"{failed.code.value}: {failed.happened}; {failed.remedy}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"package {args.act}: {error.strerror}: {error.filename}", file=sys.stderr)
        return 2


def _export(args: argparse.Namespace) -> int:
    tables = tables_of(args.content)
    if args.to.suffix.lower() == ".xlsx":
        write_xlsx(tables, args.to)
    else:
        write_csv_folder(tables, args.to)
    rows = {sheet: len(lines) - 1 for sheet, lines in tables.items()}
    return _show(args, {"ok": True, "file": str(args.to), "rows": rows, "errors": []})


def _import(args: argparse.Namespace) -> int:
    errors: list[CellError] = []
    is_xlsx = args.source.suffix.lower() == ".xlsx"
    tables = read_xlsx(args.source, errors) if is_xlsx else read_csv_folder(args.source, errors)
    changed = bring_in(tables, args.content, errors)
    shown = [as_shown(error) for error in errors[:SHOWN_AT_MOST]]
    return _show(args, {"ok": not errors, "changed": list(changed), "errors": shown, "error_count": len(errors)})


def as_shown(error: CellError) -> dict[str, Any]:
    """sheet, row, column (letter), header, message, and the whole as one sentence."""
    plain = msgspec.to_builtins(error)
    return plain | {"column": letter(error.column) if error.column else "", "text": str(error)}


def _show(args: argparse.Namespace, shown: dict[str, Any]) -> int:
    if args.json:
        print(json.dumps(shown, ensure_ascii=False))
    else:
        for error in shown["errors"]:
            print(error["text"])
        if not shown["ok"]:
            print("一处也没有改动")
        elif "changed" in shown:
            print(f"改动了 {len(shown['changed'])} 个文件")
        else:
            print(shown["file"])
    return 0 if shown["ok"] else 1

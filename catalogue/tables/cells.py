"""One cell of a table → its value, or what is wrong with it in Chinese, with its sheet, row and column."""

from datetime import date
from typing import Any

import msgspec

from catalogue.tables.columns import SHEETS, Column, Kind

CELL_LIMIT = 32_767
"""Characters of a cell: Excel's own limit."""
ROW_LIMIT = 20_000
NUMBER_LIMIT = 100_000
YES_WORDS = {"是": True, "否": False}


class CellError(msgspec.Struct, frozen=True):
    """row and column are 0 when the whole sheet is meant."""

    sheet: str
    row: int
    column: int
    header: str
    message: str

    def __str__(self) -> str:
        where = f"表“{self.sheet}”" if self.sheet else "全部内容"
        if self.row:
            where += f"第 {self.row} 行"
        if self.column:
            where += f" {letter(self.column)} 列（{self.header}）"
        return f"{where}：{self.message}"


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def value_in(column: Column, cell: str) -> object:
    """The value of a cell. Raises ValueError with the reason in Chinese."""
    if len(cell) > CELL_LIMIT:
        raise ValueError(f"太长了，最多 {CELL_LIMIT} 个字")
    if any(ord(character) < 32 and character not in "\n\t\r" for character in cell):
        raise ValueError("里面有看不见的字符")
    bare = cell.strip()
    if not bare and column.must:
        raise ValueError("不能空着")
    match column.kind:
        case Kind.NUMBER:
            plain = bare.removesuffix(".0")
            if not (plain.isascii() and plain.isdecimal() and int(plain[:9]) <= NUMBER_LIMIT and len(plain) < 9):
                raise ValueError(f"要填 0 到 {NUMBER_LIMIT} 的整数，现在是“{bare[:20]}”")
            return int(plain)
        case Kind.YES:
            if bare not in YES_WORDS:
                raise ValueError(f"要填“是”或“否”，现在是“{bare[:20]}”")
            return YES_WORDS[bare]
        case Kind.CHOICE:
            if bare not in column.choices:
                raise ValueError(f"只能填 {'、'.join(column.choices)}，现在是“{bare[:20]}”")
            return bare
        case Kind.LINES:
            return [line.strip() for line in cell.splitlines() if line.strip()]
        case Kind.DAY:
            try:
                return date.fromisoformat(bare).isoformat() if bare else ""
            except ValueError:
                raise ValueError(f"要填年-月-日，如 2026-01-31，现在是“{bare[:20]}”") from None
        case _:
            return cell


def records_of(sheet: str, rows: list[list[str]], errors: list[CellError]) -> list[dict[str, Any]]:
    """The rows of one sheet by key; errors are added, good cells of a bad row are kept out."""
    columns = SHEETS[sheet]
    if not rows:
        errors.append(CellError(sheet, 0, 0, "", "是空的，连表头也没有"))
        return []
    headers = [cell.strip() for cell in rows[0]]
    for number, column in enumerate(columns, 1):
        if headers.count(column.header) != 1:
            found = "重复了" if column.header in headers else "没有这一列"
            errors.append(CellError(sheet, 1, number, column.header, f"表头“{column.header}”{found}"))
    if unknown := [header for header in headers if header and header not in {one.header for one in columns}]:
        errors.append(CellError(sheet, 1, headers.index(unknown[0]) + 1, unknown[0][:20], "不认识这一列"))
    if len(rows) > ROW_LIMIT:
        errors.append(CellError(sheet, ROW_LIMIT, 0, "", f"太多行了，最多 {ROW_LIMIT} 行"))
        return []
    places = {column.key: headers.index(column.header) for column in columns if column.header in headers}
    if len(places) != len(columns):
        return []
    records = []
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        record: dict[str, Any] = {"": line}
        for column in columns:
            place = places[column.key]
            try:
                record[column.key] = value_in(column, row[place] if place < len(row) else "")
            except ValueError as error:
                errors.append(CellError(sheet, line, place + 1, column.header, str(error)))
        records.append(record)
    return records

"""Tables as an XLSX file or a folder of CSV files. Hostile files cost bounded time and memory."""

import csv
import io
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from catalogue.tables.cells import ROW_LIMIT, CellError
from catalogue.tables.columns import SHEETS, Kind
from catalogue.tables.out import Tables

FILE_LIMIT = 32 * 1024 * 1024
UNPACKED_LIMIT = 256 * 1024 * 1024
PARTS_LIMIT = 500
COLUMN_LIMIT = 60
UNREADABLE = (KeyError, ValueError, TypeError, OSError, SyntaxError, zipfile.BadZipFile, zlib.error)
"""What a damaged workbook makes its readers raise."""


class FileRefused(ValueError):
    """The file is no table at all; the text says why, in Chinese."""


def written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.replace("\r\n", "\n").replace("_x000D_", "")


def without_empty_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def check_zip(path: Path) -> None:
    """Its size packed and unpacked, before anything of it is read."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise FileRefused(f"文件太大了，最多 {FILE_LIMIT // 1024 // 1024} MB")
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                raise FileRefused("文件展开后太大了，不读")
            for part in parts:
                with packed.open(part) as opened:
                    head = opened.read(4096)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise FileRefused("文件里有不该有的定义，不读")
    except FileRefused:
        raise
    except (*UNREADABLE, NotImplementedError, RuntimeError, EOFError):
        raise FileRefused("打不开，不是完整的 XLSX 文件") from None


def read_xlsx(path: Path, errors: list[CellError]) -> Tables:
    """Cells as text. Raises FileRefused for a file that is none; a missing or unknown sheet is an error of its own."""
    check_zip(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (*UNREADABLE, InvalidFileException) as error:
        raise FileRefused(f"读不懂这个 XLSX 文件（{type(error).__name__}）") from None
    try:
        for name in book.sheetnames:
            if name not in SHEETS:
                errors.append(CellError(name[:30], 0, 0, "", "不认识这张表"))
        tables: Tables = {}
        for name in SHEETS:
            if name not in book.sheetnames:
                errors.append(CellError(name, 0, 0, "", "没有这张表"))
                continue
            rows = book[name].iter_rows(max_col=COLUMN_LIMIT, max_row=ROW_LIMIT + 1, values_only=True)
            tables[name] = [without_empty_end([written(cell) for cell in row]) for row in rows]
        return tables
    except (*UNREADABLE, AttributeError, IndexError, EOFError) as error:
        raise FileRefused(f"读不懂这个 XLSX 文件（{type(error).__name__}）") from None
    finally:
        book.close()


def write_xlsx(tables: Tables, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "C2"
        heads = []
        for number, header in enumerate(rows[0]):
            cell = WriteOnlyCell(sheet, value=header)
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
            sheet.column_dimensions[chr(65 + number)].width = 18
            heads.append(cell)
        sheet.append(heads)
        numbers = [column.kind is Kind.NUMBER for column in SHEETS[name]]
        for row in rows[1:]:
            sheet.append([plain_cell(sheet, cell, is_number) for cell, is_number in zip(row, numbers, strict=True)])
    book.save(path)


def plain_cell(sheet: object, text: str, is_number: bool) -> object:
    """Text stays text, also where it begins with = or looks like a number: no cell is ever a formula."""
    if is_number and text.isdecimal():
        return int(text)
    cell = WriteOnlyCell(sheet, value=text)  # type: ignore[arg-type]
    cell.data_type = "s"
    return cell


def read_csv_folder(folder: Path, errors: list[CellError]) -> Tables:
    """One UTF-8 file a sheet, named after it. Raises FileRefused when the folder is none."""
    if not folder.is_dir():
        raise FileRefused("要给一个放着 CSV 文件的文件夹")
    tables: Tables = {}
    for name in SHEETS:
        path = folder / f"{name}.csv"
        try:
            if path.stat().st_size > FILE_LIMIT:
                raise FileRefused(f"{path.name} 太大了")
            text = path.read_bytes().decode("utf-8-sig")
            rows = csv.reader(io.StringIO(text), strict=True)
            tables[name] = [row[:COLUMN_LIMIT] for row, _ in zip(rows, range(ROW_LIMIT + 1), strict=False)]
        except OSError:
            errors.append(CellError(name, 0, 0, "", f"没有文件 {path.name}"))
        except (UnicodeDecodeError, csv.Error) as error:
            errors.append(CellError(name, 0, 0, "", f"不是 UTF-8 的 CSV 文件（{error}）"))
    return tables


def write_csv_folder(tables: Tables, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)

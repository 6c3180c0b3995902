"""Content as tables: out and in again unchanged, every error by sheet, row and column, nothing by halves."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from catalogue.package.sample import CONTENT
from catalogue.tables.bring_in import bring_in, changed_files
from catalogue.tables.cells import CellError, letter
from catalogue.tables.columns import SHEETS
from catalogue.tables.out import Tables, tables_of
from catalogue.tables.workbook import FileRefused, read_csv_folder, read_xlsx, write_csv_folder, write_xlsx
from kiosk.commands.__main__ import main


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(CONTENT)


@pytest.fixture(scope="module")
def book(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "content.xlsx"
    write_xlsx(tables, path)
    return path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def copy_of(tables: Tables) -> Tables:
    return {sheet: [list(row) for row in rows] for sheet, rows in tables.items()}


def cell(tables: Tables, sheet: str, row: int, header: str, value: str) -> None:
    tables[sheet][row - 1][tables[sheet][0].index(header)] = value


def test_a_workbook_comes_back_as_it_went_out(book: Path, content: Path) -> None:
    errors: list[CellError] = []
    found = read_xlsx(book, errors)
    assert bring_in(found, content, errors) == () and errors == []
    assert changed_files(CONTENT, content) == ()


def test_csv_comes_back_as_it_went_out(tables: Tables, tmp_path: Path, content: Path) -> None:
    errors: list[CellError] = []
    write_csv_folder(tables, tmp_path / "csv")
    assert read_csv_folder(tmp_path / "csv", errors) == tables
    assert bring_in(tables, content, errors) == () and errors == []


def test_a_changed_cell_changes_its_own_source_only(tables: Tables, content: Path) -> None:
    changed = copy_of(tables)
    row = next(i for i, line in enumerate(changed["指南"], 1) if line[0] == "R06-014")
    cell(changed, "指南", row, "受理条件", "年满六十周岁\n户口在新都")
    cell(changed, "授权", 2, "依据", "新的授权清单")
    errors: list[CellError] = []
    assert bring_in(changed, content, errors) == ("grants.csv", "guides/R06-014.json") and errors == []
    guide = json.loads((content / "guides" / "R06-014.json").read_text("utf-8"))
    assert guide["who"] == ["年满六十周岁", "户口在新都"]


@pytest.mark.parametrize(
    ("sheet", "row", "header", "value", "said"),
    [
        ("事项", 5, "承诺天数", "五天", "表“事项”第 5 行 O 列（承诺天数）：要填 0 到 100000 的整数，现在是“五天”"),
        ("事项", 2, "层级", "区里", "表“事项”第 2 行 H 列（层级）：只能填 village、town、district，现在是“区里”"),
        ("事项", 2, "事项编码", "R1", "表“事项”第 2 行 A 列（事项编码）：要像 R06-014 这样写"),
        ("指南", 3, "白话说明", " ", "表“指南”第 3 行 B 列（白话说明）：不能空着"),
        ("材料", 9, "必备", "也许", "表“材料”第 9 行 G 列（必备）：要填“是”或“否”，现在是“也许”"),
        ("授权", 2, "从", "去年", "表“授权”第 2 行 D 列（从）：要填年-月-日，如 2026-01-31，现在是“去年”"),
        ("步骤", 4, "步骤", "收\x07件", "表“步骤”第 4 行 C 列（步骤）：里面有看不见的字符"),
        ("问答", 2, "事项编码", "R99-001", "表“问答”第 2 行 A 列（事项编码）：表“指南”里没有 R99-001"),
        ("表单", 2, "文件名", "../../x.toml", "表“表单”第 2 行 A 列（文件名）：要像 F01_elder_card.toml 这样写"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_changed(
    tables: Tables, content: Path, sheet: str, row: int, header: str, value: str, said: str
) -> None:
    changed, errors = copy_of(tables), list[CellError]()
    cell(changed, sheet, row, header, value)
    cell(changed, "授权", 2, "依据", "也改了")
    assert bring_in(changed, content, errors) == ()
    assert said in [str(error) for error in errors]
    assert changed_files(CONTENT, content) == ()


def test_what_only_the_whole_shows_is_refused_whole(tables: Tables, content: Path) -> None:
    changed, errors = copy_of(tables), list[CellError]()
    del changed["事项"][10]
    changed["表单"][1][3] = changed["表单"][1][3].replace('type = "mobile"', 'type = "fax"')
    assert bring_in(changed, content, errors) == ()
    assert any("F01_elder_card.toml" in str(error) for error in errors)
    changed["表单"][1] = list(tables["表单"][1])
    errors.clear()
    assert bring_in(changed, content, errors) == ()
    assert any("items: 421, must be 422" in str(error) for error in errors)
    assert changed_files(CONTENT, content) == ()


def test_missing_sheets_and_columns_are_named(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "别的表"  # type: ignore[union-attr]
    book.create_sheet("问答").append(["事项编码", "问", "回答"])
    book.save(path)
    errors: list[CellError] = []
    bring_in(read_xlsx(path, errors), CONTENT, errors)
    said = [str(error) for error in errors]
    assert "表“别的表”：不认识这张表" in said and "表“事项”：没有这张表" in said
    assert "表“问答”第 1 行 C 列（答）：表头“答”没有这一列" in said


def test_text_that_looks_like_a_formula_stays_text(tables: Tables, tmp_path: Path) -> None:
    changed = copy_of(tables)
    cell(changed, "问答", 2, "答", "=1+1")
    write_xlsx({"问答": changed["问答"]}, tmp_path / "f.xlsx")
    assert read_xlsx(tmp_path / "f.xlsx", [])["问答"][1][2] == "=1+1"


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (300 * 1024 * 1024))


def entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


SPOIL: list[Callable[[Path], object]] = [
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"PK\x03\x04 and then nothing"),
    lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)),
    bomb,
    entities,
]


@pytest.mark.parametrize("spoil", SPOIL, ids=["empty", "cut", "old_excel", "bomb", "entities"])
def test_a_hostile_file_is_refused_with_a_reason(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = tmp_path / "bad.xlsx"
    spoil(path)
    with pytest.raises(FileRefused, match=r"[一-龥]"):
        read_xlsx(path, [])


@pytest.mark.parametrize("share", [0.03, 0.2, 0.5, 0.9, 0.999])
def test_a_workbook_cut_short_is_refused(book: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "cut.xlsx"
    body = book.read_bytes()
    path.write_bytes(body[: int(len(body) * share)])
    with pytest.raises(FileRefused):
        read_xlsx(path, [])


@pytest.mark.parametrize("place", range(8))
def test_a_workbook_with_flipped_bytes_is_refused_or_whole(book: Path, tmp_path: Path, place: int) -> None:
    path = tmp_path / "flipped.xlsx"
    body = bytearray(book.read_bytes())
    start = len(body) * place // 8 + 40
    body[start : start + 8] = bytes(byte ^ 0x5A for byte in body[start : start + 8])
    path.write_bytes(body)
    try:
        found = read_xlsx(path, [])
    except FileRefused as refused:
        assert str(refused)
    else:
        assert set(found) <= set(SHEETS)


def test_columns_have_the_letters_of_a_sheet() -> None:
    assert [letter(number) for number in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]


def test_the_command_says_what_is_wrong_and_changes_nothing(
    tables: Tables, tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = copy_of(tables)
    cell(changed, "事项", 3, "即办", "马上")
    write_csv_folder(changed, tmp_path / "csv")
    assert main(["package", "import", str(tmp_path / "csv"), "--content", str(content), "--json"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert (shown["ok"], shown["changed"]) == (False, [])
    error = shown["errors"][0]
    assert (error["sheet"], error["row"], error["column"], error["header"]) == ("事项", 3, "M", "即办")
    assert main(["package", "export", str(tmp_path / "out"), "--content", str(content), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["情形"] == 698


def test_sentences_of_residents_come_in_by_a_sheet_and_go_out_again(tables: Tables, content: Path) -> None:
    filled, errors = copy_of(tables), list[CellError]()
    filled["补充说法"].append(["R06-014", "我要那个六十岁逛公园的小红本本"])
    assert bring_in(filled, content, errors) == ("phrasings/taught.csv",) and errors == []
    assert tables_of(content)["补充说法"] == filled["补充说法"]
    assert bring_in(tables_of(content), content, errors) == () and errors == []


def test_a_sentence_of_no_item_is_refused(tables: Tables, content: Path) -> None:
    filled, errors = copy_of(tables), list[CellError]()
    filled["补充说法"].append(["R99-999", "我要那个六十岁逛公园的小红本本"])
    assert bring_in(filled, content, errors) == () and "R99-999" in str(errors[0])

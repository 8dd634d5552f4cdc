"""Templates show what we read, refuse what we refuse, and read back as what was filled in."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sources import Export, Reading, exports, read
from sources._spec import Column
from sources.templates import HEADER_ROW, example, filled_columns, options, workbook, write_templates

WITH_TEMPLATE = [export for export in exports().values() if export.template]
STATED = [export for export in WITH_TEMPLATE if export.covers == "stated"]
each = pytest.mark.parametrize("export", WITH_TEMPLATE, ids=lambda export: export.kind)
each_stated = pytest.mark.parametrize("export", STATED, ids=lambda export: export.kind)
FIRST = HEADER_ROW + 2
"""First row under the example."""


def filled(export: Export, number: int = 1) -> list[Any]:
    """Cells of a row as somebody might fill them in: the examples, with keys that differ by row."""
    return [
        f"{example(column)}{number}" if column.type in ("text", "id", "url") else _on_day(column, number)
        for column in filled_columns(export)
    ]


def _on_day(column: Column, number: int) -> Any:
    value = example(column)
    if isinstance(value, date):
        return value.replace(day=number)
    return value


@cache
def made(kind: str) -> Workbook:
    """The template of a kind, for tests that only look at it."""
    return workbook(exports()[kind])


def put(sheet: Worksheet, row: int, cells: list[Any]) -> None:
    for at, cell in enumerate(cells, start=1):
        sheet.cell(row, at, cell)


def state_period(sheet: Worksheet) -> None:
    sheet["B2"], sheet["D2"] = date(2024, 1, 1), date(2024, 6, 20)


def read_back(book: Workbook, folder: Path) -> Reading:
    path = folder / "填好的.xlsx"
    book.save(path)
    return read(path, name=path.name, exports=exports(), aliases={})


def test_one_workbook_for_each_kind_with_a_template(tmp_path: Path) -> None:
    written = write_templates(tmp_path / "模板", exports().values())
    assert [path.stem for path in written] == [export.title for export in WITH_TEMPLATE]
    assert {path.name for path in (tmp_path / "模板").iterdir()} == {path.name for path in written}


def test_a_ledger_that_is_there_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / f"{STATED[0].title}.xlsx"
    kept.write_bytes(b"filled in")
    written = write_templates(tmp_path, STATED)
    assert kept not in written
    assert len(written) == len(STATED) - 1
    assert kept.read_bytes() == b"filled in"


@each
def test_layout(export: Export) -> None:
    sheet = made(export.kind).worksheets[0]
    labels = [column.label for column in filled_columns(export)]
    assert sheet["A1"].value == export.title
    assert [cell.value for cell in sheet[HEADER_ROW]][: len(labels)] == labels
    assert str(sheet.cell(HEADER_ROW + 1, 1).value).startswith("示例")
    assert sheet.freeze_panes == f"A{HEADER_ROW + 1}"
    if export.covers == "stated":
        assert [sheet[cell].value for cell in ("A2", "B2", "C2", "D2")] == ["登记起", None, "登记止", None]


@each
def test_required_columns_are_all_there(export: Export) -> None:
    assert {c.name for c in export.columns if c.presence != "optional"} <= {c.name for c in filled_columns(export)}


@each
def test_drop_downs_offer_what_is_read(export: Export) -> None:
    sheet = made(export.kind).worksheets[0]
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1.strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    wanted = {
        sheet.cell(HEADER_ROW + 1, at).coordinate: options(column)
        for at, column in enumerate(filled_columns(export), start=1)
        if options(column)
    }
    assert offered == wanted
    assert all(len(",".join(labels)) <= 255 for labels in wanted.values()), "Excel takes no longer list"


@each
def test_private_columns_say_that_they_stay(export: Export) -> None:
    sheet = made(export.kind).worksheets[0]
    for at, column in enumerate(filled_columns(export), start=1):
        comment = sheet.cell(HEADER_ROW, at).comment
        assert column.private == (comment is not None and "只留在本机" in comment.text)


@each
def test_every_column_is_explained(export: Export) -> None:
    explained = {row[0] for row in made(export.kind)["说明"].iter_rows(values_only=True)}
    assert {column.label for column in filled_columns(export)} <= explained


@each
def test_filled_in_reads_back(export: Export, tmp_path: Path) -> None:
    book = workbook(export)
    sheet = book.worksheets[0]
    if export.covers == "stated":
        state_period(sheet)
    put(sheet, FIRST, filled(export))
    put(sheet, FIRST + 3, filled(export, number=2))
    reading = read_back(book, tmp_path)
    assert reading.refusal is None
    assert not reading.sample
    (part,) = reading.parts
    assert part.kind == export.kind
    assert part.rejects == []
    assert part.columns["source_row"] == [FIRST, FIRST + 3]
    assert [row for row, _ in part.rows_set_aside] == [HEADER_ROW + 1, FIRST + 1, FIRST + 2]
    assert not {column.name for column in export.columns if column.private} & set(part.columns)


@each_stated
def test_people_add_a_column_a_total_and_a_remark(export: Export, tmp_path: Path) -> None:
    book = workbook(export)
    sheet = book.worksheets[0]
    state_period(sheet)
    beyond = len(filled_columns(export)) + 1
    sheet.cell(HEADER_ROW, beyond, "经办人代码")
    put(sheet, FIRST, [*filled(export), "代码A003"])
    sheet.cell(FIRST + 1, 1, "合计")
    sheet.cell(FIRST + 2, 1, "备注：核对过")
    (part,) = read_back(book, tmp_path).parts
    assert (part.rows_loaded, part.rejects) == (1, [])
    assert [label for label, _ in part.unknown_columns] == ["经办人代码"]
    assert [row for row, _ in part.rows_set_aside] == [HEADER_ROW + 1, FIRST + 1, FIRST + 2]


@each_stated
def test_empty_ledger_with_its_period_proves_nothing_happened(export: Export, tmp_path: Path) -> None:
    book = workbook(export)
    state_period(book.worksheets[0])
    (part,) = read_back(book, tmp_path).parts
    assert (part.kind, part.rows_loaded, part.rejects) == (export.kind, 0, [])
    assert (part.covers_from, part.covers_to, part.covers_how) == (date(2024, 1, 1), date(2024, 6, 20), "stated")


def test_examples_have_the_type_of_their_column() -> None:
    assert example(Column("n", "数", "count", example="86")) == 86
    assert example(Column("n", "数", "count", example="10万+", floors=True)) == "10万+"
    assert example(Column("n", "额", "yuan", example="12.50")) == 12.5
    assert example(Column("n", "日", "date", example="2024-02-29")) == date(2024, 2, 29)
    assert example(Column("n", "时", "timestamp")) == datetime(2024, 1, 15, 9, 30)
    assert example(Column("n", "类", "choice", choices={"电视": "tv", "广播": "radio"})) == "电视"

"""Empty Excel templates, each made from the Export that reads it back: what people fill in is what we understand."""

import os
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sources._spec import CellType, Column, Export

HEADER_ROW = 3
LAST_ROW = 5000
"""Drop-downs reach down to here; rows below are read as well."""

NUMBER_FORMATS: dict[CellType, str] = {
    "text": "@",
    "id": "@",
    "url": "@",
    "date": "yyyy-mm-dd",
    "timestamp": "yyyy-mm-dd hh:mm",
    "yuan": "#,##0.00",
    "count": "0",
}
_SHAPES: dict[CellType, tuple[Any, str]] = {
    "text": ("文字", "文字"),
    "id": ("001", "编号或代码，按文字填写"),
    "url": ("https://example.cn/1", "网址"),
    "count": (1, "整数"),
    "number": (1, "数字"),
    "share": (0.5, "小数或百分数"),
    "seconds": (30, "秒数"),
    "yuan": (100, "金额，单位元"),
    "date": (date(2024, 1, 15), "日期，如 2024-01-15"),
    "timestamp": (datetime(2024, 1, 15, 9, 30), "日期和时间，如 2024-01-15 09:30"),
    "yes_no": ("是", "是或否"),
    "choice": ("", "从下拉框选"),
}
"""Cell type -> an example of it, and how we say what to fill in."""

_NEEDS = {"cell": "每行必填", "header": "这一列要有，单元格可以留空", "optional": "可以没有这一列"}
_PERIOD_RULE = (
    "登记起、登记止一定要填：本表在这段时间里登记完整。没有发生的，也交一份空表：空表能说明没有，缺表什么也说明不了。"
)
_RULES = (
    "一行登记一件，不写统计好的数。合计行、备注行、空行和“示例”开头的行都会跳过，不计数。",
    "列的先后可以调，可以加自己的列，列名不要改。",
)
_SHADE = PatternFill("solid", fgColor="DDEBF7")
_OPEN = PatternFill("solid", fgColor="FFF2CC")
_GREY = Font(italic=True, color="808080")


def write_templates(
    folder: Path, exports: Iterable[Export], progress: Callable[[int, int], None] = lambda done, of: None
) -> list[Path]:
    """Paths of the templates written: <title>.xlsx for each Export that has a template, in the order given.

    A file of that name that is already there is left alone and not returned: somebody may have filled it in.
    `progress` is told before each how many are done, and of how many.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    wanted = [export for export in exports if export.template]
    for number, export in enumerate(wanted):
        progress(number, len(wanted))
        path = folder / f"{export.title}.xlsx"
        if path.exists():
            continue
        half = folder / f".{path.name}.tmp"
        workbook(export).save(half)
        os.replace(half, path)
        written.append(path)
    return written


def workbook(export: Export) -> Workbook:
    """An empty ledger with one example row, and the sheet 说明 that explains every column."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = export.title
    columns = filled_columns(export)
    write_heading(sheet, export, export.title)
    for at, column in enumerate(columns, start=1):
        header = sheet.cell(HEADER_ROW, at, column.label)
        header.font, header.fill = Font(bold=True), _SHADE
        if text := _remarks(column):
            header.comment = Comment(text, "说明", width=260, height=80)
        shape_column(sheet, at, column)
        value = example(column)
        cell = sheet.cell(HEADER_ROW + 1, at, f"示例 {_text(value)}" if at == 1 else value)
        cell.font = _GREY
        cell.number_format = NUMBER_FORMATS.get(column.type, "General")
        if rule := _validation(column):
            sheet.add_data_validation(rule)
            rule.add(f"{cell.coordinate}:{cell.column_letter}{LAST_ROW}")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    _explain(book.create_sheet("说明"), export, columns)
    return book


def filled_columns(export: Export) -> list[Column]:
    """Columns that people fill in: all but the optional ones without an example, which other programs fill."""
    return [column for column in export.columns if column.presence != "optional" or column.example]


def write_heading(sheet: Worksheet, export: Export, title: str) -> None:
    """Write the title, and under it 登记起 and 登记止 with a cell for each date where a kind states its period."""
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.row_dimensions[1].height = 24
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=max(len(filled_columns(export)), 4))
    if export.covers == "stated":
        sheet["A2"], sheet["C2"] = "登记起", "登记止"
        for cell in (sheet["B2"], sheet["D2"]):
            cell.number_format, cell.fill = NUMBER_FORMATS["date"], _OPEN


def shape_column(sheet: Worksheet, at: int, column: Column) -> None:
    """Give the whole sheet column its width and its number format, also where it is still empty."""
    shape = sheet.column_dimensions[get_column_letter(at)]
    least = {"timestamp": 18, "text": 22, "url": 30}.get(column.type, 12)
    shape.width = max(least, 2 * len(column.label) + 2, 20 if at == 1 else 0)
    shape.number_format = NUMBER_FORMATS.get(column.type, "General")


def options(column: Column) -> list[str]:
    """What the drop-down of a column offers; of several spellings of one value the first."""
    if column.type == "yes_no":
        return ["是", "否"]
    first: dict[str, str] = {}
    for label, value in column.choices.items():
        first.setdefault(value, label)
    return list(first.values())


def example(column: Column) -> Any:
    """The example of a column as a cell holds it: a number, a date, a text."""
    if not column.example:
        return options(column)[0] if column.type == "choice" else _SHAPES[column.type][0]
    if column.type == "date":
        return date.fromisoformat(column.example)
    if column.type == "timestamp":
        return datetime.fromisoformat(column.example)
    if column.type in ("count", "number", "seconds", "yuan") and re.fullmatch(r"-?\d+(\.\d+)?", column.example):
        return float(column.example) if "." in column.example else int(column.example)
    return column.example


def _remarks(column: Column) -> str:
    kept_here = "本列只留在本机，不进入数据库" if column.private else ""
    return "。".join(part for part in (kept_here, column.note) if part)


def _validation(column: Column) -> DataValidation | None:
    if choices := options(column):
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        rule.error = "请从下拉框里选"
    elif column.type in ("date", "timestamp"):
        rule = DataValidation(type="date", operator="greaterThan", formula1="18264", allow_blank=True)  # 1950-01-01
        rule.error = f"请填{_SHAPES[column.type][1]}"
    else:
        return None
    rule.errorTitle = column.label
    rule.showErrorMessage = True
    return rule


def _explain(sheet: Worksheet, export: Export, columns: list[Column]) -> None:
    sheet.append([f"{export.title}填写说明"])
    sheet.append([export.source])
    for rule in (_PERIOD_RULE, *_RULES) if export.covers == "stated" else _RULES:
        sheet.append([rule])
    sheet.append([])
    sheet.append(["列名", "要不要填", "填什么", "可选的内容", "示例", "说明"])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True), _SHADE
    for column in columns:
        choices = "、".join(options(column))
        kind = _SHAPES[column.type][1]
        sheet.append([column.label, _NEEDS[column.presence], kind, choices, _text(example(column)), _remarks(column)])
    sheet["A1"].font = Font(bold=True, size=14)
    for letter, width in zip("ABCDEF", (20, 26, 30, 50, 26, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)

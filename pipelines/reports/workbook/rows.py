"""The sheets 明细: the rows that the figures count, each once, for whoever counts them again."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.behind.columns import Column
from pipelines.reports.behind.sheet import HEADER_ROW, RowSheet
from pipelines.reports.report import Report
from pipelines.reports.workbook.bodies import put_below
from pipelines.reports.workbook.cells import height_of, put
from pipelines.reports.workbook.layout import Heading, begin, header, heading_of, on_two_pages

_NOTE = "每行是一条现行数据，至少有一个指标计入；“复算”公式里的名称就是这里的各列，改动一格，复算随之变化"
_NOTES = {
    "计入": "公式写不出的条件由程序判断，符合的行记1",
    "首次": "同一个值只数一次，第一次出现的行记1",
    "算式": "由程序按口径逐行算出",
}
"""How the heading of a column that was made for one figure begins -> what is in it."""
_WIDTH_OF_A_PAGE = 220
"""What is wider could not be read on one page."""
_STYLES = {"text": "文字·缩进", "flag": "居中", "mark": "居中", "day": "日期"}


def add(book: Workbook, report: Report) -> None:
    """Add the sheets that the workbook has room for: works by platform, every other table in one."""
    for rows in report.behind.sheets:
        if rows.fits:
            _add(book.create_sheet(rows.title), rows, heading_of(report))
            for name, place in rows.ranges().items():
                book.defined_names[name] = DefinedName(name, attr_text=place)


def _add(sheet: Worksheet, rows: RowSheet, heading: Heading) -> None:
    columns, heads = rows.columns, [column.heading for column in rows.columns]
    begin(sheet, heading, rows.title, f"共 {rows.rows:,} 行")
    said = [f"{word}：{note}" for word, note in _NOTES.items() if any(head.startswith(word) for head in heads)]
    put(sheet, 3, 1, "；".join([_NOTE, *said]), "说明")
    header(sheet, HEADER_ROW, heads)
    sheet.row_dimensions[HEADER_ROW].height = height_of((column.heading, column.width) for column in columns)
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    styles = [_style(column, values) for column, values in zip(columns, rows.values, strict=True)]
    put_below(sheet, rows.values, styles, _heights(columns, rows.values))
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = height_of(()), True
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{rows.last_row}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if sum(column.width for column in columns) > _WIDTH_OF_A_PAGE:
        on_two_pages(sheet, repeated="A:B")


def _style(column: Column, values: Sequence[Any]) -> str:
    """How all of a column is shown: with places or the time of day where any of its values has such."""
    if column.kind == "number":
        return "小数" if any(value is not None and value % 1 != 0 for value in values) else "整数"
    if column.kind == "moment":
        return "时刻" if any(value is not None and value.time() != time() for value in values) else "日期"
    return _STYLES[column.kind]


def _heights(columns: Sequence[Column], values: Sequence[Sequence[Any]]) -> list[float | None]:
    """How high each row is; None where no text takes more than one line."""
    plain = height_of(())
    highest = [plain] * len(values[0])
    for column, held in zip(columns, values, strict=True):
        texts = set(held) - {None} if column.kind == "text" else set()
        # Where even the widest characters fit there is nothing to look at.
        long = {text: height_of([(text, column.width)]) for text in texts if 2 * len(text) >= column.width}
        if any(height > plain for height in long.values()):
            highest = [max(height, long.get(text, plain)) for height, text in zip(highest, held, strict=True)]
    return [None if height == plain else height for height in highest]

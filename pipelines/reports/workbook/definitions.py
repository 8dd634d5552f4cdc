"""The sheet 口径: what each figure is, so that another person computes the same."""

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname

from pipelines.reports.contents.definitions import KINDS, Definition, definitions
from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import append_row
from pipelines.reports.workbook.layout import begin, heading_of, on_two_pages, wide_header

NAME = "口径"
_WIDTHS = {
    "指标": 26, "统计期": 23, "怎么算": 12, "说明": 42, "其他口径": 20, "在哪里导出": 38, "目标依据": 22,
    "代号": 24, "版本": 14, "定义": 58, "实际执行的 SQL": 86,
}  # fmt: skip
_FIRST = 5


def add(book: Workbook, report: Report) -> None:
    """Add 口径 if any figure is defined: one row per figure, in the order of 指标对照."""
    ids = list(_ordered(report))
    found = definitions(report.con, report.known, ids, report.as_of, report.centre)
    if not found:
        return
    sheet = book.create_sheet(NAME)
    begin(sheet, heading_of(report), "口径：每个数是怎么定义和计算的", "版本随口径改变而改变")
    wide_header(sheet, _FIRST - 1, _WIDTHS)
    for one in found:
        append_row(sheet, [(text, "文字") for text in _texts(one)], list(_WIDTHS.values()))
    sheet.freeze_panes = f"B{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:{get_column_letter(len(_WIDTHS))}{_FIRST - 1 + len(found)}"
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    on_two_pages(sheet)


def places(report: Report) -> Mapping[str, str]:
    """Figure id -> where its definition stands, for figures that are defined."""
    return {figure: f"{quote_sheetname(NAME)}!A{row}" for row, figure in enumerate(_ordered(report), _FIRST)}


def _ordered(report: Report) -> list[str]:
    return [row.id for item in report.items for row in item.figures if row.id in report.known.figures]


def _texts(one: Definition) -> list[str]:
    figure = one.figure
    return [
        figure.label, one.days, KINDS[figure.kind], one.note,
        "；".join(reading.label for reading in figure.readings), "；".join(one.sources), one.target,
        f"{figure.id} {figure.metric_id}", figure.definition_hash, one.written, "；".join(one.sql),
    ]  # fmt: skip

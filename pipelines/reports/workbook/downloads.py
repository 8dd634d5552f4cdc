"""The sheet 要补的下载."""

from openpyxl import Workbook

from pipelines.reports.report import Report
from pipelines.reports.wanted import wanted
from pipelines.reports.workbook.cells import append_row
from pipelines.reports.workbook.layout import begin, heading_of, wide_header

_WANTED = {"要补的下载": 60, "可补指标数": 12, "等它的指标": 110}


def add(book: Workbook, report: Report) -> None:
    """Add 要补的下载 if there are any: one row per download that would mend something, what most wait for first."""
    downloads = wanted(report.figures)
    if not downloads:
        return
    sheet = book.create_sheet("要补的下载")
    begin(sheet, heading_of(report), "要补的下载", "收到后放进收件箱，下一次运行即补上")
    wide_header(sheet, 4, _WANTED)
    for one in downloads:
        labels = "、".join(one.labels)
        cells: list[tuple[object, str]] = [(one.missing, "文字"), (len(one.labels), "居中"), (labels, "文字")]
        append_row(sheet, cells, list(_WANTED.values()))
    sheet.freeze_panes = "B5"
    sheet.auto_filter.ref = f"A4:C{4 + len(downloads)}"
    sheet.print_title_rows = "4:4"

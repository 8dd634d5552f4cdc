"""The sheet 来源."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from pipelines.reports.report import Report
from pipelines.reports.source_list import list_name, newest
from pipelines.reports.workbook.cells import append_row, put
from pipelines.reports.workbook.layout import begin, heading_of, wide_header

_SOURCES = {
    "文件": 46, "类型": 22, "工作表": 14, "账号": 9, "读到行": 9, "计入行": 9, "拒收行": 9, "略过行": 9, "覆盖自": 12,
    "覆盖至": 12, "数据时刻": 25, "sha256": 37,
}  # fmt: skip


def add(book: Workbook, report: Report) -> None:
    """Add 来源: one row per table of every file that the report rests on, or of the newest if they are many."""
    sheet, sources = book.create_sheet("来源"), report.sources
    begin(
        sheet, heading_of(report), "来源：数字用到的文件", "数据时刻：平台说出这些数的时刻；标“推定”的是文件的修改时间"
    )
    shown = newest(sources)
    if len(shown) < len(sources):
        rest = f"共 {len(sources)} 张表，这里列最近的 {len(shown)} 张；全部见同一文件夹的 {list_name(report.as_of)}"
        put(sheet, 3, 1, rest, "说明")
    wide_header(sheet, 4, _SOURCES)
    for source in shown:
        moment: object = source.observed_at
        if source.observed_at and source.is_assumed:
            moment = f"{source.observed_at:%Y-%m-%d %H:%M}（推定）"
        counts = (source.rows_read, source.rows_loaded, source.rows_rejected, source.rows_set_aside)
        texts = (source.path, source.kind, source.sheet, source.account)
        cells: list[tuple[object, str]] = [(text, "文字") for text in texts]
        cells += [(count, "整数") for count in counts]
        cells += [(day, "日期") for day in (source.covers_from, source.covers_to)]
        cells += [(moment, "时刻"), (source.sha256, "文字")]
        append_row(sheet, cells, list(_SOURCES.values()))
    sheet.freeze_panes = "B5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_SOURCES))}{max(4 + len(shown), 5)}"
    sheet.print_title_rows = "4:4"

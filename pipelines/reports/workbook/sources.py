"""The sheet 来源."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from pipelines.reports.contents.sources import Source
from pipelines.reports.report import Report
from pipelines.reports.source_list import list_name, newest
from pipelines.reports.workbook.bodies import put_below
from pipelines.reports.workbook.cells import height_of, put
from pipelines.reports.workbook.layout import begin, heading_of, wide_header

_SOURCES = {
    "文件": 46, "类型": 22, "工作表": 14, "账号": 9, "读到行": 9, "计入行": 9, "拒收行": 9, "略过行": 9, "覆盖自": 12,
    "覆盖至": 12, "数据时刻": 25, "sha256": 37,
}  # fmt: skip

_STYLES = ["文字"] * 4 + ["整数"] * 4 + ["日期"] * 2 + ["时刻", "文字"]


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
    if rows := [_cells(source) for source in shown]:
        put_below(sheet, list(zip(*rows, strict=True)), _STYLES, [_height(row) for row in rows])
    sheet.freeze_panes = "B5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_SOURCES))}{max(4 + len(shown), 5)}"
    sheet.print_title_rows = "4:4"


def _cells(source: Source) -> tuple[object, ...]:
    moment: object = source.observed_at
    if source.observed_at and source.is_assumed:
        moment = f"{source.observed_at:%Y-%m-%d %H:%M}（推定）"
    counts = (source.rows_read, source.rows_loaded, source.rows_rejected, source.rows_set_aside)
    texts = (source.path, source.kind, source.sheet, source.account)
    return (*texts, *counts, source.covers_from, source.covers_to, moment, source.sha256)


def _height(cells: Sequence[object]) -> float:
    texts = zip(cells, _SOURCES.values(), strict=True)
    return height_of([(text, width) for text, width in texts if isinstance(text, str)])

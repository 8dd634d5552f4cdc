"""The sheet 要补的下载."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.wanted import Wanted
from pipelines.reports.workbook.cells import append_row
from pipelines.reports.workbook.layout import Heading, begin, wide_header

if TYPE_CHECKING:
    pass

_WANTED = {"要补的下载": 60, "可补指标数": 12, "等它的指标": 110}


def wanted_sheet(sheet: Worksheet, downloads: Sequence[Wanted], heading: Heading) -> None:
    """Fill 要补的下载: one row per download that would mend something, that for which most figures wait first."""
    begin(sheet, heading, "要补的下载", "收到后放进收件箱，下一次运行即补上")
    wide_header(sheet, 4, _WANTED)
    for one in downloads:
        labels = "、".join(one.labels)
        cells: list[tuple[object, str]] = [(one.missing, "文字"), (len(one.labels), "居中"), (labels, "文字")]
        append_row(sheet, cells, list(_WANTED.values()))
    sheet.freeze_panes = "B5"
    sheet.print_title_rows = "4:4"

"""The sheet 指标对照."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports import wording
from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import GROUP, append_row, difference_style, number_style, put
from pipelines.reports.workbook.layout import begin, heading_of, wide_header
from warehouse.figures import FigureRow

_SCORECARD = {
    "条目": 10, "指标": 32, "单位": 8, "计算值": 14, "通报值": 18, "差": 12, "目标": 12, "达标": 9, "结论": 14,
    "覆盖率": 9, "覆盖天数": 10, "最新数据": 13, "缺哪些": 24, "备注": 50,
}  # fmt: skip


def add(book: Workbook, report: Report) -> None:
    """Add 指标对照: one row per figure, grouped by the notice's items."""
    sheet, figures = book.create_sheet("指标对照"), report.figures
    begin(sheet, heading_of(report), "指标对照", "计量单位：见“单位”一列")
    counts = [f"{wording.verdict_text(verdict)} {number}" for verdict, number in wording.counts_by_verdict(figures)]
    put(sheet, 3, 1, f"共 {len(figures)} 项　　" + "　　".join(counts), "说明")
    wide_header(sheet, 4, _SCORECARD)
    before = None
    for row in wording.in_notice_order(figures):
        _score(sheet, row, GROUP if row.item != before else "")
        before = row.item
    sheet.freeze_panes = "C5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_SCORECARD))}{max(4 + len(figures), 5)}"
    sheet.print_title_rows = "4:4"


def _score(sheet: Worksheet, row: FigureRow, group: str) -> None:
    value, gap = wording.computed(row), wording.difference(row)
    cells: list[tuple[object, str]] = [
        (row.item or "其他", "居中"),
        (row.label, "文字"),
        (row.unit, "居中"),
        ("—" if value is None else value, number_style(value, row.unit)),
        (wording.claim_text(row), "居中"),
        (gap, difference_style(gap)),
        (wording.target_text(row), "居中"),
        (row.target_verdict or "", wording.TARGET_TONES.get(row.target_verdict or "", "居中")),
        (wording.verdict_text(row.verdict), wording.verdict_tone(row.verdict)),
        (wording.covered_share(row), "比例"),
        (wording.covered_days(row), "居中"),
        (wording.newest_text(row), "居中"),
        (wording.missing_text(row), "文字"),
        (wording.remark_text(row), "文字"),
    ]
    append_row(sheet, [(content, style + group) for content, style in cells], list(_SCORECARD.values()))

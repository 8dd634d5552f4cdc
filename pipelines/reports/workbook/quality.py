"""The sheet 数据质量: what is missing, what was refused and why, what is only assumed."""

from openpyxl import Workbook

from pipelines.reports.contents.quality import Quality, quality
from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import append_row, put
from pipelines.reports.workbook.layout import begin, heading_of, wide_header

_WIDTHS = {"类别": 11, "指标或文件": 46, "哪里": 28, "情况": 44, "怎么办": 42}
_HEADER = 4


def add(book: Workbook, report: Report) -> None:
    """Add 数据质量: one row per thing found, what the figures lack first."""
    sheet, found = book.create_sheet("数据质量"), quality(report.con, report.figures, report.as_of, report.centre)
    begin(sheet, heading_of(report), "数据质量", "用这些数之前要知道的：缺什么、退了什么、推定了什么")
    put(sheet, 3, 1, _counted(found), "说明")
    wide_header(sheet, _HEADER, _WIDTHS)
    last = _HEADER
    for one in found.findings:
        cells = [(one.category, each.subject, each.where, each.what, each.remedy) for each in one.listed]
        if one.total > len(one.listed):
            cells.append(
                (one.category, f"另有 {one.total - len(one.listed)} 条没有列出", "", "", "全部见 media-metrics files")
            )
        for texts in cells:
            last = append_row(sheet, [(text, "文字") for text in texts], list(_WIDTHS.values()))
    if last == _HEADER:
        put(sheet, _HEADER + 1, 1, "没有要提醒的。", "说明")
    sheet.freeze_panes = f"C{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:E{max(last, _HEADER + 1)}"
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"


def _counted(found: Quality) -> str:
    files = "　".join(f"{word} {number}" for word, number in found.files.items())
    checks = f"核对：相符 {found.checks_held}　不符或无法判断 {found.checks_open}"
    told = "　".join(f"{one.category} {one.total}" for one in found.findings)
    return f"收到的文件：{files}　　{checks}" + (f"　　提醒：{told}" if told else "")

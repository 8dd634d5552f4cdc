"""The sheets of the Excel summary that list everything: 指标对照, 要补的下载 and 来源."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports import _wording as wording
from pipelines.reports._cells import GROUP, append_row, difference_style, number_style, put
from pipelines.reports._contents import Source
from pipelines.reports._layout import Heading, begin, wide_header
from pipelines.reports._wanted import Wanted
from pipelines.reports.source_list import list_name, newest

if TYPE_CHECKING:
    from warehouse.figures import FigureRow

_SCORECARD = {
    "条目": 10, "指标": 32, "单位": 8, "计算值": 14, "通报值": 18, "差": 12, "目标": 12, "达标": 9, "结论": 14,
    "覆盖率": 9, "覆盖天数": 10, "最新数据": 13, "缺哪些": 24, "备注": 50,
}  # fmt: skip
_WANTED = {"要补的下载": 60, "可补指标数": 12, "等它的指标": 110}
_SOURCES = {
    "文件": 46, "类型": 22, "工作表": 14, "账号": 9, "读到行": 9, "计入行": 9, "拒收行": 9, "略过行": 9, "覆盖自": 12,
    "覆盖至": 12, "数据时刻": 25, "sha256": 37,
}  # fmt: skip


def scorecard_sheet(sheet: Worksheet, figures: Sequence["FigureRow"], heading: Heading) -> None:
    """Fill 指标对照: one row per figure, grouped by the notice's items."""
    sheet.title = "指标对照"
    begin(sheet, heading, "指标对照", "计量单位：见“单位”一列")
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


def _score(sheet: Worksheet, row: "FigureRow", group: str) -> None:
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


def source_sheet(sheet: Worksheet, sources: Sequence[Source], heading: Heading) -> None:
    """Fill 来源: one row per table of every file that the report rests on, or of the newest if they are many."""
    begin(sheet, heading, "来源：数字用到的文件", "数据时刻：平台说出这些数的时刻；标“推定”的是文件的修改时间")
    shown = newest(sources)
    if len(shown) < len(sources):
        rest = f"共 {len(sources)} 张表，这里列最近的 {len(shown)} 张；全部见同一文件夹的 {list_name(heading.as_of)}"
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

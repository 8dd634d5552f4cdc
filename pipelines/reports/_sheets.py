"""The sheets of the Excel summary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.title import title_maker
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports import _wording as wording
from pipelines.reports._cells import GROUP, difference_style, number_style, put, put_row
from pipelines.reports._contents import PlatformContents, Source, Work
from pipelines.reports._text import link_of

if TYPE_CHECKING:
    from warehouse.figures import FigureRow

CHART_ROWS = 17

_SCORECARD = {
    "条目": 10, "指标": 32, "单位": 8, "计算值": 14, "通报值": 18, "差": 12, "目标": 12, "达标": 9, "结论": 14,
    "覆盖率": 9, "缺哪些": 24, "备注": 50,
}  # fmt: skip
_SOURCES = {
    "文件": 46, "类型": 22, "工作表": 14, "账号": 9, "读到行": 9, "计入行": 9, "拒收行": 9, "略过行": 9, "覆盖自": 12,
    "覆盖至": 12, "数据时刻": 25, "sha256": 37,
}  # fmt: skip
_PLATFORM_WIDTHS = (50, 18, 15, 15, 10, 10, 9)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every sheet and in its footer; `title` says whose figures these are."""

    title: str
    as_of: date
    computed_at: datetime

    @property
    def times(self) -> str:
        return f"数据截至 {self.as_of:%Y-%m-%d}　　计算于 {self.computed_at:%Y-%m-%d %H:%M}"


def scorecard_sheet(sheet: Worksheet, figures: Sequence["FigureRow"], heading: Heading) -> None:
    """Fill 指标对照: one row per figure, grouped by the notice's items."""
    sheet.title = "指标对照"
    _top(sheet, heading, "指标对照", "计量单位：见“单位”一列")
    counts = [f"{wording.verdict_text(verdict)} {number}" for verdict, number in wording.counts_by_verdict(figures)]
    put(sheet, 3, 1, f"共 {len(figures)} 项　　" + "　　".join(counts), "说明")
    _head(sheet, 4, _SCORECARD)
    before = None
    for number, row in enumerate(wording.in_notice_order(figures), 5):
        _score(sheet, number, row, GROUP if row.item != before else "")
        before = row.item
    sheet.freeze_panes = "C5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_SCORECARD))}{max(4 + len(figures), 5)}"
    sheet.print_title_rows = "4:4"


def _score(sheet: Worksheet, number: int, row: "FigureRow", group: str) -> None:
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
        (row.coverage.share, "比例"),
        (wording.missing_text(row), "文字"),
        (wording.remark_text(row), "文字"),
    ]
    put_row(sheet, number, [(content, style + group) for content, style in cells], list(_SCORECARD.values()))


def platform_sheet(
    sheet: Worksheet, contents: PlatformContents, figures: Sequence["FigureRow"], heading: Heading
) -> None:
    """Fill one platform's sheet: works and views by month with a chart, its figures, its most-read works."""
    word = wording.views_word(contents.platform)
    window = f"　　{word}计到：{contents.windows_text}" if contents.has_views and contents.windows_text else ""
    _top(sheet, heading, f"{contents.name}　{heading.as_of.year}年", f"计量单位：作品 条，{word} 次{window}")
    for width, column in zip(_PLATFORM_WIDTHS, "ABCDEFG", strict=True):
        sheet.column_dimensions[column].width = width
    row = 4
    if contents.months:
        row = _month_table(sheet, row, contents, word)
    if figures:
        row = _figure_table(sheet, row, figures)
    if contents.top:
        _work_table(sheet, row, contents.top, word)
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "1:2"


def _month_table(sheet: Worksheet, row: int, contents: PlatformContents, word: str) -> int:
    put(sheet, row, 1, "各月作品", "小标题")
    heads = ["月份", "作品数", word] if contents.has_views else ["月份", "作品数"]
    _heads(sheet, row + 1, heads)
    first = row + 2
    for number, month in enumerate(contents.months, first):
        put(sheet, number, 1, month.label, "文字")
        put(sheet, number, 2, month.works, "整数")
        if contents.has_views:
            put(sheet, number, 3, month.views, "至少" if month.floors else "整数")
    last = first + len(contents.months) - 1
    put(sheet, last + 1, 1, "合计", "合计")
    put(sheet, last + 1, 2, contents.works, "合计")
    if contents.has_views:
        put(sheet, last + 1, 3, contents.views, "合计·至少" if any(m.floors for m in contents.months) else "合计")
    for number, remark in enumerate(contents.remarks, last + 2):
        put(sheet, number, 1, remark, "说明")
    _chart(sheet, row, first, last, contents, word)
    return max(last + 2 + len(contents.remarks), row + CHART_ROWS) + 1


def _chart(sheet: Worksheet, row: int, first: int, last: int, contents: PlatformContents, word: str) -> None:
    chart = BarChart()
    what = 3 if contents.has_views else 2
    title = title_maker(f"各月{word}" if contents.has_views else "各月作品数")
    title.overlay = False
    chart.title = title
    chart.add_data(Reference(sheet, min_col=what, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.legend = None
    chart.gapWidth = 60
    chart.x_axis.delete = chart.y_axis.delete = False  # newer Excel hides axes that do not say so
    chart.y_axis.number_format = "#,##0"
    chart.series[0].graphicalProperties.solidFill = "2F5572"
    corner = AnchorMarker(col=3, colOff=cm_to_EMU(0.6), row=row - 1)
    chart.anchor = OneCellAnchor(corner, XDRPositiveSize2D(cm_to_EMU(13.5), cm_to_EMU(8.2)))  # type: ignore[assignment]
    sheet.add_chart(chart)


def _figure_table(sheet: Worksheet, row: int, figures: Sequence["FigureRow"]) -> int:
    put(sheet, row, 1, "指标", "小标题")
    _heads(sheet, row + 1, ["指标", "计算值", "单位", "结论"])
    for number, figure in enumerate(wording.in_notice_order(figures), row + 2):
        value = wording.computed(figure)
        cells: list[tuple[object, str]] = [
            (figure.label, "文字"),
            ("—" if value is None else value, number_style(value, figure.unit)),
            (figure.unit, "居中"),
            (wording.verdict_text(figure.verdict), wording.verdict_tone(figure.verdict)),
        ]
        put_row(sheet, number, cells, _PLATFORM_WIDTHS)
    return row + 3 + len(figures)


def _work_table(sheet: Worksheet, row: int, works: Sequence[Work], word: str) -> None:
    put(sheet, row, 1, f"{word}最高的{len(works)}条", "小标题")
    _heads(sheet, row + 1, ["标题", "发布时间", word, "点赞", "评论", "转发", "链接"])
    for number, work in enumerate(works, row + 2):
        link = link_of(work.url)
        cells: list[tuple[object, str]] = [
            (work.title or "（没有标题）", "文字"),
            (work.published_at, "时刻"),
            (work.views, "以上" if work.views_is_floor else "整数"),
        ]
        cells += [(count, "整数") for count in (work.likes, work.comments, work.shares)]
        cells.append(("打开" if link else "", "链接"))
        put_row(sheet, number, cells, _PLATFORM_WIDTHS)
        if link:  # in a cell of its own: Office does not wrap a title that is a link
            sheet.cell(number, len(cells)).hyperlink = link


def source_sheet(sheet: Worksheet, sources: Sequence[Source], heading: Heading) -> None:
    """Fill 来源: one row per table of every file that the report rests on."""
    _top(sheet, heading, "来源：数字用到的文件", "数据时刻：平台说出这些数的时刻；标“推定”的是文件的修改时间")
    _head(sheet, 4, _SOURCES)
    for number, source in enumerate(sources, 5):
        moment: object = source.observed_at
        if source.observed_at and source.is_assumed:
            moment = f"{source.observed_at:%Y-%m-%d %H:%M}（推定）"
        counts = (source.rows_read, source.rows_loaded, source.rows_rejected, source.rows_set_aside)
        texts = (source.path, source.kind, source.sheet, source.account)
        cells: list[tuple[object, str]] = [(text, "文字") for text in texts]
        cells += [(count, "整数") for count in counts]
        cells += [(day, "日期") for day in (source.covers_from, source.covers_to)]
        cells += [(moment, "时刻"), (source.sha256, "文字")]
        put_row(sheet, number, cells, list(_SOURCES.values()))
    sheet.freeze_panes = "B5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_SOURCES))}{max(4 + len(sources), 5)}"
    sheet.print_title_rows = "4:4"


def _top(sheet: Worksheet, heading: Heading, title: str, note: str) -> None:
    put(sheet, 1, 1, title, "标题")
    put(sheet, 2, 1, f"编制单位：{heading.title}　　{note}　　{heading.times}", "说明")
    sheet.row_dimensions[1].height = 30
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
    footer = HeaderFooterItem()
    footer.left.text = f"数据截至 {heading.as_of:%Y-%m-%d}"
    footer.center.text = "第 &P 页，共 &N 页"
    footer.right.text = f"计算于 {heading.computed_at:%Y-%m-%d %H:%M}"
    sheet.oddFooter = footer


def _head(sheet: Worksheet, row: int, widths: dict[str, int]) -> None:
    for column, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _heads(sheet, row, list(widths))


def _heads(sheet: Worksheet, row: int, heads: Sequence[str]) -> None:
    for column, head in enumerate(heads, 1):
        put(sheet, row, column, head, "表头")
    sheet.row_dimensions[row].height = 22

"""A sheet per platform: works and views by month with a chart, its figures, its most-read works."""

from collections.abc import Sequence
from datetime import time

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.title import title_maker
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports import wording
from pipelines.reports.contents.platforms import PlatformContents, Work
from pipelines.reports.report import Report
from pipelines.reports.text import link_of
from pipelines.reports.workbook.cells import append_row, number_style, put
from pipelines.reports.workbook.layout import Heading, begin, header, heading_of
from warehouse.figures import FigureRow

CHART_ROWS = 17

_WIDTHS = (50, 18, 15, 15, 10, 10, 9)


def add(book: Workbook, report: Report) -> None:
    """Add a sheet per platform that we hold data of."""
    for contents in report.platforms:
        own = [row for row in report.figures if row.platform == contents.platform]
        _fill(book.create_sheet(contents.name), contents, own, heading_of(report))


def _fill(sheet: Worksheet, contents: PlatformContents, figures: Sequence[FigureRow], heading: Heading) -> None:
    """Fill one platform's sheet: works and views by month with a chart, its figures, its most-read works."""
    word = wording.views_word(contents.platform)
    window = f"　　{word}计到：{contents.windows_text}" if contents.has_views and contents.windows_text else ""
    begin(sheet, heading, f"{contents.name}　{heading.as_of.year}年", f"计量单位：作品 条，{word} 次{window}")
    for width, column in zip(_WIDTHS, "ABCDEFG", strict=True):
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
    header(sheet, row + 1, heads)
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


def _figure_table(sheet: Worksheet, row: int, figures: Sequence[FigureRow]) -> int:
    put(sheet, row, 1, "指标", "小标题")
    header(sheet, row + 1, ["指标", "计算值", "单位", "结论"])
    for figure in wording.in_notice_order(figures):
        value = wording.computed(figure)
        cells: list[tuple[object, str]] = [
            (figure.label, "文字"),
            ("—" if value is None else value, number_style(value, figure.unit)),
            (figure.unit, "居中"),
            (wording.verdict_text(figure.verdict), wording.verdict_tone(figure.verdict)),
        ]
        append_row(sheet, cells, _WIDTHS)
    return row + 3 + len(figures)


def _work_table(sheet: Worksheet, row: int, works: Sequence[Work], word: str) -> None:
    put(sheet, row, 1, f"{word}最高的{len(works)}条", "小标题")
    header(sheet, row + 1, ["标题", "发布时间", word, "点赞", "评论", "转发", "链接"])
    for work in works:
        link = link_of(work.url)
        cells: list[tuple[object, str]] = [
            (work.title or "（没有标题）", "文字"),
            (work.published_at, "时刻" if work.published_at.time() != time() else "日期"),
            (work.views, "以上" if work.views_is_floor else "整数"),
        ]
        cells += [(count, "整数") for count in (work.likes, work.comments, work.shares)]
        cells.append(("打开" if link else "", "链接"))
        number = append_row(sheet, cells, _WIDTHS)
        if link:  # in a cell of its own: Office does not wrap a title that is a link
            sheet.cell(number, len(cells)).hyperlink = link

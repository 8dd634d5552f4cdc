"""A sheet per platform: works by month and week, figures, thresholds, followers and downloads, most-read works."""

from collections.abc import Sequence

from openpyxl import Workbook

from pipelines.reports import wording
from pipelines.reports.contents.platforms import PlatformContents
from pipelines.reports.contents.stretches import months
from pipelines.reports.report import Report
from pipelines.reports.workbook import works
from pipelines.reports.workbook.accounts import add_downloads, add_people
from pipelines.reports.workbook.figure_table import add_bullets, add_figures, bullets_cm
from pipelines.reports.workbook.flow import WIDTHS, Flow
from pipelines.reports.workbook.layout import heading_of
from warehouse.figures import FigureRow


def add(book: Workbook, report: Report) -> None:
    """Add a sheet per platform that we hold data of."""
    for contents in report.platforms:
        own = [row for row in report.figures if row.platform == contents.platform]
        word = f"，{wording.views_word(contents.platform)} 次" if contents.has_views else ""
        title, note = f"{contents.name}　{report.as_of.year}年", f"计量单位：作品 条{word}"
        flow = Flow(book.create_sheet(contents.name), heading_of(report), title, note, WIDTHS)
        flow.remarks(_rests_on(contents, report))
        _fill(flow, contents, own, report)


def _fill(flow: Flow, contents: PlatformContents, figures: Sequence[FigureRow], report: Report) -> None:
    if contents.months:
        works.add_months(flow, contents)
    table = add_figures(flow, figures) if figures else None
    passed = works.add_thresholds(flow, contents, bullets_cm(figures)) if contents.passed else None
    if table:
        add_bullets(flow, table, figures, passed)
    if contents.account.measures:
        add_people(flow, contents.account, months(report.as_of))
    if contents.account.stores:
        add_downloads(flow, contents.account, months(report.as_of))
    if contents.top:
        works.add_top(flow, contents)
    if contents.weeks:
        works.add_weeks(flow, contents)


def _rests_on(contents: PlatformContents, report: Report) -> list[str]:
    """What the sheet rests on, and what to know of it before anything is read."""
    word = wording.views_word(contents.platform)
    said = contents.rests.text(report.as_of, goes_on=contents.has_views)
    if contents.has_views and contents.windows_text:
        said += f"　　{word}计到：{contents.windows_text}"
    empty = [] if contents.months else [f"{report.as_of.year}年没有读到{contents.name}的作品"]
    return [said, *empty]

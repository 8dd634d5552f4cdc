"""Sheets of the sample: numbers agree with figures and exports, charts draw what they name, on room of their own."""

from datetime import datetime
from itertools import accumulate
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.workbook import cases, pieces, platforms, rectification
from tests.reports._sheets import AS_OF, below, drawn, made, row_of, title_of
from warehouse import Home, catalogue, connect

_EMU_OF_POINT = 12_700
_PAGE_POINTS = 516 / 0.9
"""Of rows that an A4 page on its side holds, where the widest of these sheets is printed as wide as it."""


@pytest.fixture(scope="module")
def book(sample_home: Home, sample_figures) -> Workbook:
    with connect(sample_home.root) as con:
        known, at = catalogue.load(sample_home.config), datetime(2024, 6, 21, 2, 30)
        report = Report([*sample_figures.values()], known, con, "样例县", AS_OF, "jianhu", at, is_sample=True)
        return made(report, platforms, pieces, cases, rectification)


@pytest.fixture(scope="module")
def works(sample_home: Home) -> pd.DataFrame:
    """The works on 抖音 that are public and of the year, from the table as exported."""
    with connect(sample_home.root) as con:
        raw = con.execute("select * from raw.douyin_works").df()
    newest = raw.sort_values("observed_at").groupby("row_key").tail(1)
    shown = newest[newest["visibility"] == "公开"]
    return shown[(shown["published_at"] >= "2024-01-01") & (shown["published_at"] < "2024-06-21")]


def test_every_platform_and_register_has_its_sheet(book):
    assert {"微信公众号", "视频号", "抖音号", "微博", "客户端", "外宣用稿", "热线与留言", "整改台账"} <= {
        *book.sheetnames
    }


def test_works_by_month_and_week_agree_with_the_export(book, works):
    sheet = book["抖音号"]
    months = below(sheet, "月份", 7, 3, after=row_of(sheet, "各月作品"))
    by_month = works.groupby(works["published_at"].dt.month)["views"]
    assert [row[1:] for row in months[:-1]] == [[*row] for row in zip(by_month.size(), by_month.sum(), strict=True)]
    assert months[-1][1:] == [len(works), works["views"].sum()]
    weeks = below(sheet, "周", 25, 4)
    by_week = works.groupby(works["published_at"].dt.isocalendar().week)["views"]
    assert [row[2:] for row in weeks] == [[*row] for row in zip(by_week.size(), by_week.sum(), strict=True)]


def test_thresholds_agree_with_export_and_figure(book, works, sample_figures):
    steps = dict(row[:2] for row in below(book["抖音号"], "播放量过", 6, 2))
    assert steps["1万"] == sample_figures["dy_posts_over_10k"].value
    over = {"1,000": 1_000, "5万": 50_000, "10万": 100_000, "50万": 500_000, "100万": 1_000_000}
    assert all(steps[name] == (works["views"] > least).sum() for name, least in over.items())


def test_followers_and_downloads_end_with_the_figures(book, sample_figures):
    for name, figure in (("微信公众号", "wx_fans_total"), ("抖音号", "dy_fans_total")):
        rows = below(book[name], "月份", 6, 2, after=row_of(book[name], "粉丝与用户"))
        assert rows[-1] == ["6月至20日", sample_figures[figure].value]
    sheet = book["客户端"]
    last = row_of(sheet, "累计（登记数加之后的新增）")
    assert (
        max(cell.value for cell in sheet[last] if isinstance(cell.value, int)) == sample_figures["app_downloads"].value
    )


def test_pieces_and_cases_come_to_the_figures(book, sample_figures):
    sheet = book["外宣用稿"]
    total = below(sheet, "月份", 7, 4, after=row_of(sheet, "电视：各月各级用稿"))[-1]
    assert total == ["合计", *(sample_figures[f"ext_tv_{level}"].value for level in ("cctv", "prov", "city"))]
    sheet = book["热线与留言"]
    hotline = below(sheet, "月份", 7, 9, after=row_of(sheet, "热线：各月"))[-1]
    assert (hotline[1], hotline[8]) == (sample_figures["hotline_cases"].value, sample_figures["hotline_episodes"].value)
    comments = below(sheet, "月份", 7, 8, after=row_of(sheet, "用户留言：各月"))[-1]
    assert comments[3] == pytest.approx(sample_figures["comment_reply_rate"].value)
    assert comments[7] == pytest.approx(sample_figures["comment_satisf_rate"].value)


def test_all_33_problems_are_there_and_counted_as_the_figures_do(book, sample_figures):
    sheet = book["整改台账"]
    counted = [
        [cell.value for cell in row] for row in sheet.iter_rows(min_col=3, max_col=6) if row[3].value == "√ 一致"
    ]
    figures = [sample_figures[name].value for name in ("rect_done", "rect_open", "rect_total")]
    assert [row[1] for row in counted] == [row[2] for row in counted] == figures == [30, 3, 33]
    problems = below(sheet, "序号", 33, 9)
    assert [row[0] for row in problems] == [str(number) for number in range(1, 34)]
    assert all(row[7] and row[8] for row in problems)


def test_charts_draw_what_their_ranges_name(book):
    charts = [(sheet, title_of(chart)) for sheet in book for chart in sheet._charts]
    assert len(charts) > 40
    for sheet, title in charts:
        for head, pairs in drawn(sheet, title).items():
            assert isinstance(head, str)
            assert all(isinstance(label, str) and label for label, _ in pairs)
            values = [value for _, value in pairs if value is not None]
            assert all(isinstance(value, int | float) for value in values)
            assert values, f"{sheet.title}：{title} draws nothing of {head}"


def test_no_chart_stands_on_cells_or_another_chart_or_over_the_end_of_a_page(book):
    for sheet in book:
        taken: set[tuple[int, int]] = set()
        ends = sorted(one.id for one in sheet.row_breaks.brk)
        for chart in sheet._charts:
            rows, columns = covered(sheet, chart)
            said = f"{sheet.title}：{title_of(chart)} in rows {rows}"
            places = {(row, column) for row in rows for column in columns}
            assert not any(sheet.cell(*place).value for place in places), said
            assert not places & taken, said
            taken |= places
            assert not any(rows[0] <= end < rows[-1] for end in ends), said
            page = max((end for end in ends if end < rows[0]), default=0) + 1
            assert sum(map(points(sheet), range(page, rows[-1] + 1))) <= _PAGE_POINTS, said
            assert columns[-1] <= sheet.max_column, said


def covered(sheet: Worksheet, chart: Any) -> tuple[range, range]:
    """The rows and columns that a chart lies on."""
    corner, size = chart.anchor._from, chart.anchor.ext
    down = list(accumulate(points(sheet)(row) for row in range(corner.row + 1, corner.row + 100)))
    wide = list(accumulate(0.75 * (7 * sheet.column_dimensions[get_column_letter(column)].width + 5)
                           for column in range(corner.col + 1, corner.col + 30)))  # fmt: skip
    rows = sum(end < (corner.rowOff + size.height) / _EMU_OF_POINT for end in down) + 1
    columns = sum(end < (corner.colOff + size.width) / _EMU_OF_POINT for end in wide) + 1
    return range(corner.row + 1, corner.row + 1 + rows), range(corner.col + 1, corner.col + 1 + columns)


def points(sheet: Worksheet) -> Any:
    """How high a row is."""
    return lambda row: sheet.row_dimensions[row].height or 15.0

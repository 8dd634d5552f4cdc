"""Followers and downloads by month: stocks at its end, sums of its days, gaps as gaps, what is part of it said."""

from collections.abc import Iterable
from datetime import date, timedelta

import duckdb
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.workbook import platforms
from tests.reports._sheets import AS_OF, add, below, drawn, made, row_of, words


def count(con: duckdb.DuckDBPyConnection, measure: str, days: list[date], values: Iterable[float], **more: str) -> None:
    """One value a day."""
    row = {"platform": "weibo", "account": "main", "segment": ""} | more
    con.execute(
        f"insert into core.account_days (as_of, centre, batch, measure, {', '.join(row)}, day, value) "
        f"select ?, 'jianhu', 2, ?, {', '.join('?' * len(row))}, unnest(?), unnest(?)",
        [AS_OF, measure, *row.values(), days, list(values)],
    )


def days(first: date, number: int) -> list[date]:
    return [first + timedelta(n) for n in range(number)]


@pytest.fixture(scope="module")
def people(module_con, report_over) -> Worksheet:
    """Two accounts: the second begins in February, says nothing in April, and stops on June 18."""
    count(module_con, "followers_total", days(date(2024, 1, 1), 172), range(1_000, 1_172))
    count(module_con, "followers_total", days(date(2024, 2, 10), 20), [50] * 20, account="second")
    count(module_con, "followers_total", days(date(2024, 3, 1), 31), range(60, 91), account="second")
    count(module_con, "followers_total", days(date(2024, 5, 1), 49), [70] * 49, account="second")
    count(module_con, "followers_new", days(date(2024, 1, 1), 31), [3] * 31)
    count(module_con, "followers_new", days(date(2024, 6, 11), 10), [2] * 10)
    count(module_con, "active_users", days(date(2024, 1, 1), 4), [10, 20, 30, 60])
    # of the year before, after the day, of another day and centre: none of these is counted
    for day, more in ((date(2023, 12, 31), {}), (date(2024, 6, 21), {}), (date(2024, 6, 1), {"centre": "other"})):
        add(module_con, "core.account_days", platform="weibo", account="main", segment="", day=day,
            measure="followers_new", value=9_999, **more)  # fmt: skip
    return made(report_over(module_con, []), platforms)["微博"]


def test_a_stock_is_the_sum_of_accounts_and_unknown_where_one_of_them_is(people):
    assert below(people, "粉丝与用户", 7, 4) == [
        ["月份", "粉丝总数（月末）", "新增粉丝", "日均活跃"],
        ["1月", 1_030, 93, 30],  # 1,000 on January 1, one more every day
        ["2月", 1_059 + 50, None, None],
        ["3月", 1_090 + 90, None, None],
        ["4月", None, None, None],
        ["5月", 1_151 + 70, None, None],
        ["6月至20日", 1_171 + 70, 20, None],
    ]


def test_what_is_not_there_or_not_whole_is_said(people):
    said = set(words(people))
    assert "粉丝总数：4月没有数，6月至20日是6月18日的数" in said
    assert "新增粉丝：2月、3月、4月、5月没有数，6月至20日只有10天的数" in said
    assert "日均活跃：2月、3月、4月、5月、6月至20日没有数，1月只有4天的数" in said


def test_without_works_no_chart_is_drawn(people):
    assert people._charts == []


def test_followers_are_a_line_over_the_weeks(warehouse_con, report_of):
    count(warehouse_con, "followers_total", days(date(2024, 6, 8), 13), range(50_000, 50_013), platform="wechat")
    sheet = made(report_of([]), platforms)["微信公众号"]
    line = drawn(sheet, "粉丝总数（周末）")["粉丝总数（周末）"]
    assert [value for _, value in line] == [None] * 22 + [50_001, 50_008, 50_012]
    (chart,) = [one for one in sheet._charts if "粉丝" in str(one.title.tx.rich.p[0].r[0].t)]
    assert 49_000 <= chart.y_axis.scaling.min < 50_001
    assert "纵轴不从0起" in chart.y_axis.title.tx.rich.p[0].r[0].t


@pytest.fixture
def downloads(warehouse_con, report_of) -> Worksheet:
    """华为 whole in June and for ten days of May; App Store from June 11 on."""
    warehouse_con.execute(
        "create table core.downloads (as_of date, centre varchar, platform varchar, segment varchar, amount double)"
    )
    count(warehouse_con, "downloads_new", days(date(2024, 5, 22), 30), [4] * 30, platform="app", segment="华为")
    count(warehouse_con, "downloads_new", days(date(2024, 6, 11), 10), [1] * 10, platform="app", segment="App Store")
    for store, amount in (("华为", 1_000), ("华为", 120), ("App Store", 5_000), ("App Store", 10)):
        add(warehouse_con, "core.downloads", platform="app", segment=store, amount=amount)
    return made(report_of([]), platforms)["客户端"]


def test_downloads_stand_by_store_the_largest_first(downloads):
    rows = below(downloads, "各应用商店的新增下载量（次）", 8, 4)
    assert rows[0] == ["月份", "App Store", "华为", "合计"]
    assert rows[4:] == [
        ["4月", None, None, None],
        ["5月", None, 40, 40],
        ["6月至20日", 10, 80, 90],
        ["累计（登记数加之后的新增）", 5_010, 1_120, 6_130],
    ]
    first = row_of(downloads, "各应用商店的新增下载量（次）") + 2
    assert all(downloads.cell(first + month, 4).number_format == '"≥ "#,##0' for month in range(6))
    assert "App Store：1月、2月、3月、4月、5月没有数，6月至20日只有10天的数" in set(words(downloads))
    assert "华为：1月、2月、3月、4月没有数，5月只有10天的数" in set(words(downloads))

"""Figures as of a day, by hand: read the day after, a week late, revised up and down, withdrawn, fallen silent."""

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from _exports import (
    AS_OF,
    BALANCES,
    DOUYIN,
    FANS,
    HUAWEI,
    catalogue_of,
    each_day,
    listed,
    on,
    rows_of,
    warehouse_of,
    work,
)

from warehouse._standpoint import late_days
from warehouse.catalogue import Figure
from warehouse.figures import FigureRow, evaluate
from warehouse.loading import File

JUNE_10 = date(2024, 6, 10)


def figure(name: str, table: str, kind: str, measure: str, period: str, what: str = "", where: str = "") -> Figure:
    of = (("measure", (what,)),) if what else ()
    return Figure(name, f"x.{name}", name, "个", table, kind, period, of, where, measure)


NEW_FANS = figure("new_fans", "account_days", "flow", "sum(value)", "since:2024-06-20", "followers_new")
FANS_TOTAL = figure("fans", "account_days", "stock", "sum(value)", "as_of", "followers_total")
WORKS = figure("works", "posts", "flow", "count(*)", "month:2024-06")
VIEWS = figure("views", "posts", "flow", "sum(views)", "month:2024-06")
OVER = figure("over", "posts", "threshold_count", "count(*)", "month:2024-06", where="views > 1000")
BEST = figure("best", "posts", "maximum", "max(views)", "month:2024-06")
DOWNLOADS = figure("downloads", "downloads", "stock", "sum(amount)", "as_of")


def shown(files: Iterable[File], *figures: Figure, as_of: date = AS_OF) -> list[FigureRow]:
    with warehouse_of(*files, days=[as_of]) as con:
        return evaluate(con, catalogue_of(*figures), as_of)


def values(files: Iterable[File], *figures: Figure, as_of: date = AS_OF) -> list[object]:
    return [row.value for row in shown(files, *figures, as_of=as_of)]


def test_a_day_that_was_downloaded_the_day_after_counts_for_itself_and_is_not_late() -> None:
    rows = shown([listed("06-21", FANS, on("06-20", followers_total=500, followers_new=7))], NEW_FANS, FANS_TOTAL)
    assert [(row.value, row.complete, row.coverage.late_days) for row in rows] == [(7, True, 0), (500, True, 0)]


def test_a_day_of_a_later_date_counts_for_no_earlier_one() -> None:
    days = [listed("06-23", FANS, on("06-20", followers_new=7), on("06-21", followers_new=100))]
    assert values(days, NEW_FANS) == [7]


@pytest.mark.parametrize(("read", "late", "complete"), [("06-20", 0, True), ("06-27", 7, True), ("06-28", 8, False)])
def test_a_list_read_late_is_marked_and_beyond_a_week_incomplete(read: str, late: int, complete: bool) -> None:
    works = [work("05-31", 5), work("06-01", 70), work("06-20", 30)]
    (row,) = shown([listed(read, DOUYIN, *works)], VIEWS)
    assert (row.value, row.coverage.late_days, row.complete) == (100, late, complete)


def test_each_row_says_how_late_it_was_read() -> None:
    lists = [listed("06-18", DOUYIN, work("06-01", 1)), listed("06-25", DOUYIN, work("06-19", 2), work("06-20", 3))]
    with warehouse_of(*lists) as con:
        read = rows_of(con, "select views, observed_at from core.posts order by views")
    assert [(views, late_days("posts", observed_at, AS_OF)) for views, observed_at in read] == [(1, 0), (2, 5), (3, 5)]


def test_a_row_of_a_day_or_of_a_ledger_is_never_late() -> None:
    assert [late_days(table, datetime(2024, 7, 20), AS_OF) for table in ("account_days", "amounts")] == [0, 0]


OVERLAPPING = (
    listed("06-09", DOUYIN, work("05-31", 1), work("06-01", 900), work("06-02", 2000)),
    listed("06-16", DOUYIN, work("05-31", 1), work("06-01", 1200), work("06-02", 2500), work("06-15", 40)),
    listed("06-20", DOUYIN, work("06-01", 1100), work("06-02", 950), work("06-15", 60)),
    listed("06-24", DOUYIN, work("05-31", 1), work("06-01", 9000), work("06-02", 9000), work("06-15", 9000)),
)


def test_of_overlapping_lists_each_work_counts_once_by_the_newest_by_the_day() -> None:
    assert values(OVERLAPPING, WORKS, VIEWS, as_of=JUNE_10) == [2, 2900]  # the list of the 9th
    assert values(OVERLAPPING[:2], WORKS, VIEWS) == [3, 3740]  # the list of the 16th
    assert values(OVERLAPPING, WORKS, VIEWS) == [3, 2110]  # the list of the 20th, not the one of the 24th


def test_views_that_fall_make_every_figure_smaller() -> None:
    assert values(OVERLAPPING[:2], VIEWS, OVER, BEST) == [3740, 2, 2500]
    assert values(OVERLAPPING[:3], VIEWS, OVER, BEST) == [2110, 1, 1100]


def test_a_work_that_is_missing_from_a_later_list_counts_before_that_list_only() -> None:
    lists = [
        listed("06-09", DOUYIN, work("05-31", 1), work("06-01", 900), work("06-02", 2000)),
        listed("06-16", DOUYIN, work("05-31", 1), work("06-01", 1000)),
    ]
    assert values(lists, WORKS, VIEWS, as_of=JUNE_10) == [2, 2900]
    assert values(lists, WORKS, VIEWS) == [1, 1000]
    with warehouse_of(*lists) as con:
        assert rows_of(con, "select views from core.posts where withdrawn") == [(2000,)]  # kept


def store(name: str, first: str, last: str, new: int) -> list[dict[str, object]]:
    return [row | {"store": name} for row in each_day(first, last, downloads_new=new)]  # type: ignore[operator]


def test_downloads_are_the_opening_balance_and_every_day_after_it() -> None:
    files = [
        listed("06-21", BALANCES, on("05-31", store="华为", downloads_total=1000)),
        listed("06-21", HUAWEI, *each_day("05-25", "06-20", downloads_new=3)),
    ]
    (row,) = shown(files, DOWNLOADS)
    assert (row.value, row.complete) == (1000 + 20 * 3, True)  # not the days of May once more
    assert values(files, DOWNLOADS, as_of=JUNE_10) == [1000 + 10 * 3]


def test_a_store_that_stopped_reporting_counts_with_what_it_said_and_is_marked() -> None:
    stores = [
        *store("华为", "06-01", "06-20", 3), *store("小米", "06-01", "06-09", 5),
        *(on("05-31", store=name, downloads_total=100) for name in ("华为", "小米")),
    ]  # fmt: skip
    (row,) = shown([listed("06-21", BALANCES, *stores)], DOWNLOADS)
    assert row.value == 100 + 20 * 3 + 100 + 9 * 5
    assert (row.complete, row.coverage.late_days) == (False, 11)
    (before,) = shown([listed("06-21", BALANCES, *stores)], DOWNLOADS, as_of=JUNE_10)
    assert (before.value, before.complete, before.coverage.late_days) == (100 + 10 * 3 + 100 + 9 * 5, True, 1)

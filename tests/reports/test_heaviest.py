"""The heaviest rows behind a figure: which come first, and what is said of them."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.reports.contents.heaviest import heaviest
from warehouse.catalogue import Catalogue, Figure

AS_OF = date(2024, 6, 20)
READS = Figure(
    "wx_reads", "wx.reads", "样例阅读量", "次", "posts", "flow", "year_to_date",
    of=(("platform", ("wechat",)), ("visibility", ("公开",))), measure="sum(views)",
)  # fmt: skip


@pytest.fixture
def first(warehouse_con):
    """Makes the heaviest rows of one figure."""

    def of(figure: Figure, most: int = 20):
        return heaviest(warehouse_con, Catalogue({figure.id: figure}, {}, {}, {}), [figure.id], AS_OF, "jianhu", most)[
            figure.id
        ]

    return of


def test_rows_that_are_added_up_come_by_what_they_add(first, markup, formula):
    rows = first(READS)
    assert [(row.quantity, row.source_row) for row in rows] == [(100_000, 5), (250, 3), (100, 2), (None, 4)]
    assert [row.words[0] for row in rows][1:3] == [markup, formula]
    assert [row.is_floor for row in rows] == [True, False, False, False]
    assert rows[2].url == "https://example.org/a"
    assert [row.day for row in rows][:2] == [date(2024, 6, 20), date(2024, 1, 31)]


def test_rows_that_are_counted_come_newest_first(first):
    rows = first(replace(READS, measure="count(*)"))
    assert [row.source_row for row in rows] == [5, 4, 3, 2]


def test_of_a_share_those_outside_the_numerator_come_first(first):
    counted = "count(*) filter (where views >= 250)"
    rows = first(replace(READS, kind="share", measure="", numerator=counted, denominator="count(*)"))
    assert [(row.source_row, row.is_counted) for row in rows] == [(4, False), (2, False), (5, True), (3, True)]


def test_no_more_than_asked_for(first):
    assert [row.quantity for row in first(READS, most=2)] == [100_000, 250]


def test_codes_are_said_in_chinese(first, warehouse_con):
    warehouse_con.execute("update core.account_days set segment = '华为', measure = 'downloads_new'")
    days = Figure("app", "app", "样例", "次", "account_days", "flow", "year_to_date", measure="sum(value)")
    (row,) = first(days)
    assert row.words == ("客户端", "华为", "新增下载")

"""热线与留言: cases by channel and month, answered and satisfied, beside what is to be reached; episodes."""

from dataclasses import replace
from datetime import date, datetime

import duckdb
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.workbook import cases
from tests.reports._sheets import AS_OF, add, below, drawn, hand_in, made, row_of, title_of, words
from warehouse import catalogue


def hand_in_ledgers(con: duckdb.DuckDBPyConnection) -> None:
    """Ledgers of the hotline and its broadcasts for the whole year; of comments from February on, and without June."""
    for kind, grain, domains in (
        ("hotline_cases", "cases", '{"channel": ["hotline"]}'),
        ("comments", "cases", '{"channel": ["comments"]}'),
        ("hotline_episodes", "events", '{"register": ["hotline_episodes"]}'),
    ):
        add(con, "meta.kinds", kind=kind, title=kind, grain=grain, covers="stated", domains=domains)
    for batch, kind, first, last in (
        (30, "hotline_cases", date(2024, 1, 1), AS_OF),
        (31, "comments", date(2024, 2, 1), date(2024, 5, 31)),
        (32, "hotline_episodes", date(2024, 1, 1), AS_OF),
    ):
        hand_in(con, batch, kind, first, last, date(2024, 6, 21))


@pytest.fixture(scope="module")
def report(module_con: duckdb.DuckDBPyConnection, report_over, figure) -> Report:
    """Three hotline cases in January, one still open; 20 comments in March, all answered, 10 asked, 9 satisfied."""
    hand_in_ledgers(module_con)
    for number, replied in enumerate((datetime(2024, 1, 9), datetime(2024, 2, 1), None)):
        add(module_con, "core.cases", channel="hotline", received_at=datetime(2024, 1, 31, 23, 59), replied_at=replied,
            surveyed=number == 0, satisfied=number == 0 or None, batch=30)  # fmt: skip
    for number in range(20):
        add(module_con, "core.cases", channel="comments", received_at=datetime(2024, 3, 1), batch=31,
            replied_at=datetime(2024, 3, 2), surveyed=number < 10, satisfied=number < 9)  # fmt: skip
    for day in (date(2023, 12, 31), date(2024, 6, 21)):
        add(module_con, "core.cases", channel="hotline", received_at=day, batch=30)
        add(module_con, "core.events", register="hotline_episodes", happened_on=day, batch=32)
    for day in (date(2024, 1, 4), date(2024, 1, 11), date(2024, 6, 20)):
        add(module_con, "core.events", register="hotline_episodes", happened_on=day, batch=32)
    known = catalogue.load()
    shares = {"hotline_reply_rate": 66.67, "comment_reply_rate": 100, "comment_satisf_rate": 90}
    figures = [
        figure(known.figures[name].label, value, id=name, unit="%", kind="share", target=known.target(name, AS_OF))
        for name, value in shares.items()
    ]
    return replace(report_over(module_con, figures), known=known)


@pytest.fixture(scope="module")
def sheet(report: Report) -> Worksheet:
    return made(report, cases)["热线与留言"]


def test_the_hotline_by_month_with_its_broadcasts(sheet):
    rows = below(sheet, "月份", 7, 9, after=row_of(sheet, "热线：各月"))
    assert rows[0] == pytest.approx(["1月", 3, 2, 200 / 3, 100, 1, 1, 100, 2])
    assert rows[1] == ["2月", 0, 0, None, 100, 0, 0, None, 0]
    assert rows[5] == ["6月至20日", 0, 0, None, 100, 0, 0, None, 1]
    assert rows[6] == pytest.approx(["合计", 3, 2, 200 / 3, 100, 1, 1, 100, 3])


def test_months_that_no_ledger_speaks_for_stay_empty(sheet):
    assert drawn(sheet, "用户留言：各月收到与已答复") == {
        "收到": [("1月", None), ("2月", 0), ("3月", 20), ("4月", 0), ("5月", 0), ("6月至20日", None)],
        "已答复": [("1月", None), ("2月", 0), ("3月", 20), ("4月", 0), ("5月", 0), ("6月至20日", None)],
    }
    assert "用户留言：台账没有登记到：1月缺31天、6月至20日缺20天；整月没有登记的空着" in set(words(sheet))


def test_shares_are_drawn_with_what_is_to_be_reached(sheet):
    shown = drawn(sheet, "用户留言：答复率与满意率")
    assert [value for _, value in shown["答复率"]] == [None, None, 100, None, None, None]
    assert [value for _, value in shown["满意率"]] == [None, None, 90, None, None, None]
    assert {value for _, value in shown["答复率目标"]} == {100}
    assert {value for _, value in shown["满意率目标"]} == {95}
    (chart,) = [one for one in sheet._charts if title_of(one) == "用户留言：答复率与满意率"]
    assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (85, 100)
    assert "纵轴从85起" in chart.y_axis.title.tx.rich.p[0].r[0].t


def test_what_nothing_is_to_be_reached_of_has_no_goal(sheet):
    assert set(drawn(sheet, "热线：答复率与满意率")) == {"答复率", "答复率目标", "满意率"}


def test_figures_stand_on_top(sheet):
    rows = below(sheet, "指标", 4, 4)
    assert rows[1] == ["《政风行风热线》答复率（%）", 66.67, None, "＝ 100%"]


def test_a_ledger_without_cases_is_told_and_none_is_no_sheet(warehouse_con, report_of):
    hand_in_ledgers(warehouse_con)
    sheet = made(report_of([]), cases)["热线与留言"]
    assert {"热线：台账交来了，本年没有一件", "用户留言：台账交来了，本年没有一件"} <= set(words(sheet))
    assert sheet._charts == []
    warehouse_con.execute("delete from meta.parts")
    assert "热线与留言" not in made(report_of([]), cases).sheetnames

"""外宣用稿: pieces by medium, level and month with points and targets, by outlet, and the newest."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.workbook import pieces
from tests.reports._sheets import AS_OF, add, below, drawn, hand_in, made, row_of, words
from warehouse import catalogue

_USED: list[tuple[str, str, str, date, float | None]] = [
    ("电视", "央级", "央视", date(2024, 1, 1), None),
    ("电视", "市级", "市台", date(2024, 1, 31), None),
    ("电视", "市级", "市台", date(2024, 2, 1), None),
    ("电视", "市级", "邻市台", date(2024, 6, 20), None),
    ("广播", "省级", "省台", date(2024, 2, 29), 5),
    ("广播", "省级", "省台", date(2024, 3, 1), 2.5),
]
_NOT_COUNTED: list[dict[str, Any]] = [
    {"used_on": date(2023, 12, 31)},
    {"used_on": date(2024, 6, 21)},
    {"used_on": date(2024, 2, 1), "centre": "other"},
    {"used_on": date(2024, 2, 1), "as_of": date(2023, 12, 31)},
]


def hand_in_ledger(con: duckdb.DuckDBPyConnection) -> None:
    """A ledger that speaks for January to March and for May 11 to June 20, and is empty."""
    add(con, "meta.kinds", kind="external_pieces", title="外宣用稿台账", grain="pieces", covers="stated",
        domains="{}")  # fmt: skip
    hand_in(con, 20, "external_pieces", date(2024, 1, 1), date(2024, 3, 31), date(2024, 6, 21))
    hand_in(con, 21, "external_pieces", date(2024, 5, 11), AS_OF, date(2024, 6, 21), "assumed")


@pytest.fixture(scope="module")
def report(module_con: duckdb.DuckDBPyConnection, report_over, figure, formula) -> Report:
    con = module_con
    hand_in_ledger(con)
    for number, (medium, level, outlet, used_on, points) in enumerate(_USED):
        add(con, "core.pieces", piece_key=str(number), medium=medium, level=level, outlet=outlet, used_on=used_on,
            title=formula if number == 3 else f"【样例】稿件{number}", headline=number == 4, length=60 + number,
            points_stated=points, batch=20, observed_at=date(2024, 6, 21))  # fmt: skip
    for row in _NOT_COUNTED:
        add(con, "core.pieces", medium="电视", level="央级", batch=20, **row)
    target = catalogue.Target("t", "ext_tv_city", ">=", 40, "样例考核办法", date(2024, 1, 1), period="year")
    known = catalogue.load()
    rows = [figure("电视外宣市台用稿", 3, id="ext_tv_city", target=target), figure("别的", 1, id="dy_posts")]
    return replace(report_over(con, rows), known=known)


@pytest.fixture(scope="module")
def sheet(report: Report) -> Worksheet:
    return made(report, pieces)["外宣用稿"]


def test_each_level_by_month_with_sum_points_and_target(sheet):
    assert below(sheet, "电视：各月各级用稿", 10, 3) == [
        ["月份", "央级", "市级"],
        ["1月", 1, 1], ["2月", 0, 1], ["3月", 0, 0], ["4月", None, None], ["5月", 0, 0], ["6月至20日", 0, 1],
        ["合计", 1, 3],
        ["登记的积分", "没有登记", "没有登记"],
        ["目标", None, "全年≥ 40条"],
    ]  # fmt: skip
    assert below(sheet, "广播：各月各级用稿", 9, 2)[-2:] == [["合计", 2], ["登记的积分", 7.5]]


def test_chart_stacks_the_levels_and_leaves_gaps_open(sheet):
    shown = drawn(sheet, "电视各月用稿（条）")
    assert shown["央级"] == [("1月", 1), ("2月", 0), ("3月", 0), ("4月", None), ("5月", 0), ("6月至20日", 0)]
    assert [number for _, number in shown["市级"]] == [1, 1, 0, None, 0, 1]
    assert sheet._charts[0].grouping == "stacked"


def test_what_it_rests_on_and_what_is_missing_is_said(sheet):
    assert sheet["A3"].value == "依据1个文件，最新的数据时刻2024-06-21"
    assert sheet["A4"].value == "台账没有登记到：4月缺30天、5月缺10天；整月没有登记的空着"


def test_outlets_are_counted_the_highest_level_first(sheet):
    assert below(sheet, "各媒体", 5, 5) == [
        ["媒体", "媒体类型", "级别", "用稿（条）", "登记积分"],
        ["央视", "电视", "央级", 1, None],
        ["市台", "电视", "市级", 2, None],
        ["邻市台", "电视", "市级", 1, None],
        ["省台", "广播", "省级", 2, 7.5],
    ]


def test_the_newest_come_first_and_titles_stay_text(sheet, formula):
    rows = below(sheet, "全部6条", 3, 8)
    assert rows[0] == ["标题", "媒体", "媒体类型", "级别", "采用日期", "时长/字数", "头条", "登记积分"]
    assert rows[1][:4] == [formula, "邻市台", "电视", "市级"]
    assert [(rows[2][0], *rows[2][5:])] == [("【样例】稿件5", 65, None, 2.5)]
    assert sheet.cell(row_of(sheet, formula), 1).data_type == "s"
    assert "是" in {row[6] for row in below(sheet, "全部6条", 7, 8)}


def test_a_long_list_is_cut_and_says_so(warehouse_con, report_of):
    hand_in_ledger(warehouse_con)
    for number in range(106):
        add(warehouse_con, "core.pieces", piece_key=f"b{number}", medium="报刊", level="市级", batch=20,
            used_on=date(2024, 1, 1) + timedelta(number % 90), title="【样例】")  # fmt: skip
    assert "最近的100条（共106条）" in set(words(made(report_of([]), pieces)["外宣用稿"]))


def test_figures_of_pieces_stand_on_top(sheet):
    assert below(sheet, "指标", 2, 2) == [["指标（单位）", "计算值"], ["电视外宣市台用稿（条）", 3]]


def test_an_empty_ledger_is_told_and_none_is_no_sheet(report_of, warehouse_con):
    hand_in_ledger(warehouse_con)
    assert "台账交来了，本年没有一条采用的记录" in set(words(made(report_of([]), pieces)["外宣用稿"]))
    assert made(report_of([]), pieces)["外宣用稿"]._charts == []
    warehouse_con.execute("delete from meta.parts where kind = 'external_pieces'")
    assert "外宣用稿" not in made(report_of([]), pieces).sheetnames

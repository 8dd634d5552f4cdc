"""A platform's sheet holds the numbers that were worked out by hand, says what is missing, and draws what it holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.workbook import platforms
from tests.reports._sheets import AS_OF, below, drawn, hand_in, made, row_of, words
from warehouse import catalogue


@pytest.fixture
def report(warehouse_con: duckdb.DuckDBPyConnection, figures, report_of: Callable[..., Report]) -> Report:
    """A report of a test's own, which may change its warehouse."""
    hand_in_lists(warehouse_con)
    return report_of(figures)


@pytest.fixture(scope="module")
def book(module_con: duckdb.DuckDBPyConnection, figures, report_over: Callable[..., Report]) -> Workbook:
    """The sheets that most tests look at."""
    hand_in_lists(module_con)
    return made(report_over(module_con, figures), platforms)


def hand_in_lists(con: duckdb.DuckDBPyConnection) -> None:
    """Lists of works that speak for January to March and for June 5 to 20."""
    hand_in(con, 10, "wechat_articles", date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 1))
    hand_in(con, 11, "wechat_articles", date(2024, 6, 5), AS_OF, date(2024, 6, 21), "assumed")


@pytest.fixture(scope="module")
def sheet(book: Workbook) -> Worksheet:
    return book["微信公众号"]


def test_one_sheet_per_platform_with_data(book):
    assert book.sheetnames[1:] == ["微信公众号", "客户端", "电视"]


def test_months_count_what_was_public_and_published_by_then(sheet):
    assert below(sheet, "各月作品", 8, 4) == [
        ["月份", "作品数（条）", "阅读量（次）", "阅读量（万次）"],
        ["1月", 2, 350, 0.035],
        ["2月", 0, 0, 0],
        ["3月", 1, None, None],
        ["4月", None, None, None],
        ["5月", None, None, None],
        ["6月至20日（缺4天）", 1, 100_000, 10],
        ["合计", 4, 100_350, 10.035],
    ]
    first = row_of(sheet, "各月作品") + 2
    at_least = [[sheet.cell(first + row, column).number_format.startswith('"≥') for column in (2, 3, 4)]
                for row in (0, 5, 6)]  # fmt: skip
    assert at_least == [[False] * 3, [False, True, True], [True] * 3]


def test_what_is_missing_is_said_in_words(sheet):
    said = set(words(sheet))
    assert {
        "没有读到作品：4月、5月",
        "没有收齐：6月至20日缺4天",
        "1条只显示“10万+”，合计只是下限",
        "1条没有给出数，没有计入",
    } <= said
    assert "阅读量计到：发布后第7天" in sheet["A3"].value


def test_weeks_are_of_the_calendar_and_the_last_is_not_over(sheet):
    rows = below(sheet, "周", 25, 5)
    assert rows[0] == ["第1周", "01-01至01-07", 1, 100, 0.01]
    assert rows[4] == ["第5周", "01-29至02-04", 1, 250, 0.025]
    assert rows[9] == ["第10周", "03-04至03-10", 1, None, None]
    assert rows[13] == ["第14周", "04-01至04-07", None, None, None]
    assert rows[22] == ["第23周（缺2天）", "06-03至06-09", 0, 0, 0]
    assert rows[24] == ["第25周（未完）", "06-17至06-20", 1, 100_000, 10]
    assert sum(row[2] or 0 for row in rows) == 4


def test_charts_draw_the_tables_and_leave_gaps_open(sheet):
    assert drawn(sheet, "各月阅读量（万次）") == {
        "阅读量（万次）": [
            ("1月", 0.035), ("2月", 0), ("3月", None), ("4月", None), ("5月", None), ("6月至20日（缺4天）", 10),
        ]
    }  # fmt: skip
    weekly = drawn(sheet, "各周阅读量（万次）")["阅读量（万次）"]
    assert len(weekly) == 25
    assert weekly[4] == ("第5周", 0.025)
    assert weekly[13] == ("第14周", None)
    for chart in sheet._charts:
        assert chart.display_blanks == "gap"
        assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)


def test_a_floor_passes_for_certain_only_what_is_below_it(sheet):
    rows = below(sheet, "阅读量过多少的作品", 8, 3)
    assert [row[:2] for row in rows] == [
        ["阅读量过", "作品数（条）"], ["1,000", 1], ["1万", 1], ["5万", 1], ["10万", 0], ["50万", 0], ["100万", 0],
        ["标“≥”的：另有至多1条只显示“10万+”，过没过看不出来", None],
    ]  # fmt: skip
    first = row_of(sheet, "阅读量过多少的作品") + 2
    assert [sheet.cell(first + step, 2).number_format[:2] for step in range(6)] == ["#,"] * 3 + ['"≥'] * 3
    assert rows[1][2] == pytest.approx(1 / 3)  # of the three that have a number


@pytest.mark.parametrize(("where", "label", "works"), [("views >= 250", "250（含）", 2), ("views > 250", "250", 1)])
def test_thresholds_of_figures_stand_among_the_others(report, where, label, works):
    known = catalogue.load()
    entry = replace(known.figures["dy_posts_over_10k"], of=(("platform", ("wechat",)),), where=where)
    sheet = made(replace(report, known=replace(known, figures={"f": entry})), platforms)["微信公众号"]
    rows = below(sheet, "阅读量过多少的作品", 3, 2)
    assert rows[1:] == [[label, works], ["1,000", 1]]


def test_the_most_read_have_links_and_titles_that_stay_text(sheet, formula, markup):
    rows = below(sheet, "阅读量最高的3条", 4, 4)
    assert rows[0] == ["标题", "发布时间", "阅读量（次）", "点赞"]
    assert [row[0] for row in rows[1:]] == ["【样例】控制符与 换行", markup, formula]
    assert [row[2:] for row in rows[1:]] == [[100_000, None], [250, None], [100, 7]]
    last = row_of(sheet, formula)
    assert (sheet.cell(last, 1).data_type, sheet.cell(last, 1).quotePrefix) == ("s", True)
    assert sheet.cell(last, 7).hyperlink.target == "https://example.org/a"
    assert sheet.cell(last - 1, 7).hyperlink is None  # javascript: is no link
    assert sheet.cell(last - 2, 3).number_format == '#,##0"+"'


def test_the_text_of_a_post_that_is_its_title_is_cut_with_a_mark(report, warehouse_con):
    warehouse_con.execute("update core.posts set title = repeat('长', 5000) where views = 250").fetchall()
    titles = [row[0] for row in below(made(report, platforms)["微信公众号"], "阅读量最高的3条", 4, 1)]
    assert titles[2] == "长" * 200 + "…"


def test_figures_stand_beside_what_the_notice_says_of_them(sheet):
    assert below(sheet, "指标", 3, 9) == [
        ["指标（单位）", "计算值", "通报值", "目标", "达标", "结论", "计算值％", "通报值％", "目标％"],
        ["样例推文（条）", 930, "932条", None, None, "▲ 偏高", 99.79, 100, None],
        ["样例阅读量（次）", "—", "超20万次", None, None, "◎ 数据不全", None, None, None],
    ]
    assert drawn(sheet, "计算值与通报值、目标之比") == {
        "计算值％": [("样例推文（条）", 99.79), ("样例阅读量（次）", None)],
        "通报值％": [("样例推文（条）", 100), ("样例阅读量（次）", None)],
    }


def test_a_target_frames_the_bar_where_nothing_is_claimed(report_of, figure):
    target = catalogue.Target("t", "f", ">=", 80, "样例考核办法", date(2024, 1, 1))
    monthly = replace(target, period="month")
    rows = [
        figure("样例占比", 84.0, unit="%", kind="share", platform="tv", target=target, target_verdict="达标"),
        figure("样例每月", 84.0, unit="%", kind="share", platform="tv", target=monthly, target_verdict="达标"),
    ]
    sheet = made(report_of(rows), platforms)["电视"]
    assert [row[6:] for row in below(sheet, "指标（单位）", 2, 9)] == [[105, None, 100], [None, None, None]]
    assert set(drawn(sheet, "计算值与通报值、目标之比")) == {"计算值％", "目标％"}


def test_platform_without_views_counts_works(book):
    sheet = book["电视"]
    assert below(sheet, "各月作品", 6, 3)[0] == ["月份", "作品数（条）", None]
    assert drawn(sheet, "各月作品数（条）")["作品数（条）"][3:5] == [("4月", None), ("5月（缺31天）", 1)]
    assert not any("最高" in said or "过多少" in said for said in words(sheet))


def test_a_platform_without_works_says_so_and_draws_nothing(book):
    assert "2024年没有读到客户端的作品" in set(words(book["客户端"]))
    assert book["客户端"]._charts == []


def test_links_that_no_export_has_are_not_promised(warehouse_con, report):
    warehouse_con.execute("update core.posts set url = null")
    sheet = made(report, platforms)["微信公众号"]
    assert "导出的文件里没有作品的链接" in set(words(sheet))


def test_different_windows_are_never_added_in_silence(warehouse_con, report):
    warehouse_con.execute("update core.posts set count_window = '30d' where views = 250")
    said = made(report, platforms)["微信公众号"]["A3"].value
    assert "阅读量计到：口径不同，不宜相加：发布后第30天、发布后第7天" in said


def test_how_late_and_how_sure_the_times_are_is_said(warehouse_con, report):
    warehouse_con.execute("update core.posts set batch = 11, observed_at = timestamp '2024-06-23 08:00:00'")
    said = made(report, platforms)["微信公众号"]["A3"].value
    assert said.startswith(
        "依据1个文件，最新的数据时刻2024-06-23，其中1个的时刻是推定的（文件修改时间）；晚读3天，数可能已多于截至日"
    )


def test_a_share_that_is_not_none_does_not_read_as_none(report, warehouse_con):
    warehouse_con.execute("insert into core.posts by name select posts.* replace ('n' || r as post_key, 5 as views) "
                          "from core.posts, range(9000) t(r) where title = '【样例】没有阅读量'")  # fmt: skip
    rows = below(made(report, platforms)["微信公众号"], "阅读量过", 6, 3)
    assert [row[2] for row in rows] == [0.001] * 3 + [0] * 3

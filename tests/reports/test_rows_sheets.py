"""The rows behind the figures: which there are, how a sheet shows them, and what becomes of those that do not fit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pipelines.reports.behind import sheet as limits
from pipelines.reports.report import Report
from pipelines.reports.row_files import write_row_files
from pipelines.reports.workbook import rows
from pipelines.reports.workbook.cells import add_styles
from pipelines.reports.workbook.summary import packed
from warehouse.catalogue import Catalogue, Figure

AS_OF = date(2024, 6, 20)
SHEET = "明细·微信公众号"
FILE = "明细_微信公众号_2024-06-20.csv"
READS = Figure(
    "wx_reads", "wx.reads", "推文阅读量", "次", "posts", "flow", "year_to_date",
    of=(("platform", ("wechat",)), ("visibility", ("公开",))), measure="sum(views)",
)  # fmt: skip
LOUD = Figure(
    "loud", "loud", "响亮的推文", "条", "posts", "flow", "year_to_date",
    of=(("platform", ("wechat",)),), where="title like '%=%' or views > 1000", measure="count(*)",
)  # fmt: skip


@pytest.fixture
def report(report_of: Callable[..., Report], figure) -> Callable[..., Report]:
    """A maker of reports on figures of the small warehouse, whose posts stand in rows 2, 3, ... of their file."""

    def make(*figures: Figure) -> Report:
        shown = [figure(one.label, 1, id=one.id) for one in figures]
        return replace(report_of(shown), known=Catalogue({one.id: one for one in figures}, {}, {}, {}))

    return make


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Report], Workbook]:
    """A maker of workbooks of nothing but the rows of a report, read back."""

    def write(report: Report) -> Workbook:
        target = tmp_path / "rows.xlsx"
        target.write_bytes(bytes_of(report))
        return load_workbook(target)

    return write


def bytes_of(report: Report) -> bytes:
    book = Workbook()
    add_styles(book)
    rows.add(book, report)
    book.properties.created = book.properties.modified = report.computed_at
    return packed(book, report.computed_at)


def column(book: Workbook, head: str) -> list[Any]:
    heads = [cell.value for cell in book[SHEET][4]]
    return [row[heads.index(head)].value for row in book[SHEET].iter_rows(5)]


def test_each_row_that_a_figure_counts_is_there_once_and_no_other(report, written, formula, markup):
    book = written(report(READS, replace(READS, id="wx_posts", measure="count(*)")))
    place = ["2024-06-21/1.xlsx", "Sheet1"]
    assert [[cell.value for cell in row] for row in book[SHEET].iter_rows(4)] == [
        ["发布时间", "标题", "可见范围", "阅读量", "只显示“10万+”", "文件", "工作表", "行号"],
        [datetime(2024, 1, 2, 8), formula, "公开", 100, "否", *place, 2],
        [datetime(2024, 1, 31, 23, 59, 59), markup, "公开", 250, "否", *place, 3],
        [datetime(2024, 3, 5, 8), "【样例】没有阅读量", "公开", None, "否", *place, 4],
        [datetime(2024, 6, 20, 23, 59, 59), "【样例】控制符与 换行", "公开", 100_000, "是", *place, 5],
    ]
    assert book.sheetnames[1:] == [SHEET]


def test_a_title_is_never_a_formula(report, written, formula):
    sheet = written(report(READS))[SHEET]
    title, other = sheet["B5"], sheet["B7"]
    assert (title.value, title.data_type, title.quotePrefix) == (formula, "s", True)
    assert (other.value, other.data_type, bool(other.quotePrefix)) == ("【样例】没有阅读量", "s", False)


def test_what_no_criterion_says_has_a_column_of_its_own(report, written):
    told = report(READS, LOUD)
    book = written(told)
    # the third is one that only its author sees, with 9,999,999 views; the fourth has no views and no such title
    assert column(book, "计入·响亮的推文") == [1, 1, 1, None, 1]
    assert column(book, "可见范围") == ["公开", "公开", "自见", "公开", "公开"]
    assert "计入：公式写不出的条件由程序判断" in book[SHEET]["A3"].value
    assert told.recalculations["loud"].formula == (
        '=COUNTIFS(微信公众号_计入_loud,1,微信公众号_发布时间,">="&DATE(2024,1,1),'
        '微信公众号_发布时间,"<"&DATE(2024,6,21))'
    )


def test_a_value_that_counts_once_is_marked_where_it_comes_first(report, written, warehouse_con):
    warehouse_con.execute("update core.posts set story_key = case when post_key in ('1', '3') then '甲' end")
    stories = replace(READS, id="stories", label="推文的稿件", measure="count(distinct story_key)")
    assert column(written(report(stories)), "首次·推文的稿件") == [None, 1, None, None]


def test_a_sheet_can_be_filtered_and_printed_and_its_columns_have_names(report, written):
    book = written(report(READS))
    sheet = book[SHEET]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A4:H8", "A5", "$4:$4")
    assert sheet.dimensions == "A1:H8"
    assert book.defined_names["微信公众号_阅读量"].attr_text == f"'{SHEET}'!$D$5:$D$8"
    assert book.calculation.fullCalcOnLoad


def test_a_long_title_is_shown_whole(report, written, warehouse_con):
    warehouse_con.execute("update core.posts set title = repeat('长', 60) where post_key = '1'")
    heights = written(report(READS))[SHEET].row_dimensions
    assert heights[6].height > 2.5 * 14  # 60 wide characters in a column of 52 narrow ones take three lines
    assert not heights[5].customHeight


def test_the_same_report_gives_the_same_bytes(report):
    assert bytes_of(report(READS, LOUD)) == bytes_of(report(READS, LOUD))


def test_each_day_of_which_rows_are_counted_has_its_sheet(report, written, warehouse_con):
    warehouse_con.execute("update core.posts set published_at = '2023-12-30' where as_of = '2023-12-31'")
    book = written(report(READS, replace(READS, id="before", period="at:2023-12-31")))
    assert book.sheetnames[1:] == ["明细·微信公众号·20231231", SHEET]
    assert "微信公众号_20231231_阅读量" in book.defined_names


def test_what_does_not_fit_is_a_file_beside_the_workbook(report, written, tmp_path, monkeypatch, formula):
    monkeypatch.setattr(limits, "ROWS_OF_A_SHEET", 3)
    told = report(READS)
    assert written(told).sheetnames == ["Sheet"]
    write_row_files(tmp_path, told.behind.sheets, AS_OF)
    lines = (tmp_path / FILE).read_text("utf-8-sig").splitlines()
    assert lines[0] == "发布时间,标题,可见范围,阅读量,只显示“10万+”,文件,工作表,行号"
    assert lines[1].startswith("2024-01-02 08:00:00,\"'=HYPERLINK(")  # an apostrophe before what Excel would compute
    assert len(lines) == 5
    again = told.recalculations["wx_reads"]
    assert (again.formula, again.link, FILE in again.why_not) == (None, FILE, True)


def test_the_shortest_are_kept_where_there_is_no_room_for_all(report, monkeypatch):
    monkeypatch.setattr(limits, "ROWS_OF_A_BOOK", 4)
    tv = replace(READS, id="tv", of=(("platform", ("tv",)),), measure="count(*)")
    assert {sheet.name: (sheet.rows, sheet.fits) for sheet in report(READS, tv).behind.sheets} == {
        "微信公众号": (4, False),
        "电视": (1, True),
    }


def test_a_file_of_another_run_does_not_stay(report, tmp_path, monkeypatch):
    others = [
        tmp_path / name for name in ("来源_2024-06-20.csv", "明细_微信公众号_2024-06-19.csv", "我的明细_2024-06-20.csv")
    ]
    for path in [*others, tmp_path / FILE]:
        path.write_text("旧", "utf-8")
    write_row_files(tmp_path, report(READS).behind.sheets, AS_OF)
    assert set(tmp_path.iterdir()) == set(others)


def test_why_a_figure_has_no_formula(report):
    texts = ", ".join(f"'{'甲' * number}'" for number in range(1, 99))
    why_not: dict[str, dict[str, Any]] = {
        "结果是文字，不是计数或合计": {"kind": "state", "measure": "max(title)"},
        "算式不是一次计数、合计、最大或最小": {"measure": "sum(views) + sum(likes)"},
        "不重复的值的合计，一个公式说不清": {"measure": "sum(distinct views)"},
        "没有一行计入": {"of": (("platform", ("douyin",)),)},
        "要从几张表里挑出一个数，一个公式说不清": {"of": (("platform", ("wechat", "tv")),), "measure": "max(views)"},
        "公式太长，Excel 放不下": {"where": f"title in ({texts})"},
    }
    again = report(
        *(replace(READS, id=f"f{n}", **changes) for n, changes in enumerate(why_not.values()))
    ).recalculations
    assert {one.why_not: one.formula for one in again.values()} == dict.fromkeys(why_not)


def test_a_figure_that_is_not_computed_or_not_known_has_no_formula(report_of, figure):
    again = report_of([figure("样例", None)]).recalculations
    assert (again["f"].formula, again["f"].why_not, again["f"].link) == (None, "口径目录里没有这个指标", None)

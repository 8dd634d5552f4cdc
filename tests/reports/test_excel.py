"""The Excel summary reads back with the cells that were worked out by hand."""

import io
import zipfile
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.text import CELL_LIMIT, CUT_MARK, cell_text, link_of
from pipelines.reports.wording import VERDICTS
from pipelines.reports.workbook.cells import add_styles, put
from pipelines.reports.workbook.summary import write_summary
from warehouse._coverage import ShownCoverage

ALL = ("172/172", "2024-06-21")
"""The days of a year to date, every one covered."""


@pytest.fixture
def book(tmp_path: Path, figures, report_of) -> Workbook:
    target = tmp_path / "指标.xlsx"
    write_summary(target, report_of(figures))
    return load_workbook(target)


def rows(sheet: Worksheet, first: int, last: int, columns: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(first, last, 1, columns)]


def test_one_sheet_per_platform_with_data(book):
    assert book.sheetnames == ["指标对照", "要补的下载", "微信公众号", "客户端", "电视", "来源"]


def test_scorecard_follows_the_notice(book):
    sheet = book["指标对照"]
    assert [cell.value for cell in sheet[4]] == [
        "条目", "指标", "单位", "计算值", "通报值", "差", "目标", "达标", "结论", "覆盖率", "覆盖天数", "最新数据",
        "缺哪些", "备注",
    ]  # fmt: skip
    assert rows(sheet, 5, 10, 14) == [
        ["一(1)", "样例等次", None, "较好", "没有给出数", None, None, None, "？ 无法核对", 1, *ALL, None,
         "原文「较好」"],
        ["二(一)3", "样例推文", "条", 930, "932条", -2, None, None, "▲ 偏高", 1, *ALL, None,
         "原文「推文932条」；少两条"],
        ["二(一)3", "样例阅读量", "次", "—", "超20万次", None, None, None, "◎ 数据不全", 0.9709,
         "167/172", "2024-06-17（早3天）", "2024-03-01~2024-03-05；晚读3天；容许缺0天、晚7天", "原文「阅读量超20万」"],
        ["二(一)3", "样例注册用户", "人", 193640, "1,900 或 19万人", None, None, None, "□ 文字残缺", 1, *ALL, None,
         "原文「超过了19」"],
        ["二(一)16", "样例满意率", "%", 96.6, "超95%", 1.6, "≥ 95%", "达标", "√ 一致", 1, *ALL, None,
         "398/412 = 96.6%；原文「满意率超95%」"],
        ["其他", "样例没有对照的数", "元", 12.5, None, None, None, None, "— 未对照", 1, *ALL, None, None],
    ]  # fmt: skip
    assert sheet["D6"].number_format == "#,##0"
    assert sheet["D9"].number_format == '0.00"%"'
    assert sheet["F9"].number_format.startswith("+#,##0.00")
    assert (
        sheet["A3"].value
        == "共 6 项　　▲ 偏高 1　　◎ 数据不全 1　　□ 文字残缺 1　　？ 无法核对 1　　√ 一致 1　　— 未对照 1"
    )


def test_each_download_that_would_mend_something_is_listed_once(tmp_path, figure, report_of):
    one, other = (ShownCoverage(0.5, ["2024-05-01"], 0, mends=[mend]) for mend in ("甲缺5月1日", "乙从未收到"))
    lacking = [figure("子", coverage=other), figure("丑", coverage=one), figure("寅", coverage=one), figure("卯")]
    write_summary(tmp_path / "s.xlsx", report_of(lacking))
    sheet = load_workbook(tmp_path / "s.xlsx")["要补的下载"]
    assert rows(sheet, 4, 7, 3) == [
        ["要补的下载", "可补指标数", "等它的指标"], ["甲缺5月1日", 2, "丑、寅"], ["乙从未收到", 1, "子"], [None] * 3,
    ]  # fmt: skip


def test_what_is_less_than_all_never_reads_as_all(tmp_path, figure, report_of):
    nearly = ShownCoverage(0.9998, ["2020-01-01"], 0, days=5000, days_covered=4999)
    shares = [figure("样例", value, unit="%", coverage=nearly) for value in (99.99995, 99.5, 100.0)]
    write_summary(tmp_path / "s.xlsx", report_of(shares))
    sheet = load_workbook(tmp_path / "s.xlsx")["指标对照"]
    assert [sheet.cell(row, 4).number_format for row in (5, 6, 7)] == ['General"%"', '0.00"%"', '0.00"%"']
    assert (sheet["J5"].value, sheet["J5"].number_format, sheet["K5"].value) == (0.999, "0.0%", "4999/5000")


def test_scorecard_is_ready_to_print(book):
    sheet = book["指标对照"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C5", "A4:N10", "$4:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.left.text == "数据截至 2024-06-20"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_verdicts_can_be_told_apart_without_colour():
    symbols = [verdict.symbol for verdict in VERDICTS.values()]
    assert len(set(symbols)) == len(symbols)
    assert "".join(symbols).encode("gbk")  # every office in the house can print them


def test_platform_sheet_counts_what_was_public_and_published_by_then(book):
    sheet = book["微信公众号"]
    assert rows(sheet, 5, 13, 3) == [
        ["月份", "作品数", "阅读量"],
        ["1月", 2, 350],
        ["2月", 0, None],
        ["3月", 1, None],
        ["4月", 0, None],
        ["5月", 0, None],
        ["6月至20日", 1, 100_000],
        ["合计", 4, 100_350],
        ["没有读到作品：2月、4月、5月", None, None],
    ]
    assert sheet["A14"].value == "1条只显示“10万+”，合计只是下限"
    assert sheet["A15"].value == "1条没有给出数，没有计入"
    assert sheet["C11"].number_format == sheet["C12"].number_format == '"≥ "#,##0'
    assert "阅读量计到：发布后第7天" in sheet["A2"].value
    assert len(sheet._charts) == 1


def test_platform_sheet_shows_its_figures_and_works(book, formula, markup):
    sheet = book["微信公众号"]
    assert rows(sheet, 22, 25, 4) == [
        ["指标", None, None, None],
        ["指标", "计算值", "单位", "结论"],
        ["样例推文", 930, "条", "▲ 偏高"],
        ["样例阅读量", "—", "次", "◎ 数据不全"],
    ]
    assert [row[0] for row in rows(sheet, 27, 31, 1)] == [
        "阅读量最高的3条", "标题", "【样例】控制符与 换行", markup, formula,
    ]  # fmt: skip
    assert sheet["C29"].number_format == '#,##0"+"'
    assert [cell.value for cell in sheet[31]][2:4] == [100, 7]


def test_titles_from_outside_are_never_formulas(book, formula):
    sheet = book["微信公众号"]
    title = sheet["A31"]
    assert (title.value, title.data_type, title.quotePrefix) == (formula, "s", True)
    assert all(cell.data_type != "f" for each in book for row in each.iter_rows() for cell in row)
    assert sheet["G31"].hyperlink.target == "https://example.org/a"
    assert sheet["G30"].hyperlink is None  # javascript: is no link


def test_platform_without_views_shows_works_only(book):
    assert rows(book["电视"], 5, 6, 3) == [["月份", "作品数", None], ["1月", 0, None]]


def test_sources_are_the_files_behind_the_report(book):
    sheet = book["来源"]
    assert rows(sheet, 5, 8, 8) == [
        ["2024-06-21/1.xlsx", "公众号图文明细", "Sheet1", "main", 12, 9, 1, 2],
        ["2024-06-21/2.xlsx", "app_daily", "Sheet1", "main", 12, 9, 1, 2],
        ["2024-06-21/3.xlsx", "incidents", "Sheet1", "main", 12, 9, 1, 2],
        [None] * 8,
    ]
    assert str(sheet["K5"].value) == "2024-06-21 09:01:00"
    assert sheet["K6"].value == "2024-06-21 09:02（推定）"
    assert sheet["L7"].value == "3" * 64


def test_same_input_same_bytes_without_this_machine(tmp_path, figures, report_of):
    first, second = tmp_path / "a" / "s.xlsx", tmp_path / "b" / "s.xlsx"
    for target in (first, second):
        write_summary(target, report_of(figures))
    content = first.read_bytes()
    assert content == second.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2024, 6, 21, 2, 30, 10)}
        assert not any(str(tmp_path).encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "=1+1|cmd"])
def test_text_that_looks_like_a_formula_stays_text(start):
    book = Workbook()
    add_styles(book)
    sheet = book.worksheets[0]
    put(sheet, 1, 1, start + "x", "文字")
    saved = io.BytesIO()
    book.save(saved)
    cell = load_workbook(saved).worksheets[0]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (start + "x", "s", True)


def test_text_that_no_cell_can_hold_is_cut_with_a_mark():
    assert cell_text("字" * CELL_LIMIT) == "字" * CELL_LIMIT
    cut = cell_text("😀" * CELL_LIMIT)
    assert cut.endswith(CUT_MARK)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cell_text("a\x00b\ud800c\ufffe\u202ed\r\ne") == "abcd e"


def test_only_web_pages_are_links():
    assert link_of("HTTP://example.org/路径?a=1") == "HTTP://example.org/路径?a=1"
    for refused in ("", None, "file:///etc/passwd", "data:text/html,x", "https://a b", "https://" + "a" * 3_000):
        assert link_of(refused) is None


def test_night_without_any_data(tmp_path, report_of, warehouse_con):
    for table in ("core.posts", "core.account_days", "core.ledger_parts"):
        warehouse_con.execute(f"delete from {table}")
    write_summary(tmp_path / "s.xlsx", report_of([]))
    assert load_workbook(tmp_path / "s.xlsx").sheetnames == ["指标对照", "来源"]


def test_day_that_the_night_did_not_keep_is_never_an_empty_report(tmp_path, figures, report_of, warehouse_con):
    warehouse_con.execute("delete from meta.as_of_days")
    with pytest.raises(duckdb.CatalogException, match="temp"):
        write_summary(tmp_path / "s.xlsx", report_of(figures))
    for table in ("posts", "account_days", "pieces", "cases", "amounts", "items", "events", "ledger_parts"):
        warehouse_con.execute(f"create temp table {table} as select * from core.{table}")
    write_summary(tmp_path / "s.xlsx", report_of(figures))
    assert "微信公众号" in load_workbook(tmp_path / "s.xlsx").sheetnames


def test_every_sheet_of_a_sample_says_so_on_the_screen_and_on_paper(tmp_path, book, figures, report_of):
    write_summary(tmp_path / "s.xlsx", report_of(figures, is_sample=True))
    for sheet in load_workbook(tmp_path / "s.xlsx"):
        assert sheet["A1"].value.startswith("样例（虚构数据）")
        assert sheet["A1"].fill.fgColor.rgb == sheet.row_dimensions[1].fill.fgColor.rgb == "00FFD84D"
        assert sheet.oddFooter.left.text.startswith("样例（虚构数据）")
    assert not any("虚构" in sheet["A1"].value + sheet.oddFooter.left.text for sheet in book)

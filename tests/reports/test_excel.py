"""The Excel summary reads back with the cells that were worked out by hand."""

import io
import zipfile

import duckdb
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.text import CELL_LIMIT, CUT_MARK, cell_text, link_of
from pipelines.reports.workbook.cells import add_styles, height_of, put
from pipelines.reports.workbook.summary import write_summary
from warehouse._coverage import ShownCoverage


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, module_con, figures, report_over) -> Workbook:
    target = tmp_path_factory.mktemp("book") / "指标.xlsx"
    write_summary(target, report_over(module_con, figures))
    return load_workbook(target)


def rows(sheet: Worksheet, first: int, last: int, columns: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(first, last, 1, columns)]


def test_first_the_figures_last_the_files(book):
    assert (book.sheetnames[0], book.sheetnames[-1]) == ("指标对照", "来源")
    assert {"要补的下载", "微信公众号", "客户端", "电视", "数据质量"} < {*book.sheetnames}


def test_a_day_without_any_data_has_no_sheet_of_a_platform(tmp_path, report_of, warehouse_con):
    for table in ("core.posts", "core.account_days", "core.ledger_parts"):
        warehouse_con.execute(f"delete from {table}")
    write_summary(tmp_path / "s.xlsx", report_of([]))
    assert load_workbook(tmp_path / "s.xlsx").sheetnames == ["指标对照", "数据质量", "来源"]


def test_titles_from_outside_are_never_formulas(book, formula, markup):
    for title in (formula, markup):
        held = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == title]
        assert held
        assert all(cell.data_type == "s" for cell in held)
        assert all(cell.quotePrefix for cell in held if title == formula)
    assert not any("evil" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
                   if cell.data_type == "f")  # fmt: skip


def test_each_download_that_would_mend_something_is_listed_once(tmp_path, figure, report_of):
    one, other = (ShownCoverage(0.5, ["2024-05-01"], 0, mends=[mend]) for mend in ("甲缺5月1日", "乙从未收到"))
    lacking = [figure("子", coverage=other), figure("丑", coverage=one), figure("寅", coverage=one), figure("卯")]
    write_summary(tmp_path / "s.xlsx", report_of(lacking))
    sheet = load_workbook(tmp_path / "s.xlsx")["要补的下载"]
    assert rows(sheet, 4, 7, 3) == [
        ["要补的下载", "可补指标数", "等它的指标"], ["甲缺5月1日", 2, "丑、寅"], ["乙从未收到", 1, "子"], [None] * 3,
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("二十字" * 3, 1),  # 9 wide characters, about two narrow ones each, where 19 narrow ones go
        ("二十字" * 4, 2),
        ("文件名tendency_17.xlsx内容相同", 3),  # together not 30 wide, but the name takes a line of its own
        ("a" * 40, 3),
    ],
)
def test_a_row_is_as_high_as_its_text_where_names_of_files_are_not_broken(text, lines):
    assert height_of([(text, 20)]) == 4 + 14.5 * lines
